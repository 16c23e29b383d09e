"""Changed rows as CSV for a spreadsheet: one line for every cell that differs."""

import csv
from collections.abc import Callable, Iterator

import apsw

from app.databases.comparing.row_changes import RowChange, row_changes
from app.databases.comparing.row_layout import RowLayout
from app.databases.comparing.row_reading import RawText, Value
from app.databases.comparing.table_changes import DatabaseChanges, one_moment
from app.progress import Monitor

COLUMNS = ("table", "change", "key", "column", "before", "before_type", "now", "now_type")
CELL_CHARACTERS = 32_000
"""Longer ones are cut: spreadsheets take no more than 32,767 characters."""

# The last four are the wide forms of = + - @.
_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "'", *"\uff1d\uff0b\uff0d\uff20")


def write_csv(
    before: apsw.Connection,
    now: apsw.Connection,
    changes: DatabaseChanges,
    write: Callable[[str], object],
    monitor: Monitor,
) -> int:
    """Write all changed rows as one CSV (RFC 4180); the number of lines below the heading.

    `before_type` and `now_type` are null, integer, real, text, blob, or "raw text" for text that is undecodable or
    holds a NUL; blobs and raw text are in hex. Empty with type null is NULL, empty with type text is empty, and empty
    without a type is a row that is not there. So that no cell becomes a formula, text that begins with = + - @ or
    their wide forms, a tab, a line end or an apostrophe has one apostrophe more in front. What is longer than
    CELL_CHARACTERS is cut, and its type says so: "text, first 32000 of 40000". A key of several parts is joined by
    " | "; that of a table without a primary key is the rowid. For Excel begin the file with a byte order mark.
    Raises NotADatabase, Cancelled, and whatever `write` raises.
    """
    lines = csv.writer(_Sink(write))
    lines.writerow(COLUMNS)
    count = 0
    with one_moment(before, now, monitor):
        for change in changes.tables:
            if change.laid is None:
                continue
            for row in row_changes(before, now, change.laid, monitor, spans=change.spans):
                for line in _lines(change.name, change.laid, row):
                    lines.writerow(line)
                    count += 1
    return count


class _Sink:
    """What a csv writer can write to."""

    def __init__(self, write: Callable[[str], object]) -> None:
        self.write = write


def _lines(table: str, laid: RowLayout, row: RowChange) -> Iterator[tuple[str, ...]]:
    key = _harmless(" | ".join(_shown(value)[0] for value in row.key))
    for place in row.changed:
        was = _cell(row.before[place]) if row.before is not None else ("", "")
        became = _cell(row.now[place]) if row.now is not None else ("", "")
        yield _harmless(table), row.kind.value, key, _harmless(laid.columns[place].name), *was, *became


def _cell(value: Value) -> tuple[str, str]:
    text, kind = _shown(value)
    if len(text) > CELL_CHARACTERS:
        text, kind = text[:CELL_CHARACTERS], f"{kind}, first {CELL_CHARACTERS} of {len(text)}"
    return (_harmless(text) if isinstance(value, str) else text), kind


def _shown(value: Value) -> tuple[str, str]:
    match value:
        case None:
            return "", "null"
        case bytes():
            return value.hex(), "blob"
        case RawText():
            return value.data.hex(), "raw text"
        case str() if "\0" in value:
            return value.encode().hex(), "raw text"
        case str():
            return value, "text"
        case _:
            return repr(value), "integer" if isinstance(value, int) else "real"


def _harmless(text: str) -> str:
    """Text that no spreadsheet takes for a formula; take one apostrophe off to have it back."""
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
