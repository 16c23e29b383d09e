"""What differs between two states of a database: tables, rows, indexes, views and triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

import apsw

from app.databases.comparing.page_differences import Suspicion, suspected
from app.databases.comparing.row_changes import Difference, differences
from app.databases.comparing.row_layout import RowLayout, layout, one_sided, renamed_columns
from app.databases.comparing.row_reading import RowReader, Span
from app.databases.schema.change_schema import Schema, TableShape, read_schema, translated
from app.databases.stopping import stoppable
from app.databases.table_names import quoted
from app.progress import Monitor


class Alteration(Enum):
    """What happened to a table, index, view or trigger. One that was renamed was dropped and another created."""

    CREATED = "created"
    DROPPED = "dropped"
    ALTERED = "altered"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class ColumnChanges:
    """How the columns of a table differ. `altered` have the same name and another type, default or place in the key.

    `renamed` are pairs of old and new name, told by everything else being the same in the same place.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    altered: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCounts:
    """How many rows were added, edited and deleted."""

    added: int = 0
    edited: int = 0
    deleted: int = 0


@dataclass(frozen=True, slots=True)
class TableChange:
    """One table that differs. `rows` is None for virtual tables, whose content is not compared row by row.

    It is None as well for a table whose rows SQLite cannot read for want of a collation, and which may have changed.

    Where `is_rebuilt`, rows of then cannot be told from rows of now, and all count as deleted and added. `laid` and
    `spans` are for `row_changes`; `laid` is None where `rows` is.
    """

    name: str
    alteration: Alteration
    columns: ColumnChanges
    rows: RowCounts | None
    is_rebuilt: bool = False
    laid: RowLayout | None = field(default=None, repr=False)
    spans: tuple[Span, ...] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class ObjectChange:
    """An index, view or trigger that differs by its text; `table` is what it belongs to."""

    kind: str
    name: str
    table: str
    alteration: Alteration


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`user_version` or `application_id`."""

    name: str
    before: int
    now: int


@dataclass(frozen=True, slots=True)
class DatabaseChanges:
    """Everything that differs, by name. SQLite's own tables and the insides of virtual tables are left out."""

    tables: tuple[TableChange, ...] = ()
    objects: tuple[ObjectChange, ...] = ()
    settings: tuple[SettingChange, ...] = ()


def database_changes(
    before: apsw.Connection,
    now: apsw.Connection,
    monitor: Monitor,
    *,
    changed_pages: frozenset[int] | None = None,
) -> DatabaseChanges:
    """Compare two states of a database, by type and bytes of every value.

    `changed_pages` are the numbers, from 1, of all pages of SQLite's page size whose content may differ; only rows
    that can lie there are read. Without it every row of every table is. Needs memory for some rows and for the page
    numbers. Raises NotADatabase, DatabaseBusy, Cancelled.
    """
    has_uncommitted = before.in_transaction or now.in_transaction
    with one_moment(before, now, monitor):
        old, new = read_schema(before), read_schema(now)
        suspicion = None
        if changed_pages is not None and not has_uncommitted:
            suspicion = suspected((before, old), (now, new), changed_pages, monitor)
        comparison = _Comparison(before, now, old, new, monitor, suspicion)
        tables = [comparison.table(name) for name in sorted(old.tables.keys() | new.tables.keys())]
        return DatabaseChanges(
            tables=tuple(change for change in tables if change is not None),
            objects=_object_changes(old, new),
            settings=tuple(
                SettingChange(name, value, new.settings[name])
                for name, value in old.settings.items()
                if new.settings[name] != value
            ),
        )


@contextmanager
def one_moment(before: apsw.Connection, now: apsw.Connection, monitor: Monitor) -> Iterator[None]:
    """Inside this block both connections go on seeing what they see at its first statement, and stop on request."""
    with translated(before), before, now, stoppable(before, monitor), stoppable(now, monitor):
        yield


