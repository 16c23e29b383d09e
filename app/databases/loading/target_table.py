"""The tables to be made in the sealed database: STRICT, with names and keys that SQLite can hold."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from app.databases.loading.choosing import ChosenTable
from app.databases.table_names import Names, quoted
from app.tables import Cell, ForeignKey, Storage, Table

_REBUILT = "_bailee_rebuilt"


@dataclass(frozen=True, slots=True)
class TargetColumn:
    """A column. `source_name` is what the engine calls it."""

    name: str
    source_name: str
    storage: Storage
    is_nullable: bool


@dataclass(frozen=True, slots=True)
class TargetReference:
    """A foreign key to a table that is there too."""

    columns: tuple[str, ...]
    table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetIndex:
    """An index, made when the rows are in."""

    name: str
    columns: tuple[str, ...]
    is_unique: bool


@dataclass(frozen=True, slots=True)
class TargetTable:
    """A table as it will be.

    Its primary key is never the rowid itself (a single integer is declared INT): the rowid counts the rows from 1 in
    the order they were read, which is what problems and hashes go by.
    """

    source: Table
    name: str
    columns: tuple[TargetColumn, ...]
    primary_key: tuple[str, ...] = ()
    references: tuple[TargetReference, ...] = ()
    indexes: tuple[TargetIndex, ...] = ()

    def create_sql(self, name: str | None = None) -> str:
        """Make it."""
        parts = [_column_sql(column) for column in self.columns]
        if self.primary_key:
            parts.append(f"PRIMARY KEY ({_listed(self.primary_key)})")
        parts += [
            f"FOREIGN KEY ({_listed(each.columns)}) REFERENCES {quoted(each.table)} ({_listed(each.target_columns)})"
            for each in self.references
        ]
        return f"CREATE TABLE {quoted(name or self.name)} ({', '.join(parts)}) STRICT"

    def insert_sql(self) -> str:
        """Add one row."""
        places = ", ".join("?" * len(self.columns))
        return f"INSERT INTO {quoted(self.name)} VALUES ({places})"  # noqa: S608 - quoted

    def select_sql(self) -> str:
        """All rows in the order they were read: without an index that is the order of the rowid."""
        columns = _listed(column.name for column in self.columns)
        return f"SELECT {columns} FROM {quoted(self.name)} NOT INDEXED"  # noqa: S608 - quoted

    def rebuild_sql(self) -> tuple[str, ...]:
        """Put this table in the place of one with the same name and columns."""
        return (
            self.create_sql(_REBUILT),
            f"INSERT INTO {_REBUILT} {self.select_sql()}",
            f"DROP TABLE {quoted(self.name)}",
            f"ALTER TABLE {_REBUILT} RENAME TO {quoted(self.name)}",
        )

    def index_sql(self, index: TargetIndex, *, is_unique: bool) -> str:
        """Make one of its indexes."""
        unique = "UNIQUE " if is_unique else ""
        return f"CREATE {unique}INDEX {quoted(index.name)} ON {quoted(self.name)} ({_listed(index.columns)})"

    def loosened(self, any_type: Set[int], nullable: Set[int]) -> "TargetTable":
        """The same table, where some columns take every type and some take NULL, which no primary key does."""
        columns = list(self.columns)
        for at in any_type:
            columns[at] = replace(columns[at], storage=Storage.ANY)
        for at in nullable:
            columns[at] = replace(columns[at], is_nullable=True)
        is_key = not any(columns[at].name in self.primary_key for at in nullable)
        return replace(self, columns=tuple(columns), primary_key=self.primary_key if is_key else ())


def plan_targets(chosen: Sequence[ChosenTable], reserved: Iterable[str] = ()) -> list[TargetTable]:
    """A target for each table, in the same order. Tables have the first choice of names, indexes the second."""
    names = Names(reserved)
    plain = [_with_columns(each.table, names.give(each.table.title)) for each in chosen]
    by_place = {(each.source.schema, each.source.name): each for each in plain}
    whole = []
    for each in plain:
        references = tuple(_references(each, by_place))
        whole.append(replace(each, references=references, indexes=tuple(_indexes(each, names))))
    return whole


def unkept_references(target: TargetTable) -> int:
    """How many foreign keys the table has to tables that are not taken, or to columns that are no key there."""
    return len(target.source.foreign_keys) - len(target.references)


def fits(storage: Storage, cell: Cell) -> bool:
    """Whether a column of a STRICT table takes a cell as it is."""
    if cell is None or storage is Storage.ANY:
        return True
    return type(cell) is _TYPES[storage]


def _with_columns(table: Table, name: str) -> TargetTable:
    names = Names()
    given = {column.name: names.give(column.name) for column in table.columns}
    key = tuple(given[column] for column in table.primary_key if column in given)
    columns = tuple(
        TargetColumn(
            given[column.name],
            column.name,
            column.storage,
            column.is_nullable and column.name not in table.primary_key,  # a STRICT table has no NULL in its key
        )
        for column in table.columns
    )
    return TargetTable(table, name, columns, key if len(key) == len(table.primary_key) else ())


def _references(target: TargetTable, by_place: Mapping[tuple[str, str], TargetTable]) -> Iterator[TargetReference]:
    for foreign in target.source.foreign_keys:
        parent = by_place.get((foreign.target_schema, foreign.target_table))
        reference = None if parent is None else _reference(target, foreign, parent)
        if reference is not None:
            yield reference


def _reference(target: TargetTable, foreign: ForeignKey, parent: TargetTable) -> TargetReference | None:
    """None where SQLite could not follow it: it wants the columns referred to to be a key of their table."""
    theirs = foreign.target_columns or parent.source.primary_key
    keys = [set(parent.source.primary_key)]
    keys += [set(index.columns) for index in parent.source.indexes if index.is_unique]
    columns, target_columns = _renamed(target, foreign.columns), _renamed(parent, theirs)
    is_possible = bool(theirs) and set(theirs) in keys and len(columns) == len(target_columns) == len(theirs)
    return TargetReference(columns, parent.name, target_columns) if is_possible else None


def _indexes(target: TargetTable, names: Names) -> Iterator[TargetIndex]:
    for index in target.source.indexes:
        columns = _renamed(target, index.columns)
        if columns and len(columns) == len(index.columns):
            yield TargetIndex(names.give(f"{target.name}.{index.name}"), columns, index.is_unique)


def _renamed(target: TargetTable, columns: Iterable[str]) -> tuple[str, ...]:
    """What the columns are called here; those that are not there are left out."""
    given = {column.source_name: column.name for column in target.columns}
    return tuple(given[name] for name in columns if name in given)


def _column_sql(column: TargetColumn) -> str:
    declared = "INT" if column.storage is Storage.INTEGER else column.storage.value
    return f"{quoted(column.name)} {declared}{'' if column.is_nullable else ' NOT NULL'}"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(quoted, names))


_TYPES = {Storage.INTEGER: int, Storage.REAL: float, Storage.TEXT: str, Storage.BLOB: bytes}
