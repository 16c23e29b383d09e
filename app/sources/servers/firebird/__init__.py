"""Firebird 3 and newer: read in one read-only SNAPSHOT transaction."""
