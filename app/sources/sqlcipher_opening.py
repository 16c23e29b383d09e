"""Opens an SQLite file of a customer through SQLCipher, with a key or without, at one moment."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlcipher3 import dbapi2 as sqlcipher

from app.crypto.secret import Secret
from app.errors import BaileeError, LoginFailed, NotADatabase
from app.sources.naming import long_path, shown
from app.sources.sqlite_opening import (
    EXCLUSIVE,
    MAGIC,
    Patience,
    Standing,
    Way,
    header_of,
    result_code,
    source_failure,
    standing,
    uri,
    way_to,
)

_GENERATIONS: Final = (4, 3, 2, 1)  # of SQLCipher's file format, the likeliest first
_TOUCH: Final = "PRAGMA schema_version"  # reads the first page, believes nothing else
_SETTINGS: Final = (
    "PRAGMA temp_store = MEMORY",
    "PRAGMA mmap_size = 0",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA query_only = ON",
)
# Opens a database in a rollback mode, and fails without making a file for one in WAL mode.
_WITHOUT_LOCKS: Final = "?mode=ro&nolock=1"
_CANTOPEN: Final = 14
_NOTADB: Final = 26


_ALLOWED: Final = frozenset({
    sqlcipher.SQLITE_SELECT,
    sqlcipher.SQLITE_READ,
    sqlcipher.SQLITE_RECURSIVE,
    sqlcipher.SQLITE_TRANSACTION,
})  # fmt: skip
_TELLING: Final = frozenset(
    {
        "application_id",
        "auto_vacuum",
        "encoding",
        "foreign_key_list",
        "index_list",
        "index_xinfo",
        "page_size",
        "schema_version",
        "table_list",
        "table_xinfo",
        "user_version",
    }
)
_REACHING_OUT: Final = frozenset({"load_extension", "fts3_tokenizer"})


def _may(action: int, first: str | None, second: str | None, *_: object) -> int:
    """SQLite's authorizer: only what reads. Writing is impossible anyway, in a file opened for reading."""
    if action == sqlcipher.SQLITE_PRAGMA:
        is_allowed = (first or "").lower() in _TELLING
    elif action == sqlcipher.SQLITE_FUNCTION:
        is_allowed = (second or "").lower() not in _REACHING_OUT
    else:
        is_allowed = action in _ALLOWED
    return int(sqlcipher.SQLITE_OK if is_allowed else sqlcipher.SQLITE_DENY)


@dataclass(frozen=True, slots=True)
class OpenSource:
    """A database file opened for reading, in a transaction that sees one moment."""

    connection: Any
    way: Way
    path: str
    _before: Standing

    @property
    def is_disturbed(self) -> bool:
        """Whether somebody wrote to a file that nobody had open: what was read so far may not fit together."""
        return self.way.needs_proof and standing(self.path) != self._before

    @property
    def is_logged(self) -> bool:
        """Whether writers go on meanwhile; in the rollback modes they wait."""
        return self._before.has_log


@contextmanager
def open_source(path: str, key: Secret | None, patience: Patience) -> Iterator[OpenSource]:
    """Open the file for the length of a block, in which an error of SQLite over it becomes ours.

    `key` is a passphrase, or a raw key as SQLCipher writes it: x'...' around 64 or 96 hexadecimal digits.
    Raises SourceMissing, SourceUnreadable, NotADatabase, LoginFailed, Cancelled.
    """
    connection: Any = None
    try:
        before = standing(path)
        connection, way = (
            _open_plain(path, before, patience) if key is None else _open_encrypted(path, key, before, patience)
        )
        for setting in _SETTINGS:
            connection.execute(setting).fetchall()
        connection.set_authorizer(_may)
        connection.execute("BEGIN")
        patience.wait_for(lambda: connection.execute(_TOUCH).fetchall())
        _read_schema(connection, path)
        yield OpenSource(connection, way, path, before)
    except BaileeError:
        raise
    except sqlcipher.Error as error:
        failure = source_failure(error, path)
        if failure is None:
            raise
        raise failure from error
    finally:
        if connection is not None:
            connection.close()


