"""The b-trees of an SQLite file, page by page, as far as it takes to see which rows a changed page can hold.

After https://sqlite.org/fileformat2.html. Only the pages between root and leaves are read, one in several hundred.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

import apsw

_HEADER_BYTES = 100
_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE = 2, 5, 10, 13
_MOST_LEVELS = 20  # SQLite's own limit
_PENDING_BYTE = 1 << 30
_LEAST_ROWID, _MOST_ROWID = -(1 << 63), (1 << 63) - 1


class PagesUnclear(Exception):  # noqa: N818 - never leaves the package: the rows are read instead
    """The pages do not say what is needed: a log beside the file, another format, damage."""


class Leaf(NamedTuple):
    """A page of a tree, and for a table the rowids that can lie in it or below it, both ends included."""

    page: int
    low: int
    high: int


class PageReader:
    """The pages of one state of a database, as they lie in the file. Needs a read transaction to stand on."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        try:
            is_whole, header = connection.read("main", 0, 0, _HEADER_BYTES)
        except apsw.Error as error:
            raise PagesUnclear from error
        if not is_whole or header[:16] != b"SQLite format 3\0" or header[18:20] != b"\1\1":
            raise PagesUnclear
        size = int.from_bytes(header[16:18], "big")
        self.page_bytes = 65536 if size == 1 else size
        self.usable_bytes = self.page_bytes - header[20]
        self.page_count = int(str(connection.pragma("page_count")))
        self.free_trunk = int.from_bytes(header[32:36], "big")
        self.has_pointer_map = header[52:56] != bytes(4)

    def page(self, number: int) -> bytes:
        """A page, counted from 1."""
        if not 1 <= number <= self.page_count:
            raise PagesUnclear
        try:
            is_whole, data = self._connection.read("main", 0, (number - 1) * self.page_bytes, self.page_bytes)
        except apsw.Error as error:
            raise PagesUnclear from error
        if not is_whole:
            raise PagesUnclear
        return data

    def is_pointer_map(self, number: int) -> bool:
        """Whether the page lists the parents of others, or is the one that is never used."""
        locking = _PENDING_BYTE // self.page_bytes + 1
        if number == locking:
            return True
        if not self.has_pointer_map or number < 2:
            return False
        step = self.usable_bytes // 5 + 1
        place = (number - 2) // step * step + 2
        return number == place + (place == locking)

    def overflow_pages(self) -> Iterator[tuple[str, int]]:
        """Every page that carries on a row, and its tree; reads the whole file."""
        try:
            found = self._connection.execute("SELECT name, pageno FROM dbstat WHERE pagetype = 'overflow'")
            yield from ((str(name), int(page)) for name, page in found)
        except apsw.Error as error:
            raise PagesUnclear from error

    def free_pages(self) -> Iterator[int]:
        """The pages that hold nothing."""
        trunk, seen = self.free_trunk, 0
        while trunk:
            data = self.page(trunk)
            yield trunk
            following, count = struct.unpack_from(">II", data)
            seen += 1 + count
            if 8 + 4 * count > self.page_bytes or seen > self.page_count:
                raise PagesUnclear
            yield from struct.unpack_from(f">{count}I", data, 8)
            trunk = following


