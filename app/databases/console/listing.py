"""What is in a database: its tables and views with their columns, and about how many rows they have."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import apsw

from app.databases.console.cells import text_of
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.estimates import Estimate, estimate_rows
from app.databases.console.keys import TableKind, kind_listed, primary_tree, rowid_name
from app.databases.schema.server_origin import Origin, OriginTable
from app.databases.table_names import OURS


@dataclass(frozen=True, slots=True)
class ColumnInfo:
    """One column. `key_position` counts from 1 in the primary key, 0 outside of it.

    `original` is its type in the words of the server it was taken from, as far as `with_origin` knows one.
    """

    name: str
    declared: str
    is_required: bool
    key_position: int
    default: str | None
    is_generated: bool
    is_hidden: bool
    original: str = ""


@dataclass(frozen=True, slots=True)
class TableInfo:
    """A table or a view. `estimate` is None where rows cannot be estimated without reading them.

    A view has no columns here: to find them SQLite has to work through all the views below it, which a hostile schema
    can make it pay for dearly. Ask `columns_of` for those of one. `is_internal` marks what SQLite, a virtual table or
    Bailee keeps for itself. `problem` says why there are no columns: a virtual table of an unknown kind, for one.
    """

    name: str
    kind: TableKind
    columns: tuple[ColumnInfo, ...] = ()
    estimate: Estimate | None = None
    has_rowid: bool = False
    is_internal: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SchemaEntry:
    """One object of the schema. `sql` is empty for an index that belongs to a constraint."""

    kind: str
    name: str
    table: str
    sql: str


_LIST: Final = (
    "SELECT CAST(name AS BLOB), type, rootpage FROM main.sqlite_schema WHERE type IN ('table', 'view') "
    "ORDER BY lower(name), name"
)
_COLUMNS: Final = (
    'SELECT CAST(name AS BLOB), CAST(type AS BLOB), "notnull", CAST(dflt_value AS BLOB), pk, hidden '
    "FROM pragma_table_xinfo(?, 'main') ORDER BY cid"
)
_SCHEMA: Final = (
    "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) "
    "FROM main.sqlite_schema ORDER BY rowid"
)
_GENERATED: Final = frozenset({2, 3})
_HIDDEN: Final = 1
_FULL_TEXT: Final = ("config", "content", "data", "docsize", "idx", "segdir", "segments", "stat")
_SPATIAL: Final = ("node", "parent", "rowid")
_INTERNAL: Final = ("sqlite_", OURS)


def list_tables(connection: apsw.Connection, path: bytes, *, estimates: bool = True) -> tuple[TableInfo, ...]:
    """Every table and view of the database, by name. Never counts rows.

    Raises NotADatabase, DatabaseBusy, and what the copy raises. What is wrong with one table is noted with it.
    """
    try:
        text = text_of(connection)
        kinds = {text(name): kind_listed(word, root) for name, word, root in connection.execute(_LIST)}
        virtual = [name.lower() for name, kind in kinds.items() if kind is TableKind.VIRTUAL]
        shadows = {f"{name}_{ending}" for name in virtual for ending in _FULL_TEXT + _SPATIAL}
        return tuple(
            _table(
                connection,
                name,
                TableKind.SHADOW if kind is TableKind.TABLE and name.lower() in shadows else kind,
                estimates=estimates,
            )
            for name, kind in kinds.items()
        )
    except FAILURES as error:
        raise complaint(error, _LIST, path, offset=-1) from None


def with_origin(tables: tuple[TableInfo, ...], origin: Origin) -> tuple[TableInfo, ...]:
    """The same list, with the types that columns have on the server."""
    return tuple(
        replace(table, columns=tuple(_with_type(column, origin.tables[table.name]) for column in table.columns))
        if table.name in origin.tables
        else table
        for table in tables
    )


def columns_of(connection: apsw.Connection, path: bytes, table: str) -> tuple[ColumnInfo, ...]:
    """The columns of one table or view of the database.

    Raises StatementFailed for a view that does not work, NotADatabase, DatabaseBusy.
    """
    try:
        return tuple(_columns(connection, table))
    except FAILURES as error:
        raise complaint(error, _COLUMNS, path, offset=-1) from None


def schema_of(connection: apsw.Connection, path: bytes) -> tuple[SchemaEntry, ...]:
    """The schema as it was written, in the order of its making. Raises NotADatabase, DatabaseBusy."""
    try:
        text = text_of(connection)
        return tuple(SchemaEntry(*map(text, row)) for row in connection.execute(_SCHEMA))
    except FAILURES as error:
        raise complaint(error, _SCHEMA, path, offset=-1) from None


def _table(connection: apsw.Connection, name: str, kind: TableKind, *, estimates: bool) -> TableInfo:
    is_internal = kind is TableKind.SHADOW or name.lower().startswith(_INTERNAL)
    if kind is TableKind.VIEW:
        return TableInfo(name, kind, is_internal=is_internal)
    try:
        columns = tuple(_columns(connection, name))
        has_rowid = kind is not TableKind.VIRTUAL and not primary_tree(connection, name)
        estimate = None
        if estimates and kind is TableKind.TABLE:
            shapes = [(column.name, column.declared, column.key_position > 0) for column in columns]
            estimate = estimate_rows(connection, name, rowid_name(shapes) if has_rowid else "")
    except (apsw.SQLError, apsw.AuthError, UnicodeError) as error:
        problem = "a name that is not text" if isinstance(error, UnicodeError) else str(error)
        return TableInfo(name, kind, is_internal=is_internal, problem=problem)
    return TableInfo(name, kind, columns, estimate, has_rowid, is_internal)


def _with_type(column: ColumnInfo, table: OriginTable) -> ColumnInfo:
    known = table.columns.get(column.name)
    return column if known is None else replace(column, original=known.declared)


def _columns(connection: apsw.Connection, table: str) -> Iterator[ColumnInfo]:
    text = text_of(connection)
    for name, declared, is_required, default, position, hidden in connection.execute(_COLUMNS, (table,)):
        yield ColumnInfo(
            name=text(name),
            declared=text(declared),
            is_required=bool(is_required),
            key_position=position,
            default=None if default is None else text(default),
            is_generated=hidden in _GENERATED,
            is_hidden=hidden == _HIDDEN,
        )
