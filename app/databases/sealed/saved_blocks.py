"""What runs of statements overwrote: the old blocks of a database file, kept sealed in the same copy.

Each run has two files below `.bailee-workroom/<node id of the database>/`:

    <number>.index     "bailee/r" || u64(size of the database before) || u64(nanoseconds since 1970, UTC)
                       || u32(length of note) || note (UTF-8) || u64(block number) for each block kept
    <number>.blocks    4,096 bytes for each block kept, in the same order; the last of a file is filled up with zeros

All numbers are big endian. The files change in the same commits of the copy as the database does.
"""

import struct
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from app.copies.handle import SealedFile
from app.copies.paths import WORKROOM, shown
from app.copies.sealed_copy import SealedCopy
from app.errors import FileDamaged, NotAFolder, PathExists, PathMissing

SAVED_BYTES = 4096
_MAGIC = b"bailee/r"
_HEADER = struct.Struct(">8sQQI")
_NUMBER = struct.Struct(">Q")
_INDEX, _BLOCKS = b".index", b".blocks"
_LONGEST_NOTE = 4096
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Run:
    """A recorded run, before which one can go back. `size_bytes` is that of the database before, `began_at` in UTC."""

    number: int
    began_at: datetime
    note: str
    size_bytes: int
    saved_blocks: int


class SavedRun:
    """The files of one run. Close it."""

    def __init__(self, number: int, index: SealedFile, blocks: SealedFile, path: bytes) -> None:
        self.number = number
        self._index = index
        self._blocks = blocks
        self._path = path
        magic, self.size_bytes, self._began_ns, note = self._unpack(index.pread(_HEADER.size, 0))
        if magic != _MAGIC or note > _LONGEST_NOTE:
            raise self._damaged(reason="the list of saved blocks is not one")
        self._note = index.pread(note, _HEADER.size).decode("utf-8", "replace")
        self._start = _HEADER.size + note

    @classmethod
    def create(cls, copy: SealedCopy, node: int, number: int, *, size_bytes: int, began_ns: int, note: str) -> Self:
        """Begin the files of a run of the database with this node id."""
        for folder in (WORKROOM, _folder(node)):
            try:
                copy.mkdir(folder)
            except PathExists:
                continue
        text = note.encode()[:_LONGEST_NOTE]
        with copy.open_file(_stem(node, number) + _INDEX, writable=True, create=True) as index:
            index.pwrite(_HEADER.pack(_MAGIC, size_bytes, began_ns, len(text)) + text, 0)
        copy.open_file(_stem(node, number) + _BLOCKS, writable=True, create=True).close()
        return cls.open(copy, node, number, writable=True)

    @classmethod
    def open(cls, copy: SealedCopy, node: int, number: int, *, writable: bool) -> Self:
        """Open the files of a run. Raises FileDamaged, PathMissing."""
        stem = _stem(node, number)
        index = copy.open_file(stem + _INDEX, writable=writable)
        try:
            blocks = copy.open_file(stem + _BLOCKS, writable=writable)
        except BaseException:
            index.close()
            raise
        try:
            return cls(number, index, blocks, stem)
        except BaseException:
            index.close()
            blocks.close()
            raise

    @property
    def count(self) -> int:
        """How many blocks are kept."""
        return min((self._index.size - self._start) // _NUMBER.size, self._blocks.size // SAVED_BYTES)

    @property
    def run(self) -> Run:
        """What there is to say of it."""
        began_at = _EPOCH + timedelta(microseconds=self._began_ns // 1000)
        return Run(self.number, began_at, self._note, self.size_bytes, self.count)

    def add(self, number: int, content: bytes) -> None:
        """Keep a block of SAVED_BYTES; the last of a file may be shorter."""
        place = self.count
        self._blocks.pwrite(content.ljust(SAVED_BYTES, b"\0"), place * SAVED_BYTES)
        self._index.pwrite(_NUMBER.pack(number), self._start + place * _NUMBER.size)

    def numbers(self, first: int = 0) -> "array[int]":
        """The numbers of the blocks kept, in order, from the `first` on. Raises FileDamaged."""
        raw = self._index.pread((self.count - first) * _NUMBER.size, self._start + first * _NUMBER.size)
        found = array("Q", (number for (number,) in _NUMBER.iter_unpack(raw)))
        if any(number * SAVED_BYTES >= self.size_bytes for number in found):
            raise self._damaged(reason="a saved block lies outside the database")
        return found

    def content(self, place: int) -> bytes:
        """The block kept at this place, counted from 0. Raises FileDamaged."""
        return self._blocks.pread(SAVED_BYTES, place * SAVED_BYTES)

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        self._blocks.close()

    def _unpack(self, header: bytes) -> tuple[bytes, int, int, int]:
        if len(header) < _HEADER.size:
            raise self._damaged(reason="the list of saved blocks has no beginning")
        magic, size_bytes, began_ns, note = _HEADER.unpack(header)
        return magic, size_bytes, began_ns, note

    def _damaged(self, *, reason: str) -> FileDamaged:
        return FileDamaged(path=shown(self._path + _INDEX), reason=reason)


def pages_of(runs: Sequence[SavedRun], page_bytes: int, size_bytes: int) -> frozenset[int]:
    """The numbers, from 1, of the pages that may differ between now, at `size_bytes`, and the first run's begin."""
    if not runs:
        return frozenset()
    pages: set[int] = set(range(runs[0].size_bytes // page_bytes + 1, -(-size_bytes // page_bytes) + 1))
    for saved in runs:
        for number in saved.numbers():
            first = number * SAVED_BYTES // page_bytes
            pages.update(range(first + 1, -(-(number + 1) * SAVED_BYTES // page_bytes) + 1))
    return frozenset(pages)


def run_numbers(copy: SealedCopy, node: int) -> list[int]:
    """The numbers of the runs of the database with this node id, in rising order."""
    try:
        names = [found.name for found in copy.listdir(_folder(node))]
    except (PathMissing, NotAFolder):
        return []
    stems = [name.removesuffix(_INDEX) for name in names if name.endswith(_INDEX)]
    return sorted(int(stem) for stem in stems if stem.isdigit())


def remove_run(copy: SealedCopy, node: int, number: int) -> None:
    """Remove the files of a run, and with those of the last one their folder."""
    for suffix in (_INDEX, _BLOCKS):
        copy.unlink(_stem(node, number) + suffix)
    if not copy.listdir(_folder(node)):
        copy.rmdir(_folder(node))


def forget_recorded_runs(copy: SealedCopy, path: bytes) -> None:
    """Remove what was kept for the file at `path`, which is about to be replaced or removed, if there is one.

    Durable with the next commit. No database of the copy may be open. Raises CopyReadOnly.
    """
    try:
        node = copy.stat(path).id
    except PathMissing:
        return
    for number in run_numbers(copy, node):
        remove_run(copy, node, number)


def _folder(node: int) -> bytes:
    return WORKROOM + b"/%d" % node


def _stem(node: int, number: int) -> bytes:
    return _folder(node) + b"/%d" % number
