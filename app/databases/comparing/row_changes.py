"""Which rows of a table differ between two states of a database, in the order of its key and in bounded memory."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import islice

import apsw

from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.row_reading import Raw, RawText, RowReader, Span, Value, bindable, is_exactly
from app.databases.schema.change_schema import translated
from app.databases.table_names import quoted
from app.progress import Monitor, Step, Unit

__all__ = ["Difference", "RawText", "RowChange", "RowChangeKind", "Value", "differences", "row_changes"]


class RowChangeKind(Enum):
    """What happened to a row."""

    ADDED = "added"
    EDITED = "edited"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs. `before` and `now` are its cells in the order of the layout's columns.

    `key` is that of the row before, and of the row now where it was added. `changed` counts columns from 0. The cells
    stay out of `repr`: they are the customer's.
    """

    kind: RowChangeKind
    key: tuple[Value, ...] = field(repr=False)
    before: tuple[Value, ...] | None = field(repr=False)
    now: tuple[Value, ...] | None = field(repr=False)
    changed: tuple[int, ...]


Difference = tuple[Raw | None, Raw | None]
"""A row before and the same row now, one of them None where there is none."""


def row_changes(
    before: apsw.Connection,
    now: apsw.Connection,
    laid: RowLayout,
    monitor: Monitor,
    *,
    spans: tuple[Span, ...] | None = None,
    after: tuple[Value, ...] | None = None,
    limit: int | None = None,
) -> Iterator[RowChange]:
    """The changed rows of one table, by key. `laid` and `spans` come with a TableChange; see `table_changes`.

    To go on later give the last key as `after`; `limit` is the most that come. Where rows cannot be told apart, every
    row of then comes as deleted and every row of now as added, unless all are the same; there is no going on then.
    Raises NotADatabase, Cancelled.
    """
    with translated(now):
        readers = RowReader(before, laid, is_now=False), RowReader(now, laid, is_now=True)
        found = differences(now, laid, readers, monitor, spans=spans, after=after)
        for was, became in islice(found, limit):
            yield _change(laid, readers, was, became)


def differences(
    now: apsw.Connection,
    laid: RowLayout,
    readers: tuple[RowReader, RowReader],
    monitor: Monitor,
    *,
    spans: tuple[Span, ...] | None = None,
    after: tuple[Value, ...] | None = None,
) -> Iterator[Difference]:
    """What `row_changes` gives, as it was read."""
    if not laid.is_comparable:
        yield from _all_rows(readers, monitor)
        return
    order = _KeyOrder(now, laid)
    for span in (None,) if spans is None else spans:
        left = span
        if span is not None and after is not None and isinstance(after[0], int):
            left = max(span[0], after[0] + 1), span[1]
        for reader in readers:
            reader.begin(left, after if span is None else None)
        yield from _merged(order, readers, monitor)


def changed_columns(was: tuple[Value, ...], became: tuple[Value, ...]) -> tuple[int, ...]:
    """The places where two rows differ by type or bytes."""
    return tuple(place for place, pair in enumerate(zip(was, became, strict=True)) if not _is_same(*pair))


class _KeyOrder:
    """The order of the keys of a table, as SQLite has it: by collation, and backwards where the key says so."""

    def __init__(self, connection: apsw.Connection, laid: RowLayout) -> None:
        self._connection = connection
        self._key = laid.key
        self._is_rowid = not laid.now.is_without_rowid

    def compare(self, one: tuple[Value, ...], other: tuple[Value, ...]) -> int:
        """Below 0 if `one` comes first, above 0 if `other` does, 0 where both are the same key."""
        if self._is_rowid and isinstance(one[0], int) and isinstance(other[0], int):
            return one[0] - other[0]
        for part, left, right in zip(self._key, one, other, strict=True):
            found = self._compared(left, right, part.collation)
            if found:
                return -found if part.is_descending else found
        return 0

    def _compared(self, left: Value, right: Value, collation: str) -> int:
        (first, one), (second, other) = bindable(left), bindable(right)
        text = f"WITH pair(a, b) AS (SELECT {first}, {second}) SELECT (a > b COLLATE {{0}}) - (a < b COLLATE {{0}}) FROM pair"  # noqa: S608, E501
        found = self._connection.execute(text.format(quoted(collation)), (one, other)).get
        return int(found)


def _merged(order: _KeyOrder, readers: tuple[RowReader, RowReader], monitor: Monitor) -> Iterator[Difference]:
    then, today = readers
    done = 0
    while True:
        for reader in readers:
            reader.top_up()
        if not then.rows and not today.rows:
            return
        monitor.report(Step.READING, done, 0, Unit.ROWS)
        done += max(len(then.rows), len(today.rows))
        if is_exactly(then.rows, today.rows):
            then.drop(len(then.rows))
            today.drop(len(today.rows))
        else:
            yield from _unequal(order, then, today)


def _unequal(order: _KeyOrder, then: RowReader, today: RowReader) -> Iterator[Difference]:
    """The differences in what lies ready, up to where one side needs more rows to go on."""
    first = second = 0
    while (first < len(then.rows) or then.is_at_end) and (second < len(today.rows) or today.is_at_end):
        was = then.rows[first] if first < len(then.rows) else None
        became = today.rows[second] if second < len(today.rows) else None
        if was is None and became is None:
            break
        place = _place(order, then, today, was, became)
        first += place <= 0
        second += place >= 0
        if place:
            yield (was, None) if place < 0 else (None, became)
        elif was is not None and became is not None and not is_exactly(was[1:], became[1:]):
            yield was, became
    then.drop(first)
    today.drop(second)


def _place(order: _KeyOrder, then: RowReader, today: RowReader, was: Raw | None, became: Raw | None) -> int:
    if was is None or became is None:
        return 1 if was is None else -1
    return order.compare(then.key_of(was), today.key_of(became))


def _all_rows(readers: tuple[RowReader, RowReader], monitor: Monitor) -> Iterator[Difference]:
    """Rows without a key: nothing when both sides are the same from end to end, else all of them."""
    if _are_same(readers, monitor):
        return
    then, today = readers
    for reader in readers:
        reader.begin()
        while True:
            reader.top_up()
            if not reader.rows:
                break
            monitor.check()
            yield from ((row, None) if reader is then else (None, row) for row in reader.rows)
            reader.drop(len(reader.rows))
    today.rows.clear()


def _are_same(readers: tuple[RowReader, RowReader], monitor: Monitor) -> bool:
    then, today = readers
    for reader in readers:
        reader.begin()
    while True:
        for reader in readers:
            reader.top_up()
        monitor.check()
        if not is_exactly(then.rows, today.rows):
            return False
        if not then.rows:
            return True
        then.drop(len(then.rows))
        today.drop(len(today.rows))


def _change(laid: RowLayout, readers: tuple[RowReader, RowReader], was: Raw | None, became: Raw | None) -> RowChange:
    then, today = readers
    if was is not None and became is not None:
        old, new = then.values_of(was), today.values_of(became)
        return RowChange(RowChangeKind.EDITED, then.key_of(was), old, new, changed_columns(old, new))
    every = tuple(range(len(laid.columns)))
    if became is not None:
        return RowChange(RowChangeKind.ADDED, today.key_of(became), None, today.values_of(became), every)
    if was is not None:
        return RowChange(RowChangeKind.DELETED, then.key_of(was), then.values_of(was), None, every)
    raise AssertionError


def _is_same(one: Value, other: Value) -> bool:
    if isinstance(one, RawText) or isinstance(other, RawText):
        return one == other
    return is_exactly(one, other)
