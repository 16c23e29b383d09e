"""Cells as text for other programs: what is put on the clipboard, and what is saved as CSV."""

from collections.abc import Sequence
from enum import StrEnum

from app.databases.console.cells import is_damaged
from app.databases.table_names import quoted
from app.tables import Cell

_LINES = str.maketrans({"\t": " ", "\n": " ", "\r": " "})


class Clipping(StrEnum):
    """The forms that rows can be copied in."""

    TSV = "tsv"
    CSV = "csv"
    INSERT = "insert"
    MARKDOWN = "markdown"


def clipped(form: Clipping, columns: Sequence[str], rows: Sequence[Sequence[Cell]], table: str = "") -> str:
    """The rows in a form. One cell alone is copied as it is, whatever the form of a table would be."""
    match form:
        case Clipping.TSV:
            if len(rows) == 1 and len(rows[0]) == 1:
                return _plain(rows[0][0])
            return "\n".join("\t".join(_plain(cell).translate(_LINES) for cell in row) for row in rows)
        case Clipping.CSV:
            return csv_line(columns) + "".join(map(csv_line, rows))
        case Clipping.INSERT:
            into = f"INSERT INTO {quoted(table or 'table')}({', '.join(map(quoted, columns))}) VALUES"
            return "\n".join(f"{into} ({', '.join(map(literal, row))});" for row in rows)
        case Clipping.MARKDOWN:
            lines = [columns, ["---"] * len(columns), *rows]
            return "\n".join(f"| {' | '.join(map(_in_markdown, line))} |" for line in lines)


def csv_line(cells: Sequence[Cell]) -> str:
    """RFC 4180. NULL is an empty field and text always quoted, so that empty text can be told from it."""
    return ",".join(map(_csv_field, cells)) + "\r\n"


def literal(cell: Cell) -> str:
    """A cell as SQLite reads it back, to the byte."""
    if cell is None:
        return "NULL"
    if isinstance(cell, bytes):
        return f"x'{cell.hex()}'"
    if isinstance(cell, float) and cell - cell != 0:
        return {"inf": "9e999", "-inf": "-9e999"}.get(str(cell), "NULL")
    if not isinstance(cell, str):
        return str(cell)
    if is_damaged(cell) or "\0" in cell:
        return f"CAST(x'{cell.encode('utf-8', 'surrogateescape').hex()}' AS TEXT)"
    return "'" + cell.replace("'", "''") + "'"


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"0x{cell.hex()}" if isinstance(cell, bytes) else str(cell)


def _csv_field(cell: Cell) -> str:
    if isinstance(cell, str):
        return '"' + cell.replace('"', '""') + '"'
    return _plain(cell)


def _in_markdown(cell: Cell) -> str:
    return _plain(cell).translate(_LINES).replace("|", "\\|")
