"""Which rows of the board are shown, and under which headings. Nothing here paints."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState, Day
from app.operations.board_story import BoardRow

DAYS_OF_WEEK = 7


class Grouping(StrEnum):
    """What the rows are put together by."""

    DUE = "due"
    HOLDER = "holder"
    CUSTOMER = "customer"


class Filter(StrEnum):
    """What can be asked of a row; several hold together."""

    EVERYONE = "everyone"
    MINE = "mine"
    OVERDUE = "overdue"
    DUE_TODAY = "due today"
    CHANGED = "changed"


class DueGroup(StrEnum):
    """The headings when grouped by due time, in their order."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this week"
    LATER = "later"
    WIPING = "wiping"


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading. `key` is a DueGroup's value, or the name of a holder or customer."""

    key: str
    rows: tuple[BoardRow, ...]


_ASKED: dict[Filter, Callable[[BoardRow], bool]] = {
    Filter.EVERYONE: lambda _row: True,
    Filter.MINE: lambda row: row.is_mine,
    Filter.OVERDUE: lambda row: row.is_overdue and not is_wiping(row.record),
    Filter.DUE_TODAY: lambda row: row.is_due_today and not is_wiping(row.record),
    Filter.CHANGED: lambda row: row.is_changed and not is_wiping(row.record),
}


def is_wiping(record: CopyRecord) -> bool:
    """Whether the copy is closed: it waits for its wipe, or is being wiped."""
    return record.state is CopyState.CLOSING or record.state in ENDING


def due_group(row: BoardRow, day: Day) -> DueGroup:
    """The heading a row stands under when grouped by due time."""
    if is_wiping(row.record):
        return DueGroup.WIPING
    if row.is_overdue:
        return DueGroup.OVERDUE
    if row.is_due_today:
        return DueGroup.TODAY
    due = row.record.due_at
    if due is not None and due < day.begins_at + timedelta(days=DAYS_OF_WEEK):
        return DueGroup.THIS_WEEK
    return DueGroup.LATER


def filtered(rows: Iterable[BoardRow], filters: Collection[Filter]) -> list[BoardRow]:
    """The rows for which every filter holds."""
    return [row for row in rows if all(_ASKED[each](row) for each in filters)]


def counted(rows: Sequence[BoardRow]) -> dict[Filter, int]:
    """How many rows each filter alone shows."""
    return {each: sum(map(holds, rows)) for each, holds in _ASKED.items()}


def grouped(rows: Iterable[BoardRow], by: Grouping, day: Day) -> list[Group]:
    """The rows under their headings, most pressing first; headings of people and customers by name."""
    ordered = sorted(rows, key=lambda row: _pressing(row.record))
    headings: dict[Grouping, Callable[[BoardRow], str]] = {
        Grouping.DUE: lambda row: due_group(row, day).value,
        Grouping.HOLDER: lambda row: row.record.technician,
        Grouping.CUSTOMER: lambda row: row.record.ticket.customer.name,
    }
    heading = headings[by]
    found: dict[str, list[BoardRow]] = {}
    for row in ordered:
        found.setdefault(heading(row), []).append(row)
    keys = [each.value for each in DueGroup] if by is Grouping.DUE else sorted(found, key=str.casefold)
    return [Group(key, tuple(found[key])) for key in keys if key in found]


def toggled(now: Collection[Filter], pressed: Filter) -> frozenset[Filter]:
    """The filters after one was pressed: Everyone ends the others, and is what remains without any."""
    if pressed is Filter.EVERYONE:
        return frozenset({Filter.EVERYONE})
    others = frozenset(now) - {Filter.EVERYONE}
    return others ^ {pressed} or frozenset({Filter.EVERYONE})


def _pressing(record: CopyRecord) -> tuple[bool, datetime, str]:
    return is_wiping(record), record.due_at or record.created_at, record.id
