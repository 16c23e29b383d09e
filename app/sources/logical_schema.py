"""The schema of an SQLite database made anew in another one, its text taken for what it is: somebody else's SQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

import apsw
from sqlcipher3 import dbapi2 as sqlcipher

from app.errors import BaileeError
from app.sources.sql_names import quoted
from app.sources.sqlite_rows import RawText, RowReader

SEQUENCES: Final = "sqlite_sequence"

_SCHEMA_TABLES: Final = frozenset({"sqlite_master", "sqlite_schema"})
_ORDINARY: Final = 0
_KINDS_OF_COLUMN: Final = frozenset({_ORDINARY, 2, 3})  # 2 and 3 are generated; others belong to virtual tables
_ROW_NUMBERS: Final = ("rowid", "_rowid_", "oid")
# SQLite's own. In a database in UTF-16 it asks for those too that it only has for UTF-8, and then makes do with them.
_ORDERS: Final = frozenset({"binary", "nocase", "rtrim"})
# What making a table or an index asks for. Not among it: SELECT, so that no table is made from a query.
_NEEDED: Final = frozenset({
    apsw.SQLITE_CREATE_TABLE,
    apsw.SQLITE_CREATE_INDEX,
    apsw.SQLITE_READ,
    apsw.SQLITE_FUNCTION,
    apsw.SQLITE_REINDEX,
})  # fmt: skip
_NEEDED_ON_SCHEMA: Final = frozenset({apsw.SQLITE_INSERT, apsw.SQLITE_UPDATE})
_SEQUENCES_ARE_MADE: Final = frozenset({apsw.SQLITE_CREATE_TABLE, apsw.SQLITE_INSERT, apsw.SQLITE_UPDATE})


@dataclass(frozen=True, slots=True)
class StoredObject:
    """A row of the schema table. All of it is untrusted and may be of any type; what is no text in UTF-8 is RawText."""

    kind: object
    name: object
    table: object
    root: object
    sql: object

    @property
    def holds_rows(self) -> bool:
        """Whether it is a table with pages of its own: neither a view nor a virtual table."""
        return self.kind == "table" and (self.root is None or (isinstance(self.root, int) and self.root > 0))

    @property
    def is_index(self) -> bool:
        """Whether it is an index that a statement made, not a constraint."""
        return self.kind == "index" and self.sql is not None

    @property
    def is_text_alone(self) -> bool:
        """Whether nothing but its row in the schema has to be copied."""
        return self.kind in {"view", "trigger"} or (self.kind == "table" and not self.holds_rows)

    @property
    def title(self) -> str:
        """What to call it in a complaint."""
        return self.name if isinstance(self.name, str) else repr(self.name)


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table whose rows can be read. `columns` are what is kept of a row, not computed, as SQL names it.

    The first is the row's number, where there is one that can be asked for.
    """

    name: str
    columns: tuple[str, ...]


def stored_objects(reader: RowReader) -> list[StoredObject]:
    """The schema in the order in which it was made. Raises the driver's error where it cannot be read."""
    rows = reader.rows(("type", "name", "tbl_name", "rootpage", "sql"), "FROM sqlite_schema ORDER BY rowid")
    return [StoredObject(*row) for row in rows]


def stored_table(found: StoredObject, connection: Any) -> StoredTable | None:  # noqa: ANN401
    """The table and its columns; None when their names are not text."""
    if not isinstance(found.name, str) or "\0" in found.name:
        return None
    rows = list(RowReader(connection).rows(("name", "hidden"), "FROM pragma_table_xinfo(?)", (found.name,)))
    names = [name for name, hidden in rows if hidden == _ORDINARY]
    if not names or not all(isinstance(name, str) for name, _ in rows):
        return None
    taken = {str(name).lower() for name, hidden in rows if hidden in _KINDS_OF_COLUMN}
    number = _row_number(found.name, taken, connection)
    return StoredTable(found.name, (*([number] if number else []), *(quoted(str(name)) for name in names)))


def _row_number(table: str, taken: set[str], connection: Any) -> str:  # noqa: ANN401 - the driver has no types
    """Under which name the number of a row can be had; "" where there is none."""
    for name in _ROW_NUMBERS:
        if name not in taken:
            try:
                connection.execute(f"SELECT {name} FROM main.{quoted(table)} LIMIT 0").fetchall()  # noqa: S608
            except sqlcipher.OperationalError:
                return ""  # made WITHOUT ROWID
            return name
    return ""


