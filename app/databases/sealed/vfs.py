"""The virtual file system through which SQLite reaches databases in a copy. Nothing in it touches the real disk.

Behaves as https://sqlite.org/c3ref/io_methods.html and https://sqlite.org/c3ref/vfs.html ask. Failures of the copy go
through SQLite as they are: see app/databases/sealed/failures.py.
"""
# ruff: noqa: N802 - the names are SQLite's

import functools
import os
import time
from collections.abc import Callable, Mapping
from threading import RLock
from typing import Concatenate, ParamSpec, Protocol, TypeVar, cast

import apsw

from app.copies.paths import shown
from app.databases.sealed.failures import carried
from app.databases.sealed.memory_file import MemoryFile
from app.databases.sealed.places import LONGEST_NAME_BYTES, Content, MainContent, Place, View, parse_name
from app.errors import BaileeError, PathMissing

_CAN = (
    apsw.SQLITE_IOCAP_SEQUENTIAL
    | apsw.SQLITE_IOCAP_SAFE_APPEND
    | apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE
    | apsw.SQLITE_IOCAP_UNDELETABLE_WHEN_OPEN
)
_TO_WRITE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
_EPOCH_MS = 210_866_760_000_000  # 1970-01-01 in milliseconds since noon of 24 November 4714 BC
_NO_CALLS = {"xSetSystemCall", "xGetSystemCall", "xNextSystemCall"}
# What no statement may change, and what it is told instead, as by SQLite itself where a mode cannot be had.
_FIXED = {"journal_mode": "delete", "locking_mode": "normal"}
_CHANGE_COUNTER_AT, _CHANGE_COUNTER_BYTES = 24, 16

_P = ParamSpec("_P")
_R = TypeVar("_R")
_S = TypeVar("_S", bound="_Teller")


class _Teller(Protocol):
    def tell(self, error: BaileeError) -> None:
        """Pass on that the copy failed."""


def _carrying(
    result: int,
) -> Callable[[Callable[Concatenate[_S, _P], _R]], Callable[Concatenate[_S, _P], _R]]:
    """SQLite is to see the code `result` where the copy fails."""

    def around(method: Callable[Concatenate[_S, _P], _R]) -> Callable[Concatenate[_S, _P], _R]:
        @functools.wraps(method)
        def call(self: _S, /, *args: _P.args, **kwargs: _P.kwargs) -> _R:
            try:
                return method(self, *args, **kwargs)
            except BaileeError as error:
                self.tell(error)
                raise carried(error, result) from error

        return call

    return around


class OpenFile:
    """A file as one connection has it open: temporary ones, journals, and what every file can do. SQLite locks none."""

    def __init__(self, lock: RLock, content: Content, place: Place | None) -> None:
        self._lock = lock
        self._content = content
        self._place = place

    def tell(self, error: BaileeError) -> None:
        """Reading can fail for good too: what was sealed is written out before it is read back."""
        if self._place is not None:
            self._place.fail(error)

    @_carrying(apsw.SQLITE_IOERR_READ)
    def xRead(self, amount: int, offset: int) -> bytes | bytearray:
        """Fewer bytes only at the end of the file."""
        with self._lock:
            return self._content.read(amount, offset)

    @_carrying(apsw.SQLITE_IOERR_WRITE)
    def xWrite(self, data: bytes, offset: int) -> None:
        """All of it or a failure."""
        with self._lock:
            self._check()
            self._content.write(data, offset)

    @_carrying(apsw.SQLITE_IOERR_TRUNCATE)
    def xTruncate(self, newsize: int) -> None:
        """Shorter or longer."""
        with self._lock:
            self._check()
            self._content.truncate(newsize)

    def xSync(self, flags: int) -> None:
        """Nothing: the order of changes is kept anyway, and their end is told by other means."""

    @_carrying(apsw.SQLITE_IOERR_FSTAT)
    def xFileSize(self) -> int:
        """In bytes."""
        with self._lock:
            return self._content.size

    def xClose(self) -> None:
        """Let go."""
        with self._lock:
            self._content.close()

    def xDeviceCharacteristics(self) -> int:
        """What SQLite may rely on: see LivePlace."""
        return _CAN

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: ARG002
        """Nothing beyond files."""
        return False

    def _check(self) -> None:
        if self._place is not None:
            self._place.check()


