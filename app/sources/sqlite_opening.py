"""How an SQLite file that belongs to a customer is reached: without a byte written to it or, mostly, left beside it.

A reader of a database in WAL mode makes the files `-wal` and `-shm` when they are missing, and one that may only read
cannot remove them again. So we look first at what lies there:

* `-wal` and `-shm`: a program has the database open, or a crash left both. We join in like any reader.
* `-wal` alone: nobody has it open; it was copied like this, perhaps to a medium that cannot be written. The log is
  read with an index in memory, which SQLite does for a reader that locks everybody out. We pretend to.
* no `-wal`, but a header that speaks of one: nobody has it open. It is read as the plain file it is.
* everything else is in one of the rollback modes, where readers take locks and make nothing.

In the second and third case no lock keeps other programs away. Instead the caller compares how the files stood before
and after, and reads again, or gives up, when somebody has come by.
"""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeVar
from urllib.parse import quote

from app.errors import BaileeError, NotADatabase, SourceMissing, SourceUnreadable
from app.progress import Monitor
from app.sources.naming import long_path, name_bytes, shown
from app.sources.opening import open_file
from app.sources.problems import reason

MAGIC: Final = b"SQLite format 3\0"  # https://www.sqlite.org/fileformat2.html, section 1.3
PATIENCE_SECONDS: Final = 20.0
UNFINISHED: Final = "a crash left a transaction unfinished: open it once with its own program, or take its folder"

_HEADER_BYTES: Final = 100
_READ_VERSION_AT: Final = 19
_WAL_VERSION: Final = 2
_PAUSE_SECONDS: Final = 0.02
_SECONDS_OF_DOUBT: Final = 1.0
_NO_TIME: Final = -1.0
_SIDE_FILES: Final = ("-wal", "-shm")
_WITHOUT_LOCKS: Final = "win32-none" if sys.platform == "win32" else "unix-none"

# Result codes, https://www.sqlite.org/rescode.html: the low byte of the extended ones.
_PRIMARY: Final = 0xFF
_ERROR: Final = 1
_BUSY: Final = frozenset({5, 6, 15})  # BUSY, LOCKED, PROTOCOL
_READ_ONLY: Final = 8  # what is left to do needs a writer: RECOVERY, ROLLBACK, CANTINIT
_SEEMS_LEFT_OVER: Final = 776  # READONLY_ROLLBACK
_IOERR: Final = 10
_CORRUPT: Final = 11
_NOT_FOUND: Final = frozenset({3, 14})  # PERM, CANTOPEN
_NOT_A_DATABASE: Final = 26
_NO_MEMORY: Final = 7
_AUTH: Final = 23  # what our own authorizer refused

Result = TypeVar("Result")


class Way(Enum):
    """How to open the file, as the end of its URI."""

    SHARED = "?mode=ro"
    """With locks, like any reader."""
    AT_REST = "?mode=ro&immutable=1"
    """Nobody has it open and there is no log: no locks, nothing made beside it."""
    AT_REST_WITH_LOG = f"?mode=ro&vfs={_WITHOUT_LOCKS}"
    """Nobody has it open and there is a log: needs `EXCLUSIVE` before anything else, and that no checkpoint is made at
    the end, or that nothing can be removed from the folder.
    """

    @property
    def needs_proof(self) -> bool:
        """Whether only `standing`, before and after, shows that nobody wrote meanwhile."""
        return self is not Way.SHARED


EXCLUSIVE: Final = "PRAGMA locking_mode = EXCLUSIVE"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the database and the files beside it stood, as the system tells it: number, size, time of last change."""

    files: tuple[tuple[int, ...] | None, ...]

    @property
    def has_log(self) -> bool:
        """Whether there is a write-ahead log, be it empty."""
        return self.files[1] is not None

    @property
    def has_log_index(self) -> bool:
        """Whether there is the shared index of the log, as while somebody has the database open."""
        return self.files[2] is not None


def standing(path: str) -> Standing:
    """How the files stand now, within the grain of the file system's times. Raises SourceMissing, SourceUnreadable."""
    found = tuple(_look(path + end) for end in ("", *_SIDE_FILES))
    if found[0] is None:
        raise SourceMissing(source=shown(path))
    return Standing(found)


def _look(path: str) -> tuple[int, ...] | None:
    try:
        status = os.stat(long_path(path))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SourceUnreadable(source=shown(path), reason=reason(error)) from error
    return status.st_ino, status.st_size, status.st_mtime_ns


