"""Changed rows as SQL statements for SQLite: each finds its row by the key and writes exactly what is stored."""

from collections.abc import Iterator

import apsw

from app.databases.comparing.row_changes import RowChange, RowChangeKind, row_changes
from app.databases.comparing.row_layout import RowLayout, layout
from app.databases.comparing.row_reading import RowReader, Value
from app.databases.comparing.sql_text import literal
from app.databases.comparing.table_changes import TableChange
from app.databases.schema.change_schema import KeyPart, Schema
from app.databases.table_names import quoted
from app.progress import Monitor


class RowStatements:
    """Makes the statements of one script.

    A row whose edit touches what the table holds unique is deleted first and inserted at the end, so that two rows
    can exchange such values. Every other edit is an UPDATE of the columns that changed.
    """

    def __init__(
        self, before: tuple[apsw.Connection, Schema], now: tuple[apsw.Connection, Schema], monitor: Monitor
    ) -> None:
        self._before, self._old = before
        self._now, self._new = now
        self._monitor = monitor

    def deletes(self, change: TableChange, *, with_edited: bool) -> Iterator[str]:
        """For the rows that are gone, or will come back as inserts."""
        for laid, row in self._changes(change):
            if row.kind is RowChangeKind.DELETED or self._is_replaced(laid, row, with_edited=with_edited):
                yield f"DELETE FROM main.{quoted(laid.now.name)} WHERE {self._where(laid, row)};\n"  # noqa: S608

    def updates(self, change: TableChange) -> Iterator[str]:
        """For the rows that can be edited in their place."""
        for laid, row in self._changes(change):
            if row.kind is not RowChangeKind.EDITED or self._is_replaced(laid, row, with_edited=False):
                continue
            changed = [place for place in row.changed if not laid.columns[place].is_generated]
            settings = [
                f"{quoted(laid.columns[place].name)}={self._literal((row.now or ())[place])}" for place in changed
            ]
            if settings:
                yield f"UPDATE main.{quoted(laid.now.name)} SET {', '.join(settings)} WHERE {self._where(laid, row)};\n"  # noqa: S608

    def inserts(self, change: TableChange, *, with_edited: bool) -> Iterator[str]:
        """For the rows that are new, or were deleted to come back."""
        for laid, row in self._changes(change):
            if row.kind is RowChangeKind.ADDED or self._is_replaced(laid, row, with_edited=with_edited):
                yield self._insert(laid, row.key, row.now or ())

    def every_insert(self, name: str) -> Iterator[str]:
        """For all rows that a table has now."""
        laid = layout(self._new, self._new, name)
        reader = RowReader(self._now, laid, is_now=True)
        reader.begin()
        while True:
            reader.top_up()
            self._monitor.check()
            if not reader.rows:
                return
            for row in reader.rows:
                yield self._insert(laid, reader.key_of(row), reader.values_of(row))
            reader.drop(len(reader.rows))

    def _changes(self, change: TableChange) -> Iterator[tuple[RowLayout, RowChange]]:
        laid = change.laid
        if laid is not None:
            found = row_changes(self._before, self._now, laid, self._monitor, spans=change.spans)
            yield from ((laid, row) for row in found)

    def _is_replaced(self, laid: RowLayout, row: RowChange, *, with_edited: bool) -> bool:
        if row.kind is not RowChangeKind.EDITED:
            return False
        return with_edited or any(laid.columns[place].name in laid.now.unique for place in row.changed)

    def _where(self, laid: RowLayout, row: RowChange) -> str:
        """The condition for a row as it is before the script, or, of the columns that stay the same, after it."""
        parts: tuple[KeyPart, ...] = laid.key_before
        return " AND ".join(
            f"{quoted(part.name)}={self._key_literal(value)}" for part, value in zip(parts, row.key, strict=True)
        )

    def _insert(self, laid: RowLayout, key: tuple[Value, ...], values: tuple[Value, ...]) -> str:
        pairs = [
            (column.name, value) for column, value in zip(laid.columns, values, strict=True) if not column.is_generated
        ]
        if not laid.now.is_without_rowid and laid.now.rowid_column is None and laid.key:
            moved = key[0]
            pairs.insert(0, (laid.key[0].name, moved))
        names = ", ".join(quoted(name) for name, _ in pairs)
        return (
            f"INSERT INTO main.{quoted(laid.now.name)} ({names})"  # noqa: S608
            f" VALUES ({', '.join(self._literal(value) for _, value in pairs)});\n"
        )

    def _key_literal(self, value: Value) -> str:
        # A cast would lend its affinity to the comparison, and then 1 were the same as '1'.
        text = self._literal(value)
        return f"(+{text})" if text.startswith("CAST") else text

    def _literal(self, value: Value) -> str:
        return literal(value, self._new.encoding)
