"""Snapshots to load from: one over a real SQLite database, and one that gives whatever a test wants to see given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import apsw

from app.errors import BaileeError, FilterRefused, TableRefused
from app.tables import (
    Cell,
    CellProblem,
    Column,
    Consistency,
    ForeignKey,
    Index,
    Rows,
    Storage,
    Survey,
    Table,
    View,
)

STORAGES = {"INTEGER": Storage.INTEGER, "REAL": Storage.REAL, "TEXT": Storage.TEXT, "BLOB": Storage.BLOB}


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


class SqliteSnapshot:
    """Fulfils the port TableSnapshot over one open read transaction."""

    def __init__(self, connection: apsw.Connection, *, batch: int = 3) -> None:
        self._connection = connection
        self._batch = batch
        connection.execute("BEGIN")

    def survey(self) -> Survey:
        names = self._connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        views = self._connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'view'")
        return Survey(
            "sqlite",
            apsw.sqlite_lib_version(),
            Consistency.SNAPSHOT,
            is_encrypted=False,
            tables=tuple(self._table(str(name)) for (name,) in names),
            views=tuple(View("", name, sql) for name, sql in views),
        )

    def count(self, table: Table, where: str = "") -> int:
        return int(str(self._run(table, "count(*)", where).get))

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        cursor = self._run(table, ", ".join(quoted(column.name) for column in table.columns), where)
        while rows := list(islice(cursor, self._batch)):
            yield Rows(rows)

    def _run(self, table: Table, what: str, where: str) -> apsw.Cursor:
        condition = f" WHERE ({where})" if where else ""
        try:
            return self._connection.execute(f"SELECT {what} FROM {quoted(table.name)}{condition}")
        except apsw.SQLError as error:
            raise FilterRefused(table=table.title, reason=str(error)) from error

    def _table(self, name: str) -> Table:
        described = self._connection.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
        columns = [
            Column(
                str(column),
                str(declared),
                STORAGES.get(str(declared), Storage.ANY),
                not not_null,
                None if default is None else str(default),
            )
            for _, column, declared, not_null, default, _ in described
        ]
        keys: dict[int, list[tuple[str, str, str]]] = {}
        for number, _, target, mine, theirs, *_ in self._connection.execute(f"PRAGMA foreign_key_list({quoted(name)})"):
            keys.setdefault(int(number), []).append((str(target), str(mine), str(theirs or "")))
        indexes = self._connection.execute(f"PRAGMA index_list({quoted(name)})").fetchall()
        return Table(
            "",
            name,
            tuple(columns),
            tuple(str(row[1]) for row in sorted(described, key=lambda row: int(str(row[5]))) if row[5]),
            tuple(
                ForeignKey(
                    tuple(mine for _, mine, _ in parts),
                    "",
                    parts[0][0],
                    tuple(theirs for *_, theirs in parts if theirs),
                )
                for _, parts in sorted(keys.items())
            ),
            tuple(
                Index(str(index), self._columns_of(str(index)), bool(is_unique))
                for _, index, is_unique, origin, _ in indexes
                if origin != "pk"
            ),
        )

    def _columns_of(self, index: str) -> tuple[str, ...]:
        return tuple(str(row[2]) for row in self._connection.execute(f"PRAGMA index_info({quoted(index)})"))


@dataclass
class GivenSnapshot:
    """Gives rows as they are, counts them truly unless told otherwise, and fails where it is told to."""

    tables: Sequence[Table]
    rows_of: Mapping[str, Sequence[Sequence[object]]] = field(default_factory=dict)
    problems_of: Mapping[str, Sequence[CellProblem]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    failing_count: Mapping[str, BaileeError] = field(default_factory=dict)
    failing_rows: Mapping[str, BaileeError] = field(default_factory=dict)
    views: Sequence[View] = ()
    consistency: Consistency = Consistency.SNAPSHOT
    batch: int = 2
    readings: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def survey(self) -> Survey:
        return Survey(
            "given", "1", self.consistency, is_encrypted=True, tables=tuple(self.tables), views=tuple(self.views),
            notes=("nothing to say",),
        )  # fmt: skip

    def count(self, table: Table, where: str = "") -> int:
        assert where == ""
        if table.title in self.failing_count:
            raise self.failing_count[table.title]
        return self.counts.get(table.title, len(self.rows_of.get(table.title, ())))

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        assert where == ""
        self.readings.append(table.title)
        rows = self.rows_of.get(table.title, ())
        problems = self.problems_of.get(table.title, ())
        try:
            for at in range(0, len(rows), self.batch):
                found = [problem for problem in problems if at <= problem.row < at + self.batch]
                yield Rows([_as_row(row) for row in rows[at : at + self.batch]], found)
            if table.title in self.failing_rows:
                raise self.failing_rows[table.title]
        finally:
            self.ended.append(table.title)


def refused(table: str) -> TableRefused:
    return TableRefused(table=table, reason="permission denied")


def column(name: str, storage: Storage, *, declared: str = "", is_nullable: bool = True) -> Column:
    return Column(name, declared or storage.value.lower(), storage, is_nullable)


def _as_row(row: Sequence[object]) -> Sequence[Cell]:
    return row  # type: ignore[return-value]  # what is no cell is what some tests are about
