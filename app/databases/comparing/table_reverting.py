"""Puts the rows of one table back to what they were, in one transaction.

No trigger fires and no foreign key is acted on meanwhile: what those did since is in other tables, which are put back
each on its own. At the end no row may refer to one that is gone and was found before.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import apsw

from app.databases.comparing.row_changes import RowChange, RowChangeKind, Value, row_changes
from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.row_reading import bindable
from app.databases.comparing.table_changes import Alteration, RowCounts, TableChange, database_changes
from app.databases.schema.change_schema import read_schema, translated
from app.databases.stopping import stoppable
from app.databases.table_names import quoted
from app.errors import RevertRefused, TableDiffers, TableUnknown
from app.progress import Monitor, Step, Unit
from app.tables import Cell

_BATCH_ROWS = 256


def way_back(
    now: apsw.Connection, before: apsw.Connection, name: str, pages: frozenset[int], monitor: Monitor
) -> TableChange | None:
    """What makes the table what it is in `before`, for `revert_rows`: what was added since counts as deleted there.

    None where its rows are the same. `pages` are those that may differ. Raises TableUnknown for a table that is on
    neither side, RevertRefused where more than its rows was changed, Cancelled, NotADatabase.
    """
    if name not in read_schema(now).tables and name not in read_schema(before).tables:
        raise TableUnknown(table=name)
    found = database_changes(now, before, monitor, changed_pages=pages)
    change = next((each for each in found.tables if each.name == name), None)
    if change is None:
        return None
    reasons = {
        Alteration.CREATED: "it was dropped since",
        Alteration.DROPPED: "it was created since",
        Alteration.ALTERED: "its columns were changed since",
        Alteration.SAME: "" if change.laid and change.laid.is_comparable else "its rows cannot be told apart",
    }
    if reasons[change.alteration]:
        raise RevertRefused(table=name, reason=reasons[change.alteration])
    return change


def revert_rows(now: apsw.Connection, before: apsw.Connection, change: TableChange, monitor: Monitor) -> None:
    """Go a way back that `way_back` gave, whole or not at all. `now` may write, and is in no transaction.

    Raises RevertRefused where rows would refer to rows that are not there, StatementFailed, Cancelled, NotADatabase.
    """
    if change.laid is None:
        raise TableUnknown(table=change.name)
    with _unguarded(now), translated(now), stoppable(now, monitor):
        now.execute("BEGIN IMMEDIATE")
        try:
            _revert(now, before, change, change.laid, monitor)
            now.execute("COMMIT")
        except BaseException:
            if now.in_transaction:
                now.execute("ROLLBACK")
            raise


def _revert(
    now: apsw.Connection, before: apsw.Connection, change: TableChange, laid: RowLayout, monitor: Monitor
) -> None:
    dangling = _dangling(now, change.name)
    _Reverting(now, before, change, laid, monitor).run()
    newly = _dangling(now, change.name) - dangling
    if newly:
        tables = ", ".join(sorted({table for table, *_ in newly}))
        raise RevertRefused(table=change.name, reason=f"rows of {tables} would refer to rows that are not there")
    if any(row_changes(now, before, laid, monitor, spans=change.spans, limit=1)):
        raise TableDiffers(table=change.name, expected="the rows of the checkout", found="others")


class _Reverting:
    """Rows go in the order in which nothing that is held unique is there twice: deletes, updates, inserts."""

    def __init__(
        self, now: apsw.Connection, before: apsw.Connection, change: TableChange, laid: RowLayout, monitor: Monitor
    ) -> None:
        counts = change.rows or RowCounts()
        self._total = counts.added + counts.edited + counts.deleted
        self._now = now
        self._before = before
        self._laid = laid
        self._spans = change.spans
        self._monitor = monitor
        self._table = f"main.{quoted(laid.now.name)}"
        self._stored = [place for place, column in enumerate(laid.columns) if not column.is_generated]
        self._done = 0

    def run(self) -> None:
        """All of it."""
        for row in self._found():
            if row.kind is RowChangeKind.DELETED or self._touches_unique(row):
                self._delete(row)
        self._done = 0
        for row in self._found():
            if row.kind is RowChangeKind.EDITED:
                self._update(row)
            else:
                self._insert(row)
        self._restore_counter()

    def _found(self) -> Iterator[RowChange]:
        """The rows that differ. Each batch was read to its end before it is worked on."""
        after: tuple[Value, ...] | None = None
        while True:
            found = tuple(
                row_changes(
                    self._now, self._before, self._laid, self._monitor, spans=self._spans, after=after,
                    limit=_BATCH_ROWS,
                )
            )  # fmt: skip
            for row in found:
                yield row
                self._done += 1
                self._monitor.report(Step.SAVING, min(self._done, self._total), self._total, Unit.ROWS)
            if len(found) < _BATCH_ROWS:
                return
            after = found[-1].key

    def _touches_unique(self, row: RowChange) -> bool:
        unique = self._laid.now.unique
        return row.kind is RowChangeKind.EDITED and any(self._laid.columns[at].name in unique for at in row.changed)

    def _delete(self, row: RowChange) -> None:
        where, bound = self._where(row)
        self._now.execute(f"DELETE FROM {self._table} WHERE {where}", bound)  # noqa: S608 - quoted

    def _update(self, row: RowChange) -> None:
        values = row.now or ()
        settings, bindings = [], []
        for place in (place for place in row.changed if place in self._stored):
            sign, bound = bindable(values[place])
            settings.append(f"{quoted(self._laid.columns[place].name)} = {sign}")
            bindings.append(bound)
        if settings:
            where, key = self._where(row)
            text = f"UPDATE {self._table} SET {', '.join(settings)} WHERE {where}"  # noqa: S608 - quoted
            self._now.execute(text, (*bindings, *key))

    def _insert(self, row: RowChange) -> None:
        values = row.now or ()
        pairs = [(self._laid.columns[place].name, values[place]) for place in self._stored]
        if not self._laid.now.is_without_rowid and self._laid.now.rowid_column is None:
            pairs.insert(0, (self._laid.key[0].name, row.key[0]))
        bound = [bindable(value) for _, value in pairs]
        names = ", ".join(quoted(name) for name, _ in pairs)
        text = f"INSERT INTO {self._table} ({names}) VALUES ({', '.join(sign for sign, _ in bound)})"  # noqa: S608
        self._now.execute(text, tuple(value for _, value in bound))

    def _where(self, row: RowChange) -> tuple[str, tuple[Cell, ...]]:
        bound = [bindable(value) for value in row.key]
        terms = [f"{quoted(part.name)} = {sign}" for part, (sign, _) in zip(self._laid.key_before, bound, strict=True)]
        return " AND ".join(terms), tuple(value for _, value in bound)

    def _restore_counter(self) -> None:
        """The last number that AUTOINCREMENT gave out."""
        name = self._laid.now.name
        if "AUTOINCREMENT" not in self._laid.now.sql.upper():
            return
        was = self._before.execute("SELECT seq FROM main.sqlite_sequence WHERE name = ?", (name,)).get
        self._now.execute("DELETE FROM main.sqlite_sequence WHERE name = ?", (name,))
        if was is not None:
            self._now.execute("INSERT INTO main.sqlite_sequence (name, seq) VALUES (?, ?)", (name, was))


@contextmanager
def _unguarded(connection: apsw.Connection) -> Iterator[None]:
    """What was there is put back as it was, also where a trigger or a check would have none of it today."""
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 0)
    connection.pragma("foreign_keys", value=False)
    connection.pragma("ignore_check_constraints", value=True)
    try:
        yield
    finally:
        connection.pragma("ignore_check_constraints", value=False)
        connection.config(apsw.SQLITE_DBCONFIG_ENABLE_TRIGGER, 1)


def _dangling(connection: apsw.Connection, name: str) -> Counter[tuple[str, object, object]]:
    """The rows of this table, and of those that refer to it, that refer to nothing: table, row, foreign key.

    A foreign key that leads to no table, or to columns that are not unique, is broken by its schema, and left aside.
    """
    found: Counter[tuple[str, object, object]] = Counter()
    referring = [
        str(table)
        for (table,) in connection.execute(
            "SELECT DISTINCT t.name FROM pragma_table_list AS t, pragma_foreign_key_list(t.name) AS f"
            " WHERE t.schema = 'main' AND t.type = 'table' AND f.\"table\" = ? COLLATE NOCASE",
            (name,),
        )
    ]
    for table in {name, *referring}:
        try:
            for _, row, _, key in connection.execute(f"PRAGMA main.foreign_key_check({quoted(table)})"):
                found[table, row, key] += 1
        except apsw.SQLError:
            continue
    return found
