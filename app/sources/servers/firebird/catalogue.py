"""What is in a Firebird database, from its RDB$ tables, which are part of the snapshot as all others are."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from app.sources.servers.firebird.values import Field, Kind, kind_of
from app.tables import Column, Consistency, ForeignKey, Index, Survey, Table, View

Ask = Callable[[str], Sequence[Sequence[Any]]]
"""Runs a query and gives all its rows, text decoded and without blanks at its end."""

VERSION_WITH_PARTIAL_INDEXES = 5

_RELATIONS = """
SELECT RDB$RELATION_NAME, RDB$RELATION_TYPE, RDB$VIEW_SOURCE, RDB$DESCRIPTION
FROM RDB$RELATIONS WHERE COALESCE(RDB$SYSTEM_FLAG, 0) = 0 ORDER BY RDB$RELATION_NAME"""
_COLUMNS = """
SELECT c.RDB$RELATION_NAME, c.RDB$FIELD_NAME, f.RDB$FIELD_TYPE, COALESCE(f.RDB$FIELD_SUB_TYPE, 0),
       COALESCE(f.RDB$FIELD_LENGTH, 0), COALESCE(f.RDB$FIELD_SCALE, 0), COALESCE(f.RDB$FIELD_PRECISION, 0),
       COALESCE(f.RDB$CHARACTER_LENGTH, 0), COALESCE(s.RDB$CHARACTER_SET_NAME, ''), f.RDB$FIELD_NAME,
       COALESCE(f.RDB$DIMENSIONS, 0), COALESCE(c.RDB$NULL_FLAG, 0) + COALESCE(f.RDB$NULL_FLAG, 0),
       c.RDB$DEFAULT_SOURCE, f.RDB$DEFAULT_SOURCE, f.RDB$COMPUTED_SOURCE, c.RDB$DESCRIPTION
FROM RDB$RELATION_FIELDS c
JOIN RDB$RELATIONS r ON r.RDB$RELATION_NAME = c.RDB$RELATION_NAME
JOIN RDB$FIELDS f ON f.RDB$FIELD_NAME = c.RDB$FIELD_SOURCE
LEFT JOIN RDB$CHARACTER_SETS s ON s.RDB$CHARACTER_SET_ID = f.RDB$CHARACTER_SET_ID
WHERE COALESCE(r.RDB$SYSTEM_FLAG, 0) = 0
ORDER BY c.RDB$RELATION_NAME, c.RDB$FIELD_POSITION"""
_BOUNDS = """
SELECT RDB$FIELD_NAME, RDB$LOWER_BOUND, RDB$UPPER_BOUND FROM RDB$FIELD_DIMENSIONS
ORDER BY RDB$FIELD_NAME, RDB$DIMENSION"""
_INDEXES = """
SELECT i.RDB$RELATION_NAME, i.RDB$INDEX_NAME, COALESCE(i.RDB$UNIQUE_FLAG, 0), COALESCE(i.RDB$INDEX_INACTIVE, 0),
       i.RDB$EXPRESSION_SOURCE, {partial}, i.RDB$STATISTICS, s.RDB$FIELD_NAME
