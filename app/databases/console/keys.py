"""What the rows of a table are told apart and ordered by."""

from enum import Enum
from typing import Final

import apsw

from app.databases.schema.change_schema import KeyPart
from app.databases.table_names import quoted

_ROWID_NAMES: Final = ("rowid", "_rowid_", "oid")


class TableKind(Enum):
    """What sort of table it is."""

    TABLE = "table"
    VIEW = "view"
    VIRTUAL = "virtual"
    SHADOW = "shadow"
    """A table that a virtual table keeps its content in."""


def kind_of(connection: apsw.Connection, table: str) -> TableKind | None:
    """What a table of `main` is, as the schema says and without a look into any view; None if there is none."""
    listed = "SELECT type, rootpage FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE AND type IN ('table', 'view')"
    found = next(connection.execute(listed, (table,)), None)
    return kind_listed(*found) if found is not None else None


def kind_listed(word: object, root: object) -> TableKind:
    """The kind by the columns `type` and `rootpage` of the schema. A shadow table looks like any other."""
    if word == "view":
        return TableKind.VIEW
    return TableKind.TABLE if root else TableKind.VIRTUAL


def rowid_name(columns: list[tuple[str, str, bool]]) -> str:
    """A name that the rowid can be asked by, given name, type and part in the key of every column; "" if there is none.

    A column of the same name hides it. Then only an INTEGER PRIMARY KEY, which is the rowid, is left.
    """
    taken = {name.lower() for name, _, _ in columns}
    free = next((name for name in _ROWID_NAMES if name not in taken), "")
    key = [(name, declared) for name, declared, is_part in columns if is_part]
    is_rowid = len(key) == 1 and key[0][1].upper() == "INTEGER"
    return free or (key[0][0] if is_rowid else "")


def as_sql(name: str) -> str:
    """A part of a key as SQL. A quoted `rowid` would be a text where there is none."""
    return name if name in _ROWID_NAMES else quoted(name)


def key_of(connection: apsw.Connection, table: str) -> tuple[KeyPart, ...]:
    """The key of a table of `main`, in the order of the tree it is stored in; () where it has none to go by."""
    if kind_of(connection, table) in {None, TableKind.VIEW}:
        return ()
    key = primary_tree(connection, table)
    if key:
        return key
    found = connection.execute("SELECT name, type, pk FROM pragma_table_xinfo(?, 'main')", (table,))
    name = rowid_name([(str(column), str(declared), bool(position)) for column, declared, position in found])
    return (KeyPart(name, collation=""),) if name else ()


def primary_tree(connection: apsw.Connection, table: str) -> tuple[KeyPart, ...]:
    """The primary key of a table WITHOUT ROWID, which SQLite keeps free of NULL; () of any other.

    By the name of such a table, and of no other, the pragma finds the tree its rows are in.
    """
    parts = "SELECT name, coll, \"desc\" FROM pragma_index_xinfo(?, 'main') WHERE key ORDER BY seqno"
    rows = connection.execute(parts, (table,))
    return tuple(KeyPart(str(name), str(collation), bool(descending)) for name, collation, descending in rows)
