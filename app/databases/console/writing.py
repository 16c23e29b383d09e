"""Runs scripts that change the database: in one transaction, behind a checkpoint, and never half-way in silence."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Self

from app.databases.console.cells import Row
from app.databases.console.guarded import Changed, GuardedConnection
from app.databases.console.looking import Kind, Look, ResultColumn
from app.databases.console.results import Result
from app.databases.console.statements import Statement, first_word, split
from app.databases.sealed.opening import SealedDatabases
from app.errors import Cancelled, StatementRefused
from app.progress import Monitor


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Called before the first change of a run, and when its last transaction is over: what can be undone as one."""

    begin: Callable[[], None]
    end: Callable[[], None]

    @classmethod
    def of(cls, databases: SealedDatabases, path: bytes, note: str = "") -> Self:
        """Those of a database in a copy that is open for writing."""
        return cls(begin=partial(databases.begin_run, path, note), end=partial(databases.end_run, path))


@dataclass(frozen=True, slots=True)
class StatementReport:
    """What one statement did. `rows` are the first it gave."""

    statement: Statement
    kind: Kind
    columns: tuple[ResultColumn, ...]
    rows: tuple[Row, ...]
    has_more_rows: bool
    changed: Changed
    milliseconds: float


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a script did. `uncommitted` counts the statements of a transaction that it left open."""

    statements: tuple[StatementReport, ...]
    uncommitted: int

    @property
    def changed(self) -> Changed:
        """Rows inserted, updated and deleted by all of it."""
        return Changed(
            own=sum(report.changed.own for report in self.statements),
            in_all=sum(report.changed.in_all for report in self.statements),
        )


class Writer:
    """The writing side of a console. The connection is to be held to Rule.WRITING while `run` works."""

    def __init__(self, guarded: GuardedConnection, checkpoints: Checkpoints) -> None:
        self._guarded = guarded
        self._checkpoints = checkpoints
        self._is_kept = False
        self._is_own = False
        self._uncommitted = 0

    @property
    def uncommitted(self) -> int:
        """How many changing statements wait for COMMIT."""
        return self._uncommitted if self._guarded.in_transaction else 0

    def run(self, script: str, monitor: Monitor, most_rows: int) -> WriteReport:
        """Run every statement, each with its first `most_rows` rows.

        Those outside of a transaction of the technician's own share one, which is committed at the end, or before a
        BEGIN, and rolled back by the first failure. A transaction of the technician's own stays open after a failure,
        as SQLite leaves it. A stop rolls back either.
        """
        reports: list[StatementReport] = []
        try:
            for statement in split(script):
                monitor.check()
                reports.append(self._step(statement, monitor, most_rows))
            if self._is_own:
                self._guarded.order("COMMIT")
        except Cancelled:
            self._undo()
            raise
        except BaseException:
            if self._is_own:
                self._undo()
            raise
        finally:
            self.settle()
        return WriteReport(tuple(reports), self.uncommitted)

    def commit(self) -> None:
        """Commit the open transaction. Raises StatementFailed, DatabaseBusy and what the copy raises."""
        try:
            self._guarded.order("COMMIT")
        finally:
            self.settle()

    def roll_back(self) -> None:
        """Roll back the open transaction."""
        try:
            self._guarded.order("ROLLBACK")
        finally:
            self.settle()

    def settle(self) -> None:
        """Note that no transaction is open any more, if so, which ends what can be undone as one."""
        if self._guarded.in_transaction:
            return
        self._is_own = False
        self._uncommitted = 0
        if self._is_kept:
            self._is_kept = False
            self._checkpoints.end()

    def _step(self, statement: Statement, monitor: Monitor, most_rows: int) -> StatementReport:
        look = self._guarded.look(statement)
        self._prepare(statement, look)
        before = self._guarded.connection.total_changes()
        result = Result(self._guarded, statement, look, monitor)
        try:
            rows = tuple(result.fetch(most_rows))
            has_more = bool(result.fetch(1))
        finally:
            result.close()
        self._uncommitted = self._uncommitted + look.changes_database if self._guarded.in_transaction else 0
        self._is_own = self._is_own and self._guarded.in_transaction
        changed = self._guarded.changed_since(before, look)
        return StatementReport(statement, look.kind, look.columns, rows, has_more, changed, result.milliseconds)

    def _prepare(self, statement: Statement, look: Look) -> None:
        """Checkpoint and transaction, as the statement needs them."""
        if look.is_idle_inside and self._guarded.in_transaction:
            reason = "it has no effect inside a transaction: let it stand first"
            raise StatementRefused(reason=reason)
        if self._is_own and look.kind is Kind.CONTROLS_TRANSACTION and first_word(statement.text) == "BEGIN":
            self._guarded.order("COMMIT")
            self._is_own = False
        if not self._is_kept and (look.changes_database or look.kind is Kind.CONTROLS_TRANSACTION):
            # Before BEGIN IMMEDIATE: once somebody has the right to write, it is too late.
            self._checkpoints.begin()
            self._is_kept = True
        if look.changes_database and not self._guarded.in_transaction:
            self._guarded.order("BEGIN IMMEDIATE")
            self._is_own = True

    def _undo(self) -> None:
        """Roll back what is open, if SQLite has not done so by itself."""
        if self._guarded.in_transaction:
            self._guarded.order("ROLLBACK")
