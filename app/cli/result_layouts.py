"""Lays out the results of SQL as bytes: a table for people, CSV, or a JSON list. Rows are fetched when needed."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from app.cli.output import count_text, table
from app.databases.console.cells import is_damaged
from app.databases.console.results import Result
from app.databases.console.statements import first_word
from app.tables import Cell

Layout = Callable[[Iterator[Result]], Iterable[bytes]]

_LONGEST_SHOWN = 80


def as_table(results: Iterator[Result]) -> Iterator[bytes]:
    """Columns under each other, as wide as the rows fetched together need, and a line that counts."""
    for result in results:
        header = [column.name for column in result.columns]
        if not header:
            yield _line(f"{first_word(result.statement.text)}: done.")
            continue
        rows = result.fetch()
        yield from map(_line, table(header, [[shown_cell(cell) for cell in row] for row in rows]))
        while rows := result.fetch():
            yield from map(_line, table(header, [[shown_cell(cell) for cell in row] for row in rows])[1:])
        yield _line(f"{count_text(result.rows, 'row')}, {result.milliseconds:.0f} ms")


def as_csv(results: Iterator[Result]) -> Iterator[bytes]:
    """RFC 4180 with a header line; NULL is an empty field, empty text is "", a blob is hex with 0x before it.

    Cells are given as they are: a spreadsheet may take one that begins with = for a formula.
    """
    for result in results:
        if not result.columns:
            continue
        yield _csv_line([column.name for column in result.columns])
        while rows := result.fetch():
            yield b"".join(_csv_line(row) for row in rows)


def as_json(results: Iterator[Result]) -> Iterator[bytes]:
    """A list with an object for each statement: `columns` and `rows`. A blob is {"base64": "..."}."""
    before = "["
    for result in results:
        columns = [{"name": column.name, "type": column.declared} for column in result.columns]
        yield f'{before}{{"columns": {json.dumps(columns)}, "rows": ['.encode()
        before, between = ",\n", ""
        while rows := result.fetch():
            yield (between + ",\n".join(json.dumps([_json_cell(cell) for cell in row]) for row in rows)).encode()
            between = ",\n"
        yield f'], "row_count": {result.rows}}}'.encode()
    yield b"[]\n" if before == "[" else b"]\n"


def _line(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace") + b"\n"


def shown_cell(cell: Cell) -> str:
    """A cell as people read it in a table."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return f"<{len(cell)} bytes>"
    return shortened(str(cell))


def shortened(text: str) -> str:
    """Text that fits into a column."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _csv_line(cells: Sequence[Cell]) -> bytes:
    return (",".join(map(_csv_field, cells)) + "\r\n").encode("utf-8", "surrogateescape")


def _csv_field(cell: Cell) -> str:
    """Text is always quoted, so that empty text can be told from NULL."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"'
    return f"0x{cell.hex()}" if isinstance(cell, bytes) else str(cell)


def _json_cell(cell: Cell) -> object:
    if isinstance(cell, bytes):
        return {"base64": base64.b64encode(cell).decode("ascii")}
    if isinstance(cell, str) and is_damaged(cell):
        return {"undecodable": base64.b64encode(cell.encode("utf-8", "surrogateescape")).decode("ascii")}
    if isinstance(cell, float) and cell - cell != 0:
        return {"real": str(cell)}
    return cell
