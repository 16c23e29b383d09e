"""Reading the rows of a table in the order of its key, some at a time, exactly as they are stored."""

import marshal
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import apsw

from app.databases.comparing.row_layout import RowLayout
from app.databases.schema.change_schema import KeyPart
from app.databases.table_names import quoted
from app.tables import Cell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BATCH_ROWS = 512
BATCH_BYTES = 1 << 20

Raw = tuple[object, ...]
"""A row as it is compared: weight in bytes, key, columns. Text that cannot be decoded is a tuple of bytes."""

Span = tuple[int, int]
"""A range of rowids, both ends included."""


@dataclass(frozen=True, slots=True)
class RawText:
    """Text that is not valid in the encoding of its database, as the bytes that are stored."""

    data: bytes = field(repr=False)


Value = Cell | RawText


class RowReader:
    """The rows of one side of a comparison. `rows` are those that were read and not dropped yet."""

    def __init__(self, connection: apsw.Connection, laid: RowLayout, *, is_now: bool) -> None:
        self.rows: list[Raw] = []
        self.is_at_end = False
        self._connection = connection
        self._laid = laid
        self._is_now = is_now
        self._encoding = laid.encodings[is_now]
        self._key = laid.key if is_now else laid.key_before
        # Only UTF-8 comes through as the very bytes that are stored. Without a key reading could not go on
        # behind the first text that does not decode.
        self._is_raw = self._encoding != "utf-8" or not laid.is_comparable
        self._span: Span | None = None
        self._last: tuple[Value, ...] | None = None
        self._cursor: Iterator[Raw] = iter(())

    def begin(self, span: Span | None = None, after: tuple[Value, ...] | None = None) -> None:
        """Read from the start of `span` or of the table, or from behind the key `after`."""
        self.rows.clear()
        self.is_at_end = not self._laid.is_there[self._is_now]
        self._span, self._last = span, after
        if not self.is_at_end:
            self._open()

    def top_up(self) -> None:
        """Have a batch of rows ready, or all that are left."""
        weight = sum(_weight(row) for row in self.rows)
        try:
            while not self.is_at_end and len(self.rows) < BATCH_ROWS and weight < BATCH_BYTES:
                row = next(self._cursor, None)
                if row is None:
                    self.is_at_end = True
                else:
                    self.rows.append(row)
                    weight += _weight(row)
        except UnicodeDecodeError:
            if self.rows:
                self._last = self.key_of(self.rows[-1])
            self._is_raw = True
            self._open()
            self.top_up()

    def drop(self, count: int) -> None:
        """Forget the first rows."""
        if count:
            if self._laid.is_comparable:
                self._last = self.key_of(self.rows[count - 1])
            del self.rows[:count]

    def key_of(self, row: Raw) -> tuple[Value, ...]:
        """The key of a row."""
        return tuple(_value(cell) for cell in row[1 : 1 + len(self._key)])

    def values_of(self, row: Raw) -> tuple[Value, ...]:
        """The columns of a row."""
        return tuple(_value(cell) for cell in row[1 + len(self._key) :])

    def _open(self) -> None:
        statement, bindings = self._statement()
        cursor: Iterable[Raw] = self._connection.execute(statement, bindings)
        self._cursor = map(self._decoded, cursor) if self._is_raw else iter(cursor)

    def _statement(self) -> tuple[str, tuple[Cell, ...]]:
        bindings: list[Cell] = []
        cells = [quoted(part.name) for part in self._key]
        weights = []
        for column in self._laid.columns:
            name = column.name if self._is_now else column.before
            if name is None:
                bindings.append(column.default)
                cells.append("?")
            else:
                cells.append(quoted(name))
                if column.affinity not in {"INTEGER", "REAL"}:
                    weights.append(f"ifnull(octet_length({quoted(name)}),0)")
        wanted = [_balanced(weights, "+") if weights else "0"]
        if self._is_raw:
            # A default that is bound needs no mark: it came from the schema, which is text that decodes.
            marks = ["0" if cell == "?" else f"iif(typeof({cell})='text',1,0)" for cell in cells]
            wanted.append(_balanced(marks, "||"))
            wanted += [
                cell if cell == "?" else f"iif(typeof({cell})='text',CAST({cell} AS BLOB),{cell})" for cell in cells
            ]
        else:
            wanted += cells
        where, limits = self._where()
        order = ", ".join(f"{quoted(part.name)}{' DESC' if part.is_descending else ''}" for part in self._key)
        table = self._laid.now if self._is_now else self._laid.before
        # An index could hold something else than the table does, in a damaged or hostile database.
        text = f"SELECT {', '.join(wanted)} FROM main.{quoted(table.name)}"  # noqa: S608 - names are quoted
        text += "" if table.is_without_rowid else " NOT INDEXED"
        text += f" WHERE {where}" if where else ""
        text += f" ORDER BY {order}" if self._laid.is_comparable else ""
        return text, (*bindings, *limits)

    def _where(self) -> tuple[str, list[Cell]]:
        terms: list[str] = []
        bindings: list[Cell] = []
        if self._span is not None:
            terms.append(f"{quoted(self._key[0].name)} BETWEEN ? AND ?")
            bindings += list(self._span)
        if self._last is not None:
            text, values = _behind(self._key, self._last)
            terms.append(text)
            bindings += values
        return " AND ".join(terms), bindings

    def _decoded(self, row: Raw) -> Raw:
        marks = row[1]
        cells = [
            self._text(cell) if mark == "1" and isinstance(cell, bytes) else cell
            for mark, cell in zip(str(marks), row[2:], strict=True)
        ]
        return (row[0], *cells)

    def _text(self, data: bytes) -> str | tuple[bytes]:
        try:
            return data.decode(self._encoding)
        except UnicodeDecodeError:
            return (data,)


