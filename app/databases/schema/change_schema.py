"""What a database holds at one moment, as its own schema says: tables with their keys, indexes, views, triggers."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import apsw

from app.databases.sealed.failures import known
from app.databases.table_names import quoted
from app.errors import NotADatabase

_ROWID_NAMES = ("rowid", "_rowid_", "oid")
_VIRTUAL_GENERATED = 2
_STORED_GENERATED = 3


@dataclass(frozen=True, slots=True)
class ColumnShape:
    """A column as declared. `default` is the expression; `key_position` counts from 1, 0 outside the primary key."""

    name: str
    declared: str
    is_not_null: bool
    default: str | None
    key_position: int
    is_generated: bool
    is_virtual: bool
    """Computed on reading and never stored, so that it cannot differ unless something else does."""


@dataclass(frozen=True, slots=True)
class KeyPart:
    """One part of what rows are told apart and ordered by. `name` is a column, or a name of the rowid."""

    name: str
    collation: str = "BINARY"
    is_descending: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table. Without `key` its rows cannot be told apart; `rowid_column` is the INTEGER PRIMARY KEY, if any.

    `kind` is "table", "virtual" or "shadow", as `PRAGMA table_list` says, or "unreadable" for one whose rows SQLite
    cannot find for want of the collation of its key. `unique` names the columns that the database
    holds unique, all of them where an index over an expression or some of the rows does.
    """

    name: str
    kind: str
    sql: str
    root: int
    is_without_rowid: bool
    columns: tuple[ColumnShape, ...] = ()
    key: tuple[KeyPart, ...] = ()
    rowid_column: str | None = None
    unique: frozenset[str] = frozenset()

    @property
    def stored(self) -> tuple[ColumnShape, ...]:
        """The columns whose values lie in the table."""
        return tuple(column for column in self.columns if not column.is_virtual)


@dataclass(frozen=True, slots=True)
class SchemaObject:
    """An index, view or trigger, and the table it belongs to. `root` is 0 for what has no pages."""

    kind: str
    name: str
    table: str
    sql: str
    root: int


@dataclass(frozen=True, slots=True)
class Schema:
    """A whole schema. `encoding` is Python's name of it."""

    encoding: str
    tables: dict[str, TableShape]
    objects: dict[tuple[str, str], SchemaObject]
    roots: dict[str, int]
    """The root page of every b-tree, SQLite's own among them."""
    settings: dict[str, int]
    """What a program keeps in the header of the file: `user_version` and `application_id`."""


@contextmanager
def translated(connection: apsw.Connection) -> Iterator[None]:
    """Inside this block a complaint of SQLite leaves as one of Bailee's errors."""
    try:
        yield
    except apsw.Error as error:
        raise known(error, connection.filename.encode()) from error
    except UnicodeDecodeError:
        # Not `from` it: that error carries the text itself.
        raise NotADatabase(path=connection.filename, reason="a name in it is not text") from None


def read_schema(connection: apsw.Connection) -> Schema:
    """The schema of `main`. Nothing of it is run. Raises NotADatabase."""
    with translated(connection):
        return _read(connection)


def _read(connection: apsw.Connection) -> Schema:
    found = connection.execute("SELECT type, name, tbl_name, coalesce(sql, ''), rootpage FROM main.sqlite_schema")
    objects = [SchemaObject(*row) for row in found]
    listed = {row[1]: row for row in connection.execute("PRAGMA main.table_list") if row[0] == "main"}
    tables = {}
    for entry in objects:
        if entry.kind == "table" and entry.name in listed and not entry.name.lower().startswith("sqlite_"):
            _, _, kind, _, is_without_rowid, _ = listed[entry.name]
            plain = TableShape(entry.name, kind, entry.sql, entry.root, bool(is_without_rowid))
            tables[entry.name] = _with_columns(connection, plain) if kind != "virtual" else plain
    return Schema(
        encoding=str(connection.pragma("encoding")).lower(),
        tables=tables,
        objects={(entry.kind, entry.name): entry for entry in objects if entry.kind != "table"},
        roots={entry.name: entry.root for entry in objects if entry.root},
        settings={name: int(str(connection.pragma(name))) for name in ("user_version", "application_id")},
    )