def _read_schema(connection: Any, path: str) -> None:  # noqa: ANN401 - the driver has no types
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except UnicodeDecodeError:  # the driver's, over a message of SQLite that quotes the schema
        raise NotADatabase(path=shown(path), reason="its schema is damaged") from None


def _open_plain(path: str, before: Standing, patience: Patience) -> tuple[Any, Way]:
    header = header_of(path)
    if not header.startswith(MAGIC):
        raise NotADatabase(path=shown(path), reason="it is no SQLite database, or an encrypted one")
    way = _way_with_log(path, before) if before.has_log else way_to(header, before)
    return _reach(path, way, None, 0, patience), way


def _open_encrypted(path: str, key: Secret, before: Standing, patience: Patience) -> tuple[Any, Way]:
    """Try the key with every generation of the format: nothing in the file says which one it is."""
    if header_of(path).startswith(MAGIC):
        raise NotADatabase(path=shown(path), reason="it is not encrypted: take it without a key")
    for generation in _GENERATIONS:
        with suppress(_KeyDoesNotFit):
            way = _way_with_log(path, before) if before.has_log else _way_without_log(path, key, generation)
            return _reach(path, way, key, generation, patience), way
    raise LoginFailed(source=shown(path))


class _KeyDoesNotFit(Exception):  # noqa: N818 - not an error
    """This key and this generation of the format do not open the file."""


def _way_with_log(path: str, before: Standing) -> Way:
    """How to read a file with a write-ahead log beside it.

    A reader that has locked everybody out at last removes a log without a commit in it, and this driver cannot be told
    not to. So that is only for where nothing can be removed; elsewhere a missing index is made, and stays.
    """
    folder = os.path.dirname(long_path(path))  # noqa: PTH120 - Path cannot keep every name
    may_remove = os.access(folder, os.W_OK, effective_ids=os.access in os.supports_effective_ids)
    return Way.SHARED if before.has_log_index or may_remove else Way.AT_REST_WITH_LOG


def _way_without_log(path: str, key: Secret, generation: int) -> Way:
    """The header, which would say whether there can be a log, is encrypted: see how SQLite takes it."""
    connection = _connect(path, _WITHOUT_LOCKS, key, generation)
    try:
        connection.execute(_TOUCH).fetchall()
    except sqlcipher.Error as error:
        if result_code(error) == _NOTADB:
            raise _KeyDoesNotFit from None
        if result_code(error) == _CANTOPEN:
            return Way.AT_REST
        raise
    finally:
        connection.close()
    return Way.SHARED


def _reach(path: str, way: Way, key: Secret | None, generation: int, patience: Patience) -> Any:  # noqa: ANN401 - the driver has no types
    connection = _connect(path, way.value, key, generation)
    try:
        if way is Way.AT_REST_WITH_LOG:
            connection.execute(EXCLUSIVE).fetchall()
        patience.wait_for(lambda: connection.execute(_TOUCH).fetchall())
    except sqlcipher.Error as error:
        connection.close()
        if key is not None and result_code(error) == _NOTADB:
            raise _KeyDoesNotFit from None
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _connect(path: str, end: str, key: Secret | None, generation: int) -> Any:  # noqa: ANN401 - no types
    connection = sqlcipher.connect(
        uri(path, end), uri=True, isolation_level=None, timeout=0, check_same_thread=False, cached_statements=0
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()  # or a wrong key is told to stderr
        if key is not None:
            # Not PRAGMA key: the statement would stay, key and all, in the driver's memory.
            connection.set_key(key.reveal())
            connection.execute(f"PRAGMA cipher_compatibility = {generation}").fetchall()
    except BaseException:
        connection.close()
        raise
    return connection
