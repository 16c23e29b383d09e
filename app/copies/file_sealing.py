"""Seals the content of one source file, front to end, while it is read: the hot path of a checkout."""

import hashlib
from collections.abc import Iterator

from app.copies.layout import CHUNK_BYTES, DATABASE_CHUNK_BYTES, LEAF_ROWS, ChunkRow, encode_pin, tree_root
from app.copies.store import CopyStore
from app.ports import SourceFile

READ_BYTES = 1024 * 1024
_SQLITE_MAGIC = b"SQLite format 3\0"
_ZEROS = memoryview(bytes(CHUNK_BYTES))


class FileSealing:
    """One file on its way in. Rows of chunks are added to `rows`, which the caller empties into the catalogue.

    A chunk of nothing but zeros becomes a hole, whether it was one or not.

    The two buffers, of READ_BYTES each, take turns: when a file ends earlier than it said, the chunk sealed last must
    be sealed anew as the last one, and its plaintext still lies in the buffer before.
    """

    __slots__ = ("_buffers", "_index", "_last", "_leaves", "_node", "_pins", "_rows", "_store", "chunk_bytes", "size")

    def __init__(
        self, store: CopyStore, node: int, buffers: tuple[memoryview, memoryview], rows: list[ChunkRow]
    ) -> None:
        self._store = store
        self._node = node
        self._buffers = buffers
        self._rows = rows
        # The leaf that the last chunk belongs to, and the digests of those before it.
        self._pins: list[bytes] = []
        self._leaves: list[tuple[int, bytes]] = []
        self._index = -1
        self._last = memoryview(b"")
        self.chunk_bytes = CHUNK_BYTES
        self.size = 0

    def take_small(self, file: SourceFile) -> bool:
        """Read and seal a file of one chunk, as most are; False, and nothing taken, where it is not that simple."""
        size = file.size_bytes
        if not 0 < size <= CHUNK_BYTES or file.next_data(0) != 0:
            return False
        block = self._buffers[0][:size]
        if file.read_into(0, block) < size:
            return False
        if not block[0] or (block[:16] == _SQLITE_MAGIC and size > DATABASE_CHUNK_BYTES):
            return False
        if block[:16] == _SQLITE_MAGIC:
            self.chunk_bytes = DATABASE_CHUNK_BYTES
        self._seal(0, block, is_last=True)
        self.size = size
        return True

    def take(self, file: SourceFile) -> Iterator[int]:
        """Read and seal everything; yields the bytes of each block as it is done. Raises SourceUnreadable."""
        whole = file.size_bytes
        offset, turn = file.next_data(0), 0
        while offset is not None:
            at = offset - offset % self.chunk_bytes
            block = self._buffers[turn][: min(READ_BYTES, whole - at)]
            turn = 1 - turn
            count = file.read_into(at, block)
            if count < len(block):
                whole = at + count
                block = block[:count]
            if not at and block[:16] == _SQLITE_MAGIC:
                self.chunk_bytes = DATABASE_CHUNK_BYTES
            self._seal_block(at, block, whole=whole)
            if not count:
                self.end_early()
            yield count
            if at + count == whole:
                break
            offset = file.next_data(at + count)
        self.size = whole

    def end_early(self) -> None:
        """The content ends where it was read to: if a chunk ends there, seal it anew as the last one."""
        if self._pins and (self._index + 1) * self.chunk_bytes == self.size:
            self._pins.pop()
            self._seal(self._index, self._last, is_last=True)

    def root(self) -> bytes:
        """The hash over the chunks."""
        if not self._pins:
            return tree_root([])
        return tree_root([*self._leaves, self._leaf()])

    def _leaf(self) -> tuple[int, bytes]:
        pins = self._pins
        return self._index // LEAF_ROWS, hashlib.sha256(pins[0] if len(pins) == 1 else b"".join(pins)).digest()

    def _seal_block(self, at: int, block: memoryview, *, whole: int) -> None:
        chunk = self.chunk_bytes
        for start in range(0, len(block), chunk):
            piece = block[start : start + chunk]
            if not piece[0] and piece == _ZEROS[: len(piece)]:
                continue
            index = (at + start) // chunk
            if self._pins and index // LEAF_ROWS != self._index // LEAF_ROWS:
                self._leaves.append(self._leaf())
                self._pins.clear()
            self._seal(index, piece, is_last=at + start + len(piece) == whole)
        self.size = at + len(block)

    def _seal(self, index: int, piece: memoryview, *, is_last: bool) -> None:
        pin = self._store.seal_chunk(self._node, index, piece, is_last=is_last)
        self._rows.append((self._node, index, pin.segment, pin.offset, pin.length, pin.nonce, pin.tag))
        self._pins.append(encode_pin(index, pin.length, pin.nonce, pin.tag))
        self._index = index
        self._last = piece
