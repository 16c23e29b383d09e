"""What is in a SQL Server database, put together from its catalogue views."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any

from app.sources.servers.sqlserver import queries
from app.sources.servers.sqlserver.values import kind_of
from app.tables import Column, Consistency, ForeignKey, Index, Survey, Table, View

Ask = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a query and gives all its rows."""

_SIZED = frozenset({"char", "varchar", "binary", "varbinary"})
_SIZED_IN_PAIRS = frozenset({"nchar", "nvarchar"})
_WITH_FRACTION = frozenset({"time", "datetime2", "datetimeoffset"})


def read_survey(ask: Ask, *, version: str, own_schema: str, is_encrypted: bool) -> Survey:
    """Everything of the current database that this user may see. Tables of `own_schema` have the schema ""."""
    notes: list[str] = []
    columns = _columns(ask, notes)
    primary, indexes = _indexes(ask, notes)
    keys = _foreign_keys(ask, own_schema)
    tables, loose = [], []
    for number, schema, name, is_in_memory, is_external, estimate, comment in ask(queries.TABLES):
        if not columns[number]:
            continue
        table = Table(
            "" if schema == own_schema else schema,
            name,
            tuple(columns[number]),
            primary.get(number, ()),
            tuple(keys[number]),
            tuple(indexes[number]),
            comment or "",
            estimate,
        )
        tables.append(table)
        if is_in_memory or is_external:
            loose.append(table.title)
    if loose:
        notes.append(f"in memory or on another server, so that the snapshot may not hold them: {', '.join(loose)}")
    views = tuple(View("" if s == own_schema else s, name, text or "") for s, name, text in ask(queries.VIEWS))
    return Survey(
        engine="SQL Server",
        version=version,
        consistency=Consistency.PARTIAL if loose else Consistency.SNAPSHOT,
        is_encrypted=is_encrypted,
        tables=tuple(tables),
        views=views,
        notes=(*notes, *_general_notes(ask, views)),
    )


def declared(name: str, max_length: int, precision: int, scale: int) -> str:
    """A type as people write it, from a row of sys.columns. Lengths there are bytes, -1 for `max`."""
    if name in _SIZED or name in _SIZED_IN_PAIRS:
        size = max_length // 2 if name in _SIZED_IN_PAIRS else max_length
        return f"{name}({'max' if max_length == -1 else size})"
    if name in {"decimal", "numeric"}:
        return f"{name}({precision},{scale})"
    return f"{name}({scale})" if name in _WITH_FRACTION else name


def _general_notes(ask: Ask, views: tuple[View, ...]) -> list[str]:
    notes = [f"left out: {count} {what}" for what, count in ask(queries.LEFT_OUT)]
    if unseen := [view.name for view in views if not view.definition]:
        notes.append(f"no right to see the text of views: {', '.join(unseen)}")
    if not ask(queries.SEES_ALL)[0][0]:
        notes.append("tables on which this user has no right at all do not show")
    return notes


def _columns(ask: Ask, notes: list[str]) -> dict[int, list[Column]]:
    found: dict[int, list[Column]] = defaultdict(list)
    for number, name, type_name, max_length, precision, scale, nullable, default, computed, comment in ask(
        queries.COLUMNS
    ):
        shown = declared(type_name, max_length, precision, scale)
        if type_name == "sql_variant":
            notes.append(f"column {name}: its values are kept as text, without the type that each has for itself")
        if computed:
            notes.append(f"computed column {name}: its values are kept, not its expression")
        column = Column(name, shown, kind_of(shown).storage, bool(nullable), default, comment or "")
        found[number].append(column)
    return found


def _indexes(ask: Ask, notes: list[str]) -> tuple[dict[int, tuple[str, ...]], dict[int, list[Index]]]:
    primary: dict[int, tuple[str, ...]] = {}
    others: dict[int, list[Index]] = defaultdict(list)
    for (number, name), group in groupby(ask(queries.INDEXES), key=lambda row: (row[0], row[1])):
        members = list(group)
        _, _, is_unique, is_primary, has_filter, is_disabled, kind, _ = members[0]
        names = tuple(member[7] for member in members if member[7] is not None)
        if is_primary:
            primary[number] = names
        elif has_filter or is_disabled or kind not in queries.PLAIN_INDEXES or not names:
            notes.append(f"left out: index {name} (switched off, over a part of the rows, or of a kind of its own)")
        else:
            others[number].append(Index(name, names, is_unique=bool(is_unique)))
    return primary, others


def _foreign_keys(ask: Ask, own_schema: str) -> dict[int, list[ForeignKey]]:
    found: dict[int, list[ForeignKey]] = defaultdict(list)
    for (number, _), group in groupby(ask(queries.FOREIGN_KEYS), key=lambda row: (row[0], row[1])):
        members = list(group)
        schema, table = members[0][2:4]
        columns, targets = tuple(m[4] for m in members), tuple(m[5] for m in members)
        found[number].append(ForeignKey(columns, "" if schema == own_schema else schema, table, targets))
    return found
