"""Rows of an SQLite database with every cell as it is kept: text that cannot be decoded comes as its bytes."""

from collections.abc import Generator, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.tables import Cell

_UTF_8: Final = "UTF-8"
_CODECS: Final = {"UTF-16le": "utf-16-le", "UTF-16be": "utf-16-be", _UTF_8: "utf-8"}


class RawText(bytes):
    """Text as its bytes in the encoding of the database, or in none."""

    __slots__ = ()


def has_raw(cells: Iterable[object]) -> bool:
    """Whether one of them is RawText."""
    return any(type(cell) is RawText for cell in cells)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How to ask for text as its bytes, and what to make of them.

    SQLite's own conversion from UTF-16 changes text that is not sound without a word, and its drivers stop at text
    that is not UTF-8. With an empty `codec` no text is decoded.
    """

    codec: str

    def select(self, columns: Sequence[str]) -> list[str]:
        """What to select for these columns, each quoted already."""
        return [
            part
            for column in columns
            for part in (
                f"iif(typeof({column}) = 'text', CAST({column} AS BLOB), {column})",
                f"typeof({column}) = 'text'",
            )
        ]

    def cells(self, row: Sequence[Any]) -> tuple[Cell, ...]:
        """The cells in a row of that."""
        pairs = zip(row[::2], row[1::2], strict=True)
        return tuple(self._decoded(value) if is_text else value for value, is_text in pairs)

    def _decoded(self, raw: bytes) -> str | RawText:
        try:
            return raw.decode(self.codec) if self.codec else RawText(raw)
        except UnicodeDecodeError:
            return RawText(raw)


class RowReader:
    """Reads rows through one connection of sqlcipher3, which nobody else may use meanwhile.

    `has_met_raw` is True once a cell came as RawText; set it back to False to begin anew. It may be True one row too
    early.
    """

    def __init__(self, connection: Any, *, converts: bool = True) -> None:  # noqa: ANN401 - the driver has no types
        """Without `converts`, all text in another encoding than UTF-8 comes as RawText."""
        self.has_met_raw = False
        self._db = connection
        encoding = str(connection.execute("PRAGMA encoding").fetchone()[0])
        self.is_utf_8 = encoding == _UTF_8
        self.spelling = Spelling(_CODECS[encoding] if converts or self.is_utf_8 else "")
        connection.text_factory = self._text

    def rows(
        self, columns: Sequence[str], rest: str, values: tuple[Cell, ...] = ()
    ) -> Generator[tuple[Cell, ...], None, None]:
        """Of `SELECT columns rest`, each row when it is asked for. `columns` are expressions of SQL, at least one."""
        if self.is_utf_8:
            # Not `yield from`: that would close the cursor too, which may have lost its connection by then.
            for row in self._db.execute(f"SELECT {', '.join(columns)} {rest}", values):
                yield row
            return
        for row in self._db.execute(f"SELECT {', '.join(self.spelling.select(columns))} {rest}", values):
            cells = self.spelling.cells(row)
            self.has_met_raw = self.has_met_raw or has_raw(cells)
            yield cells

    def _text(self, raw: bytes) -> str | RawText:
        try:
            return raw.decode()
        except UnicodeDecodeError:
            self.has_met_raw = True
            return RawText(raw)
