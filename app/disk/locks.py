"""Locks between processes. They end with the process that holds them, whatever happens to it."""

import os
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from app.disk.durable import FILE_MODE, remove_file
from app.disk.failures import translated
from app.errors import VaultBusy

_RETRY_SECONDS = 0.02


class FileLock:
    """An exclusive lock on `path`, which stays behind as an empty file. `what` names it in VaultBusy.

    Not reentrant: one object is one holder.
    """

    def __init__(self, path: Path, *, what: str, wait_seconds: float = 10.0) -> None:
        self._path = path
        self._what = what
        self._wait_seconds = wait_seconds
        self._handle = -1

    def acquire(self) -> None:
        """Take the lock, waiting for at most the time given. Raises VaultBusy."""
        deadline = time.monotonic() + self._wait_seconds
        while not self.is_held:
            with translated(self._path):
                handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), FILE_MODE)
            try:
                self._wait_for(handle, deadline)
                if self._is_in_place(handle):
                    self._handle = handle
            finally:
                if not self.is_held:
                    os.close(handle)

    def release(self) -> None:
        """Give the lock back. Safe to call twice."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    @property
    def is_held(self) -> bool:
        """Whether this object holds the lock."""
        return self._handle >= 0

    def _wait_for(self, handle: int, deadline: float) -> None:
        with translated(self._path):
            while not _try_lock(handle):
                if time.monotonic() >= deadline:
                    raise VaultBusy(what=self._what)
                time.sleep(_RETRY_SECONDS)

    def _is_in_place(self, handle: int) -> bool:
        """Whether the file is still the one under the path: its last holder may have removed it meanwhile."""
        if sys.platform == "win32":
            return True  # an open file cannot be removed there
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except FileNotFoundError:
            return False

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def remove_free_lock(path: Path) -> None:
    """Remove the file of a lock that nobody holds and nobody will want again; one that is held stays."""
    lock = FileLock(path, what=path.name, wait_seconds=0.0)
    try:
        lock.acquire()
    except VaultBusy:
        return
    try:
        if sys.platform == "win32":
            # An open file cannot be removed there; the gap is harmless, since nobody will want the lock again.
            lock.release()
        remove_file(path)
    finally:
        lock.release()


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
