"""Reads the system catalogue of one database into a survey, and keeps what reading its tables will need."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.sources.servers.postgresql import queries
from app.sources.servers.postgresql.values import Asking, asking
from app.sources.sql_names import quoted
from app.tables import Column, ForeignKey, Index, Table, View

Ask = Callable[[str], list[tuple[Any, ...]]]
"""Runs a query without parameters inside the snapshot."""

VERSION_WITH_KEY_COLUMNS = 110000
VERSION_WITH_GENERATED_COLUMNS = 120000


@dataclass(frozen=True, slots=True)
class Relation:
    """A table and how it is read.

    `files` are its parts by oid, itself included, each with the number of its file as the snapshot has it: another
    number later on means that rows were thrown away that the snapshot should still show.
    """

    oid: int
    schema: str
    table: Table
    askings: tuple[Asking, ...]
    kind: str
    lies_elsewhere: bool
    """Whether rows of it are on another server, outside any snapshot."""
    files: Mapping[int, int]

    @property
    def is_partitioned(self) -> bool:
        """Whether its rows lie in other tables."""
        return self.kind == "p"

    def query(self) -> str:
        """The SELECT for all its columns, without a condition."""
        columns = zip(self.askings, self.table.columns, strict=True)
        selected = ", ".join(asked.expression.replace("{}", quoted(column.name)) for asked, column in columns)
        return f"SELECT {selected} FROM {self.name}"  # noqa: S608 - quoted

    def counting_query(self) -> str:
        """The SELECT for the number of its rows, without a condition."""
        return f"SELECT pg_catalog.count(*) FROM {self.name}"  # noqa: S608 - quoted

    @property
    def name(self) -> str:
        """Its quoted name, for FROM. The rows of tables that inherit from it come with those tables."""
        only = "ONLY " if self.kind == "r" else ""
        return f"{only}{quoted(self.schema)}.{quoted(self.table.name)}"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is in the database."""

    relations: tuple[Relation, ...]
    views: tuple[View, ...]
    notes: tuple[str, ...]
    is_one_moment: bool
    """Whether no table lies on another server."""


@dataclass(slots=True)
class _Found:
    """One row of pg_class, and what belongs to it."""

    oid: int
    schema: str
    name: str
    kind: str
    is_part: bool
    is_populated: bool
    is_unlogged: bool
    has_row_security: bool
    estimate: float
    file: int
    comment: str
    columns: list[Column] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)
    primary_key: tuple[str, ...] = ()
    indexes: list[Index] = field(default_factory=list)
    foreign_keys: list[ForeignKey] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)

    @property
    def is_kept(self) -> bool:
        """Whether there is something to read."""
        return bool(self.columns) and self.is_populated


