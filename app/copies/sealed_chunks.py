"""Seals chunks into the segments of one copy and opens them again. What pins them is kept in the catalogue."""

from collections.abc import Sequence
from pathlib import Path

from app.copies.catalogue import Catalogue
from app.copies.layout import CHUNK_BYTES, SEGMENTS_NAME, Node, Pin
from app.copies.segments import SegmentReader, SegmentWriter, new_segment_name
from app.crypto.sealing import TAG_BYTES, ChunkSealer
from app.disk.clearing import clear
from app.disk.durable import make_folder
from app.errors import AccessDenied, DiskFailed, SealBroken

RUN_BYTES = 1024 * 1024
_NONE_YET, _LEFT = 0, -1


class ChunkLostError(Exception):
    """A chunk cannot be had as it was sealed; says which and why."""


class SealedChunks:
    """The segments of an open copy. Not for use by two threads at once. Close it."""

    def __init__(self, folder: Path, sealer: ChunkSealer, catalogue: Catalogue) -> None:
        self._home = folder
        self._folder = folder / SEGMENTS_NAME
        self._sealer = sealer
        self._catalogue = catalogue
        self._reader = SegmentReader(self._folder)
        self._writer = SegmentWriter(self._folder)
        self._names: dict[int, str] = {}
        self._current = _NONE_YET
        # How far the segments written since the last flush can be read back.
        self._readable: dict[int, int] = {}
        self._scratch = memoryview(b"")

    def load(self) -> None:
        """Take the names of the segments from the catalogue."""
        self._names = self._catalogue.segments()

    # writing

    def seal(self, file: int, index: int, plain: memoryview, *, is_last: bool) -> Pin:
        """Seal one chunk into the current segment; what pins it. It is durable after `sync`."""
        length = len(plain)
        if not self._writer.has_room(length):
            self._next_segment()
        nonce, tag = self._sealer.seal_into(file, index, plain, self._writer.place(length), is_last=is_last)
        return Pin(index, self._current, self._writer.keep(length), length, nonce, tag)

    def move(self, segment: int, offset: int, length: int) -> tuple[int, int] | None:
        """Append sealed bytes once more, as they are; the new segment and offset, None if they are not all there."""
        sealed = self._room(length)
        try:
            if self._read(segment, offset, sealed) < length:
                return None
        except (DiskFailed, AccessDenied):
            return None
        if not self._writer.has_room(length):
            self._next_segment()
        self._writer.place(length)[:length] = sealed
        return self._current, self._writer.keep(length)

    def leave_segment(self) -> None:
        """Let the next chunk begin a segment of its own."""
        self._writer.finish()
        self._current = _LEFT

    def sync(self) -> None:
        """Force every chunk sealed so far to the medium."""
        self._writer.sync()
        self._readable = {self._current: self._writer.size}

    def _next_segment(self) -> None:
        if self._current != _NONE_YET or not self._resume():
            self._start_segment()

    def _start_segment(self) -> None:
        name = new_segment_name()
        self._writer.start(name)
        self._current = self._catalogue.add_segment(name)
        self._names[self._current] = name
        self._readable[self._current] = 0

    def _resume(self) -> bool:
        """Go on in the newest segment if it has room, so that small edits do not each leave a file."""
        newest = max(self._names, default=0)
        if not newest or self.size_on_disk(newest) < self._catalogue.segment_end(newest):
            return False
        self._writer.resume(self._names[newest])
        self._current = newest
        self._readable[newest] = self._writer.size
        return self._writer.has_room(CHUNK_BYTES)

    # reading

    def open_run(self, node: Node, pins: Sequence[Pin], start: int, out: memoryview) -> None:
        """Open chunks of `node` that lie one after the other, from byte `start` of the first, until `out` is full.

        Nothing of a chunk stands in `out` unless all of it is authentic. Raises ChunkLostError.
        """
        base, count = pins[0].offset, pins[-1].offset + pins[-1].length - pins[0].offset
        sealed = self._room(count + TAG_BYTES)
        try:
            done = self._read(pins[0].segment, base, sealed[:count])
        except (DiskFailed, AccessDenied) as error:
            msg = f"chunk {pins[0].index} cannot be read: {error}"
            raise ChunkLostError(msg) from error
        if done < count:
            missing = next(pin.index for pin in pins if pin.offset - base + pin.length > done)
            msg = f"chunk {missing} is not on the disk"
            raise ChunkLostError(msg)
        # Backwards, since the tag of each is put over the beginning of the next, which is no longer needed then.
        for pin in reversed(pins):
            at = pin.offset - base
            self._open(node, pin, sealed[at : at + pin.length + TAG_BYTES], out, at - start)

    def _open(self, node: Node, pin: Pin, sealed: memoryview, out: memoryview, at: int) -> None:
        """Open one chunk, which belongs at `at` of `out` and may stand out on both sides."""
        end = at + pin.length
        is_inside = at >= 0 and end <= len(out)
        plain = out[at:end] if is_inside else sealed[: pin.length]
        sealed[pin.length :] = pin.tag
        is_last = (pin.index + 1) * node.chunk_bytes >= node.size
        try:
            self._sealer.open_into(node.id, pin.index, sealed, pin.nonce, plain, is_last=is_last)
        except SealBroken as error:
            msg = f"chunk {pin.index} does not open"
            raise ChunkLostError(msg) from error
        if not is_inside:
            first = max(-at, 0)
            last = min(pin.length, len(out) - at)
            out[at + first : at + last] = plain[first:last]

    def _read(self, segment: int, offset: int, buffer: memoryview) -> int:
        name = self._names.get(segment)
        if name is None:
            return 0
        if offset + len(buffer) > self._readable.get(segment, offset + len(buffer)):
            self._writer.flush()
            self._readable = {self._current: self._writer.size}
        return self._reader.read_into(name, offset, buffer)

    def _room(self, size: int) -> memoryview:
        """So much memory to read into, the same every time."""
        if len(self._scratch) < size:
            self._scratch = memoryview(bytearray(size))
        return self._scratch[:size]

    # housekeeping

    def size_on_disk(self, segment: int) -> int:
        """How long a segment is, 0 if it is missing."""
        try:
            return (self._folder / self._names[segment]).stat().st_size
        except FileNotFoundError:
            return 0

    def forget(self, segment: int) -> None:
        """Take a segment out of the catalogue; `drop_strays` removes its file after the commit."""
        self._catalogue.drop_segment(segment)
        del self._names[segment]

    def drop_strays(self) -> int:
        """Remove segments that the last commit does not know, unless somebody looks at an earlier one; the bytes.

        They are what a crash, a change given up or reclaiming left. Not inside a change.
        """
        make_folder(self._folder)
        known = set(self._names.values())
        strays = sorted(path for path in self._folder.iterdir() if path.name not in known)
        if not strays or self._catalogue.has_earlier_readers():
            return 0
        self._reader.close()
        return sum(item.size_bytes for item in clear(strays, self._home, _silent).files if item.is_removed)

    def close(self) -> None:
        """Let go of the segments and of the key."""
        self._writer.close()
        self._reader.close()
        self._scratch = memoryview(b"")
        del self._sealer


def _silent(done: int, total: int) -> None:
    """Too little to report on."""
