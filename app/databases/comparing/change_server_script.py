"""The changed rows as an SQL script for the customer's server, which does not overwrite what changed meanwhile."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import apsw

from app.databases.comparing.change_script import Script
from app.databases.comparing.row_changes import RowChange, RowChangeKind, row_changes
from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.row_reading import Value
from app.databases.comparing.server_dialects import Dialect, dialect_of
from app.databases.comparing.sql_text import remark
from app.databases.comparing.table_changes import Alteration, DatabaseChanges, TableChange, one_moment
from app.databases.schema.server_origin import Origin, OriginColumn, OriginTable
from app.databases.table_names import quoted
from app.progress import Monitor

_EXPLANATION = """\
-- Rows that were changed in a working copy of this database, for {engine}. Data alone: no tables, no indexes.
-- Every UPDATE and DELETE names the row by its primary key and says what it held when the copy was taken. One that
-- changes no row has met a row that was changed or deleted here meanwhile: look into it by hand. An INSERT fails if
-- its key is taken. Should anything fail, roll back.
"""


@dataclass(frozen=True, slots=True)
class _Target:
    """A table to write for. `key` are places in the layout's columns."""

    change: TableChange
    laid: RowLayout
    origin: OriginTable
    key: tuple[int, ...]

    def column(self, place: int) -> OriginColumn:
        """What a column is on the server."""
        return self.origin.columns[self.laid.columns[place].name]


def write_server_sql(
    before: apsw.Connection,
    now: apsw.Connection,
    changes: DatabaseChanges,
    origin: Origin,
    write: Callable[[str], object],
    monitor: Monitor,
) -> Script:
    """Write the script piece by piece, by the original names of schemas, tables and columns.

    Left out, and said so at its end: rows without a primary key unless they are new, masked columns unless the row is
    new, values that the engine cannot be told, and whatever is not a row of a table from the server. Raises
    NotADatabase, Cancelled, and whatever `write` raises.
    """
    writer = _Writer(before, now, origin, write, monitor)
    with one_moment(before, now, monitor):
        writer.run(changes)
    return Script(writer.statements, writer.left_out())


