"""The files of a copy as SQLite works on them."""

import contextlib

from app.copies.handle import SealedFile
from app.copies.layout import DATABASE_CHUNK_BYTES
from app.copies.paths import shown
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.live_file import BlockCache, LiveFile
from app.databases.sealed.recorder import Recorder
from app.errors import (
    AccessDenied,
    BaileeError,
    ChunksUsedUp,
    CopyBusy,
    CopyDamaged,
    CopyReadOnly,
    DiskFailed,
    DiskFull,
    NameRefused,
    NotAFile,
    PathMissing,
    ReadOnlyFolder,
)
from app.model import NodeKind

JOURNAL = b"-journal"
LOG = b"-wal"
# What the disk may say, and a catalogue on it.
_FOR_GOOD = (AccessDenied, ChunksUsedUp, CopyBusy, CopyDamaged, DiskFailed, DiskFull, ReadOnlyFolder)
_MAGIC = b"SQLite format 3\0"
LEFTOVERS = (JOURNAL, LOG, b"-shm")
_SUFFIXES = (JOURNAL, LOG)


class LivePlace:
    """Databases and journals in the copy. A transaction is durable when SQLite says that it has ended.

    The copy's commits keep the order of what was done: whatever moment they catch, either a journal is there that
    leads back to the state before a transaction, or the transaction is there whole. So nothing but its end needs to be
    forced to the medium.
    """

    def __init__(self, copy: SealedCopy) -> None:
        self.copy = copy
        self.is_writable = _is_writable(copy)
        self.can_write = True
        self.settling: bytes | None = None
        self._cache = BlockCache()
        self._open: dict[bytes, LiveFile] = {}
        self._has: dict[bytes, bool] = {}
        self._failure: BaileeError | None = None

    # what SQLite asks for

    def open_main(self, path: bytes, *, writable: bool, create: bool) -> LiveFile:
        """Open a database file, once for all connections."""
        self.check()
        if writable and not self.is_writable:
            raise CopyReadOnly(path=shown(path))
        live = self._open.get(path)
        if live is None:
            live = self._begin(path, create=create)
        live.handles += 1
        return live

    def open_raw(self, path: bytes) -> "SideFile":
        """Open a file for reading as it lies there."""
        return SideFile(self.copy.open_file(path))

    def open_side(self, path: bytes, *, create: bool) -> "SideFile":
        """Open a journal."""
        self.check()
        file = self._open_file(path, create=create)
        if path in self._has:
            self._has[path] = True
        return SideFile(file)

    def delete(self, path: bytes) -> bool:
        """Remove a journal."""
        if path in self._has:
            self._has[path] = False
        try:
            self.copy.unlink(path)
        except PathMissing:
            return False
        return True

    def has(self, path: bytes) -> bool:
        """Whether there is such a journal; a log is to be seen only by whoever settles it."""
        if path.endswith(LOG) and path.removesuffix(LOG) != self.settling:
            return False
        found = self._has.get(path)
        return self.size_of(path) > 0 if found is None else found

    def check(self) -> None:
        """Raise the failure after which the copy must be opened again."""
        if self._failure is not None:
            raise self._failure

    def fail(self, error: BaileeError) -> None:
        """Note what failed, if the copy takes no more changes after it. Other failures are of one file or name."""
        if isinstance(error, _FOR_GOOD):
            self.stop(error)

    def stop(self, error: BaileeError) -> None:
        """Nothing more can be done here: what is in memory is not what may become durable."""
        if self._failure is None:
            self._failure = error

    def commit(self) -> None:
        """Make everything so far durable."""
        self.check()
        try:
            self.copy.commit()
        except BaileeError as error:
            self.stop(error)
            raise

    # for whoever opens databases

    def is_unsettled(self, path: bytes) -> bool:
        """Whether a transaction lies beside the database that has to be folded in, or taken back, before it is read.

        Only beside a database: SQLite would throw away what lies beside anything else.
        """
        if path in self._open or not any(self.size_of(path + suffix) > 0 for suffix in _SUFFIXES):
            return False
        with self.copy.open_file(path) as file:
            return file.pread(len(_MAGIC), 0) == _MAGIC

    def size_of(self, path: bytes) -> int:
        """The size of a file; 0 where there is none."""
        try:
            node = self.copy.stat(path)
        except (PathMissing, NameRefused):
            return 0
        return node.size if node.kind == NodeKind.FILE else 0

    def _begin(self, path: bytes, *, create: bool) -> LiveFile:
        file = self._open_file(path, create=create)
        try:
            node = self.copy.stat(path)
            recorder = Recorder(self.copy, node.id, file)
            live = LiveFile(path, file, recorder, self._cache, self._let_go, chunk_bytes=node.chunk_bytes)
        except BaseException:
            file.close()
            raise
        live.shows_log = path == self.settling
        self._open[path] = live
        for suffix in _SUFFIXES:
            self._has[path + suffix] = self.size_of(path + suffix) > 0
        return live

    def _open_file(self, path: bytes, *, create: bool) -> SealedFile:
        writable = self.is_writable
        return self.copy.open_file(
            path, writable=writable, create=create and writable, chunk_bytes=DATABASE_CHUNK_BYTES
        )

    def _let_go(self, live: LiveFile) -> None:
        del self._open[live.path]
        for suffix in _SUFFIXES:
            del self._has[live.path + suffix]


class SideFile:
    """A journal in the copy."""

    def __init__(self, file: SealedFile) -> None:
        self._file = file

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return self._file.size

    def read(self, amount: int, offset: int) -> bytes:
        """Read from the copy."""
        return self._file.pread(amount, offset)

    def write(self, data: bytes, offset: int) -> None:
        """Write to the copy."""
        self._file.pwrite(data, offset)

    def truncate(self, size: int) -> None:
        """Change the length in the copy."""
        self._file.truncate(size)

    def close(self) -> None:
        """Let go of it."""
        self._file.close()


def _is_writable(copy: SealedCopy) -> bool:
    """Whether the copy was opened for writing: it refuses its top for another reason then."""
    with contextlib.suppress(NotAFile):
        try:
            copy.open_file(b"", writable=True)
        except CopyReadOnly:
            return False
    return True
