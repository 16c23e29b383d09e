"""Turns a technician's words for a database file into a source, after the same checks as for any other source."""

import os
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import NotADatabase, SourceRefused
from app.sources.choice import source_at
from app.sources.folder import SingleFileSource
from app.sources.naming import shown
from app.sources.sqlcipher_file import SqlcipherFileSource
from app.sources.sqlite_file import SqliteFileSource, is_sqlite_file
from app.sources.sqlite_tables import SqliteTableSource


def sqlite_source(path: str, home: Path) -> SqliteFileSource:
    """The plain SQLite file at `path`, to be taken whole.

    Raises SourceMissing, SourceRefused, SourceUnreadable, SourceInsideHome, HomeInsideSource, NotADatabase.
    """
    return SqliteFileSource(_plain_file(path, home))


def sqlcipher_source(path: str, home: Path, key: Secret) -> SqlcipherFileSource:
    """The SQLCipher file at `path`, to be taken whole; the key is tried later, and closed by the caller.

    Raises SourceMissing, SourceRefused, SourceUnreadable, SourceInsideHome, HomeInsideSource.
    """
    return SqlcipherFileSource(_file(path, home), key)


def sqlite_table_source(path: str, home: Path, key: Secret | None = None) -> SqliteTableSource:
    """The file at `path`, to be taken table by table; with a key it is an SQLCipher file.

    Raises SourceMissing, SourceRefused, SourceUnreadable, SourceInsideHome, HomeInsideSource, NotADatabase.
    """
    return SqliteTableSource(_plain_file(path, home)) if key is None else SqliteTableSource(_file(path, home), key)


def _plain_file(path: str, home: Path) -> str:
    real = _file(path, home)
    if not is_sqlite_file(real):
        raise NotADatabase(path=shown(real), reason="it is no SQLite database, or an encrypted one")
    return real


def _file(path: str, home: Path) -> str:
    """Where `path` leads to."""
    found = source_at(path, home)
    if not isinstance(found, SingleFileSource):
        raise SourceRefused(source=found.location, reason="a folder, not a database file")
    return os.path.realpath(path)
