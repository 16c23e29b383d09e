"""A small database of a customer, for tests that change a row in it."""

import sqlite3
from contextlib import closing
from pathlib import Path


def make_till(path: Path) -> Path:
    """A database as a till keeps it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE article(id INTEGER PRIMARY KEY, name TEXT, price REAL);"
            "INSERT INTO article VALUES (1, 'Rye loaf', 3.4), (2, 'Pretzel', 0.9), (3, 'Plum cake', 2.2);"
        )
        database.commit()
    return path
