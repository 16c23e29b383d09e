"""Rows on their way into the grid, in bounded memory.

Those of a result come in order and stay. Of a table the pages looked at last stay, and any other can be read again by
the key before it.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from app.databases.console.cells import Row, size_of
from app.databases.console.paging import Key, Page

MOST_RESULT_ROWS: Final = 100_000
_MOST_BYTES: Final = 96 * 1024 * 1024
_MOST_PAGES: Final = 20
_LEAST_PAGES: Final = 2


class RowSource(Protocol):
    """Rows numbered from 0."""

    @property
    def count(self) -> int:
        """How many are known of so far."""

    @property
    def has_more(self) -> bool:
        """Whether more can be fetched behind them."""

    def row(self, number: int) -> Row | None:
        """A row; None where it has to be read again first."""

    def here(self) -> Iterator[tuple[int, Row]]:
        """Every row that is in memory, with its number."""


class ResultRows:
    """The rows of a statement. They cannot be read a second time, so there is an end to how many are kept."""

    def __init__(self, rows: Sequence[Row], *, has_more: bool) -> None:
        self._rows: list[Row] = []
        self._bytes = 0
        self._has_more = has_more
        self.add(rows, has_more=has_more)

    @property
    def count(self) -> int:
        """How many were fetched."""
        return len(self._rows)

    @property
    def has_more(self) -> bool:
        """Whether more can be fetched and kept."""
        return self._has_more and not self.is_full

    @property
    def is_cut(self) -> bool:
        """Whether there are more than are kept."""
        return self._has_more and self.is_full

    @property
    def is_full(self) -> bool:
        """Whether no more are kept."""
        return len(self._rows) >= MOST_RESULT_ROWS or self._bytes >= _MOST_BYTES

    def add(self, rows: Sequence[Row], *, has_more: bool) -> None:
        """What was fetched."""
        self._rows.extend(rows)
        self._bytes += sum(map(size_of, rows))
        self._has_more = has_more

    def end(self) -> None:
        """Nothing more can be fetched, though there may be more."""
        self._has_more = False

    def row(self, number: int) -> Row | None:
        """A row."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def here(self) -> Iterator[tuple[int, Row]]:
        """All of them."""
        return enumerate(self._rows)


class TableRows:
    """The rows of a table, page by page. Of each page the key before it is kept, and its rows as long as there is room.

    The pages must be given in order; then any can be given again.
    """

    def __init__(self) -> None:
        self._begins: list[int] = []
        self._keys: list[Key | None] = []
        self._pages: OrderedDict[int, tuple[Row, ...]] = OrderedDict()
        self._sizes: dict[int, int] = {}
        self._next_key: Key | None = None
        self._count = 0
        self._has_more = True

    @property
    def count(self) -> int:
        """The rows of all pages read so far."""
        return self._count

    @property
    def has_more(self) -> bool:
        """Whether there is a page behind."""
        return self._has_more

    @property
    def pages_here(self) -> int:
        """How many pages are in memory."""
        return len(self._pages)

    @property
    def next_page(self) -> int:
        """The number of the page behind those that were read."""
        return len(self._begins)

    def page_of(self, number: int) -> int:
        """Which page a row is on."""
        return bisect_right(self._begins, number) - 1

    def key_before(self, page: int) -> Key | None:
        """The key to read a page after; None for the first."""
        return self._keys[page] if page < len(self._keys) else self._next_key

    def first_row_of(self, page: int) -> int:
        """The number of the first row of a page."""
        return self._begins[page]

    def size_of_page(self, page: int) -> int:
        """How many rows a page had when it was read first."""
        end = self._begins[page + 1] if page + 1 < len(self._begins) else self._count
        return end - self._begins[page]

    def put(self, number: int, page: Page) -> None:
        """Keep a page. One that was read again may have lost rows meanwhile; those it has more are left out."""
        if number == len(self._begins):
            self._begins.append(self._count)
            self._keys.append(self._next_key)
            self._count += len(page.rows)
            self._next_key = page.keys[-1] if page.keys else self._next_key
            self._has_more = not page.is_last
        rows = page.rows[: self.size_of_page(number)]
        self._pages[number] = rows
        self._pages.move_to_end(number)
        self._sizes[number] = sum(map(size_of, rows))
        self._make_room()

    def row(self, number: int) -> Row | None:
        """A row, if its page is here. One that is no longer in the table is empty."""
        place = self.page_of(number)
        rows = self._pages.get(place)
        if rows is None:
            return None
        self._pages.move_to_end(place)
        within = number - self._begins[place]
        return rows[within] if within < len(rows) else ()

    def here(self) -> Iterator[tuple[int, Row]]:
        """The rows of the pages in memory, in order."""
        for number in sorted(self._pages):
            yield from enumerate(self._pages[number], self._begins[number])

    def _make_room(self) -> None:
        while len(self._pages) > _LEAST_PAGES and (
            len(self._pages) > _MOST_PAGES or sum(self._sizes.values()) > _MOST_BYTES
        ):
            dropped, _ = self._pages.popitem(last=False)
            del self._sizes[dropped]