def is_exactly(some: object, others: object) -> bool:
    """Whether rows are the same by type and bytes: 1 is not 1.0 here, nor 0.0 the same as -0.0."""
    # Version 2 writes every object out each time, so that equal bytes mean equal values whoever else holds them.
    return some == others and marshal.dumps(some, 2) == marshal.dumps(others, 2)  # type: ignore[arg-type]


def bindable(value: Value) -> tuple[str, Cell]:
    """SQL for a bound value, and what to bind. The plus keeps the cast from lending its affinity to a comparison."""
    return ("(+CAST(? AS TEXT))", value.data) if isinstance(value, RawText) else ("?", value)


def _weight(row: Raw) -> int:
    weight = row[0]
    return weight if isinstance(weight, int) else 0


def _value(cell: object) -> Value:
    if isinstance(cell, tuple):
        return RawText(cell[0])
    return cell  # type: ignore[return-value] # rows hold nothing else, see Raw


def _behind(key: tuple[KeyPart, ...], values: tuple[Value, ...]) -> tuple[str, list[Cell]]:
    """The condition for rows behind a key, in the order of the key. The first term is what SQLite can search by."""
    terms: list[str] = []
    bindings: list[Cell] = []
    for place in range(len(key)):
        parts = []
        for part, value in zip(key[: place + 1], values, strict=False):
            sign, bound = bindable(value)
            relation = "=" if part is not key[place] else "<" if part.is_descending else ">"
            parts.append(f"{quoted(part.name)} {relation} {sign}")
            bindings.append(bound)
        terms.append(" AND ".join(parts))
    if len(key) == 1:
        return terms[0], bindings
    sign, bound = bindable(values[0])
    first = f"{quoted(key[0].name)} {'<=' if key[0].is_descending else '>='} {sign}"
    return f"{first} AND ({' OR '.join(terms)})", [bound, *bindings]


def _balanced(terms: list[str], operator: str) -> str:
    """The terms joined, no deeper than need be: SQLite limits the depth of an expression."""
    if len(terms) == 1:
        return terms[0]
    middle = len(terms) // 2
    return f"({_balanced(terms[:middle], operator)}{operator}{_balanced(terms[middle:], operator)})"
