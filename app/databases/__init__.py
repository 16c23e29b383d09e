"""SQLite databases inside a sealed copy: opening, working on, loading and comparing them. The importer of apsw."""