class Tree:
    """One b-tree. `upper` are the pages that have no leaves below them directly, `lowest` those that do.

    `single_leaf` is all there is of a small one.
    """

    def __init__(self, reader: PageReader, root: int) -> None:
        self._reader = reader
        self.root = root
        self.is_table = _kind(reader.page(root), root) in {_INTERIOR_TABLE, _LEAF_TABLE}
        self._levels = self._depth(root)
        self.upper: list[int] = []
        self.lowest: list[Leaf] = []
        self.single_leaf = Leaf(root, _LEAST_ROWID, _MOST_ROWID) if self._levels == 0 else None
        level = [Leaf(root, _LEAST_ROWID, _MOST_ROWID)]
        for _ in range(self._levels - 1):
            self.upper += [place.page for place in level]
            level = [child for place in level for child in self.children(place)]
            if len(level) + len(self.upper) > reader.page_count:
                raise PagesUnclear
        if self._levels:
            self.lowest = level

    def children(self, place: Leaf) -> list[Leaf]:
        """What lies below an interior page, with the rowids it can hold; for an index the rowids mean nothing."""
        data = self._reader.page(place.page)
        start = _HEADER_BYTES if place.page == 1 else 0
        if data[start] != (_INTERIOR_TABLE if self.is_table else _INTERIOR_INDEX):
            raise PagesUnclear
        found = []
        low = place.low
        for cell in _cells(data, start, 12):
            (child,) = struct.unpack_from(">I", data, cell)
            high = min(_signed(_varint(data, cell + 4)[0]), place.high) if self.is_table else place.high
            found.append(Leaf(child, low, high))
            low = high + 1 if self.is_table else low
        (last,) = struct.unpack_from(">I", data, start + 8)
        return [*found, Leaf(last, low, place.high)]

    def overflow_of(self, number: int) -> Iterator[int]:
        """The pages on which the cells of page `number` go on."""
        data = self._reader.page(number)
        start = _HEADER_BYTES if number == 1 else 0
        kind = data[start]
        if kind == _INTERIOR_TABLE:
            return
        for cell in _cells(data, start, 12 if kind == _INTERIOR_INDEX else 8):
            size, at = _varint(data, cell + (4 if kind == _INTERIOR_INDEX else 0))
            if kind == _LEAF_TABLE:
                _, at = _varint(data, at)
            local = self._local_bytes(kind, size)
            if local < size:
                yield from self._chain(data, at + local, size - local)

    def _local_bytes(self, kind: int, size: int) -> int:
        usable = self._reader.usable_bytes
        most = usable - 35 if kind == _LEAF_TABLE else (usable - 12) * 64 // 255 - 23
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        return size if size <= most else local if local <= most else least

    def _chain(self, data: bytes, at: int, size: int) -> Iterator[int]:
        following = _page_number(data, at)
        while size > 0 and following:
            yield following
            size -= self._reader.usable_bytes - 4
            following = _page_number(self._reader.page(following), 0) if size > 0 else 0

    def _depth(self, root: int) -> int:
        number = root
        for level in range(_MOST_LEVELS):
            data = self._reader.page(number)
            start = _HEADER_BYTES if number == 1 else 0
            if _kind(data, number) in {_LEAF_INDEX, _LEAF_TABLE}:
                return level
            number = _page_number(data, start + 8)
        raise PagesUnclear


def _kind(data: bytes, number: int) -> int:
    kind = data[_HEADER_BYTES if number == 1 else 0]
    if kind not in {_INTERIOR_INDEX, _INTERIOR_TABLE, _LEAF_INDEX, _LEAF_TABLE}:
        raise PagesUnclear
    return kind


def _cells(data: bytes, start: int, header_bytes: int) -> tuple[int, ...]:
    (count,) = struct.unpack_from(">H", data, start + 3)
    if start + header_bytes + 2 * count > len(data):
        raise PagesUnclear
    found: tuple[int, ...] = struct.unpack_from(f">{count}H", data, start + header_bytes)
    if found and max(found) + 4 > len(data):
        raise PagesUnclear
    return found


def _page_number(data: bytes, at: int) -> int:
    if at + 4 > len(data):
        raise PagesUnclear
    return int.from_bytes(data[at : at + 4], "big")


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of up to 64 bits, and where it ends."""
    value = 0
    for place in range(9):
        if at + place >= len(data):
            raise PagesUnclear
        byte = data[at + place]
        if place == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    raise PagesUnclear


def _signed(value: int) -> int:
    return value - (1 << 64) if value >= 1 << 63 else value