def _with_columns(connection: apsw.Connection, table: TableShape) -> TableShape:
    columns = tuple(
        ColumnShape(
            name=name,
            declared=declared,
            is_not_null=bool(not_null),
            default=default,
            key_position=position,
            is_generated=hidden in {_VIRTUAL_GENERATED, _STORED_GENERATED},
            is_virtual=hidden == _VIRTUAL_GENERATED,
        )
        for _, name, declared, not_null, default, position, hidden in connection.execute(
            f"PRAGMA main.table_xinfo({quoted(table.name)})"
        )
    )
    indexes = connection.execute(f"PRAGMA main.index_list({quoted(table.name)})").fetchall()
    rowid_column = _rowid_column(table, columns, has_key_index=any(origin == "pk" for _, _, _, origin, _ in indexes))
    key = _key_of_index(connection, indexes) if table.is_without_rowid else _rowid_key(columns, rowid_column)
    is_readable = bool(key) or not table.is_without_rowid
    return TableShape(
        name=table.name,
        kind=table.kind if is_readable else "unreadable",
        sql=table.sql,
        root=table.root,
        is_without_rowid=table.is_without_rowid,
        columns=columns,
        key=key,
        rowid_column=rowid_column,
        unique=_unique_columns(connection, columns, indexes),
    )


def _rowid_column(table: TableShape, columns: tuple[ColumnShape, ...], *, has_key_index: bool) -> str | None:
    """The column that is the rowid. One declared INTEGER PRIMARY KEY DESC is not, and has an index instead."""
    key = [column for column in columns if column.key_position]
    is_rowid = len(key) == 1 and key[0].declared.upper() == "INTEGER" and not has_key_index
    return key[0].name if is_rowid and not table.is_without_rowid else None


def _rowid_key(columns: tuple[ColumnShape, ...], rowid_column: str | None) -> tuple[KeyPart, ...]:
    if rowid_column is not None:
        return (KeyPart(rowid_column),)
    taken = {column.name.lower() for column in columns}
    return next(((KeyPart(name),) for name in _ROWID_NAMES if name not in taken), ())


def _key_of_index(connection: apsw.Connection, indexes: list[tuple[object, ...]]) -> tuple[KeyPart, ...]:
    """The primary key of a WITHOUT ROWID table; nothing where a collation of it is not there."""
    for _, name, _, origin, _ in indexes:
        if origin == "pk":
            rows = connection.execute(f"PRAGMA main.index_xinfo({quoted(str(name))})")
            parts = tuple(
                KeyPart(str(column), str(collation), bool(descending))
                for _, _, column, descending, collation, is_key in rows
                if is_key
            )
            return parts if all(_has_collation(connection, part.collation) for part in parts) else ()
    return ()


def _has_collation(connection: apsw.Connection, name: str) -> bool:
    """Whether SQLite can compare by it. Its own list names those too that a schema has merely mentioned."""
    try:
        connection.execute(f"SELECT 'a' < 'b' COLLATE {quoted(name)}").fetchall()
    except apsw.SQLError:
        return False
    return True


def _unique_columns(
    connection: apsw.Connection, columns: tuple[ColumnShape, ...], indexes: list[tuple[object, ...]]
) -> frozenset[str]:
    found = {column.name for column in columns if column.key_position}
    for _, name, is_unique, _, is_partial in indexes:
        if not is_unique:
            continue
        rows = connection.execute(f"PRAGMA main.index_xinfo({quoted(str(name))})")
        named = [column for _, _, column, _, _, is_key in rows if is_key]
        generated = {column.name for column in columns if column.is_generated}
        if is_partial or None in named or generated.intersection(str(column) for column in named):
            return frozenset(column.name for column in columns)
        found.update(str(column) for column in named)
    return frozenset(found)