class _Comparison:
    def __init__(
        self,
        before: apsw.Connection,
        now: apsw.Connection,
        old: Schema,
        new: Schema,
        monitor: Monitor,
        suspicion: Suspicion | None,
    ) -> None:
        self._before = before
        self._now = now
        self._old = old
        self._new = new
        self._monitor = monitor
        self._suspicion = suspicion

    def table(self, name: str) -> TableChange | None:
        """How a table differs; None for one that does not, or is the inside of another."""
        self._monitor.check()
        was, became = self._old.tables.get(name), self._new.tables.get(name)
        if "shadow" in {was and was.kind, became and became.kind}:
            return None
        if was is None or became is None or was.kind != became.kind:
            return self._replaced(name, was, became)
        if became.kind == "virtual":
            return self._virtual(was, became)
        if became.kind == "unreadable":
            return self._unread(was, became)
        return self._ordinary(was, became)

    def _replaced(self, name: str, was: TableShape | None, became: TableShape | None) -> TableChange:
        counts = RowCounts(added=_count(self._now, became), deleted=_count(self._before, was))
        alteration = Alteration.ALTERED
        if was is None or became is None:
            alteration = Alteration.CREATED if was is None else Alteration.DROPPED
        is_countable = all(table is None or table.kind == "table" for table in (was, became))
        is_rebuilt = alteration is Alteration.ALTERED
        laid = None
        if is_countable and not is_rebuilt:
            schema = self._old if became is None else self._new
            laid = one_sided(schema, name, is_now=became is not None)
        return TableChange(name, alteration, ColumnChanges(), counts if is_countable else None, is_rebuilt, laid)

    def _virtual(self, was: TableShape, became: TableShape) -> TableChange | None:
        insides = [name for name in self._new.tables if self._owner(name) == became.name]
        is_altered = was.sql != became.sql
        if is_altered or any(self._has_changed(name) for name in insides):
            alteration = Alteration.ALTERED if is_altered else Alteration.SAME
            return TableChange(became.name, alteration, ColumnChanges(), None)
        return None

    def _unread(self, was: TableShape, became: TableShape) -> TableChange | None:
        alteration = Alteration.SAME if was.sql == became.sql else Alteration.ALTERED
        is_known_same = alteration is Alteration.SAME and self._spans_of(became.name) == ()
        return None if is_known_same else TableChange(became.name, alteration, _column_changes(was, became), None)

    def _has_changed(self, name: str) -> bool:
        was = self._old.tables.get(name)
        if was is None:
            return True
        laid = layout(self._old, self._new, name)
        return next(self._differences(laid, self._spans_of(name)), None) is not None

    def _owner(self, inside: str) -> str | None:
        """The virtual table that a shadow table belongs to."""
        if self._new.tables[inside].kind != "shadow":
            return None
        owners = [table.name for table in self._new.tables.values() if table.kind == "virtual"]
        return max((name for name in owners if inside.startswith(f"{name}_")), key=len, default=None)

    def _ordinary(self, was: TableShape, became: TableShape) -> TableChange | None:
        laid = layout(self._old, self._new, became.name)
        spans = self._spans_of(became.name) if laid.keeps_bytes else None
        counts = self._rows(laid, spans)
        alteration = Alteration.SAME if was.sql == became.sql else Alteration.ALTERED
        if alteration is Alteration.SAME and counts == RowCounts():
            return None
        is_rebuilt = not laid.is_comparable and counts != RowCounts()
        columns = _column_changes(was, became)
        return TableChange(became.name, alteration, columns, counts, is_rebuilt, laid, spans)

    def _spans_of(self, name: str) -> tuple[Span, ...] | None:
        return None if self._suspicion is None else self._suspicion.get(name, ())

    def _rows(self, laid: RowLayout, spans: tuple[Span, ...] | None) -> RowCounts:
        added = edited = deleted = 0
        for was, became in self._differences(laid, spans):
            if was is None:
                added += 1
            elif became is None:
                deleted += 1
            else:
                edited += 1
        return RowCounts(added, edited, deleted)

    def _differences(self, laid: RowLayout, spans: tuple[Span, ...] | None) -> Iterator[Difference]:
        if spans == ():
            return iter(())
        readers = RowReader(self._before, laid, is_now=False), RowReader(self._now, laid, is_now=True)
        return differences(self._now, laid, readers, self._monitor, spans=spans)


def _count(connection: apsw.Connection, table: TableShape | None) -> int:
    if table is None or table.kind != "table":
        return 0
    return int(connection.execute(f"SELECT count(*) FROM main.{quoted(table.name)}").get)  # noqa: S608 - quoted


def _column_changes(was: TableShape, became: TableShape) -> ColumnChanges:
    renamed = renamed_columns(was, became)
    old = {column.name: column for column in was.columns}
    new = {column.name: column for column in became.columns}
    return ColumnChanges(
        added=tuple(name for name in new if name not in old and name not in renamed),
        removed=tuple(name for name in old if name not in new and name not in renamed.values()),
        renamed=tuple((former, name) for name, former in renamed.items()),
        altered=tuple(name for name, column in new.items() if name in old and old[name] != column),
    )


def _object_changes(old: Schema, new: Schema) -> tuple[ObjectChange, ...]:
    found = []
    for kind, name in sorted(old.objects.keys() | new.objects.keys()):
        was, became = old.objects.get((kind, name)), new.objects.get((kind, name))
        either = became or was
        if either is None or not either.sql:
            continue  # SQLite's own index for a key, which comes and goes with its table
        if was is None or became is None:
            alteration = Alteration.CREATED if was is None else Alteration.DROPPED
        elif (was.sql, was.table) != (became.sql, became.table):
            alteration = Alteration.ALTERED
        else:
            continue
        found.append(ObjectChange(kind, name, either.table, alteration))
    return tuple(found)