class CatalogueReader:
    """One reading of the catalogue. `home` is the schema that is shown as ""; `codec` is for `Asking.kept_as`."""

    def __init__(self, ask: Ask, *, version: int, home: str, codec: str) -> None:
        self._ask = ask
        self._version = version
        self._home = home
        self._codec = codec
        self._found: dict[int, _Found] = {}
        self._notes: list[str] = []

    def read(self) -> Catalogue:
        """Everything, with a note on whatever is left out."""
        self._found = {row[0]: _Found(*row) for row in self._ask(queries.RELATIONS)}
        self._read_parts()
        self._read_columns()
        self._read_indexes()
        self._read_foreign_keys()
        views = tuple(View(self._shown(schema), name, text) for schema, name, text in self._ask(queries.VIEWS))
        whole = [found for found in self._found.values() if not found.is_part]
        self._note_kinds(whole)
        self._note_left_out()
        kept = [found for found in whole if found.is_kept]
        is_one_moment = not any(map(self._lies_elsewhere, kept))
        return Catalogue(tuple(map(self._relation, kept)), views, tuple(self._notes), is_one_moment)

    def _read_parts(self) -> None:
        for parent, part in self._ask(queries.PARTS):
            if parent in self._found and part in self._found:
                self._found[parent].parts.append(part)

    def _read_columns(self) -> None:
        generated = "a.attgenerated::text" if self._version >= VERSION_WITH_GENERATED_COLUMNS else "''::text"
        for oid, name, declared, nullable, default, identity, made, comment, base in self._ask(
            queries.COLUMNS.format(generated=generated)
        ):
            if oid in self._found:
                found, asked = self._found[oid], asking(base)
                expression = _default(default, identity, made)
                storage = asked.kept_as(codec=self._codec)
                found.columns.append(Column(name, declared, storage, nullable, expression, comment))
                found.askings.append(asked)

    def _read_indexes(self) -> None:
        key_columns = "i.indnkeyatts" if self._version >= VERSION_WITH_KEY_COLUMNS else "i.indnatts"
        left_out = []
        for oid, name, unique, primary, plain, columns in self._ask(queries.INDEXES.format(key_columns=key_columns)):
            found = self._found.get(oid)
            if found is None:
                continue
            if primary:
                found.primary_key = tuple(columns)
            elif plain:
                found.indexes.append(Index(name, tuple(columns), unique))
            else:
                left_out.append(f"{self._title(found)}: {name}")
        self._note("indexes left out, because they are not over plain columns alone", left_out)

    def _read_foreign_keys(self) -> None:
        for oid, target, columns, target_columns in self._ask(queries.FOREIGN_KEYS):
            found, aimed_at = self._found.get(oid), self._found.get(target)
            if found is not None and aimed_at is not None and not aimed_at.is_part:
                schema = self._shown(aimed_at.schema)
                key = ForeignKey(tuple(columns), schema, aimed_at.name, tuple(target_columns))
                if key not in found.foreign_keys:  # partitioning repeats a key for each part it refers to
                    found.foreign_keys.append(key)

    def _note_kinds(self, whole: Sequence[_Found]) -> None:
        kept = [found for found in whole if found.is_kept]
        unfilled = [found for found in whole if found.columns and not found.is_kept]
        self._note("tables left out, because they have no columns", self._titles(f for f in whole if not f.columns))
        self._note("materialised views left out, because they were never filled", self._titles(unfilled))
        old = self._titles(f for f in kept if f.kind == "m")
        self._note("materialised views, whose rows are as old as their last refresh", old)
        parted = self._titles(f for f in kept if f.kind == "p")
        self._note("partitioned tables, each read as one table", parted)
        foreign = self._titles(f for f in kept if self._lies_elsewhere(f))
        self._note("tables of other servers, not part of the snapshot", foreign)
        self._note(
            "unlogged tables, which a crash of the server empties", self._titles(f for f in kept if f.is_unlogged)
        )
        self._note("tables with row security", self._titles(f for f in kept if f.has_row_security))

    def _note_left_out(self) -> None:
        ((sequences, functions, triggers, checks, large_objects),) = self._ask(queries.LEFT_OUT)
        counted = {
            "sequences": sequences,
            "functions": functions,
            "triggers": triggers,
            "check and exclusion constraints": checks,
            "large objects": large_objects,
        }
        said = [f"{count} {what}" for what, count in counted.items() if count]
        if said:
            self._notes.append(f"left out: {', '.join(said)}")

    def _relation(self, found: _Found) -> Relation:
        estimates = [self._found[oid].estimate for oid in self._tree(found.oid) if self._found[oid].kind != "p"]
        known = all(estimate > 0 for estimate in estimates) and estimates
        table = Table(
            self._shown(found.schema),
            found.name,
            tuple(found.columns),
            found.primary_key,
            tuple(found.foreign_keys),
            tuple(found.indexes),
            found.comment,
            int(sum(estimates)) if known else None,
        )
        files = {oid: self._found[oid].file for oid in self._tree(found.oid)}
        return Relation(
            found.oid, found.schema, table, tuple(found.askings), found.kind, self._lies_elsewhere(found), files
        )

    def _lies_elsewhere(self, found: _Found) -> bool:
        return any(self._found[oid].kind == "f" for oid in self._tree(found.oid))

    def _tree(self, oid: int) -> list[int]:
        """A table and all its parts, however deep."""
        below = [deeper for part in self._found[oid].parts for deeper in self._tree(part)]
        return [oid, *below]

    def _shown(self, schema: str) -> str:
        return "" if schema == self._home else schema

    def _title(self, found: _Found) -> str:
        return f"{found.schema}.{found.name}" if self._shown(found.schema) else found.name

    def _titles(self, found: Iterable[_Found]) -> list[str]:
        return [self._title(one) for one in found]

    def _note(self, what: str, names: Sequence[str]) -> None:
        if names:
            self._notes.append(f"{what}: {', '.join(names)}")


def _default(expression: str, identity: str, generated: str) -> str | None:
    """What a new row gets, in the words of CREATE TABLE."""
    if identity:
        return f"GENERATED {'ALWAYS' if identity == 'a' else 'BY DEFAULT'} AS IDENTITY"
    if generated:
        return f"GENERATED ALWAYS AS ({expression}) {'STORED' if generated == 's' else 'VIRTUAL'}"
    return expression or None
