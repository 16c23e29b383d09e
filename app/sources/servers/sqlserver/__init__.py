"""Microsoft SQL Server 2016 and newer: read in one SNAPSHOT transaction, which the database has to allow."""
