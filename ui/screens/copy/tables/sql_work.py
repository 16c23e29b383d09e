"""What a console has done in the background, one thing at a time, and what comes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.databases.console.examining import Examination
from app.databases.console.history import HistoryEntry
from app.databases.console.looking import ResultColumn
from app.databases.console.paging import Key
from app.databases.console.personal import personal_columns
from app.databases.console.ran import Ran, TablePage, Transaction
from app.errors import StatementFailed, StatementRefused
from app.masking.kinds import Kind
from app.operations.note_reveal import Revealed, note_reveal
from app.operations.show_history import show_history
from app.operations.sql_session import SqlSession
from app.operations.write_sql import undo_sql
from app.progress import Monitor, Progress, Unit
from app.unlocked.vault import Unlocked
from ui.jobs import Job, JobState
from ui.screens.copy.tables.routing import Route, refused_by_switch, route
from ui.screens.copy.tables.sessions import Sessions
from ui.session import VaultSession

TABLE_ROWS = 500
_NOTE_MS = 1_500

SessionWork = Callable[[SqlSession, Monitor], Any]


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A script that writes: what it would do, nothing of it counted yet, and where it goes if nobody objects."""

    found: Examination
    route: Route


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A table with its first page."""

    name: str
    columns: tuple[ResultColumn, ...]
    personal: tuple[Kind | None, ...]
    first: TablePage


class SqlWork(QObject):
    """The jobs of one console on one database. Interface thread only.

    Signals:
        busy_changed: whether something runs that Stop would stop.
        rows_read: how many rows there are so far.
        transaction_changed: the Transaction as it is now.
        failed: the error of what was asked for last.
        stopped: it was stopped.
    """

    busy_changed = Signal(bool)
    rows_read = Signal(int)
    transaction_changed = Signal(object)
    failed = Signal(object)
    stopped = Signal()

    def __init__(self, vault_session: VaultSession, sessions: Sessions, path: bytes, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self.sessions = sessions
        self.transaction = Transaction()
        self.console = sessions.new_console()
        self._vault_session = vault_session
        self._ticket = sessions.record.ticket.number
        self._job: Job | None = None
        self._next: Callable[[], object] | None = None
        self._noting = QTimer(self)
        self._noting.setSingleShot(True)
        self._noting.setInterval(_NOTE_MS)
        self._noting.timeout.connect(self._note)

    @property
    def is_busy(self) -> bool:
        """Whether something runs that Stop would stop."""
        return self._job is not None

    # what can be asked for

    def begin(self, script: str, *, is_read_only: bool, then: Callable[[Ran | ToAsk], object]) -> None:
        """Run a script if it only reads; a ToAsk for one that writes."""

        def work(session: SqlSession, monitor: Monitor) -> Ran | ToAsk:
            in_transaction = session.transaction.is_open
            try:
                found = session.look(script, monitor)
            except StatementFailed:
                # It says what is wrong, and runs what stands before that.
                return session.run(script, monitor)
            except StatementRefused as error:
                return Ran((), error, session.transaction)
            way = route(found, is_read_only=is_read_only, in_transaction=in_transaction)
            if way is not Route.READ:
                return ToAsk(found, way)
            ran = session.run(script, monitor)
            if isinstance(ran.failure, StatementRefused) and not is_read_only and refused_by_switch(ran.failure):
                return ToAsk(found, Route.WRITE)
            return ran

        self._start(work, then)

    def examine(self, script: str, then: Callable[[Examination], object]) -> None:
        """Count what a script would change."""
        self._start(lambda session, monitor: session.examine(script, monitor), then, is_writing=True)

    def write(self, script: str, then: Callable[[Ran], object]) -> None:
        """Run a script that writes."""
        self._start(lambda session, monitor: session.write(script, monitor), then, is_writing=True, is_change=True)

    def commit(self, then: Callable[[object], object]) -> None:
        """Commit the open transaction."""
        self._start(lambda session, _monitor: session.commit(), then, is_writing=True, is_change=True)

    def roll_back(self, then: Callable[[object], object]) -> None:
        """Roll back the open transaction."""
        self._start(lambda session, _monitor: session.roll_back(), then, is_writing=True)

    def undo(self, then: Callable[[object], object]) -> None:
        """Take back the last run."""
        copy, path = self.sessions.record.id, self.path
        self._submit(
            lambda vault, monitor: undo_sql(vault, self._ticket, path, monitor, copy=copy),
            then,
            is_writing=True,
            is_change=True,
        )

    def explain(self, statement: str, then: Callable[[Ran], object]) -> None:
        """Ask how a statement would be run."""
        self._start(lambda session, monitor: session.explain(statement, monitor), then)

    def fetch(self, number: int, then: Callable[[Any], object]) -> None:
        """Fetch the next rows of a result; None comes where it is gone."""
        self._start(lambda session, monitor: session.fetch(number, monitor), then)

    def open_table(self, name: str, then: Callable[[OpenedTable], object]) -> None:
        """Read the first page of a table."""

        def work(session: SqlSession, monitor: Monitor) -> OpenedTable:
            first = session.page(name, monitor, size=TABLE_ROWS)
            declared = {column.name: column.declared for column in session.columns(name)}
            columns = tuple(ResultColumn(each, declared.get(each, ""), name, each) for each in first.columns)
            return OpenedTable(name, columns, personal_columns(columns, first.page.rows), first)

        self._start(work, then)

    def page(self, table: str, after: Key | None, then: Callable[[TablePage], object]) -> None:
        """Read the page of a table behind a key."""
        self._start(lambda session, monitor: session.page(table, monitor, after=after, size=TABLE_ROWS), then)

    def count(self, table: str, then: Callable[[int], object]) -> None:
        """Count the rows of a table, which reads all of it."""
        self._start(lambda session, monitor: session.count(table, monitor), then)

    def note_reveal(self, revealed: Revealed, then: Callable[[object], object]) -> None:
        """Enter that personal data is about to be shown."""
        copy = self.sessions.record.id
        job = self._vault_session.run(
            lambda vault, _monitor: note_reveal(vault, copy, revealed), lane=f"read:reveal:{copy}", ticket=self._ticket
        )
        job.succeeded.connect(then)
        job.failed.connect(self.failed)

    def read_history(self, contains: str, then: Callable[[list[HistoryEntry]], object]) -> None:
        """What was run before on the copy, the newest first, this very session included."""
        console, path, sessions, ticket = self.console, self.path, self.sessions, self._ticket

        def work(vault: Unlocked, _monitor: Monitor) -> list[HistoryEntry]:
            sessions.of(vault, console, path).note_history()
            return show_history(vault, ticket, contains=contains, copy=sessions.record.id)[1]

        job = self._vault_session.run(work, lane=f"ticket:{ticket}")
        job.succeeded.connect(then)
        job.failed.connect(self.failed)

    def then(self, act: Callable[[], object]) -> None:
        """Stop what runs, and do this once it has ended."""
        self._next = act
        self.stop()

    # stopping

    @Slot()
    def stop(self) -> None:
        """Stop what runs."""
        if self._job is not None:
            self._job.cancel()
            self.sessions.stop(self.console)

    def forget(self) -> None:
        """What still comes is nobody's any more."""
        self._noting.stop()
        self._next = None
        job, self._job = self._job, None
        if job is not None:
            job.cancel()

    # what is behind it

    def _start(
        self,
        work: SessionWork,
        then: Callable[[Any], object],
        *,
        is_writing: bool = False,
        is_change: bool = False,
    ) -> None:
        console, path, sessions = self.console, self.path, self.sessions

        def in_session(vault: Unlocked, monitor: Monitor) -> tuple[Any, Transaction]:
            session = sessions.of(vault, console, path)
            return work(session, monitor), session.transaction

        self._submit(in_session, partial(self._take, then), is_writing=is_writing, is_change=is_change)

    def _submit(
        self,
        work: Callable[[Unlocked, Monitor], Any],
        then: Callable[[Any], object],
        *,
        is_writing: bool,
        is_change: bool,
    ) -> None:
        lane = f"ticket:{self._ticket}" if is_writing else f"read:sql:{self.console}"
        job = self._vault_session.run(work, lane=lane, ticket=self._ticket if is_change else None)
        self._job = job
        job.succeeded.connect(partial(self._on_succeeded, job, then))
        job.failed.connect(partial(self._on_failed, job))
        job.cancelled.connect(partial(self._on_cancelled, job))
        job.progressed.connect(partial(self._on_progress, job))
        self.busy_changed.emit(True)  # noqa: FBT003

    def _take(self, then: Callable[[Any], object], result: tuple[Any, Transaction]) -> None:
        outcome, transaction = result
        self._set_transaction(transaction)
        then(outcome)

    def _set_transaction(self, transaction: Transaction) -> None:
        if transaction != self.transaction:
            self.transaction = transaction
            self.transaction_changed.emit(transaction)

    def _end(self, job: Job) -> bool:
        """Whether the job is still the one that is waited for."""
        if job is not self._job:
            return False
        self._job = None
        self._noting.start()
        self.busy_changed.emit(False)  # noqa: FBT003
        return True

    def _on_succeeded(self, job: Job, then: Callable[[Any], object], result: object) -> None:
        if self._end(job):
            then(result)
            self._go_on()

    def _on_failed(self, job: Job, error: object) -> None:
        if self._end(job):
            self._look_again()
            self.failed.emit(error)
            self._go_on()

    def _on_cancelled(self, job: Job) -> None:
        if self._end(job):
            self._look_again()
            if self._next is None:
                self.stopped.emit()
            self._go_on()

    def _go_on(self) -> None:
        """Do what waits, unless what came just now began something else."""
        act, self._next = self._next, None
        if act is not None and not self.is_busy:
            act()

    def _on_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job and job.state is not JobState.STOPPING and progress.unit is Unit.ROWS:
            self.rows_read.emit(progress.done)

    def _look_again(self) -> None:
        """After a failure or a stop a transaction may be over that was open before."""
        self._set_transaction(self.sessions.transaction(self.console))

    @Slot()
    def _note(self) -> None:
        """Keep in the copy what was run, once nothing has been for a moment."""
        if not self._vault_session.is_unlocked or self.is_busy:
            return
        console, path, sessions = self.console, self.path, self.sessions
        self._vault_session.run(
            lambda vault, _monitor: sessions.of(vault, console, path).note_history(), lane=f"ticket:{self._ticket}"
        )
