"""Database servers as sources of tables: one module for each engine, on what they have in common."""
