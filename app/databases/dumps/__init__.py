"""SQL text that is read into a new database of a copy."""
