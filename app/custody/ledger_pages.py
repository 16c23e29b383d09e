"""Looks at the ledger in pages, from its end: a page takes as long as its lines, however many there are before it.

Nothing here verifies the chain. A line that cannot be read is shown as such, and what is longer than any line ends the
reading: `Ledger.verify` says what is wrong.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final

from app.custody.ledger import LONGEST_LINE_BYTES, Entry, read_line
from app.custody.ledger_filter import LedgerFilter, Sieve
from app.disk.reading import RandomReader
from app.errors import FileMissing
from app.progress import Monitor, Step, Unit, make_way

INDEX_LINES: Final = 1_000
"""How many lines lie between two that the index knows."""

_PAGE_BLOCK: Final = 64 * 1024
_SCAN_BLOCK: Final = 1024 * 1024
_LINE_BLOCK: Final = 4 * 1024
_LINES_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A line and where it begins in the file; `entry` is None where it cannot be read."""

    start: int
    entry: Entry | None


@dataclass(frozen=True, slots=True)
class LedgerIndex:
    """Where lines begin: the first, and every INDEX_LINES-th behind it. `end` is where the last whole line ends."""

    lines: int = 0
    end: int = 0
    starts: tuple[int, ...] = (0,)


class LedgerHits:
    """Where the lines begin that a search has found so far, newest first. One thread adds, any may look."""

    def __init__(self) -> None:
        self._starts = array("Q")
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._starts)

    def add(self, starts: Sequence[int]) -> None:
        """Add what was found next."""
        with self._lock:
            self._starts.extend(starts)

    def some(self, first: int, most: int) -> list[int]:
        """Up to `most` of them from number `first` on."""
        with self._lock:
            return list(self._starts[first : first + most])

    def place_of(self, start: int) -> int | None:
        """The number of the line that begins there."""
        with self._lock:
            low, high = 0, len(self._starts)
            while low < high:
                middle = (low + high) // 2
                low, high = (middle + 1, high) if self._starts[middle] > start else (low, middle)
            return low if low < len(self._starts) and self._starts[low] == start else None


def lines_before(path: Path, end: int | None, most: int) -> list[LedgerLine]:
    """Up to `most` lines before the offset `end`, at which a line begins, or before the end; newest first."""
    with _Reading(path) as reading:
        found = []
        for start, line in reading.backwards(reading.size if end is None else end, _PAGE_BLOCK):
            found.append(_line(start, line))
            if len(found) == most:
                break
        return found


