"""How the values of each type are asked for, so that they arrive as cells without any work for most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import ne

from app.sources.servers.cells import Pick, convert, nan_as_text, text_in
from app.tables import Cell, Rows, Storage

_ASKED = {
    "int2": ("{}", Storage.INTEGER),
    "int4": ("{}", Storage.INTEGER),
    "int8": ("{}", Storage.INTEGER),
    "oid": ("{}", Storage.INTEGER),
    "bool": ("{}::pg_catalog.int4", Storage.INTEGER),
    "float4": ("{}", Storage.REAL),
    "float8": ("{}", Storage.REAL),
    "text": ("{}", Storage.TEXT),
    "varchar": ("{}", Storage.TEXT),
    "bpchar": ("{}", Storage.TEXT),
    "bytea": ("{}", Storage.BLOB),
    "inet": ("pg_catalog.abbrev({})", Storage.TEXT),  # a cast writes a netmask that the value is not shown with
    "money": ("{}::pg_catalog.numeric::pg_catalog.text", Storage.TEXT),  # with a decimal point, in any country
}


@dataclass(frozen=True, slots=True)
class Asking:
    """How one column is asked for: `{}` in `expression` stands for its quoted name. `storage` is what arrives."""

    expression: str
    storage: Storage

    def kept_as(self, *, codec: str) -> Storage:
        """How the column is to be kept: ANY where single values may have to be kept in another way.

        A REAL column can hold neither NaN, which is kept as text, nor -0.0. Text that may turn out not to be in
        `codec` is kept as bytes; "" where the server has made sure of it.
        """
        if self.storage is Storage.REAL or (codec and self.storage is Storage.TEXT):
            return Storage.ANY
        return self.storage


def asking(base_type: str) -> Asking:
    """What to ask for a type of the system schema; "" for any other.

    What SQLite has no type for comes in the server's own words: DateStyle ISO, IntervalStyle iso_8601, UTC.
    """
    expression, storage = _ASKED.get(base_type, ("{}::pg_catalog.text", Storage.TEXT))
    return Asking(expression, storage)


@dataclass(frozen=True, slots=True)
class Repair:
    """What is left to do with the rows of one table, which is nothing for most: looking for NaN, and decoding."""

    table: str
    floats: tuple[Pick, ...]
    texts: tuple[Pick, ...]

    def apply(self, rows: Sequence[Sequence[Cell]], first_row: int) -> Rows:
        """The rows as they are to be kept; `first_row` is the number of the first of them."""
        floats = [pick for pick in self.floats if _holds_nan([row[pick.position] for row in rows])]
        return convert(list(rows), (*floats, *self.texts), table=self.table, first_row=first_row)


def repair(table: str, columns: Sequence[tuple[str, Asking]], codec: str) -> Repair:
    """For rows of these columns. `codec` is "" where text arrives decoded, so that only NaN can be amiss."""
    floats, texts = [], []
    for position, (name, asked) in enumerate(columns):
        if asked.storage is Storage.REAL:
            floats.append(Pick(position, name, nan_as_text))
        elif codec and asked.storage is Storage.TEXT:
            texts.append(Pick(position, name, text_in(codec), codec))
    return Repair(table, tuple(floats), tuple(texts))


def _holds_nan(column: list[Cell]) -> bool:
    return any(map(ne, column, column))  # only NaN is not equal to itself, and this loop runs in C
