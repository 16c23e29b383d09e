"""The files of a copy that is read only, as SQLite puts them right: what it writes stays in memory."""

from app.copies.paths import shown
from app.databases.sealed.live_place import LOG, LivePlace
from app.databases.sealed.locking import FileLocks
from app.databases.sealed.memory_file import MemoryFile
from app.databases.sealed.places import Content, MainContent
from app.errors import BaileeError, NotADatabase

_MOST_BYTES = 256 * 1024 * 1024
_BLOCK_BYTES = 4096


class Room:
    """How much memory may be taken."""

    def __init__(self, most_bytes: int) -> None:
        self._left = most_bytes

    def take(self, count: int, path: bytes) -> None:
        """Take so many bytes for a file. Raises NotADatabase."""
        if count > self._left:
            reason = "what was left unfinished in it is too much to put right in memory: open it once for writing"
            raise NotADatabase(path=shown(path), reason=reason)
        self._left -= count


class OverlaidFile:
    """A file of which blocks were rewritten in memory."""

    def __init__(self, below: Content, path: bytes, room: Room) -> None:
        self.locks = FileLocks()
        self.size = below.size
        self._below = below
        self._shows_below = below.size
        self._path = path
        self._room = room
        self._blocks: dict[int, bytearray] = {}

    def read(self, amount: int, offset: int) -> bytes:
        """Up to `amount` bytes."""
        at, end = offset, min(offset + amount, self.size)
        parts = []
        while at < end:
            number, start = divmod(at, _BLOCK_BYTES)
            stop = min(end - number * _BLOCK_BYTES, _BLOCK_BYTES)
            parts.append(bytes(self._block(number)[start:stop]))
            at += stop - start
        return b"".join(parts)

    def write(self, data: bytes, offset: int) -> None:
        """Write all of `data`."""
        at, end = offset, offset + len(data)
        while at < end:
            number, start = divmod(at, _BLOCK_BYTES)
            stop = min(end - number * _BLOCK_BYTES, _BLOCK_BYTES)
            self._own(number)[start:stop] = data[at - offset : at - offset + stop - start]
            at += stop - start
        self.size = max(self.size, end)

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long."""
        if size < self.size:
            last, rest = divmod(size, _BLOCK_BYTES)
            for number in [number for number in self._blocks if number >= last + bool(rest)]:
                del self._blocks[number]
                self._room.take(-_BLOCK_BYTES, self._path)
            if last in self._blocks:
                self._blocks[last][rest:] = bytes(_BLOCK_BYTES - rest)
            self._shows_below = min(self._shows_below, size)
        self.size = size

    def close(self) -> None:
        """It stays for the next connection."""

    def _own(self, number: int) -> bytearray:
        found = self._blocks.get(number)
        if found is None:
            self._room.take(_BLOCK_BYTES, self._path)
            found = self._blocks[number] = bytearray(self._block(number))
        return found

    def _block(self, number: int) -> bytes | bytearray:
        """A block, filled up with zeros."""
        found = self._blocks.get(number)
        if found is not None:
            return found
        offset = number * _BLOCK_BYTES
        wanted = min(_BLOCK_BYTES, self._shows_below - offset)
        below = self._below.read(wanted, offset) if wanted > 0 else b""
        return below.ljust(_BLOCK_BYTES, b"\0")


class ApartPlace:
    """Databases with a transaction beside them that was never folded in or taken back, in a copy that is read only.

    What is put right in memory stays for the next connection: the copy cannot change below it.
    """

    def __init__(self, live: LivePlace, most_bytes: int = _MOST_BYTES) -> None:
        self.can_write = True
        self.settling: bytes | None = None
        self._live = live
        self._room = Room(most_bytes)
        self._files: dict[bytes, OverlaidFile | None] = {}

    def is_settled(self, path: bytes) -> bool:
        """Whether this was done for a database."""
        return path in self._files

    def forget(self, path: bytes) -> None:
        """It did not succeed."""
        for key in [key for key in self._files if key.startswith(path)]:
            del self._files[key]

    def open_main(self, path: bytes, *, writable: bool, create: bool) -> MainContent:  # noqa: ARG002
        """Open a database file."""
        return self._overlaid(path)

    def open_side(self, path: bytes, *, create: bool) -> Content:
        """Open a journal or a log."""
        if create and not self.has(path):
            self._files[path] = OverlaidFile(MemoryFile(), path, self._room)
        return self._overlaid(path)

    def delete(self, path: bytes) -> bool:
        """Do as if there were no such file."""
        is_there = self.has(path)
        self._files[path] = None
        return is_there

    def has(self, path: bytes) -> bool:
        """Whether there is something in such a file; a log is to be seen only by whoever settles it."""
        if path.endswith(LOG) and path.removesuffix(LOG) != self.settling:
            return False
        if path in self._files:
            found = self._files[path]
            return found is not None and found.size > 0
        return self._live.size_of(path) > 0

    def check(self) -> None:
        """Nothing can fail for good."""

    def fail(self, error: BaileeError) -> None:
        """Nothing can fail for good."""

    def commit(self) -> None:
        """Nothing becomes durable."""

    def _overlaid(self, path: bytes) -> OverlaidFile:
        found = self._files.get(path)
        if found is None:
            found = self._files[path] = OverlaidFile(self._live.open_raw(path), path, self._room)
        return found