def way_to(header: bytes, now: Standing) -> Way:
    """How to open the plain SQLite file that begins with `header` and whose files stand like this."""
    if now.has_log:
        return Way.SHARED if now.has_log_index else Way.AT_REST_WITH_LOG
    return Way.AT_REST if header[_READ_VERSION_AT] == _WAL_VERSION else Way.SHARED


def header_of(path: str) -> bytes:
    """The first 100 bytes of the file.

    Not while this process has the database open: closing any descriptor gives up all locks on the file (POSIX).
    Raises SourceMissing, SourceUnreadable, NotADatabase.
    """
    try:
        descriptor = open_file(long_path(path), None)
        try:
            header = os.read(descriptor, _HEADER_BYTES)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise SourceMissing(source=shown(path)) from error
    except OSError as error:
        raise SourceUnreadable(source=shown(path), reason=reason(error)) from error
    if len(header) < _HEADER_BYTES:
        raise NotADatabase(path=shown(path), reason=f"the file has only {len(header)} bytes")
    return header


def uri(path: str, end: str) -> str:
    """What SQLite is to open. Every byte of the name is spelled out, so that none of it is taken for an option."""
    if sys.platform == "win32":
        path = "/" + path.replace("\\", "/")
    return f"file:{quote(name_bytes(path))}{end}"


@dataclass(frozen=True, slots=True)
class Patience:
    """How long another program's lock is waited for, and who may end the waiting sooner."""

    monitor: Monitor
    seconds: float

    def wait_for(self, act: Callable[[], Result]) -> Result:
        """Do `act`, again and again while the database is locked. Raises Cancelled, and what `act` does.

        A journal that seems to be left over may belong to somebody who has only just begun to write: SQLite asks for
        his lock before it looks at the journal. So that is asked again too, for a shorter time.
        """
        began = time.monotonic()
        while True:
            self.monitor.check()
            try:
                return act()
            except Exception as error:
                if time.monotonic() > began + self._seconds_for(result_code(error)):
                    raise
            time.sleep(_PAUSE_SECONDS)

    def _seconds_for(self, code: int) -> float:
        if code == _SEEMS_LEFT_OVER:
            return min(self.seconds, _SECONDS_OF_DOUBT)
        return self.seconds if code & _PRIMARY in _BUSY else _NO_TIME


def result_code(error: BaseException) -> int:
    """The extended result code that SQLite gave, by either driver; 0 for an error that is not SQLite's."""
    code = getattr(error, "extendedresult", None) or getattr(error, "sqlite_errorcode", None)
    return code if isinstance(code, int) else 0


def is_damage(error: BaseException) -> bool:
    """Whether SQLite found pages that contradict each other."""
    return result_code(error) & _PRIMARY == _CORRUPT


def is_about_one_table(error: BaseException) -> bool:
    """Whether it is the fault of what was asked for: damaged pages, or what cannot or may not be worked out."""
    return result_code(error) & _PRIMARY in {_ERROR, _CORRUPT, _AUTH}


def source_failure(error: BaseException, path: str) -> BaileeError | None:
    """What an error of SQLite over the customer's file at `path` means; None when it is a bug of ours.

    SQLite's own sentences are left out: they quote the schema.
    """
    code = result_code(error)
    primary, where = code & _PRIMARY, shown(path)
    if not code:
        return None
    if primary in _BUSY:
        found: BaileeError = SourceUnreadable(source=where, reason="another program keeps it locked")
    elif primary == _READ_ONLY:
        found = SourceUnreadable(source=where, reason=UNFINISHED)
    elif primary in _NOT_FOUND:
        found = _refused(path)
    elif primary in {_IOERR, _NO_MEMORY}:
        found = SourceUnreadable(source=where, reason=f"SQLite result {code}")
    elif primary == _NOT_A_DATABASE:
        found = NotADatabase(path=where, reason="it is no SQLite database, or an encrypted one")
    else:
        found = NotADatabase(path=where, reason=f"it is damaged, SQLite result {code}")
    return found


def _refused(path: str) -> BaileeError:
    """SQLite only says that it could not: ask the system why."""
    try:
        os.close(open_file(long_path(path), None))
    except FileNotFoundError:
        return SourceMissing(source=shown(path))
    except OSError as error:
        return SourceUnreadable(source=shown(path), reason=reason(error))
    return SourceUnreadable(source=shown(path), reason="a file beside it cannot be opened")
