"""How one change differs from the checkout: lines, rows, or a word about why neither can be shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from app.copies.versions import FileVersions, Version
from app.databases.comparing.row_changes import RowChange, RowChangeKind
from app.databases.comparing.row_reading import RawText, Value
from app.masking.kinds import Kind
from app.operations.row_differences import RowDifferences
from ui.screens.copy.changes.line_diff import Diff, line_diff
from ui.screens.copy.tables.masked import masked

_LONGEST_CELL = 300


class Why(Enum):
    """Why there is nothing to compare."""

    NO_TEXT = auto()
    ONLY_BEFORE = auto()
    ONLY_NOW = auto()
    SAME_CONTENT = auto()


@dataclass(frozen=True, slots=True)
class TextDifference:
    """Two texts. Where `is_cut`, only the beginnings were compared."""

    diff: Diff
    is_cut: bool


@dataclass(frozen=True, slots=True)
class NoDifference:
    """Nothing that could be compared, and why; sizes are bytes."""

    why: Why
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class RowLine:
    """One changed row as texts. `changed` are the places of the cells that differ; `before` has their old texts."""

    kind: RowChangeKind
    cells: tuple[str, ...] = field(repr=False)
    before: tuple[str, ...] = field(repr=False)
    changed: frozenset[int]


@dataclass(frozen=True, slots=True)
class RowTable:
    """The changed rows of a table, the first of them. Where `is_masked`, some columns show only the end of values."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[RowLine, ...] = field(repr=False)
    has_more: bool
    is_masked: bool


def text_difference(found: FileVersions) -> TextDifference | NoDifference:
    """Compare both states of a file. A file that came or went is shown as all added, or all removed."""
    before, now = found.before, found.now
    sizes = (before.size if before else None, now.size if now else None)
    if any(version is not None and version.text is None for version in (before, now)):
        return NoDifference(Why.NO_TEXT, *sizes)
    if before is not None and now is not None and before.content == now.content and before.size == now.size:
        return NoDifference(Why.SAME_CONTENT, *sizes)
    is_cut = any(version is not None and version.is_cut for version in (before, now))
    return TextDifference(line_diff(_text(before), _text(now)), is_cut)


def row_table(found: RowDifferences) -> RowTable:
    """The rows as they are shown."""
    rows = tuple(_row(row, found.personal) for row in found.rows)
    return RowTable(found.table, found.columns, rows, found.has_more, any(found.personal))


def cell_text(value: Value) -> str:
    """A cell in one line; control characters and marks of direction do no harm."""
    match value:
        case None:
            return "NULL"
        case bytes():
            return f"x'{value[:32].hex()}'" + ("…" if len(value) > 32 else "")
        case RawText():
            return f"x'{value.data[:32].hex()}'"
        case str():
            line = "".join(c if c.isprintable() else " " for c in value[:_LONGEST_CELL])
            return line + ("…" if len(value) > _LONGEST_CELL else "")
    return str(value)


def _row(row: RowChange, personal: Sequence[Kind | None]) -> RowLine:
    changed = frozenset(row.changed) if row.kind is RowChangeKind.EDITED else frozenset(range(len(personal)))
    shown = row.now if row.now is not None else row.before
    return RowLine(row.kind, _cells(shown, personal), _cells(row.before, personal), changed)


def _cells(values: Sequence[Value] | None, personal: Sequence[Kind | None]) -> tuple[str, ...]:
    """The cells as texts; of what is about people the end alone."""
    if values is None:
        return ()
    return tuple(
        masked(value.data if isinstance(value, RawText) else value, kind)
        if kind is not None and value is not None
        else cell_text(value)
        for value, kind in zip(values, personal, strict=True)
    )


def _text(version: Version | None) -> str:
    return version.text.text if version is not None and version.text is not None else ""
