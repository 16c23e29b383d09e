"""Consoles to test with, over databases that lie in a sealed copy."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import apsw

from app.databases.console.console import Console
from app.databases.console.writing import Checkpoints
from app.databases.sealed.opening import SealedDatabases
from app.progress import Monitor
from app.tables import Cell
from tests.app.databases.sealed import built, sealed

PATH = b"shop.sqlite"


@dataclass
class Counting:
    """Checkpoints that note when they were called, around the real ones."""

    real: Checkpoints
    calls: list[str] = field(default_factory=list)

    def checkpoints(self) -> Checkpoints:
        return Checkpoints(begin=self._begin, end=self._end)

    def _begin(self) -> None:
        self.real.begin()
        self.calls.append("begin")

    def _end(self) -> None:
        self.calls.append("end")
        self.real.end()


@dataclass
class Bench:
    """A console that may write, what it works on, and another connection that sees what was committed."""

    console: Console
    databases: SealedDatabases
    connection: apsw.Connection
    counting: Counting

    def rows(self, script: str, monitor: Monitor | None = None) -> list[tuple[Cell, ...]]:
        """All rows of the last statement of a script that only reads."""
        found: list[tuple[Cell, ...]] = []
        for result in self.console.run(script, monitor or Monitor()):
            found = []
            while page := result.fetch():
                found += page
        return found

    def committed(self, sql: str) -> list[tuple[Cell, ...]]:
        """What another connection reads."""
        other = self.databases.connect(PATH, writable=False)
        try:
            return [tuple(row) for row in other.execute(sql)]
        finally:
            other.close()

    def write(self, script: str) -> None:
        self.console.run_writes(script, Monitor())


@contextlib.contextmanager
def bench(schema: str = "", *, writable: bool = True) -> Iterator[Bench]:
    """A console over a new database with this schema."""
    data = built(lambda connection: connection.execute("PRAGMA user_version = 1;" + schema).fetchall())
    with sealed({PATH: data}) as (_, databases):
        connection = databases.connect(PATH, writable=writable)
        counting = Counting(Checkpoints.of(databases, PATH))
        checkpoints = counting.checkpoints() if writable else None
        try:
            with Console(connection, PATH, checkpoints=checkpoints) as console:
                yield Bench(console, databases, connection, counting)
        finally:
            connection.close()
