"""Makes cells fit their columns where that loses nothing, and the columns the cells where it would."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import ne

from app.databases.loading.target_table import TargetTable, fits
from app.tables import Cell, CellProblem, CellTrouble, Storage

_LEAST, _MOST = -(2**63), 2**63 - 1


@dataclass(slots=True)
class Fitting:
    """What came of some rows: the rows, the columns that must take more, and what could not be kept as it was."""

    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    any_type: set[int] = field(default_factory=set)
    nullable: set[int] = field(default_factory=set)
    problems: list[CellProblem] = field(default_factory=list)


def fit(rows: Sequence[Sequence[Cell]], target: TargetTable, first_row: int) -> Fitting:
    """Look at every cell, so that SQLite takes each as it is. `first_row` is the number of the first row."""
    fitting = Fitting()
    for number, row in enumerate(rows, start=first_row):
        cells = []
        for at, (cell, column) in enumerate(zip(row, target.columns, strict=True)):
            kept, trouble, detail = _kept(cell)
            if trouble is not None:
                problem = CellProblem(target.source.title, number, column.source_name, trouble, detail)
                fitting.problems.append(problem)
            if not fits(column.storage, kept) or (column.storage is Storage.REAL and _is_negative_zero(kept)):
                fitting.any_type.add(at)
            if kept is None and not column.is_nullable:
                fitting.nullable.add(at)
            cells.append(kept)
        fitting.rows.append(tuple(cells))
    return fitting


def holds_odd_number(rows: Sequence[Sequence[Cell]], target: TargetTable) -> bool:
    """Whether there is a NaN, which SQLite takes for NULL, or a negative zero, of which it drops the sign.

    Cheap enough for every row of every table, unlike `fit`.
    """
    for at, column in enumerate(target.columns):
        if column.storage in {Storage.REAL, Storage.ANY}:
            cells = [row[at] for row in rows]
            if any(map(ne, cells, cells)):  # nothing else differs from itself
                return True
            if column.storage is Storage.REAL and 0.0 in cells and any(map(_is_negative_zero, cells)):
                return True
    return False


def _kept(cell: Cell) -> tuple[Cell, CellTrouble | None, str]:
    """The cell as SQLite can hold it, and what is lost by that. Raises TypeError for what is no cell."""
    if cell is None:
        return None, None, ""
    if isinstance(cell, int):
        return _kept_integer(int(cell))
    if isinstance(cell, float):
        number = float(cell)
        return (None, CellTrouble.OUT_OF_RANGE, "not a number (NaN)") if math.isnan(number) else (number, None, "")
    if isinstance(cell, str):
        return _kept_text(str(cell))
    if isinstance(cell, bytes | bytearray | memoryview):
        return bytes(cell), None, ""
    msg = f"a cell of type {type(cell).__name__}"
    raise TypeError(msg)


def _kept_integer(number: int) -> tuple[Cell, CellTrouble | None, str]:
    if _LEAST <= number <= _MOST:
        return number, None, ""
    return str(number), CellTrouble.OUT_OF_RANGE, "more than 64 bits, kept as text"


def _kept_text(text: str) -> tuple[Cell, CellTrouble | None, str]:
    try:
        text.encode()
    except UnicodeEncodeError:
        return _bytes_of(text), CellTrouble.UNDECODABLE, "kept as bytes"
    return text, None, ""


def _bytes_of(text: str) -> bytes:
    """The bytes that somebody decoded with surrogates in place of what was no UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def _is_negative_zero(cell: Cell) -> bool:
    """A column of type REAL keeps whole numbers as integers, which have but one zero."""
    return isinstance(cell, float) and cell == 0 and math.copysign(1.0, cell) < 0
