"""Which columns of a result seem to be about people. A hint for what is shown in clear, never a decision."""

from collections.abc import Sequence
from typing import Final

from app.databases.console.cells import Row
from app.databases.console.looking import ResultColumn
from app.masking.classify import classify
from app.masking.kinds import Kind
from app.tables import Column, Storage, Table

_MOST_SAMPLES: Final = 200
_LEAST_SAMPLES: Final = 3
"""The guess from cells wants that many; fewer rows are shown to it again and again."""

_LONGEST_SAMPLE: Final = 500


def personal_columns(columns: Sequence[ResultColumn], rows: Sequence[Row]) -> tuple[Kind | None, ...]:
    """For each column the kind of personal data it seems to hold, by its names and by the first rows; None for none.

    A column counts as well by the name it has in its table as by the one it has in the result.
    """
    samples = [tuple(_sample(cell) for cell in row) for row in rows[:_MOST_SAMPLES]]
    while samples and len(samples) < _LEAST_SAMPLES:
        samples += samples
    return tuple(_kind(column, [row[at : at + 1] for row in samples]) for at, column in enumerate(columns))


def _kind(column: ResultColumn, cells: list[Row]) -> Kind | None:
    storage = _storage(column.declared)
    for name in dict.fromkeys((column.origin or column.name, column.name)):
        table = Table("", column.table, (Column(name, column.declared, storage),))
        found = next(iter(classify(table, cells)), None)
        if found is not None:
            return found.kind
    return None


def _storage(declared: str) -> Storage:
    """How SQLite would keep the values (https://sqlite.org/datatype3.html, 3.1); what is not declared may be all."""
    upper = declared.upper()
    if "INT" in upper:
        return Storage.INTEGER
    if any(word in upper for word in ("CHAR", "CLOB", "TEXT")):
        return Storage.TEXT
    if any(word in upper for word in ("REAL", "FLOA", "DOUB")):
        return Storage.REAL
    return Storage.BLOB if "BLOB" in upper else Storage.ANY


def _sample(cell: object) -> str | None:
    return cell[:_LONGEST_SAMPLE] if isinstance(cell, str) else None
