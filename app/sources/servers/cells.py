"""Turns rows as a driver gives them into cells, a column of a batch at a time: a call for each cell costs too much."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.tables import Cell, CellProblem, CellTrouble, Rows

BATCH_ROWS = 500
BATCH_BYTES = 4 * 1024 * 1024
"""A batch ends with the row that reaches one of these."""

_SMALLEST, _LARGEST = -(1 << 63), (1 << 63) - 1

Convert = Callable[[Sequence[Any]], list[Cell]]
"""Turns the values of one column in a batch into cells. May raise UnicodeDecodeError."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A column that needs converting: where it is in a row, what it is called, and how it is done.

    `codec` is how its text is encoded; a value that is not is kept as bytes.
    """

    position: int
    column: str
    convert: Convert
    codec: str = "utf-8"


def utf8_text(values: Sequence[Any]) -> list[Cell]:
    """Text from bytes that should be UTF-8."""
    return [None if value is None else value.decode() for value in values]


def text_in(codec: str) -> Convert:
    """Text from bytes in some other encoding."""
    return lambda values: [None if value is None else value.decode(codec) for value in values]


def whole_numbers(values: Sequence[Any]) -> list[Cell]:
    """Integers, and as decimal text those that need more than 64 bits with a sign."""
    return [value if value is None or _SMALLEST <= value <= _LARGEST else str(value) for value in values]


def bit_fields(values: Sequence[Any]) -> list[Cell]:
    """Integers from big-endian bytes, and as decimal text those that need more than 64 bits with a sign."""
    return whole_numbers([None if value is None else int.from_bytes(value, "big") for value in values])


def truths(values: Sequence[Any]) -> list[Cell]:
    """0 and 1."""
    return [None if value is None else int(value) for value in values]


def nan_as_text(values: Sequence[Any]) -> list[Cell]:
    """Floating point; NaN, which SQLite would turn into NULL, as text."""
    return ["NaN" if isinstance(value, float) and math.isnan(value) else value for value in values]


def batches(rows: Iterable[Sequence[Any]], wide: Sequence[int]) -> Iterator[list[Sequence[Any]]]:
    """Rows in bounded batches. `wide` are the positions of text and bytes that may be large."""
    batch: list[Sequence[Any]] = []
    size = 0
    for row in rows:
        batch.append(row)
        for position in wide:
            value = row[position]
            if value is not None:
                size += len(value)
        if len(batch) >= BATCH_ROWS or size >= BATCH_BYTES:
            yield batch
            batch = []
            size = 0
    if batch:
        yield batch


def convert(batch: list[Sequence[Any]], picks: Sequence[Pick], *, table: str, first_row: int) -> Rows:
    """The cells of a batch, whose first row is the table's `first_row`; text that cannot be decoded stays bytes."""
    if not picks:
        return Rows(batch)
    columns: list[Sequence[Any]] = list(zip(*batch, strict=True))
    problems: list[CellProblem] = []
    for pick in picks:
        values = columns[pick.position]
        try:
            columns[pick.position] = pick.convert(values)
        except UnicodeDecodeError:
            columns[pick.position] = _one_by_one(values, pick, table, first_row, problems)
    return Rows(list(zip(*columns, strict=True)), problems)


def _one_by_one(
    values: Sequence[Any], pick: Pick, table: str, first_row: int, problems: list[CellProblem]
) -> list[Cell]:
    cells: list[Cell] = []
    for row, value in enumerate(values, first_row):
        try:
            cells.extend(pick.convert((value,)))
        except UnicodeDecodeError as error:
            cells.append(value)
            detail = f"not {pick.codec} at byte {error.start}"
            problems.append(CellProblem(table, row, pick.column, CellTrouble.UNDECODABLE, detail))
    return cells