def make_table(found: StoredObject, table: StoredTable, destination: apsw.Connection) -> str:
    """Make the table as its statement says, or a plain one of the same columns; what had to be left out, or "".

    An order of text that only the customer's program knows stays in the statement, unless an index follows it.
    """
    with _any_order(destination) as unknown_orders:
        said = _run_foreign(found.sql, ("create table",), destination)
    if not said and unknown_orders and not unknown_orders.isdisjoint(_orders_of_indexes(table.name, destination)):
        destination.execute(f"DROP TABLE main.{quoted(table.name)}")
        said = "sorted in an order of its own"
    if said:
        columns = ", ".join(column for column in table.columns if column not in _ROW_NUMBERS)
        destination.execute(f"CREATE TABLE main.{quoted(table.name)} ({columns})")
        return f"table {found.title} has lost its types and constraints ({said})"
    return ""


@contextmanager
def _any_order(destination: apsw.Connection) -> Iterator[set[str]]:
    """Inside this block every collation is known; the names of those that are not outside it."""
    unknown: set[str] = set()

    def need(db: apsw.Connection, name: str) -> None:
        if name.lower() not in _ORDERS:
            unknown.add(name.lower())
            db.create_collation(name, _never_asked)

    destination.collation_needed(need)
    try:
        yield unknown
    finally:
        destination.collation_needed(None)
        for name in unknown:
            destination.create_collation(name, None)


def _never_asked(_: str, __: str) -> int:
    """The order of two texts in a table without rows."""
    raise AssertionError


def _orders_of_indexes(table: str, destination: apsw.Connection) -> set[str]:
    query = (
        "SELECT lower(parts.coll) FROM pragma_index_list(?) AS one, pragma_index_xinfo(one.name) AS parts "
        "WHERE parts.key"
    )
    return {str(order) for (order,) in destination.execute(query, (table,))}


def make_index(found: StoredObject, destination: apsw.Connection) -> str:
    """Make the index as its statement says; why it had to be left out, or ""."""
    said = _run_foreign(found.sql, ("create index", "create unique index"), destination)
    return f"index {found.title} was left out ({said})" if said else ""


def keep_text(found: StoredObject, destination: apsw.Connection) -> None:
    """Put a view, a trigger or a virtual table into the schema without running anything of it."""
    values = (found.kind, found.name, found.table, found.sql)
    places = ", ".join("CAST(? AS TEXT)" if isinstance(value, RawText) else "?" for value in values)
    destination.execute(
        f"INSERT INTO sqlite_schema (type, name, tbl_name, sql, rootpage) VALUES ({places}, 0)",  # noqa: S608
        tuple(bytes(value) if isinstance(value, RawText) else value for value in values),
    )


def _run_foreign(untrusted_sql: object, beginnings: tuple[str, ...], destination: apsw.Connection) -> str:
    """Run a statement of the customer's schema, if it begins like this and does no more than that; what went wrong.

    The text may hold more than one statement; the authorizer is asked about each.
    """
    if not isinstance(untrusted_sql, str) or not untrusted_sql.lower().startswith(beginnings):
        return "its statement is no such statement"
    destination.execute("SAVEPOINT foreign_statement")
    try:
        with _making_only(destination):
            destination.execute(untrusted_sql).fetchall()
    except BaileeError:
        raise
    except apsw.Error as error:
        destination.execute("ROLLBACK TO foreign_statement")
        destination.execute("RELEASE foreign_statement")
        return type(error).__name__
    destination.execute("RELEASE foreign_statement")
    return ""


@contextmanager
def _making_only(destination: apsw.Connection) -> Iterator[None]:
    """Inside this block the connection makes tables and indexes and does nothing else."""

    def may(action: int, first: str | None, *_: object) -> int:
        of_schema = first in _SCHEMA_TABLES and action in _NEEDED_ON_SCHEMA
        of_sequences = first == SEQUENCES and action in _SEQUENCES_ARE_MADE
        return apsw.SQLITE_OK if action in _NEEDED or of_schema or of_sequences else apsw.SQLITE_DENY

    before = destination.authorizer
    destination.authorizer = may
    try:
        yield
    finally:
        destination.authorizer = before
