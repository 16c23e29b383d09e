"""What files of the checkout were before they were changed: the pins of chunks that are in force no more.

A file of the checkout has its node of then in `before`, whose root covers the pins of then. Those that were replaced
since are kept here, so that the sealed chunks they stand for stay where they are; the others are in force to this day.
"""

from collections.abc import Iterable, Iterator
from typing import Protocol

from app.copies.catalogue import Catalogue
from app.copies.layout import ChunkRow, Node, Pin

_COLUMNS = "idx, segment, offset, length, nonce, tag"
_OF_OLD = f"""
    SELECT {_COLUMNS} FROM kept WHERE file = ?1 AND idx BETWEEN ?2 AND ?3 AND length > 0
    UNION ALL
    SELECT {_COLUMNS} FROM chunk WHERE file = ?1 AND idx BETWEEN ?2 AND ?3
        AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.file = chunk.file AND kept.idx = chunk.idx)
    ORDER BY idx"""  # noqa: S608 - names of ours
_HOLE = (
    "INSERT OR IGNORE INTO kept SELECT id, ?1, 0, 0, 0, x'', x'' FROM before WHERE id = ?2 AND ?1 * chunk_bytes < size"
)
_KEEP = """
    INSERT OR IGNORE INTO kept SELECT chunk.* FROM chunk JOIN before ON before.id = chunk.file
    WHERE chunk.file = ? AND chunk.idx = ? AND chunk.idx * before.chunk_bytes < before.size"""
_KEEP_FROM = """
    INSERT OR IGNORE INTO kept SELECT chunk.* FROM chunk JOIN before ON before.id = chunk.file
    WHERE chunk.file = ? AND chunk.idx >= ? AND chunk.idx * before.chunk_bytes < before.size"""


class PinSource(Protocol):
    """Where the pins of a file are looked up."""

    def pins(self, file: int, first: int, last: int) -> list[Pin]:
        """The chunks of a file with indexes from `first` to `last`."""

    def each_pin(self, file: int) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Index, length, nonce and tag of every chunk of a file."""


class KeptPins:
    """The table `kept`. A row of length 0 says that there was a hole. Changes go into the open transaction."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    @property
    def is_there(self) -> bool:
        """Whether the table is: a copy made before there was one gets it when it is first opened for writing."""
        return bool(self._catalogue.rows("SELECT 1 FROM sqlite_schema WHERE name = 'kept'"))

    def keep(self, file: int, indexes: Iterable[int]) -> None:
        """Keep what these chunks of a file in `before` were, unless that was done; they are about to be replaced."""
        which = [(file, index) for index in indexes]
        self._catalogue.many(_KEEP, which)
        self._catalogue.many(_HOLE, ((index, file) for _, index in which))

    def keep_from(self, file: int, first: int) -> None:
        """Keep the chunks of a file in `before` from index `first` on; they are about to be dropped."""
        self._catalogue.many(_KEEP_FROM, [(file, first)])

    def put_back(self, old: Node) -> None:
        """Make the pins of then those in force, and keep nothing any more of this file."""
        chunks = chunk_count(old)
        stale = "idx >= ? OR EXISTS (SELECT 1 FROM kept WHERE kept.file = chunk.file AND kept.idx = chunk.idx)"
        self._catalogue.many(f"DELETE FROM chunk WHERE file = ? AND ({stale})", [(old.id, chunks)])  # noqa: S608
        self._catalogue.many("INSERT INTO chunk SELECT * FROM kept WHERE file = ? AND length > 0", [(old.id,)])
        self._catalogue.many("DELETE FROM kept WHERE file = ?", [(old.id,)])

    def in_segment(self, segment: int) -> list[ChunkRow]:
        """The kept chunks that lie in a segment, by offset."""
        return self._catalogue.rows("SELECT * FROM kept WHERE segment = ? AND length > 0 ORDER BY offset", (segment,))

    def put(self, rows: Iterable[ChunkRow]) -> None:
        """Write kept chunks that were moved."""
        self._catalogue.many("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


class OldPins:
    """The pins that a file had at the checkout, as a PinSource. `old` is its node of then."""

    def __init__(self, catalogue: Catalogue, old: Node) -> None:
        self._catalogue = catalogue
        self._last = chunk_count(old) - 1
        self._has_kept = KeptPins(catalogue).is_there

    def pins(self, file: int, first: int, last: int) -> list[Pin]:
        """The chunks of then with indexes from `first` to `last`."""
        last = min(last, self._last)
        if not self._has_kept:
            return self._catalogue.pins(file, first, last)
        return [Pin(*row) for row in self._catalogue.rows(_OF_OLD, (file, first, last))]

    def each_pin(self, file: int) -> Iterator[tuple[int, int, bytes, bytes]]:
        """Index, length, nonce and tag of every chunk of then."""
        return ((pin.index, pin.length, pin.nonce, pin.tag) for pin in self.pins(file, 0, self._last))


def chunk_count(node: Node) -> int:
    """How many chunks cover a file, holes among them."""
    return -(-node.size // node.chunk_bytes) if node.chunk_bytes else 0