FROM RDB$INDICES i
LEFT JOIN RDB$INDEX_SEGMENTS s ON s.RDB$INDEX_NAME = i.RDB$INDEX_NAME
WHERE COALESCE(i.RDB$SYSTEM_FLAG, 0) = 0
ORDER BY i.RDB$RELATION_NAME, i.RDB$INDEX_NAME, s.RDB$FIELD_POSITION"""
_CONSTRAINTS = """
SELECT c.RDB$RELATION_NAME, c.RDB$CONSTRAINT_TYPE, c.RDB$INDEX_NAME, t.RDB$RELATION_NAME, t.RDB$INDEX_NAME
FROM RDB$RELATION_CONSTRAINTS c
LEFT JOIN RDB$REF_CONSTRAINTS r ON r.RDB$CONSTRAINT_NAME = c.RDB$CONSTRAINT_NAME
LEFT JOIN RDB$RELATION_CONSTRAINTS t ON t.RDB$CONSTRAINT_NAME = r.RDB$CONST_NAME_UQ
WHERE c.RDB$CONSTRAINT_TYPE IN ('PRIMARY KEY', 'FOREIGN KEY')
ORDER BY c.RDB$RELATION_NAME, c.RDB$CONSTRAINT_NAME"""
_COUNT = "SELECT COUNT(*) FROM {} WHERE COALESCE(RDB$SYSTEM_FLAG, 0) = 0"
_LEFT_OUT = {
    "procedures": "RDB$PROCEDURES",
    "functions": "RDB$FUNCTIONS",
    "triggers": "RDB$TRIGGERS",
    "packages": "RDB$PACKAGES",
    "generators": "RDB$GENERATORS",
}
_VIEW, _EXTERNAL, _TEMPORARY = 1, 2, frozenset({4, 5})


@dataclass(slots=True)
class _Parts:
    """What belongs to one table, in the order it was found."""

    columns: list[Column] = field(default_factory=list)
    primary_key: tuple[str, ...] = ()
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    indexes: list[Index] = field(default_factory=list)
    row_estimate: int | None = None


class Catalogue:
    """Everything that a snapshot needs to know of its database. `kinds` has one for each column of each table."""

    def __init__(self, ask: Ask, *, major_version: int, codec_without_charset: str) -> None:
        self._ask = ask
        self._major_version = major_version
        self._codec = codec_without_charset
        self._notes: list[str] = []
        self._parts: dict[str, _Parts] = defaultdict(_Parts)
        self.kinds: dict[str, list[Kind]] = defaultdict(list)
        self._read_columns()
        self._read_indexes()
        self._tables, self._views, self._external = self._relations()

    def survey(self, *, version: str, is_encrypted: bool) -> Survey:
        """What there is to be read."""
        notes = list(self._notes)
        if self._external:
            titles = ", ".join(self._external)
            notes.insert(0, f"not from one moment, because they lie in files of the server's system: {titles}")
        return Survey(
            engine="Firebird",
            version=version,
            consistency=Consistency.PARTIAL if self._external else Consistency.SNAPSHOT,
            is_encrypted=is_encrypted,
            tables=tuple(self._tables),
            views=tuple(self._views),
            notes=tuple(notes),
        )

    def _relations(self) -> tuple[list[Table], list[View], list[str]]:
        tables, views, external, temporary = [], [], [], []
        for name, kind, source, comment in self._ask(_RELATIONS):
            if source is not None or kind == _VIEW:
                views.append(View("", name, source or ""))
            elif kind in _TEMPORARY:
                temporary.append(name)
            else:
                tables.append(self._table(name, comment or ""))
                if kind == _EXTERNAL:
                    external.append(name)
        if temporary:
            self._notes.append(f"left out: temporary tables, which are empty for us: {', '.join(temporary)}")
        for what, where in _LEFT_OUT.items():
            if count := self._ask(_COUNT.format(where))[0][0]:
                self._notes.append(f"left out: {count} {what}")
        return tables, views, external

    def _table(self, name: str, comment: str) -> Table:
        parts = self._parts[name]
        if any(kind.is_blob for kind in self.kinds[name]):
            self._notes.append(f"slow to read, because every blob is asked for by itself: {name}")
        return Table(
            "",
            name,
            tuple(parts.columns),
            parts.primary_key,
            tuple(parts.foreign_keys),
            tuple(parts.indexes),
            comment,
            parts.row_estimate,
        )

    def _read_columns(self) -> None:
        bounds: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for domain, low, high in self._ask(_BOUNDS):
            bounds[domain].append((low, high))
        for row in self._ask(_COLUMNS):
            table, name, code, sub_type, length, scale, precision, characters, charset = row[:9]
            domain, dimensions, forbids_null, own_default, domain_default, computed, comment = row[9:]
            limits = tuple(bounds[domain]) if dimensions else ()
            shape = Field(code, sub_type, length, scale, precision, characters, charset, limits)
            kind = kind_of(shape, codec_without_charset=self._codec)
            if computed is not None:
                self._notes.append(f"computed column {table}.{name}: its values are kept, not its expression")
            default = _expression(own_default if own_default is not None else domain_default)
            column = Column(name, kind.declared, kind.storage, not forbids_null, default, comment or "")
            self._parts[table].columns.append(column)
            self.kinds[table].append(kind)

    def _read_indexes(self) -> None:
        partial = "i.RDB$CONDITION_SOURCE" if self._major_version >= VERSION_WITH_PARTIAL_INDEXES else "NULL"
        columns: dict[str, tuple[str, ...]] = {}
        constraints = self._ask(_CONSTRAINTS)
        primary = {row[2] for row in constraints if row[1] == "PRIMARY KEY"}
        for name, members in _grouped(self._ask(_INDEXES.format(partial=partial))):
            table, _, is_unique, is_inactive, expression, condition, statistics, _ = members[0]
            columns[name] = tuple(member[7] for member in members)
            if name in primary:
                # What the statistics call selectivity is one by the number of different keys.
                self._parts[table].row_estimate = round(1 / statistics) if statistics else None
            elif expression is not None or condition is not None or is_inactive:
                why = "switched off" if is_inactive else "over an expression or a part of the rows"
                self._notes.append(f"left out: index {name} of {table} ({why})")
            else:
                self._parts[table].indexes.append(Index(name, columns[name], is_unique=bool(is_unique)))
        for table, kind, index, target, target_index in constraints:
            if kind == "PRIMARY KEY":
                self._parts[table].primary_key = columns.get(index, ())
            else:
                key = ForeignKey(columns.get(index, ()), "", target, columns.get(target_index, ()))
                self._parts[table].foreign_keys.append(key)


def _grouped(rows: Sequence[Sequence[Any]]) -> Iterator[tuple[str, list[Sequence[Any]]]]:
    for name, members in groupby(rows, key=lambda row: str(row[1])):
        yield name, list(members)


def _expression(source: str | None) -> str | None:
    """What stands behind DEFAULT; in old databases also behind an equals sign."""
    if source is None:
        return None
    text = source.strip()
    if text[:7].upper() == "DEFAULT":
        text = text[7:].strip()
    return text.removeprefix("=").strip() or None
