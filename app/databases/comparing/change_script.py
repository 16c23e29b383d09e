"""The difference between two states of a database as an SQL script for SQLite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import apsw

from app.databases.comparing.change_rows import RowStatements
from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.sql_text import literal, one_statement, remark
from app.databases.comparing.table_changes import Alteration, DatabaseChanges, TableChange, one_moment
from app.databases.schema.change_schema import Schema, SchemaObject, read_schema
from app.databases.table_names import quoted
from app.progress import Monitor

_OPENING = """\
-- What changed in a database since its checkout. Run on the database as it was then, outside of any transaction, it
-- makes the database as it is now. No trigger fires, and no foreign key is checked or acted on: what they did is
-- among the changes. Foreign keys stay off in the session that runs it.
PRAGMA foreign_keys=OFF;
PRAGMA legacy_alter_table=ON;
BEGIN IMMEDIATE;
"""
_CLOSING = """\
COMMIT;
PRAGMA legacy_alter_table=OFF;
"""


@dataclass(frozen=True, slots=True)
class Script:
    """What was written: how many statements, and in English what could not be."""

    statements: int
    left_out: tuple[str, ...]


def write_sql(
    before: apsw.Connection,
    now: apsw.Connection,
    changes: DatabaseChanges,
    write: Callable[[str], object],
    monitor: Monitor,
) -> Script:
    """Write the script piece by piece. `changes` come from `database_changes` over the same connections.

    The state it leads to has the same schema, rows, rowids and counters of AUTOINCREMENT as now. The content of
    virtual tables is left out. Raises NotADatabase, Cancelled, and whatever `write` raises.
    """
    with one_moment(before, now, monitor):
        writer = _Writer((before, read_schema(before)), (now, read_schema(now)), changes, write, monitor)
        writer.run()
    return Script(writer.statements, tuple(writer.left_out))


class _Writer:
    def __init__(
        self,
        before: tuple[apsw.Connection, Schema],
        now: tuple[apsw.Connection, Schema],
        changes: DatabaseChanges,
        write: Callable[[str], object],
        monitor: Monitor,
    ) -> None:
        self._old = before[1]
        self._new = now[1]
        self._connections = before[0], now[0]
        self._changes = changes
        self._write = write
        self._rows = RowStatements(before, now, monitor)
        self.statements = 0
        self.left_out: list[str] = []
        self._tables = [change for change in changes.tables if self._is_written(change)]
        self._moved = [
            change.laid
            for change in self._tables
            if change.alteration is Alteration.ALTERED and change.laid is not None and change.laid.is_comparable
        ]
        moved = {laid.now.name for laid in self._moved}
        self._remade = {
            change.name
            for change in self._tables
            if change.alteration is not Alteration.SAME and change.name not in moved
        }
        self._altered = moved | self._remade

    def run(self) -> None:
        """Write everything. Nothing is dropped that later steps need, and rows come when nothing can refuse them."""
        self._write(_OPENING)
        self._drop_objects()
        self._change_tables()
        for change in self._tables:
            self._write_rows(change)
        self._create_objects()
        self._write_counters()
        for setting in self._changes.settings:
            self._put(f"PRAGMA {setting.name}={setting.now};\n")
        for text in self.left_out:
            self._write(remark(f"left out: {text}"))
        self._write(_CLOSING)

    def _is_written(self, change: TableChange) -> bool:
        became = self._new.tables.get(change.name)
        if became is None:
            return True
        if became.kind != "table":
            self.left_out.append(f"{became.kind} table {change.name}")
            return False
        if one_statement(became.sql, "table") is None:
            self.left_out.append(f"table {change.name}, whose text is not one statement")
            return False
        return True

    def _drop_objects(self) -> None:
        """Triggers of whatever changes, so that none fires; indexes and views that change."""
        changed = {(change.kind, change.name) for change in self._changes.objects}
        for kind in ("trigger", "view", "index"):
            for entry in self._of_kind(self._old, kind):
                if (kind, entry.name) in changed or self._goes_with_table(entry):
                    self._put(f"DROP {kind.upper()} IF EXISTS main.{quoted(entry.name)};\n")

    def _create_objects(self) -> None:
        changed = {(change.kind, change.name) for change in self._changes.objects}
        for kind in ("index", "view", "trigger"):
            for entry in self._of_kind(self._new, kind):
                if (kind, entry.name) not in changed and not self._goes_with_table(entry):
                    continue
                text = one_statement(entry.sql, kind)
                if text is None:
                    self.left_out.append(f"{kind} {entry.name}, whose text is not one statement")
                elif entry.table in self._new.tables and self._is_missing(entry.table):
                    self.left_out.append(f"{kind} {entry.name}, whose table is left out")
                else:
                    self._put(text)

    def _goes_with_table(self, entry: SchemaObject) -> bool:
        """Whether an object must make way for what happens to its table or view, and come back afterwards."""
        if entry.kind == "index":
            return entry.table in self._altered
        views = {change.name for change in self._changes.objects if change.kind == "view"}
        return entry.kind == "trigger" and (entry.table in views or any(entry.table == t.name for t in self._tables))

    def _is_missing(self, table: str) -> bool:
        return table not in self._old.tables and all(change.name != table for change in self._tables)

    def _of_kind(self, schema: Schema, kind: str) -> Iterator[SchemaObject]:
        return (entry for entry in schema.objects.values() if entry.kind == kind and entry.sql)

    def _change_tables(self) -> None:
        for name in sorted(self._remade & self._old.tables.keys()):
            self._put(f"DROP TABLE main.{quoted(name)};\n")
        for name in sorted(self._remade & self._new.tables.keys()):
            self._put(self._new.tables[name].sql + ";\n")
        taken = self._old.tables.keys() | self._new.tables.keys()
        for number, laid in enumerate(self._moved):
            spare = next(name for name in _spare_names(number) if name not in taken)
            self._move(laid, spare)

    def _move(self, laid: RowLayout, spare: str) -> None:
        """Give a table its new text, and take over the rows that are the same before and after."""
        name = quoted(laid.now.name)
        change = next(change for change in self._tables if change.name == laid.now.name)
        self._put_all(self._rows.deletes(change, with_edited=True))
        columns = [column for column in laid.columns if column.before is not None and not column.is_generated]
        into = [quoted(column.name) for column in columns]
        source = [quoted(str(column.before)) for column in columns]
        if not laid.now.is_without_rowid and laid.now.rowid_column is None:
            into.insert(0, quoted(laid.key[0].name))
            source.insert(0, quoted(laid.key_before[0].name))
        self._put(f"ALTER TABLE main.{name} RENAME TO {quoted(spare)};\n")
        self._put(laid.now.sql + ";\n")
        if into:
            copied = f"({', '.join(into)}) SELECT {', '.join(source)} FROM main.{quoted(spare)}"  # noqa: S608
            self._put(f"INSERT INTO main.{name} {copied};\n")
        self._put(f"DROP TABLE main.{quoted(spare)};\n")

    def _write_rows(self, change: TableChange) -> None:
        name = change.name
        if name not in self._new.tables:
            return
        self._write(remark(f"table {name}: {_counted(change)}"))
        if change.laid is None or name in self._remade:
            self._put_all(self._rows.every_insert(name))
        elif not change.laid.is_comparable:
            self._put(f"DELETE FROM main.{quoted(name)};\n")  # noqa: S608
            self._put_all(self._rows.every_insert(name))
        elif change.alteration is Alteration.ALTERED:
            self._put_all(self._rows.inserts(change, with_edited=True))
        else:
            self._put_all(self._rows.deletes(change, with_edited=False))
            self._put_all(self._rows.updates(change))
            self._put_all(self._rows.inserts(change, with_edited=False))

    def _write_counters(self) -> None:
        """The last numbers that AUTOINCREMENT gave out: rows put back by hand would leave it too low or too high."""
        old, new = (_counters(*side) for side in zip(self._connections, (self._old, self._new), strict=True))
        made = {change.name for change in self._tables if change.name in self._new.tables}
        counted = {name for name in made if "AUTOINCREMENT" in self._new.tables[name].sql.upper()}
        for name in sorted(old.keys() | new.keys() | (counted if "sqlite_sequence" in self._new.roots else set())):
            if self._is_missing(name) or (name not in counted and old.get(name) == new.get(name)):
                continue
            title = literal(name, "utf-8")
            self._put(f"DELETE FROM main.sqlite_sequence WHERE name={title};\n")  # noqa: S608
            if name in new:
                self._put(f"INSERT INTO main.sqlite_sequence (name, seq) VALUES ({title}, {new[name]});\n")  # noqa: S608

    def _put(self, statement: str) -> None:
        self._write(statement)
        self.statements += 1

    def _put_all(self, statements: Iterator[str]) -> None:
        for statement in statements:
            self._put(statement)


def _spare_names(number: int) -> Iterator[str]:
    yield f"bailee_before_{number}"
    yield from (f"bailee_before_{number}_{more}" for more in range(1_000_000))


def _counted(change: TableChange) -> str:
    counts = change.rows
    return f"{counts.added} added, {counts.edited} edited, {counts.deleted} deleted" if counts else ""


def _counters(connection: apsw.Connection, schema: Schema) -> dict[str, str]:
    if "sqlite_sequence" not in schema.roots:
        return {}
    rows = connection.execute("SELECT name, quote(seq) FROM main.sqlite_sequence WHERE typeof(name) = 'text'")
    return {str(name): str(sequence) for name, sequence in rows}