class OpenDatabase(OpenFile):
    """A database file as one connection has it open."""

    def __init__(self, lock: RLock, content: MainContent, place: Place) -> None:
        super().__init__(lock, content, place)
        self._main = content
        self._at = place
        self._is_settling = place.settling is not None
        content.locks.join(self)

    def xRead(self, amount: int, offset: int) -> bytes | bytearray:
        """Fewer bytes only at the end of the file."""
        with self._lock:
            try:
                found = self._content.read(amount, offset)
            except BaileeError as error:
                self.tell(error)
                raise carried(error, apsw.SQLITE_IOERR_READ) from error
        if amount == _CHANGE_COUNTER_BYTES and offset == _CHANGE_COUNTER_AT and self._main.locks.is_outdated(self):
            # The file went back to an earlier state: what the connection keeps must not seem to be of this one.
            return bytes(byte ^ 0xFF for byte in found)
        return found

    @_carrying(apsw.SQLITE_IOERR_LOCK)
    def xLock(self, level: int) -> None:
        """Raises BusyError where another connection is in the way."""
        with self._lock:
            self._at.check()
            is_had = self._main.locks.raise_to(self, level)
        if not is_had:
            raise apsw.BusyError

    def xUnlock(self, level: int) -> None:
        """Down to `level`."""
        with self._lock:
            self._main.locks.lower_to(self, level)

    def xCheckReservedLock(self) -> bool:
        """Whether somebody writes."""
        with self._lock:
            return self._main.locks.is_reserved()

    def xClose(self) -> None:
        """Let go, of the lock too."""
        with self._lock:
            self._main.locks.leave(self)
        super().xClose()

    @_carrying(apsw.SQLITE_IOERR_FSYNC)
    def xFileControl(self, op: int, ptr: int) -> bool:
        """The end of a transaction, and pragmas before SQLite follows them."""
        if op == apsw.SQLITE_FCNTL_COMMIT_PHASETWO:
            with self._lock:
                self._at.commit()
            return True
        if op == apsw.SQLITE_FCNTL_PRAGMA and not self._is_settling:
            pragma = apsw.VFSFcntlPragma(ptr)
            fixed = _FIXED.get(pragma.name.lower())
            if fixed is not None:
                pragma.result = fixed
                return True
        return False


class SealedVfs(apsw.VFS):
    """Opens files for SQLite, by the names of app/databases/sealed/places.py. Unregister it."""

    def __init__(self, name: str, lock: RLock, places: Mapping[View, Place]) -> None:
        super().__init__(name, base=None, maxpathname=LONGEST_NAME_BYTES, iVersion=2, exclude=_NO_CALLS)
        self._lock = lock
        self._places = places

    def tell(self, error: BaileeError) -> None:
        """All views are of one copy."""
        self._places[View.LIVE].fail(error)

    @_carrying(apsw.SQLITE_CANTOPEN)
    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:
        """Open or make a file; one without a name is in memory."""
        flags[1] = flags[0]
        if name is None:
            return _as_file(OpenFile(self._lock, MemoryFile(), None))
        place, path = self._found(name if isinstance(name, str) else name.filename())
        create = bool(flags[0] & apsw.SQLITE_OPEN_CREATE)
        if not place.can_write:
            flags[1] = flags[0] & ~_TO_WRITE | apsw.SQLITE_OPEN_READONLY
        with self._lock:
            if not flags[0] & apsw.SQLITE_OPEN_MAIN_DB:
                return _as_file(OpenFile(self._lock, place.open_side(path, create=create), place))
            main = place.open_main(path, writable=bool(flags[0] & apsw.SQLITE_OPEN_READWRITE), create=create)
            return _as_file(OpenDatabase(self._lock, main, place))

    @_carrying(apsw.SQLITE_IOERR_DELETE)
    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: ARG002, FBT001 - as SQLite calls it
        """Remove a journal."""
        place, path = self._found(filename)
        with self._lock:
            is_gone = place.delete(path)
        if not is_gone:
            raise apsw.exception_for(apsw.SQLITE_IOERR_DELETE_NOENT)

    @_carrying(apsw.SQLITE_IOERR_ACCESS)
    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: ARG002
        """Whether there is such a file, and something in it."""
        if parse_name(pathname) is None:
            # The customer's database was changed together with another one, and calls their journal by a path of his.
            return False
        place, path = self._found(pathname)
        with self._lock:
            return place.has(path)

    def _found(self, name: str) -> tuple[Place, bytes]:
        parsed = parse_name(name)
        if parsed is None:
            raise PathMissing(path=shown(name.encode("utf-8", "surrogateescape")))
        return self._places[parsed[0]], parsed[1]

    def xFullPathname(self, name: str) -> str:
        """Names are full as they are."""
        return name

    def xRandomness(self, numbytes: int) -> bytes:
        """From the system."""
        return os.urandom(numbytes)

    def xSleep(self, microseconds: int) -> int:
        """While another connection is in the way."""
        time.sleep(microseconds / 1_000_000)
        return microseconds

    def xCurrentTime(self) -> float:
        """In days."""
        return self.xCurrentTimeInt64() / 86_400_000

    def xCurrentTimeInt64(self) -> int:
        """In milliseconds."""
        return time.time_ns() // 1_000_000 + _EPOCH_MS

    def xGetLastError(self) -> tuple[int, str | None]:
        """No code of the system stands behind a failure."""
        return 0, None


def _as_file(file: OpenFile) -> apsw.VFSFile:
    """Apsw asks for the methods alone."""
    return cast("apsw.VFSFile", file)
