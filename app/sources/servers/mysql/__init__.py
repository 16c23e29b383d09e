"""MySQL 5.7 and newer, and MariaDB 10.2 and newer: read in one InnoDB snapshot."""
