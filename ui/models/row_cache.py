"""The rows of a long list that are in memory: some pages, the ones used last, and where further ones begin."""

from collections import OrderedDict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from app.registry.paging import ANCHOR_ROWS, PageAsk

PAGE_ROWS: Final = 200
KEPT_PAGES: Final = 20
"""More are not kept in memory, however far somebody scrolls."""


@dataclass(frozen=True, slots=True)
class Seen:
    """The rows that can be seen, and whether one moves towards the beginning."""

    first: int = 0
    last: int = 0
    is_upwards: bool = False

    def pages(self, count: int) -> list[int]:
        """The pages that are needed, and one ahead, the most pressing first."""
        if count <= 0:
            return [0]
        most = (count - 1) // PAGE_ROWS
        begin, end = min(self.first // PAGE_ROWS, most), min(self.last // PAGE_ROWS, most)
        ahead = begin - 1 if self.is_upwards else end + 1
        return [page for page in (*range(begin, end + 1), ahead) if 0 <= page <= most]


@dataclass(slots=True)
class RowCache:
    """Pages of rows. What was read before a change stays to be seen until it was read anew."""

    count: int = 0
    is_surveyed: bool = False
    _pages: OrderedDict[int, tuple[Any, ...]] = field(default_factory=OrderedDict)
    _old: dict[int, tuple[Any, ...]] = field(default_factory=dict)
    _keys: dict[int, Hashable] = field(default_factory=dict)
    _anchors: Sequence[Any] = ()
    _asked: set[tuple[int, int]] = field(default_factory=set)

    def row(self, number: int) -> Any | None:  # noqa: ANN401 - rows are whatever the source gives
        """A row, if it is in memory."""
        page, at = divmod(number, PAGE_ROWS)
        for pages in (self._pages, self._old):
            rows = pages.get(page, ())
            if at < len(rows):
                return rows[at]
        return None

    def missing(self, seen: Seen) -> PageAsk[Any] | None:
        """What to read next for what can be seen; None where all of it is there or cannot be read yet."""
        for page in seen.pages(self.count):
            if page in self._pages:
                self._pages.move_to_end(page)
            ask = None if self._is_there(page) else self._ask(page)
            if ask is not None:
                return ask
        return None

    def note_asked(self, ask: PageAsk[Any]) -> None:
        """It is being read: it is not asked for again unless there are other rows than now."""
        self._asked.add((ask.first // PAGE_ROWS, self.count))

    def put(self, first: int, rows: tuple[Any, ...], last: Hashable | None) -> None:
        """A page was read."""
        page = first // PAGE_ROWS
        self._pages[page] = rows
        self._pages.move_to_end(page)
        self._old.pop(page, None)
        if len(rows) == PAGE_ROWS and last is not None:
            self._keys[page + 1] = last
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)

    def survey(self, count: int, anchors: Sequence[Any], seen: Seen) -> None:
        """The list was surveyed: what is in memory may stand elsewhere now and is read anew where it can be seen."""
        near = seen.pages(max(count, self.count))
        self._old = {page: rows for page in near if (rows := self._pages.get(page, self._old.get(page))) is not None}
        self._pages.clear()
        self._keys.clear()
        self._asked.clear()
        self._anchors = anchors
        self.count = count
        self.is_surveyed = True

    def settle(self) -> None:
        """Take what is in memory for read just now, though the list was surveyed afterwards."""
        self._pages.update(self._old)
        self._old.clear()

    def _is_there(self, page: int) -> bool:
        wanted = min(PAGE_ROWS, self.count - page * PAGE_ROWS)
        return len(self._pages.get(page, ())) >= max(1, wanted) or (page, self.count) in self._asked

    def _ask(self, page: int) -> PageAsk[Any] | None:
        first = page * PAGE_ROWS
        total = self.count if self.is_surveyed else None
        if page in self._keys:
            return PageAsk(first, self._keys[page], 0, PAGE_ROWS, total)
        steps, skip = divmod(first, ANCHOR_ROWS)
        if not steps:
            return PageAsk(first, None, skip, PAGE_ROWS, total)
        if steps <= len(self._anchors):
            return PageAsk(first, self._anchors[steps - 1], skip, PAGE_ROWS, total)
        # A list without anchors finds its rows by their number.
        is_by_number = self.is_surveyed and not self._anchors
        return PageAsk(first, None, 0, PAGE_ROWS, total) if is_by_number else None
