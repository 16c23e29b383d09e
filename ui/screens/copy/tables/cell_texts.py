"""Cells as they stand in the grid and in the viewer."""

from PySide6.QtCore import QCoreApplication

from app.databases.console.cells import is_damaged
from app.tables import Cell
from ui import formats

NULL = "NULL"
_LONGEST = 200
_LONGEST_VIEWED = 1_000_000
_HEX_BYTES = 16
_MOST_HEX_BYTES = 64 * 1024
_ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"
_BREAKS = str.maketrans({"\n": "\N{RETURN SYMBOL}", "\r": "", "\t": " ", "\0": "\N{SYMBOL FOR NULL}"})


def is_number(cell: Cell) -> bool:
    """Whether it stands at the right."""
    return isinstance(cell, (int, float))


def one_line(cell: Cell) -> str:
    """A cell as it stands in the grid: one line, cut where it is long. What cannot be decoded shows as such."""
    if cell is None:
        return NULL
    if isinstance(cell, bytes):
        return QCoreApplication.translate("Cells", "blob, {size}", "a cell").format(size=formats.size(len(cell)))
    if not isinstance(cell, str):
        return str(cell)
    text = cell[: _LONGEST + 1].translate(_BREAKS)
    if is_damaged(text):
        text = legible(text)
    return text if len(cell) <= _LONGEST else text[:_LONGEST] + _ELLIPSIS


def legible(text: str) -> str:
    """Text in which every byte that could not be decoded is the sign for that."""
    return "".join("\N{REPLACEMENT CHARACTER}" if "\ud800" <= sign <= "\udfff" else sign for sign in text)


def viewed(cell: Cell) -> str:
    """A cell as it stands in the viewer, over several lines."""
    if cell is None:
        return NULL
    if isinstance(cell, bytes):
        return hex_view(cell)
    text = legible(str(cell))
    return text if len(text) <= _LONGEST_VIEWED else text[:_LONGEST_VIEWED] + _ELLIPSIS


def hex_view(data: bytes) -> str:
    """Bytes in rows of 16: where they are, in hex, and as ASCII."""
    lines = []
    for at in range(0, min(len(data), _MOST_HEX_BYTES), _HEX_BYTES):
        row = data[at : at + _HEX_BYTES]
        signs = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)
        lines.append(f"{at:08x}  {row.hex(' '):<{_HEX_BYTES * 3 - 1}}  {signs}")
    if len(data) > _MOST_HEX_BYTES:
        lines.append(_ELLIPSIS)
    return "\n".join(lines)


def kind_of(cell: Cell) -> str:
    """The kind of a value and how long it is, for the viewer."""
    if cell is None:
        return NULL
    if isinstance(cell, bytes):
        return one_line(cell)
    if isinstance(cell, int):
        return QCoreApplication.translate("Cells", "integer")
    if isinstance(cell, float):
        return QCoreApplication.translate("Cells", "real number")
    if is_damaged(cell):
        return QCoreApplication.translate("Cells", "text that cannot be decoded in part")
    text = QCoreApplication.translate("Cells", "text, %n character(s)", "", len(cell))
    return text.replace(str(len(cell)), formats.count(len(cell)))
