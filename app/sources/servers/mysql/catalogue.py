"""What is in a MySQL or MariaDB database, from its information_schema."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.sources.servers.mysql.values import base_name, kind_of
from app.tables import Column, Consistency, ForeignKey, Index, Survey, Table, View

Ask = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a query and gives all its rows, text decoded."""

SNAPSHOT_ENGINE = "innodb"
_WRITTEN_BARE = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double", "bit"})

_TABLES = """
SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_ROWS, TABLE_COMMENT
FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME"""
_COLUMNS = """
SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT
FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION"""
_FOREIGN_KEYS = """
SELECT TABLE_NAME, CONSTRAINT_NAME, COLUMN_NAME,
       IF(REFERENCED_TABLE_SCHEMA = DATABASE(), '', REFERENCED_TABLE_SCHEMA),
       REFERENCED_TABLE_NAME, REFERENCED_COLUMN_NAME
FROM information_schema.KEY_COLUMN_USAGE
WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION"""
_INDEXES = """
SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE, COLUMN_NAME, SUB_PART, INDEX_TYPE
FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"""
_VIEWS = """
SELECT TABLE_NAME, VIEW_DEFINITION FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME"""
_LEFT_OUT = {
    "procedures and functions": "SELECT COUNT(*) FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()",
    "triggers": "SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()",
    "events": "SELECT COUNT(*) FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()",
}
# Rights that come with a role are not seen here: then the note says too much, never too little.
_READS_ALL = """
SELECT (SELECT COUNT(*) FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'SELECT')
     + (SELECT COUNT(*) FROM information_schema.SCHEMA_PRIVILEGES
        WHERE PRIVILEGE_TYPE = 'SELECT' AND DATABASE() LIKE TABLE_SCHEMA)"""


@dataclass(slots=True)
class _Parts:
    """What belongs to one table, in the order it was found."""

    columns: list[Column] = field(default_factory=list)
    keys: dict[str, list[Sequence[Any]]] = field(default_factory=lambda: defaultdict(list))
    indexes: dict[str, list[Sequence[Any]]] = field(default_factory=lambda: defaultdict(list))


def loose_tables(ask: Ask) -> tuple[list[str], bool]:
    """The tables that the snapshot does not hold, and whether that leaves the database without any moment at all."""
    loose, firm, filled = [], 0, False
    for name, kind, engine, count, _ in ask(_TABLES):
        if not _holds_rows(kind):
            continue
        if (engine or "").lower() == SNAPSHOT_ENGINE:
            firm += 1
        else:
            loose.append(str(name))
            filled = filled or count is None or count > 0
    return loose, filled and not firm


def read_survey(ask: Ask, *, version: str, is_encrypted: bool) -> Survey:
    """Everything of the current database that this user may see."""
    is_mariadb = "mariadb" in version.lower()
    notes: list[str] = []
    parts = _parts(ask, notes, is_mariadb=is_mariadb)
    found = [_table(row, parts[row[0]], notes) for row in ask(_TABLES) if _holds_rows(row[1]) and parts[row[0]].columns]
    loose, _ = loose_tables(ask)
    if loose:
        notes.insert(0, f"not from one moment, because their storage engine is not InnoDB: {', '.join(loose)}")
    views = tuple(View("", name, definition or "") for name, definition in ask(_VIEWS))
    return Survey(
        engine="MariaDB" if is_mariadb else "MySQL",
        version=version,
        consistency=Consistency.PARTIAL if loose else Consistency.SNAPSHOT,
        is_encrypted=is_encrypted,
        tables=tuple(found),
        views=views,
        notes=(*notes, *_general_notes(ask, views, found)),
    )


def _holds_rows(table_type: str) -> bool:
    return table_type in {"BASE TABLE", "SYSTEM VERSIONED"}


def _general_notes(ask: Ask, views: tuple[View, ...], tables: list[Table]) -> list[str]:
    notes = []
    if unseen := [view.name for view in views if not view.definition]:
        notes.append(f"no right to see the text of views: {', '.join(unseen)}")
    if any(column.declared.startswith("timestamp") for table in tables for column in table.columns):
        notes.append("columns of type timestamp are in UTC")
    for what, question in _LEFT_OUT.items():
        if count := ask(question)[0][0]:
            notes.append(f"left out: {count} {what}")
    if sequences := [row[0] for row in ask(_TABLES) if row[1] == "SEQUENCE"]:
        notes.append(f"left out: sequences {', '.join(sequences)}")
    if versioned := [row[0] for row in ask(_TABLES) if row[1] == "SYSTEM VERSIONED"]:
        notes.append(f"present rows alone, without their history: {', '.join(versioned)}")
    if not ask(_READS_ALL)[0][0]:
        notes.append("tables on which this user has no right at all do not show")
    return notes


def _parts(ask: Ask, notes: list[str], *, is_mariadb: bool) -> dict[str, _Parts]:
    parts: dict[str, _Parts] = defaultdict(_Parts)
    for table, name, declared, nullable, default, extra, comment in ask(_COLUMNS):
        kind = kind_of(declared)
        if not kind.is_known:
            notes.append(
                f"type {declared} of {table}.{name} is not known: its values are kept as the server sends them"
            )
        if "GENERATED" in extra.upper().replace("DEFAULT_GENERATED", ""):
            notes.append(f"computed column {table}.{name}: its values are kept, not its expression")
        shown = _default(default, declared, extra, is_mariadb=is_mariadb)
        parts[table].columns.append(Column(name, declared, kind.storage, nullable == "YES", shown, comment))
    for row in ask(_FOREIGN_KEYS):
        parts[row[0]].keys[row[1]].append(row)
    for row in ask(_INDEXES):
        parts[row[0]].indexes[row[1]].append(row)
    return parts


def _default(default: str | None, declared: str, extra: str, *, is_mariadb: bool) -> str | None:
    """The default as an expression. MariaDB gives it as one; MySQL gives the bare value, unless it is computed."""
    if default is None or (is_mariadb and default == "NULL"):
        return None
    is_computed = "DEFAULT_GENERATED" in extra or default.upper().startswith("CURRENT_TIMESTAMP")
    if is_mariadb or is_computed or base_name(declared) in _WRITTEN_BARE:
        return default
    return "'" + default.replace("\\", "\\\\").replace("'", "''") + "'"


def _table(row: Sequence[Any], parts: _Parts, notes: list[str]) -> Table:
    name, _, _, estimate, comment = row
    indexes = []
    for index_name, members in parts.indexes.items():
        if index_name == "PRIMARY":
            continue
        if reason := _not_plain(members):
            notes.append(f"left out: index {index_name} of {name} ({reason})")
            continue
        indexes.append(Index(index_name, tuple(member[3] for member in members), is_unique=not members[0][2]))
    keys = tuple(
        ForeignKey(tuple(m[2] for m in members), members[0][3], members[0][4], tuple(m[5] for m in members))
        for members in parts.keys.values()
    )
    primary = tuple(member[3] for member in parts.indexes.get("PRIMARY", ()))
    return Table("", name, tuple(parts.columns), primary, keys, tuple(indexes), comment, estimate)


def _not_plain(members: list[Sequence[Any]]) -> str:
    """Why an index is not one over plain columns; "" when it is."""
    if any(member[3] is None for member in members):
        return "over an expression"
    if members[0][5] not in {"BTREE", "HASH"}:
        return str(members[0][5]).lower()
    if any(member[4] is not None for member in members):
        return "over the beginning of a column"
    return ""
