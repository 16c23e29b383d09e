"""Opens SQLite databases that lie in a sealed copy, and takes back what recorded runs did to them."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from types import TracebackType
from typing import Self
from weakref import WeakSet

import apsw

from app.copies.paths import shown, split_path
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.apart_place import ApartPlace
from app.databases.sealed.failures import known
from app.databases.sealed.hardening import BUSY_MS, harden
from app.databases.sealed.live_file import LiveFile
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.past_place import PastPlace
from app.databases.sealed.places import Place, View, name_of
from app.databases.sealed.saved_blocks import Run, pages_of
from app.databases.sealed.settling import settle
from app.databases.sealed.undoing import restore
from app.databases.sealed.vfs import SealedVfs
from app.errors import CopyReadOnly, DatabaseBusy, HandleClosed, NoRunToUndo, NotADatabase, NotAFile, PathMissing
from app.model import NodeKind
from app.progress import Monitor

_RETRY_SECONDS = 0.02
_UP_TO_EXCLUSIVE = (apsw.SQLITE_LOCK_SHARED, apsw.SQLITE_LOCK_RESERVED, apsw.SQLITE_LOCK_EXCLUSIVE)


class SealedDatabases:
    """The databases of one open copy. Connections may be used by different threads, each by one at a time.

    While a connection is open, nobody else may write to its database, and whoever else uses the copy must hold `lock`.
    After DiskFull or its kin everything here raises it: open the copy again to go on from the last commit. Close it
    before the copy.
    """

    def __init__(self, copy: SealedCopy, *, busy_ms: int = BUSY_MS) -> None:
        self.lock = RLock()
        self._copy = copy
        self._busy_ms = busy_ms
        self._live = LivePlace(copy)
        self._apart = ApartPlace(self._live)
        places: dict[View, Place] = {View.LIVE: self._live, View.APART: self._apart, View.PAST: PastPlace(self._live)}
        self._name = f"bailee-{secrets.token_hex(8)}"
        self._vfs = SealedVfs(self._name, self.lock, places)
        self._running: dict[bytes, LiveFile] = {}
        self._is_open = True
        self._connections: WeakSet[apsw.Connection] = WeakSet()

    def connect(self, path: bytes, *, writable: bool, create: bool = False) -> apsw.Connection:
        """Open a database. With `create`, make it if it is missing; it is durable with its first transaction.

        What a crash of the program that wrote it left beside it is settled first: in the copy, or in memory if that is
        read only. Failures of the copy come out of statements as they are; `known` tells what others stand for.
        Raises NotADatabase, PathMissing, NotAFile, CopyReadOnly, DatabaseBusy.
        """
        path = _normal(path)
        with self.lock:
            if not self._is_open:
                raise HandleClosed(path=shown(path))
            self._live.check()
            if writable:
                self._refuse_read_only(path)
            is_new = self._is_missing(path, create=create and writable)
            view = View.LIVE if is_new else self._settled(path)
        flags = apsw.SQLITE_OPEN_READWRITE if writable else apsw.SQLITE_OPEN_READONLY
        return self._open(view, path, flags | (apsw.SQLITE_OPEN_CREATE if is_new else 0))

    def at_checkout(self, path: bytes) -> apsw.Connection:
        """Open a database as it was before its first recorded run, for reading. Raises as `connect`."""
        path = _normal(path)
        if not self.runs(path):
            return self.connect(path, writable=False)
        return self._open(View.PAST, path, apsw.SQLITE_OPEN_READONLY)

    def name_at_checkout(self, path: bytes) -> str:
        """What ATTACH takes, in any connection from here, for a database as it was before its first recorded run."""
        return name_of(View.PAST, _normal(path))

    # recorded runs

    def runs(self, path: bytes) -> list[Run]:
        """The recorded runs that were not undone, oldest first. Raises PathMissing, NotAFile, FileDamaged."""
        with self.lock, self._held(_normal(path)) as live:
            opened = live.recorder.open_runs()
            try:
                return [saved.run for saved in opened]
            finally:
                for saved in opened:
                    saved.close()

    def changed_pages(self, path: bytes, page_bytes: int) -> frozenset[int]:
        """The numbers, from 1, of the pages that recorded runs overwrote or added. Raises as `runs`."""
        with self.lock, self._held(_normal(path)) as live:
            opened = live.recorder.open_runs()
            try:
                return pages_of(opened, page_bytes, live.size)
            finally:
                for saved in opened:
                    saved.close()

    def begin_run(self, path: bytes, note: str = "") -> None:
        """From the next change on, keep what is overwritten, in the same commits. `note` says what the run is.

        Nothing is kept of a run that changes nothing. Raises DatabaseBusy while somebody writes, CopyReadOnly.
        """
        path = _normal(path)
        with self.lock:
            self._refuse_read_only(path)
            if path not in self._running:
                self._running[path] = self._hold(path)
            live = self._running[path]
            if live.locks.is_reserved():
                self.end_run(path)
                raise DatabaseBusy(path=shown(path))
            live.recorder.begin(note)

    def end_run(self, path: bytes) -> None:
        """The run is over. What changes before the next one begins is taken back with it."""
        with self.lock:
            live = self._running.pop(_normal(path), None)
            if live is not None:
                live.recorder.end()
                live.close()

    def undo_last_run(self, path: bytes, monitor: Monitor) -> Run:
        """Put back what the last run overwrote, durably, and forget the run. Open connections see it.

        Raises NoRunToUndo, DatabaseBusy while somebody reads or writes, FileDamaged, CopyReadOnly.
        """
        path = _normal(path)
        self._refuse_read_only(path)
        self.end_run(path)
        with self._held(path) as live, self._alone(live), self.lock:
            saved = live.recorder.last()
            if saved is None:
                raise NoRunToUndo(path=shown(path))
            run = saved.run
            restore(self._live, live, saved, monitor)
            return run

    def close(self) -> None:
        """Close every connection, undoing what was not committed. Nobody may be using one. Safe to call twice."""
        self._is_open = False
        for connection in list(self._connections):
            connection.close(force=True)
        for path in list(self._running):
            self.end_run(path)
        self._vfs.unregister()

    # what is behind it

    def _refuse_read_only(self, path: bytes) -> None:
        if not self._live.is_writable:
            raise CopyReadOnly(path=shown(path))

    def _is_missing(self, path: bytes, *, create: bool) -> bool:
        """Whether the database is still to be made. Raises unless there is a file."""
        try:
            node = self._copy.stat(path)
        except PathMissing:
            if create:
                return True
            raise
        if node.kind != NodeKind.FILE:
            raise NotAFile(path=shown(path))
        if node.size == 0 and not create:
            raise NotADatabase(path=shown(path), reason="the file is empty")
        return False

    def _settled(self, path: bytes) -> View:
        """Where to find the database, in a state from which it can be read."""
        if self._apart.is_settled(path):
            return View.APART
        if not self._live.is_unsettled(path):
            return View.LIVE
        if self._live.is_writable:
            settle(self._name, View.LIVE, self._live, path)
            return View.LIVE
        try:
            settle(self._name, View.APART, self._apart, path)
        except BaseException:
            self._apart.forget(path)
            raise
        return View.APART

    def _open(self, view: View, path: bytes, flags: int) -> apsw.Connection:
        try:
            connection = apsw.Connection(name_of(view, path), flags=flags, vfs=self._name)
            try:
                harden(connection, busy_ms=self._busy_ms)
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            except BaseException:
                connection.close(force=True)
                raise
        except apsw.Error as error:
            raise known(error, path) from error
        self._connections.add(connection)
        return connection

    def _hold(self, path: bytes) -> LiveFile:
        if self._live.is_writable:
            self._settled(path)
        return self._live.open_main(path, writable=False, create=False)

    @contextmanager
    def _held(self, path: bytes) -> Iterator[LiveFile]:
        """The database file, open. Raises PathMissing, NotAFile."""
        with self.lock:
            live = self._hold(path)
        try:
            yield live
        finally:
            with self.lock:
                live.close()

    @contextmanager
    def _alone(self, live: LiveFile) -> Iterator[None]:
        """While nobody else reads or writes the database. Raises DatabaseBusy."""
        me = object()
        until = time.monotonic() + self._busy_ms / 1000
        while not self._locked(live, me):
            if time.monotonic() > until:
                raise DatabaseBusy(path=shown(live.path))
            time.sleep(_RETRY_SECONDS)
        try:
            yield
        finally:
            with self.lock:
                live.locks.leave(me)

    def _locked(self, live: LiveFile, me: object) -> bool:
        with self.lock:
            is_had = all(live.locks.raise_to(me, level) for level in _UP_TO_EXCLUSIVE)
            if not is_had:
                live.locks.leave(me)
        return is_had

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _normal(path: bytes) -> bytes:
    return b"/".join(split_path(path))
