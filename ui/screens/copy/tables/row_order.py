"""Which of the fetched rows are shown, and in which order: the filter and the sorting of the grid."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.databases.console.cells import Row
from app.progress import Monitor
from app.tables import Cell

_CHECK_ROWS = 500

TextOf = Callable[[int, int, Cell], str]
"""What stands in the grid for a cell, given its row, its column and its value."""


@dataclass(frozen=True, slots=True)
class Ordering:
    """What was asked for. `column` is -1 for the order in which the rows came."""

    needle: str = ""
    column: int = -1
    is_descending: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether all rows are shown as they came."""
        return not self.needle and self.column < 0


def ordered(rows: Iterable[tuple[int, Row]], ordering: Ordering, text_of: TextOf, monitor: Monitor) -> list[int]:
    """The numbers of the rows that are shown, in order. What is masked is not found. Raises Cancelled."""
    found = list(_found(rows, ordering.needle.casefold(), text_of, monitor))
    column = ordering.column
    if column >= 0:
        found.sort(key=lambda each: sort_key(each[1][column] if column < len(each[1]) else None))
        if ordering.is_descending:
            found.reverse()
    return [number for number, _ in found]


def _found(
    rows: Iterable[tuple[int, Row]], needle: str, text_of: TextOf, monitor: Monitor
) -> Iterable[tuple[int, Row]]:
    for at, (number, row) in enumerate(rows):
        if at % _CHECK_ROWS == 0:
            monitor.check()
        if not needle or any(needle in text_of(number, column, cell).casefold() for column, cell in enumerate(row)):
            yield number, row


def sort_key(cell: Cell) -> tuple[int, int | float | str | bytes]:
    """As SQLite orders values: NULL, numbers, texts, blobs (https://sqlite.org/datatype3.html, 4.1)."""
    if cell is None:
        return 0, 0
    if isinstance(cell, (int, float)):
        return 1, cell
    return (2, cell) if isinstance(cell, str) else (3, cell)
