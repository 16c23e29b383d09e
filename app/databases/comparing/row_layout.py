"""How the rows of a table before and now are laid side by side: which columns answer to each other, and the key."""

import re
from dataclasses import dataclass, replace

import apsw

from app.databases.schema.change_schema import ColumnShape, KeyPart, Schema, TableShape
from app.tables import Cell

_LITERAL = re.compile(
    r"""\s*(?: [+-]?\s*(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?
           | '(?:[^']|'')*' | x'(?:[0-9a-f]{2})*' | null | true | false )\s*""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class LaidColumn:
    """A column of the table now. `before` is its name then; None for a new one, whose rows then held `default`."""

    name: str
    before: str | None
    is_generated: bool
    affinity: str
    default: Cell = None


@dataclass(frozen=True, slots=True)
class RowLayout:
    """Two states of one table. `is_comparable` is False where rows of then cannot be found again now.

    `columns` are those stored now. `key` and `key_before` name the same parts in the same order.
    """

    before: TableShape
    now: TableShape
    columns: tuple[LaidColumn, ...]
    key: tuple[KeyPart, ...]
    key_before: tuple[KeyPart, ...]
    encodings: tuple[str, str]
    is_comparable: bool
    keeps_bytes: bool
    """The columns of then are still there, at the front and with the same defaults: equal bytes are equal rows."""
    is_there: tuple[bool, bool] = (True, True)
    """Whether there is such a table before and now; where not, `before` or `now` is that of the other side."""


def layout(before: Schema, now: Schema, name: str) -> RowLayout:
    """Lay out the table `name`, which must be an ordinary one in both."""
    then, today = before.tables[name], now.tables[name]
    renamed = renamed_columns(then, today)
    former = {column.name: column for column in then.stored}
    columns: list[LaidColumn] = []
    is_comparable = _same_key(then, today, renamed) and (before.encoding == now.encoding or not today.is_without_rowid)
    for column in today.stored:
        old = former.get(renamed.get(column.name, column.name))
        if old is None and not column.is_generated and not _is_constant(column.default):
            is_comparable = False
        columns.append(_laid(column, old))
    return RowLayout(
        before=then,
        now=today,
        columns=tuple(columns),
        key=today.key,
        key_before=then.key,
        encodings=(before.encoding, now.encoding),
        is_comparable=is_comparable,
        keeps_bytes=is_comparable and _keeps_bytes(then, today, renamed),
    )


def one_sided(schema: Schema, name: str, *, is_now: bool) -> RowLayout:
    """Lay out an ordinary table that is there on one side alone: all its rows are deleted, or added."""
    return replace(layout(schema, schema, name), is_there=(not is_now, is_now))


def renamed_columns(before: TableShape, now: TableShape) -> dict[str, str]:
    """New name to old name, for each column that has another name and is otherwise declared as before in its place."""
    old, new = {column.name for column in before.columns}, {column.name for column in now.columns}
    return {
        today.name: then.name
        for then, today in zip(before.columns, now.columns, strict=False)
        if then.name not in new and today.name not in old and _declaration(then) == _declaration(today)
    }


def affinity(declared: str) -> str:
    """The affinity of a column by its declared type (https://sqlite.org/datatype3.html, 3.1)."""
    upper = declared.upper()
    for marks, found in (
        (("INT",), "INTEGER"),
        (("CHAR", "CLOB", "TEXT"), "TEXT"),
        (("BLOB",), "BLOB"),
        (("REAL", "FLOA", "DOUB"), "REAL"),
    ):
        if any(mark in upper for mark in marks):
            return found
    return "NUMERIC" if upper else "BLOB"


def _same_key(before: TableShape, now: TableShape, renamed: dict[str, str]) -> bool:
    """Whether rows are told apart by the same thing. The name of a rowid does not matter."""
    if before.is_without_rowid != now.is_without_rowid or len(before.key) != len(now.key) or not now.key:
        return False
    return all(
        (then.collation, then.is_descending) == (today.collation, today.is_descending)
        and (not now.is_without_rowid or then.name == renamed.get(today.name, today.name))
        for then, today in zip(before.key, now.key, strict=True)
    )


def _declaration(column: ColumnShape) -> tuple[object, ...]:
    return column.declared, column.is_not_null, column.default, column.key_position, column.is_generated


def _is_constant(default: str | None) -> bool:
    return default is None or _LITERAL.fullmatch(default) is not None


def _laid(column: ColumnShape, old: ColumnShape | None) -> LaidColumn:
    value = None if old is not None else _default_value(column)
    return LaidColumn(column.name, old.name if old else None, column.is_generated, affinity(column.declared), value)


def _default_value(column: ColumnShape) -> Cell:
    """What a row that was there before the column reads as: the literal as the column would keep it."""
    if column.default is None or not _is_constant(column.default):
        return None
    scratch = apsw.Connection(":memory:")
    try:
        scratch.execute(
            f"CREATE TABLE scratch (id INTEGER, value {affinity(column.declared)} DEFAULT {column.default})"
        )
        scratch.execute("INSERT INTO scratch (id) VALUES (1)")
        found: Cell = scratch.execute("SELECT value FROM scratch").get
    finally:
        scratch.close()
    return found


def _keeps_bytes(before: TableShape, now: TableShape, renamed: dict[str, str]) -> bool:
    front = now.columns[: len(before.columns)]
    return [column.name for column in before.columns] == [
        renamed.get(column.name, column.name) for column in front
    ] and [_declaration(column) for column in before.columns] == [_declaration(column) for column in front]
