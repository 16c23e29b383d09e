"""What the contract of table sources needs from a real server: an empty database, somebody who may do all in it, and
somebody who may read it.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from typing import Any

from app.crypto.secret import Secret
from app.ports import TableSource
from app.sources.servers.connecting import ServerAccess
from app.sources.servers.url import DatabaseUrl
from app.tables import Cell, CellTrouble, Rows, Storage, Survey, Table

BUSY_SECONDS = 5.0


@dataclass(frozen=True)
class ValueCase:
    """A value of some type: how it is written in SQL, and the cell that must arrive."""

    declared: str
    literal: str
    cell: Cell
    storage: Storage
    trouble: CellTrouble | None = None
    shown_as: str = ""
    """The type as the survey gives it, where the engine has another name for it than `declared`."""


@dataclass(frozen=True)
class Types:
    """How the engine writes the column types that every test needs."""

    integer: str
    text: str
    blob: str


@dataclass(frozen=True)
class Playground:
    """An empty database of a running server. Subclass it where an engine needs more than these fields.

    `connect` gives the owner a new DB-API connection that does not commit by itself. `conflicts` are the errors a
    writer has to answer with a rollback and another try.
    """

    url: str
    password: str
    connect: Callable[[], Any]
    make: Callable[[ServerAccess], TableSource]
    types: Types
    values: Sequence[ValueCase]
    conflicts: tuple[type[Exception], ...]
    placeholder: str = "%s"
    doubles_percent: bool = False
    """Whether the driver wants a per cent sign in a statement with placeholders written twice."""
    quotes: str = '""'
    case_matters: bool = True
    """Whether two tables may have names that differ by case alone, when they are quoted."""

    def quote(self, name: str) -> str:
        """A name as the engine quotes it."""
        closing_quote = self.quotes[1]
        return self.quotes[0] + name.replace(closing_quote, closing_quote * 2) + closing_quote

    def forbid(self, table: str) -> None:
        """Take from the reader the right to read `table`, a plain name."""
        raise NotImplementedError

    def break_connections(self) -> None:
        """End every connection of the reader, as a server that goes down does."""
        raise NotImplementedError

    def slow_condition(self) -> str:
        """A condition that keeps the server busy for half a minute with one row; "" where the engine has none."""
        return ""

    def running_statements(self) -> int:
        """How many statements of the reader the server is working on now."""
        raise NotImplementedError

    def access(self, *, password: str | None = None, url: str | None = None) -> ServerAccess:
        """The reader's way in."""
        secret = Secret((self.password if password is None else password).encode())
        return ServerAccess(DatabaseUrl.parse(url or self.url), secret)

    def source(self, *, password: str | None = None, url: str | None = None) -> TableSource:
        """The source as the reader has it."""
        return self.make(self.access(password=password, url=url))

    @contextlib.contextmanager
    def owner(self) -> Iterator[Any]:
        """A cursor of the owner; what it did is committed at the end."""
        with closing(self.connect()) as connection:
            with closing(connection.cursor()) as cursor:
                yield cursor
            connection.commit()

    def run(self, *statements: str) -> None:
        """Statements of the owner, each committed."""
        for statement in statements:
            with self.owner() as cursor:
                cursor.execute(statement)

    def insert(self, table: str, rows: Sequence[Sequence[object]]) -> None:
        """Rows of the owner, in one transaction. `table` is quoted already."""
        with self.owner() as cursor:
            marks = ", ".join([self.placeholder] * len(rows[0]))
            name = table.replace("%", "%%") if self.doubles_percent else table
            cursor.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)


PlaygroundOf = Callable[[], AbstractContextManager[Playground]]


def wait_until_idle(playground: Playground) -> None:
    """Fail unless the server soon does nothing more for the reader."""
    end = time.monotonic() + BUSY_SECONDS
    while playground.running_statements():
        assert time.monotonic() < end, "the server is still at work"
        time.sleep(0.01)


def table_named(survey: Survey, name: str) -> Table:
    """The one table of that name, whatever its schema."""
    (table,) = [table for table in survey.tables if table.name == name]
    return table


def all_rows(batches: Iterator[Rows]) -> list[tuple[Cell, ...]]:
    """The cells of every batch."""
    return [tuple(row) for batch in batches for row in batch.rows]
