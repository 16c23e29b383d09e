"""A source that lies in memory, with files that shrink, end early, have holes or cannot be read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field

from app.errors import SourceUnreadable
from app.model import NodeKind, Problem, ProblemKind
from app.ports import SourceFile, SourceItem


@dataclass
class MemoryFile:
    """Fulfils the port `SourceFile`. `said` is the size it claims, `fails_at` the first offset it cannot read.

    `data` is a list of (offset, length) where there is no hole; None means everywhere.
    """

    content: bytes
    said: int | None = None
    fails_at: int | None = None
    data: Sequence[tuple[int, int]] | None = None
    problem: Problem | None = None

    @property
    def size_bytes(self) -> int:
        return len(self.content) if self.said is None else self.said

    def next_data(self, offset: int) -> int | None:
        if offset >= self.size_bytes:
            return None
        if self.data is None:
            return offset
        return next((max(offset, start) for start, length in self.data if start + length > offset), None)

    def read_into(self, offset: int, buffer: memoryview) -> int:
        if self.fails_at is not None and offset + len(buffer) > self.fails_at:
            # What a failed read leaves in the buffer is anybody's guess.
            buffer[:] = b"\xaa" * len(buffer)
            raise SourceUnreadable(source="memory", reason="the disk says no")
        piece = self.content[offset : offset + len(buffer)]
        buffer[: len(piece)] = piece
        return len(piece)

    def trouble(self) -> Problem | None:
        return self.problem


@dataclass
class MemorySource:
    """Fulfils the port `Source`: gives these items in this order, whatever they are."""

    given: Sequence[SourceItem | Problem]
    files: dict[bytes, MemoryFile | Problem] = field(default_factory=dict)
    kind: str = "memory"
    location: str = "memory"

    def estimate(self) -> int:
        return sum(file.size_bytes for file in self.files.values() if isinstance(file, MemoryFile))

    def items(self) -> Iterator[SourceItem | Problem]:
        return iter(self.given)

    def open(self, item: SourceItem) -> AbstractContextManager[SourceFile | Problem]:
        return nullcontext(self.files[item.path])


def top() -> SourceItem:
    return SourceItem(b"", NodeKind.FOLDER, 0o750, 1_000)


def a_file(path: bytes) -> SourceItem:
    return SourceItem(path, NodeKind.FILE, 0o640, 2_000)


def a_folder(path: bytes) -> SourceItem:
    return SourceItem(path, NodeKind.FOLDER, 0o700, 3_000)


def a_link(path: bytes, target: bytes) -> SourceItem:
    return SourceItem(path, NodeKind.LINK, 0o777, 4_000, 0, target)


def source_of(files: Mapping[bytes, bytes | MemoryFile | Problem]) -> MemorySource:
    """A source with these files at its top."""
    made = {path: MemoryFile(file) if isinstance(file, bytes) else file for path, file in files.items()}
    return MemorySource([top(), *(a_file(path) for path in made)], made)


def gone(path: bytes) -> Problem:
    return Problem(path, ProblemKind.VANISHED, "it was there a moment ago")
