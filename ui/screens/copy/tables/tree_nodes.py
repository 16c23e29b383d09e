"""What stands in the tree of databases, as plain values: databases, their tables and views, columns where sought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.copies.paths import shown
from app.databases.console.keys import TableKind
from app.databases.console.listing import TableInfo
from ui import formats
from ui.screens.copy.tables.result_words import about_words

MOST_NODES = 10_000
_MOST_OPEN = 3
"""So many databases are unfolded by themselves."""


class NodeKind(Enum):
    """What a node stands for."""

    DATABASE = "database"
    TABLES = "tables"
    VIEWS = "views"
    TABLE = "table"
    VIEW = "view"
    COLUMN = "column"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class DatabaseEntry:
    """A database as far as it was read. `tables` is None until then; `problem` is why it cannot be."""

    path: bytes
    tables: tuple[TableInfo, ...] | None = None
    changed: frozenset[str] = frozenset()
    runs: int = 0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """One line of the tree. `about` stands behind the name; `path` and `table` say what it belongs to."""

    kind: NodeKind
    name: str
    about: str = ""
    path: bytes = b""
    table: str = ""
    is_changed: bool = False
    is_open: bool = False
    children: tuple["Node", ...] = ()

    def sentence(self) -> str:
        """What a screen reader says."""
        changed = QCoreApplication.translate("TablesTree", "changed")
        return ", ".join(filter(None, (self.name, changed if self.is_changed else "", self.about)))


def nodes_of(databases: Sequence[DatabaseEntry], needle: str = "") -> tuple[Node, ...]:
    """The tree. With a needle only tables, views and columns that have it in their name; those are unfolded."""
    wanted = needle.strip().casefold()
    names = _short_names([entry.path for entry in databases])
    found = (_database(entry, names[entry.path], wanted, is_open=at < _MOST_OPEN) for at, entry in enumerate(databases))
    return tuple(node for node in found if node.children or not wanted)


def _database(entry: DatabaseEntry, name: str, wanted: str, *, is_open: bool) -> Node:
    children: tuple[Node, ...] = ()
    if entry.problem:
        children = (Node(NodeKind.REMARK, entry.problem, path=entry.path),)
    elif entry.tables is not None:
        shown_tables = [table for table in entry.tables if not table.is_internal]
        views = [table for table in shown_tables if table.kind is TableKind.VIEW]
        tables = [table for table in shown_tables if table.kind is not TableKind.VIEW]
        groups = (
            _group(NodeKind.TABLES, entry, tables, wanted),
            _group(NodeKind.VIEWS, entry, views, wanted),
        )
        children = tuple(group for group in groups if group.children or (not wanted and group.kind is NodeKind.TABLES))
    is_open = is_open or bool(wanted or entry.problem)
    return Node(NodeKind.DATABASE, name, path=entry.path, is_open=is_open, children=children)


def _group(kind: NodeKind, entry: DatabaseEntry, tables: Sequence[TableInfo], wanted: str) -> Node:
    found = [node for node in (_table(entry, table, wanted) for table in tables) if node is not None]
    title = (
        QCoreApplication.translate("TablesTree", "Tables")
        if kind is NodeKind.TABLES
        else QCoreApplication.translate("TablesTree", "Views")
    )
    is_open = bool(wanted) or kind is NodeKind.TABLES
    return Node(kind, title, formats.count(len(found)), entry.path, is_open=is_open, children=tuple(found[:MOST_NODES]))


def _table(entry: DatabaseEntry, table: TableInfo, wanted: str) -> Node | None:
    """The node of a table; None where nothing of it is wanted. Its columns are below it where they are."""
    columns = [column for column in table.columns if wanted and wanted in column.name.casefold()]
    if wanted and not columns and wanted not in table.name.casefold():
        return None
    children = tuple(
        Node(NodeKind.COLUMN, column.name, column.original or column.declared, entry.path, table.name)
        for column in columns
    )
    return Node(
        NodeKind.VIEW if table.kind is TableKind.VIEW else NodeKind.TABLE,
        table.name,
        table.problem or about_words(table.estimate),
        entry.path,
        table.name,
        is_changed=table.name in entry.changed,
        is_open=bool(children),
        children=children,
    )


def _short_names(paths: Sequence[bytes]) -> Mapping[bytes, str]:
    """The file name of each database, or all of its path where two have the same."""
    last = [path.rsplit(b"/", 1)[-1] for path in paths]
    return {path: shown(path) if last.count(name) > 1 else shown(name) for path, name in zip(paths, last, strict=True)}
