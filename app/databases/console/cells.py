"""Cells as SQLite keeps them, with text that is no text in its encoding kept to the byte."""

from collections.abc import Callable, Sequence
from typing import Final

import apsw

from app.tables import Cell

Row = tuple[Cell, ...]
"""One row. Text that cannot be decoded is a str with surrogates, as `surrogateescape` makes them; see `is_damaged`.

Of broken UTF-16 SQLite itself makes other text, unless it is asked for by `exact`.
"""

PAGE_BYTES: Final = 16 * 1024 * 1024
"""A page of rows ends early once its texts and blobs are this long, but never before its first row."""

_CELL_BYTES: Final = 16


def encoding_of(connection: apsw.Connection) -> str:
    """How the database keeps text, as Python calls it."""
    name = str(connection.pragma("encoding")).lower()
    return {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}[name]


def exact(expression: str) -> str:
    """SQL for two columns that carry the value of `expression` without its text being decoded."""
    raw = f"CASE typeof({expression}) WHEN 'text' THEN CAST({expression} AS BLOB) ELSE {expression} END"
    return f"typeof({expression}), {raw}"


def from_exact(values: Sequence[Cell], encoding: str) -> Row:
    """The row that such columns stand for."""
    pairs = zip(values[::2], values[1::2], strict=True)
    return tuple(
        decoded(value, encoding) if kind == "text" and isinstance(value, bytes) else value for kind, value in pairs
    )


def decoded(data: bytes, encoding: str) -> str:
    """Text from its bytes. SQLite ignores half a code unit at the end of UTF-16."""
    if encoding == "utf-8":
        return data.decode("utf-8", "surrogateescape")
    return data[: len(data) // 2 * 2].decode(encoding, "surrogatepass")


def text_of(connection: apsw.Connection) -> Callable[[Cell], str]:
    """What makes names of the bytes of names, which in a hostile schema need not be text. What is no bytes gives ""."""
    encoding = encoding_of(connection)

    def text(data: Cell) -> str:
        return str(data, encoding, "surrogateescape") if isinstance(data, bytes) else ""

    return text


def is_damaged(cell: Cell) -> bool:
    """Whether the cell is text that cannot be decoded."""
    return isinstance(cell, str) and not cell.isascii() and any("\ud800" <= sign <= "\udfff" for sign in cell)


def size_of(row: Row) -> int:
    """About how many bytes a row takes."""
    return sum(len(cell) if isinstance(cell, (str, bytes)) else _CELL_BYTES for cell in row)