class _Writer:
    def __init__(
        self,
        before: apsw.Connection,
        now: apsw.Connection,
        origin: Origin,
        write: Callable[[str], object],
        monitor: Monitor,
    ) -> None:
        self._before = before
        self._now = now
        self._origin = origin
        self._dialect: Dialect = dialect_of(origin.engine)
        self._write = write
        self._monitor = monitor
        self._missing: Counter[str] = Counter()
        self.statements = 0

    def run(self, changes: DatabaseChanges) -> None:
        """Write everything: rows that refer to others go first and come last."""
        self._write(_EXPLANATION.format(engine=self._dialect.name) + self._dialect.opening)
        targets = self._in_order([target for change in changes.tables if (target := self._target(change))])
        for target in reversed(targets):
            self._put_all(self._deletes(target))
        for target in targets:
            self._put_all(self._inserts(target))
        for target in targets:
            self._put_all(self._updates(target))
        for text in self.left_out():
            self._write(remark(f"left out: {text}"))
        self._write(self._dialect.closing)

    def left_out(self) -> tuple[str, ...]:
        """What could not be written, in English."""
        return tuple(f"{what} ({count})" for what, count in self._missing.items())

    def _target(self, change: TableChange) -> _Target | None:
        origin = self._origin.tables.get(change.name)
        laid = change.laid
        if change.alteration is not Alteration.SAME:
            self._missing[f"the change of the structure of {change.name}"] += 1
        if origin is None or laid is None or not laid.is_comparable or not all(laid.is_there):
            self._missing[f"table {change.name}, which the server does not have as it is here"] += 1
            return None
        if any(column.name not in origin.columns for column in laid.columns):
            self._missing[f"table {change.name}, which has columns that the server does not have"] += 1
            return None
        wanted = [column.name for column in laid.now.columns if column.key_position]
        places = [place for place, column in enumerate(laid.columns) if column.name in wanted]
        is_masked = any(origin.columns[laid.columns[place].name].is_masked for place in places)
        return _Target(change, laid, origin, () if is_masked else tuple(places))

    def _in_order(self, targets: list[_Target]) -> list[_Target]:
        """Tables that are referred to before those that refer to them, as far as there are no circles."""
        by_name = {target.change.name.lower(): target for target in targets}
        done: dict[str, _Target] = {}

        def visit(name: str, above: frozenset[str]) -> None:
            if name in done or name in above or name not in by_name:
                return
            rows = self._now.execute(f"PRAGMA main.foreign_key_list({quoted(by_name[name].change.name)})")
            for parent in sorted({str(row[2]).lower() for row in rows}):
                visit(parent, above | {name})
            done[name] = by_name[name]

        for name in by_name:
            visit(name, frozenset())
        return list(done.values())

    def _rows(self, target: _Target, kind: RowChangeKind) -> Iterator[RowChange]:
        found = row_changes(self._before, self._now, target.laid, self._monitor, spans=target.change.spans)
        return (row for row in found if row.kind is kind)

    def _found(self, target: _Target, kind: RowChangeKind) -> Iterator[RowChange]:
        """The rows that a primary key finds again."""
        for row in self._rows(target, kind):
            if target.key:
                yield row
            else:
                self._missing[f"{kind.value} rows of {target.change.name}, which has no primary key to use"] += 1

    def _deletes(self, target: _Target) -> Iterator[str | None]:
        for row in self._found(target, RowChangeKind.DELETED):
            condition = self._condition(target, row, range(len(target.laid.columns)))
            yield condition and f"DELETE FROM {self._name(target)} WHERE {condition};\n"  # noqa: S608 - quoted

    def _updates(self, target: _Target) -> Iterator[str | None]:
        for row in self._found(target, RowChangeKind.EDITED):
            changed = [place for place in row.changed if not target.column(place).is_masked]
            if len(changed) < len(row.changed):
                self._missing[f"masked cells of {target.change.name}"] += len(row.changed) - len(changed)
            if not changed:
                continue
            condition = self._condition(target, row, changed)
            values = self._values(target, changed, row.now or ())
            pairs = zip(changed, values or (), strict=False)
            settings = ", ".join(f"{self._column(target, place)} = {value}" for place, value in pairs)
            is_possible = condition and values
            yield f"UPDATE {self._name(target)} SET {settings} WHERE {condition};\n" if is_possible else None  # noqa: S608

    def _inserts(self, target: _Target) -> Iterator[str | None]:
        places = [place for place, column in enumerate(target.laid.columns) if not column.is_generated]
        names = ", ".join(self._column(target, place) for place in places)
        for row in self._rows(target, RowChangeKind.ADDED):
            values = self._values(target, places, row.now or ())
            listed = ", ".join(values or ())
            yield f"INSERT INTO {self._name(target)} ({names}) VALUES ({listed});\n" if values else None  # noqa: S608

    def _condition(self, target: _Target, row: RowChange, guards: Iterable[int]) -> str | None:
        """That a row is the one with this key, and that its cells at `guards` are what they were."""
        before = row.before or ()
        places = [*target.key, *(place for place in guards if place not in target.key)]
        parts = [self._guard(target, place, before[place]) for place in places]
        return None if None in parts else " AND ".join(part for part in parts if part)

    def _guard(self, target: _Target, place: int, value: Value) -> str | None:
        """The condition for one cell; "" where none is needed, None where none can be written."""
        origin, name = target.column(place), self._column(target, place)
        if origin.is_masked:
            return ""
        if value is None:
            return f"{name} IS NULL"
        literal = self._dialect.literal(origin, value)
        if literal is None:
            return None
        return f"{name} = {literal}" if place in target.key else self._dialect.matches(name, origin, literal, value)

    def _values(self, target: _Target, places: list[int], row: tuple[Value, ...]) -> list[str] | None:
        found = []
        for place in places:
            value = row[place]
            text = "NULL" if value is None else self._dialect.literal(target.column(place), value)
            if text is None:
                return None
            found.append(text)
        return found

    def _name(self, target: _Target) -> str:
        parts = [part for part in (target.origin.schema, target.origin.name) if part]
        return ".".join(self._dialect.quoted(part) for part in parts)

    def _column(self, target: _Target, place: int) -> str:
        return self._dialect.quoted(target.column(place).name)

    def _put_all(self, statements: Iterator[str | None]) -> None:
        for statement in statements:
            if statement is None:
                self._missing["rows that cannot be written as SQL for this server"] += 1
            else:
                self._write(statement)
                self.statements += 1
