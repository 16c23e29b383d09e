"""A large table to check out."""

import contextlib
import sqlite3
from pathlib import Path
from typing import Final

TABLE: Final = "item"


def make_table(path: Path, rows: int) -> None:
    """A table of so many rows in a SQLite file."""
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous = OFF")
        database.execute(f"CREATE TABLE {TABLE}(id INTEGER PRIMARY KEY, name TEXT, price REAL, note TEXT)")
        database.execute(
            f"INSERT INTO {TABLE} WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
            " SELECT i, 'article ' || i, i / 100.0, 'as delivered' FROM n",
            (rows,),
        )
        database.commit()
