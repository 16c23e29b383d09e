"""The SQL console over one database of a copy: reads by default, writes behind a checkpoint, stops when asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Final, Self

import apsw

from app.databases.console.authorizer import Rule
from app.databases.console.examining import Examination, examine
from app.databases.console.guarded import GuardedConnection
from app.databases.console.results import Result
from app.databases.console.statements import split
from app.databases.console.writing import Checkpoints, Writer, WriteReport
from app.errors import StatementRefused
from app.progress import Monitor

_MOST_ROWS: Final = 1_000
_MOST_OPEN: Final = 100
"""Results that may wait for somebody to fetch their rows; the oldest is closed before there are more."""


class Console:
    """One session. `connection` comes from `SealedDatabases.connect` and stays the caller's; `path` is the database's.

    Without `checkpoints` it never writes. Use by one thread at a time; `interrupt` may be called by any. Close it.
    """

    def __init__(
        self,
        connection: apsw.Connection,
        path: bytes,
        *,
        checkpoints: Checkpoints | None = None,
        limit_seconds: float | None = None,
    ) -> None:
        """`limit_seconds` is for each call into the database. Raises NotADatabase, DatabaseBusy."""
        self._guarded = GuardedConnection(connection, path, limit_seconds=limit_seconds)
        self._writer = Writer(self._guarded, checkpoints) if checkpoints is not None else None
        self._results: list[Result] = []

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open, with or without changes in it."""
        return self._guarded.in_transaction

    @property
    def uncommitted(self) -> int:
        """How many statements that change something wait for `commit` or `roll_back`."""
        return self._writer.uncommitted if self._writer is not None else 0

    def run(self, script: str, monitor: Monitor) -> Iterator[Result]:
        """Run each statement as the iterator gets to it, reading only. The results of the run before are closed.

        Raises StatementRefused for what would write or reach out of the database, StatementFailed, Cancelled,
        NotADatabase, DatabaseBusy, and what the copy raises.
        """
        self._close_results()
        for statement in split(script):
            monitor.check()
            look = self._guarded.look(statement)
            try:
                result = Result(self._guarded, statement, look, monitor)
            finally:
                self._settle()
            self._keep(result)
            yield result

    def examine(self, script: str, monitor: Monitor, *, count: bool = True) -> Examination:
        """What `run_writes` would change. Nothing stays changed. See `examining.examine`."""
        with self._writing():
            return examine(self._guarded, script, monitor, count=count)

    def run_writes(self, script: str, monitor: Monitor, *, most_rows: int = _MOST_ROWS) -> WriteReport:
        """Run a script that may change the database. See `Writer.run`. Raises as `run` does."""
        writer = self._allowed_writer()
        with self._writing():
            return writer.run(script, monitor, most_rows)

    def commit(self) -> None:
        """Commit the open transaction. Raises StatementFailed when none is open or it cannot be."""
        self._close_results()
        self._allowed_writer().commit()

    def roll_back(self) -> None:
        """Roll back the open transaction. Raises StatementFailed when none is open."""
        self._close_results()
        self._allowed_writer().roll_back()

    def interrupt(self) -> None:
        """Stop what is running; it raises Cancelled. Callable from any thread."""
        self._guarded.interrupt()

    def close(self) -> None:
        """Roll back what was not committed. The connection stays open, held to reading."""
        self._close_results()
        if self._guarded.in_transaction:
            self._guarded.order("ROLLBACK")
        self._settle()

    def _allowed_writer(self) -> Writer:
        if self._writer is None:
            raise StatementRefused(reason="this session is read-only")
        return self._writer

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Hold the connection to the other rule. Results still open would keep tables from being changed."""
        self._close_results()
        self._guarded.hold_to(Rule.WRITING)
        try:
            yield
        finally:
            self._guarded.hold_to(Rule.READING)

    def _keep(self, result: Result) -> None:
        self._results = [kept for kept in self._results if not kept.is_complete]
        if len(self._results) == _MOST_OPEN:
            self._results.pop(0).close()
        self._results.append(result)

    def _close_results(self) -> None:
        for result in self._results:
            result.close()
        self._results.clear()

    def _settle(self) -> None:
        """A COMMIT or ROLLBACK may have been typed."""
        if self._writer is not None:
            self._writer.settle()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