def lines_behind(path: Path, index: LedgerIndex, skip: int, most: int) -> list[LedgerLine]:
    """Up to `most` lines after `skip` of the newest that the index knows; newest first."""
    last = index.lines - skip
    first = max(0, last - most)
    if last <= 0:
        return []
    begin = index.starts[first // INDEX_LINES]
    with _Reading(path) as reading:
        found = []
        for number, (start, line) in enumerate(reading.forwards(begin, index.end), first // INDEX_LINES * INDEX_LINES):
            if number >= first:
                found.append(_line(start, line))
            if number == last - 1:
                break
        return found[::-1]


def lines_at(path: Path, starts: Sequence[int]) -> list[LedgerLine]:
    """The lines that begin at these offsets, in this order."""
    with _Reading(path) as reading:
        return [_line(start, reading.line_at(start)) for start in starts]


def place_in(path: Path, index: LedgerIndex, start: int) -> int | None:
    """How many newer lines there are than the one that begins there; None where none does."""
    near = max((at for at, known in enumerate(index.starts) if known <= start), default=0)
    with _Reading(path) as reading:
        for number, (at, _) in enumerate(reading.forwards(index.starts[near], index.end), near * INDEX_LINES):
            if at >= start:
                return index.lines - 1 - number if at == start else None
    return None


def index_ledger(path: Path, known: LedgerIndex, monitor: Monitor) -> LedgerIndex:
    """Index what was added since `known`, or all of it. Raises Cancelled."""
    with _Reading(path) as reading:
        if reading.size < known.end:
            known = LedgerIndex()
        starts, lines, end = list(known.starts), known.lines, known.end
        for at, block in reading.blocks(known.end):
            place = block.find(b"\n")
            while place >= 0:
                lines, end = lines + 1, at + place + 1
                if lines % INDEX_LINES == 0:
                    starts.append(end)
                place = block.find(b"\n", place + 1)
            monitor.report(Step.READING, at + len(block), reading.size, Unit.BYTES)
        return LedgerIndex(lines, end, tuple(starts))


def search_ledger(path: Path, wanted: LedgerFilter, hits: LedgerHits, monitor: Monitor) -> None:
    """Find lines from the newest on, and add them to `hits` as it goes. Raises Cancelled."""
    with _Reading(path) as reading:
        last, some, sieve = reading.size, list[int](), Sieve(wanted)
        for number, (start, line) in enumerate(reading.backwards(reading.size, _SCAN_BLOCK)):
            if sieve.holds(line):
                some.append(start)
            if number % _LINES_AT_ONCE == 0:
                make_way()
            if last - start >= _SCAN_BLOCK:
                hits.add(some)
                last, some = start, []
                monitor.report(Step.READING, reading.size - start, reading.size, Unit.BYTES)
        hits.add(some)


class _Reading:
    """The file of the ledger, open for reading; one that is not there is empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: RandomReader | None = None
        self.size = 0

    def __enter__(self) -> "_Reading":
        try:
            self._reader = RandomReader(self._path)
            self.size = self._reader.size()
        except FileMissing:
            self.size = 0
        return self

    def __exit__(self, *_: object) -> None:
        if self._reader is not None:
            self._reader.close()

    def blocks(self, start: int) -> Iterator[tuple[int, bytes]]:
        """The content from `start` on, in blocks, each with where it begins."""
        for at in range(start, self.size, _SCAN_BLOCK):
            yield at, self._read(at, min(_SCAN_BLOCK, self.size - at))

    def forwards(self, start: int, end: int) -> Iterator[tuple[int, bytes]]:
        """The lines between two offsets at which lines begin, each with its own."""
        rest, at = b"", start
        while at < end and len(rest) <= LONGEST_LINE_BYTES:
            block = self._read(at, min(_PAGE_BLOCK, end - at))
            if not block:
                return
            begin = at - len(rest)
            *whole, rest = (rest + block).split(b"\n")
            for line in whole:
                yield begin, line
                begin += len(line) + 1
            at += len(block)

    def backwards(self, end: int, block_bytes: int) -> Iterator[tuple[int, bytes]]:
        """The whole lines before an offset, the last one first, each with where it begins."""
        rest, at, is_torn = b"", end, True
        while at > 0 and len(rest) <= LONGEST_LINE_BYTES:
            start = max(0, at - block_bytes)
            parts = (self._read(start, at - start) + rest).split(b"\n")
            begin = at + len(rest) + 1
            rest, at = parts[0], start
            for line in reversed(parts if start == 0 else parts[1:]):
                begin -= len(line) + 1
                # Behind the last line feed there is nothing, or what a crash left of a line.
                if not is_torn:
                    yield begin, line
                is_torn = False

    def line_at(self, start: int) -> bytes:
        """The line that begins there; what is longer than any is cut."""
        found = b""
        while b"\n" not in found and len(found) <= LONGEST_LINE_BYTES:
            block = self._read(start + len(found), _LINE_BLOCK)
            if not block:
                break
            found += block
        return found.partition(b"\n")[0]

    def _read(self, start: int, size: int) -> bytes:
        if self._reader is None:
            return b""
        buffer = memoryview(bytearray(size))
        return bytes(buffer[: self._reader.read_into(start, buffer)])


def _line(start: int, line: bytes) -> LedgerLine:
    try:
        return LedgerLine(start, read_line(line))
    except ValueError:
        return LedgerLine(start, None)
