"""The encrypted database that a catalogue is kept in: the connection, its transactions and its failures."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from app.copies.layout import FORMAT
from app.crypto.secret import Secret
from app.errors import (
    AccessDenied,
    BaileeError,
    CopyBusy,
    CopyDamaged,
    DiskFailed,
    DiskFull,
    FormatNewer,
    ReadOnlyFolder,
)
from app.model import CopyId

_BUSY_SECONDS = 10.0
_LEAST_ROOM_BYTES = 64 * 1024


class Database:
    """One connection to an SQLCipher database, for one thread. Close it.

    After a failed change every later change and `commit` raises the same failure: SQLite may have rolled back by
    itself, and a statement after that would be a transaction of its own.
    """

    def __init__(self, path: Path, key: Secret, copy: CopyId) -> None:
        self._copy = copy
        self._path = path
        self._failure: BaileeError | None = None
        with self._translated():
            self._db = sqlcipher.connect(
                str(path), isolation_level=None, timeout=_BUSY_SECONDS, check_same_thread=False
            )
            try:
                self._configure(key)
            except BaseException:
                self._db.close()
                raise

    def _configure(self, key: Secret) -> None:
        run = self._db.execute
        run("PRAGMA cipher_log_level = NONE")
        run(f"PRAGMA key = \"x'{key.reveal().hex()}'\"")
        run("PRAGMA cipher_compatibility = 4")
        if not run("PRAGMA cipher_version").fetchone():
            msg = "this build of sqlcipher3 does not encrypt"
            raise AssertionError(msg)
        for pragma in ("temp_store = MEMORY", "trusted_schema = OFF", "cell_size_check = ON", "cache_size = -32768"):
            run(f"PRAGMA {pragma}")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("PRAGMA fullfsync = ON")

    def check_structure(self) -> None:
        """Raise unless the database is sound in itself, its indexes included."""
        with self._translated():
            found = self._db.execute("PRAGMA user_version").fetchone()[0]
            if found > FORMAT:
                raise FormatNewer(what="the copy", found=found, known=FORMAT)
            answer = self._db.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if answer != "ok" or found != FORMAT:
            raise CopyDamaged(copy=self._copy, reason=f"catalogue: {answer if answer != 'ok' else 'no tables'}")

    # transactions

    def begin(self, *, to_write: bool) -> None:
        """Start a transaction; one that only reads sees this moment for as long as it lasts."""
        with self._translated():
            self._db.execute("BEGIN IMMEDIATE" if to_write else "BEGIN")

    def commit(self) -> None:
        """Make the transaction durable."""
        with self.changing():
            self._db.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction, if there is one."""
        with self._translated():
            self._db.rollback()

    def has_earlier_readers(self) -> bool:
        """Whether anybody may still look at the catalogue as it was before the last commit. Not in a transaction.

        The write-ahead log can only be emptied when all that look see its end.
        """
        with self._translated():
            self._db.execute("PRAGMA busy_timeout = 0")
            try:
                is_held = bool(self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
            finally:
                self._db.execute(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000:.0f}")
        return is_held

    def close(self) -> None:
        """Let go of the database. Safe to call twice."""
        self._db.close()

    # access, for the tables

    def rows(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        """All rows of an answer."""
        with self._translated():
            return list(self._db.execute(query, values).fetchall())

    def each(self, query: str, values: tuple[object, ...] = ()) -> Iterator[Any]:
        """The rows of an answer one by one."""
        with self._translated():
            yield from self._db.execute(query, values)

    def many(self, query: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Make the same change once for each of `rows`."""
        with self.changing():
            self._db.executemany(query, rows)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around every change: a failure is for good."""
        if self._failure is not None:
            raise self._failure
        try:
            with self._translated():
                yield
        except BaileeError as error:
            self._failure = error
            raise

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Inside this block an error of the database becomes the expected failure it stands for."""
        try:
            yield
        except sqlcipher.Error as error:
            raise self._known(error) from error

    def _known(self, error: Exception) -> BaileeError:
        path = str(self._path)
        match getattr(error, "sqlite_errorcode", 0) & 0xFF:
            case sqlcipher.SQLITE_FULL:
                return DiskFull(path=path)
            case sqlcipher.SQLITE_IOERR:
                # It says the same when the file that finds pages in the write-ahead log cannot grow.
                is_full = shutil.disk_usage(self._path.parent).free < _LEAST_ROOM_BYTES
                return DiskFull(path=path) if is_full else DiskFailed(path=path, reason=str(error))
            case sqlcipher.SQLITE_READONLY:
                return ReadOnlyFolder(path=path)
            case sqlcipher.SQLITE_CANTOPEN:
                return AccessDenied(path=path)
            case sqlcipher.SQLITE_BUSY:
                return CopyBusy(copy=self._copy)
        return CopyDamaged(copy=self._copy, reason=f"catalogue: {error}")
