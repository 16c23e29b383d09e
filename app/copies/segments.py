"""Segments: append-only files of sealed chunks, one after the other, under random names.

The tag of a chunk is kept in the catalogue, so the next chunk is sealed over it: segments hold ciphertext and nothing
else. Full buffers are written by a thread while the next one is being filled, past the memory of the system where that
can be done. A full segment is forced to the medium a few segments later, by another thread, when little is left to do:
forcing commits the file system's journal, which at any earlier moment would hold up the writing.
"""

import mmap
import secrets
from collections import OrderedDict, deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from app.copies.layout import SEGMENT_BYTES
from app.crypto.sealing import TAG_BYTES
from app.disk.append import AppendFile
from app.disk.direct import BLOCK_BYTES
from app.disk.durable import sync_folder
from app.disk.reading import RandomReader
from app.errors import BaileeError, FileMissing

_BUFFER_BYTES = 4 * 1024 * 1024
_BUFFERS = 3
_UNFORCED_SEGMENTS = 8
_OPEN_READERS = 32
_NAME_BYTES = 16


def new_segment_name() -> str:
    """A name that says nothing."""
    return secrets.token_hex(_NAME_BYTES)


class SegmentWriter:
    """Fills segments of one copy. After `sync`, everything kept so far is on the medium. Close it.

    After a failed write nothing more is written, and every later call that would write raises the same failure: what
    follows a gap must never be taken for what should stand there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._spare: list[memoryview] = []
        # Made when it is needed: most copies are opened for reading.
        self._buffer = memoryview(b"")
        self._fill = 0
        self._file: AppendFile | None = None
        self._writing: list[tuple[Future[None], memoryview]] = []
        self._ended: deque[tuple[AppendFile, list[Future[None]]]] = deque()
        self._syncing: list[Future[None]] = []
        self._has_new_names = False
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="segment-write")
        self._syncer = ThreadPoolExecutor(1, thread_name_prefix="segment-sync")
        self._failure: BaileeError | None = None
        self.size = 0

    def start(self, name: str) -> None:
        """Begin a new segment; the one before it is written out, forced to the medium and closed."""
        with self._failing_for_good():
            self._finish_segment()
            self._file = AppendFile.create(self._folder / name, is_name_forced=False)
            self._has_new_names = True
            self.size = 0

    def resume(self, name: str) -> None:
        """Go on at the end of a segment that is there, whatever stands there: a segment is never cut."""
        with self._failing_for_good():
            self._finish_segment()
            self._file = AppendFile.open(self._folder / name)
            self.size = self._file.size

    def finish(self) -> None:
        """End the segment, if one was begun: it is written out, and forced to the medium by `sync`."""
        with self._failing_for_good():
            self._finish_segment()

    def has_room(self, length: int) -> bool:
        """Whether a chunk of `length` bytes fits into the segment that was begun."""
        return self._file is not None and self.size + length <= SEGMENT_BYTES

    def place(self, length: int) -> memoryview:
        """Where to seal a chunk of `length` bytes: that many and room for the tag. Then `keep` it."""
        if self._fill + length + TAG_BYTES > len(self._buffer):
            with self._failing_for_good():
                self._next_buffer()
        return self._buffer[self._fill : self._fill + length + TAG_BYTES]

    def keep(self, length: int) -> int:
        """Keep the chunk that was sealed where `place` said; its offset in the segment."""
        offset = self.size
        self._fill += length
        self.size += length
        return offset

    def flush(self) -> None:
        """Write everything kept so far to the segments, so that it can be read back."""
        with self._failing_for_good():
            self._wait_for_writes(0)
            if self._fill and self._file is not None:
                self._file.append(self._buffer[: self._fill])
                self._fill = 0

    def sync(self) -> None:
        """Force everything kept so far to the medium."""
        self.flush()
        with self._failing_for_good():
            self._force_ended(0)
            if self._file is not None:
                self._file.sync()
            while self._syncing:
                self._syncing.pop().result()
            if self._has_new_names:
                sync_folder(self._folder)
                self._has_new_names = False

    def close(self) -> None:
        """Let go of everything; what was not synced may be lost. Safe to call twice."""
        self._writer.shutdown(wait=True, cancel_futures=True)
        self._syncer.shutdown(wait=True)
        if self._file is not None:
            self._file.close()
            self._file = None
        while self._ended:
            self._ended.pop()[0].close()
        self._writing.clear()
        self._spare.clear()
        self._buffer = memoryview(b"")
        self._fill = 0

    @contextmanager
    def _failing_for_good(self) -> Iterator[None]:
        if self._failure is not None:
            raise self._failure
        try:
            yield
        except BaileeError as error:
            self._failure = error
            raise

    def _next_buffer(self) -> None:
        """Hand over what is kept, but for the rest of a block, which goes before what comes next."""
        rest = self._fill % BLOCK_BYTES
        kept = bytes(self._buffer[self._fill - rest : self._fill])
        self._fill -= rest
        self._hand_over(self._file)
        self._buffer = self._spare.pop() if self._spare else _new_buffer()
        self._buffer[:rest] = kept
        self._fill = rest

    def _hand_over(self, file: AppendFile | None) -> None:
        """Give what was kept to the writing thread, and the buffer with it."""
        if file is None or not self._fill:
            return
        self._writing.append((self._writer.submit(_write, file, self._buffer[: self._fill]), self._buffer))
        self._buffer = memoryview(b"")
        self._fill = 0
        self._wait_for_writes(_BUFFERS - 1)

    def _wait_for_writes(self, at_most: int) -> None:
        while len(self._writing) > at_most:
            future, buffer = self._writing.pop(0)
            future.result()
            self._spare.append(buffer)

    def _finish_segment(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            try:
                self._hand_over(file)
            finally:
                self._ended.append((file, [future for future, _ in self._writing]))
                self._force_ended(_UNFORCED_SEGMENTS)

    def _force_ended(self, but_the_last: int) -> None:
        while len(self._ended) > but_the_last:
            self._syncing.append(self._syncer.submit(_sync_and_close, *self._ended.popleft()))


def _new_buffer() -> memoryview:
    """At the start of a page, as direct writing wants it."""
    return memoryview(mmap.mmap(-1, _BUFFER_BYTES))


def _write(file: AppendFile, data: memoryview) -> None:
    file.append_directly(data)


def _sync_and_close(file: AppendFile, writes: list[Future[None]]) -> None:
    try:
        for write in writes:
            write.result()
        file.sync()
    finally:
        file.close()


class SegmentReader:
    """Reads segments of one copy by name, keeping the last few open. Close it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, RandomReader] = OrderedDict()

    def read_into(self, name: str, offset: int, buffer: memoryview) -> int:
        """Fill `buffer`; the bytes read, fewer where the segment ends too early, 0 where there is none."""
        reader = self._open.get(name)
        if reader is None:
            try:
                reader = RandomReader(self._folder / name)
            except FileMissing:
                return 0
            self._open[name] = reader
            if len(self._open) > _OPEN_READERS:
                self._open.popitem(last=False)[1].close()
        self._open.move_to_end(name)
        return reader.read_into(offset, buffer)

    def close(self) -> None:
        """Let go of the files; the next reading opens them again."""
        while self._open:
            self._open.popitem()[1].close()
