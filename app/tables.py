"""What Bailee knows of tables that come from a database: their shape, their cells and what was wrong with them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

Cell = int | float | str | bytes | None
"""A value as SQLite keeps it. What SQLite has no type for comes as exact text; see `Storage`."""


class Storage(Enum):
    """How the values of a column are kept in a sealed database: the types of an SQLite STRICT table."""

    INTEGER = "INTEGER"
    REAL = "REAL"
    TEXT = "TEXT"
    """Text, and what only text keeps exactly: decimals, dates and times (ISO 8601), intervals, JSON, arrays, UUIDs."""
    BLOB = "BLOB"
    ANY = "ANY"
    """Each value as it came, where the engine does not hold its columns to one type, or 64 bits are not enough."""


class Consistency(Enum):
    """Which state of the database the tables show."""

    SNAPSHOT = "snapshot"
    """One moment, by the engine's own snapshot; others go on writing meanwhile."""
    LOCKED = "locked"
    """One moment, because nobody could write while it was read."""
    PARTIAL = "partial"
    """One moment for some tables; the others, named in the notes, may have changed while they were read."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `declared` is the type as its engine writes it, `default` the expression, if any."""

    name: str
    declared: str
    storage: Storage
    is_nullable: bool = True
    default: str | None = None
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that refer to those of another table. Schema "" is the one the reading began in."""

    columns: tuple[str, ...]
    target_schema: str
    target_table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """An index over plain columns; indexes over expressions are listed in the notes of a survey instead."""

    name: str
    columns: tuple[str, ...]
    is_unique: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `schema` is "" for the one the reading began in. `row_estimate` comes from statistics."""

    schema: str
    name: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    indexes: tuple[Index, ...] = ()
    comment: str = ""
    row_estimate: int | None = None

    @property
    def title(self) -> str:
        """The name as people write it: with the schema, where that is not the usual one."""
        return f"{self.schema}.{self.name}" if self.schema else self.name


@dataclass(frozen=True, slots=True)
class View:
    """A view, as text in the engine's own words. It is kept to be read, never run."""

    schema: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Survey:
    """What is in a database, seen from inside the snapshot.

    `notes` says in plain English what was left out or is weaker than it should be.
    """

    engine: str
    version: str
    consistency: Consistency
    is_encrypted: bool
    tables: tuple[Table, ...]
    views: tuple[View, ...] = ()
    notes: tuple[str, ...] = ()


class CellTrouble(Enum):
    """Why a cell is not, or not exactly, what the customer's database held."""

    UNDECODABLE = "text cannot be decoded"
    OUT_OF_RANGE = "value is out of range"
    PRECISION_LOST = "precision lost"
    TOO_LONG = "value is too long"
    UNSUPPORTED = "type is not supported"


@dataclass(frozen=True, slots=True)
class CellProblem:
    """One cell that was kept as well as it could be. `row` counts from 0 in the order of reading."""

    table: str
    row: int
    column: str
    trouble: CellTrouble
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of one table, each as long as its columns, and what was wrong with their cells."""

    rows: Sequence[Sequence[Cell]]
    problems: Sequence[CellProblem] = ()


def named(tables: Iterable[Table], name: str) -> list[Table]:
    """The tables that people may mean by `name`: of this very title, else whatever the case, else without the schema.

    None is a name nobody has, several are a name that is not enough.
    """
    folded = name.casefold()
    everything = list(tables)
    tries = (
        [table for table in everything if table.title == name],
        [table for table in everything if table.title.casefold() == folded],
        [table for table in everything if table.name == name],
        [table for table in everything if table.name.casefold() == folded],
    )
    return next(filter(None, tries), [])
