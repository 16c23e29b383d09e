"""SQLCipher files to take."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
from sqlcipher3 import dbapi2 as sqlcipher

from app.crypto.secret import Secret
from app.progress import Monitor
from app.sources.sqlcipher_file import SqlcipherFileSource

KEY = "pässw'ord 4711"
RAW_KEY = f"x'{'5a' * 32}'"
RAW_KEY_AND_SALT = f"x'{'5a' * 32}{'3c' * 16}'"


@contextlib.contextmanager
def opened(path: Path, key: str = KEY, generation: int = 4) -> Iterator[Any]:
    """A connection of the customer's own program."""
    db = sqlcipher.connect(str(path), isolation_level=None)
    try:
        if key:
            db.set_key(key)
            db.execute(f"PRAGMA cipher_compatibility = {generation}")
        yield db
    finally:
        db.close()


def make_encrypted(path: Path, *statements: str, key: str = KEY, generation: int = 4, journal: str = "delete") -> None:
    """A database in the given mode, closed again."""
    with opened(path, key, generation) as db:
        for statement in (f"PRAGMA journal_mode = {journal}", *statements):
            db.execute(statement).fetchall()


def source_of(path: Path, key: str = KEY, *, patience_seconds: float = 20.0) -> SqlcipherFileSource:
    return SqlcipherFileSource(str(path), Secret(key.encode()), patience_seconds=patience_seconds)


def taken(path: Path, destination: apsw.Connection, key: str = KEY) -> list[str]:
    """Take it; what is said about it."""
    problems = source_of(path, key).copy_into(destination, Monitor())
    assert {problem.path for problem in problems} <= {path.name.encode()}
    return [problem.detail for problem in problems]


NASTY = (
    "PRAGMA user_version = 77",
    "PRAGMA application_id = -5",
    'CREATE TABLE "se""lect" (a INTEGER PRIMARY KEY AUTOINCREMENT, b TEXT COLLATE NOCASE UNIQUE, c REAL, '
    "d BLOB DEFAULT x'00', \"e;-- drop\" ANY)",
    """INSERT INTO "se""lect" VALUES (5, 'x', 1, x'', '1'), (7, 'ü' || char(0) || 'z', -0.0, 'text', NULL),
    (900000000000, 'z', 1e300, x'ff', 9223372036854775807)""",
    'DELETE FROM "se""lect" WHERE a = 900000000000',
    "CREATE TABLE keyed (a TEXT, b, PRIMARY KEY (b DESC, a)) WITHOUT ROWID",
    "INSERT INTO keyed VALUES ('1', 2), ('x', 'y'), ('q', x'00')",
    "CREATE TABLE numbers (rowid, oid, _rowid_)",
    "INSERT INTO numbers VALUES (1, 2, 3), (4, 5, 6)",
    "CREATE TABLE gaps (v)",
    "INSERT INTO gaps (rowid, v) VALUES (-5, 'a'), (10, CAST(x'ff41' AS TEXT)), (11, CAST(x'00d8' AS TEXT)), "
    "(12, char(65535, 65534, 120)), (13, char(65279) || 'bom'), "
    "(14, CAST(x'ffff7800' AS TEXT)), (20, '')",
    "CREATE TABLE computed (a, b AS (a * 2), c AS (a || '!') STORED, d)",
    "INSERT INTO computed (a, d) VALUES (1, 2), ('k', 3)",
    "CREATE TABLE strict_one (a INT, b TEXT, c ANY) STRICT",
    "INSERT INTO strict_one VALUES (1, 'x', '1'), (2, 'y', 1), (3, 'z', 1.5)",
    "CREATE VIRTUAL TABLE words USING fts5(title, body)",
    "INSERT INTO words VALUES ('hello', 'world of things'), ('a', 'b')",
    "CREATE VIRTUAL TABLE older USING fts4(x)",
    "INSERT INTO older VALUES ('hello')",
    "CREATE VIRTUAL TABLE boxes USING rtree(id, x0, x1)",
    "INSERT INTO boxes VALUES (1, 0, 1)",
    "CREATE INDEX partial ON gaps (v) WHERE v IS NOT NULL",
    "CREATE UNIQUE INDEX computed_one ON computed (a, lower(d))",
    'CREATE INDEX "i;3" ON keyed (a COLLATE RTRIM DESC)',
    "CREATE VIEW seen AS SELECT * FROM gaps",
    "CREATE VIEW broken AS SELECT * FROM missing_table",
    "CREATE TRIGGER fires AFTER INSERT ON gaps BEGIN INSERT INTO keyed VALUES (new.v, random()); END",
    "CREATE TABLE empty (x CHECK (x > 5), y NOT NULL DEFAULT (1 + 1), z REFERENCES numbers (oid))",
    "CREATE TABLE no_alias (id INTEGER PRIMARY KEY DESC, v)",
    "INSERT INTO no_alias VALUES (3, 1), (1, 2)",
    "ANALYZE",
)
"""Every kind of object, and cells of every kind, of which some are no text in the database's encoding."""

QUESTIONS = (
    "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name",
    "PRAGMA user_version",
    "PRAGMA application_id",
    "PRAGMA encoding",
    "SELECT * FROM sqlite_sequence",
    "SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx",
    'SELECT rowid, a, b, hex(b), c, d, typeof(d), "e;-- drop", typeof("e;-- drop") FROM "se""lect"',
    "SELECT a, b, typeof(a), typeof(b) FROM keyed",
    "SELECT * FROM numbers",
    "SELECT rowid, hex(CAST(v AS BLOB)), typeof(v) FROM gaps",
    "SELECT rowid, a, b, c, d FROM computed",
    "SELECT a, b, c, typeof(c) FROM strict_one",
    "SELECT rowid, * FROM words WHERE words MATCH 'world'",
    "SELECT * FROM older WHERE x MATCH 'hello'",
    "SELECT * FROM boxes WHERE x0 < 1",
    "SELECT rowid, id, v FROM no_alias",
)
"""What must be answered alike by the copy."""
