"""PostgreSQL 10 and newer, and what speaks its protocol: read in one REPEATABLE READ READ ONLY transaction."""
