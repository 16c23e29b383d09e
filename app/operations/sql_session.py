"""SQL session: what stays open while somebody works with one database of a copy in the window.

It reads a state of the copy that nothing changes any more, shared with other sessions. To write it opens the copy a
second time, and keeps that open only as long as a transaction of the technician's own is.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Final

from app.copies.paths import outside_workroom
from app.databases.console.console import Console
from app.databases.console.examining import Examination
from app.databases.console.first_rows import MOST_ROWS, Outcome, outcome_of, outcome_of_report, read_rows
from app.databases.console.history import Outcome as Ending
from app.databases.console.listing import ColumnInfo, TableInfo, columns_of, list_tables
from app.databases.console.paging import PAGE_ROWS, Key
from app.databases.console.ran import MoreRows, Ran, TablePage, Transaction
from app.databases.console.results import Result
from app.databases.sealed.saved_blocks import Run
from app.databases.table_names import quoted
from app.errors import (
    BaileeError,
    Cancelled,
    CopyBusy,
    FilterRefused,
    NoCopyHeld,
    StatementFailed,
    StatementRefused,
    TableRefused,
    TableUnknown,
)
from app.progress import Monitor
from app.unlocked.open_consoles import Interrupting, OpenConsole, ReadingConsole, WritingConsole
from app.unlocked.session_history import SessionHistory
from app.unlocked.shared_reading import SharedReading

_OF_THE_STATEMENT: Final = (
    Cancelled,
    CopyBusy,
    FilterRefused,
    StatementFailed,
    StatementRefused,
    TableRefused,
    TableUnknown,
)
"""Failures after which what is open is as good as before."""

_CLOSING_SECONDS: Final = 0.02


class SqlSession:
    """One session. Its calls wait for each other; `stop` and `close` may come from any thread at any time.

    All may raise Cancelled, also after `close`; NoCopyHeld once the copy is to be wiped; and what the copy raises.
    """

    def __init__(self, reading: SharedReading, path: bytes) -> None:
        """Nothing is opened yet. Raises NameRefused."""
        self.path = outside_workroom(path)
        self.transaction = Transaction()
        self._reading = reading
        self._stops = Interrupting()
        self._work = Lock()
        self._is_open = True
        self._reader: ReadingConsole | None = None
        self._writer: WritingConsole | None = None
        self._results: dict[int, Result] = {}
        self._numbers = itertools.count(1)
        self._history = SessionHistory(reading, self.path)

    # reading

    def tables(self) -> tuple[TableInfo, ...]:
        """Every table and view, without counting rows."""
        with self._working():
            return list_tables(self._front().pages, self.path)

    def columns(self, table: str) -> tuple[ColumnInfo, ...]:
        """The columns of a table or a view. Raises StatementFailed for a view that does not work."""
        with self._working():
            return columns_of(self._front().pages, self.path, table)

    def run(self, script: str, monitor: Monitor) -> Ran:
        """Run a script that only reads; of each result the first rows. The results of the run before are gone."""
        with self._working(), self._history.noted(script) as tally:
            self._results.clear()
            outcomes: list[Outcome] = []
            failure = None
            try:
                for result in self._front().console.run(script, monitor):
                    outcomes.append(self._begun(result, monitor))
                    tally.rows += result.rows
            except (StatementFailed, StatementRefused) as error:
                failure = error
                tally.ending = Ending.FAILED if isinstance(error, StatementFailed) else Ending.REFUSED
            return Ran(tuple(outcomes), failure, self._state())

    def fetch(self, number: int, monitor: Monitor, most: int = MOST_ROWS) -> MoreRows | None:
        """The next rows of a result; None where it is gone, because something was run since."""
        with self._working():
            result = self._results.get(number)
            if result is None or result.is_complete:
                return None
            before = result.milliseconds
            rows = read_rows(result, monitor, most)
            return MoreRows(tuple(rows), not result.is_complete, result.milliseconds - before)

    def page(
        self,
        table: str,
        monitor: Monitor,
        *,
        after: Key | None = None,
        size: int = PAGE_ROWS,
        is_descending: bool = False,
    ) -> TablePage:
        """Some rows of a table behind a key, or from its beginning. Never counts. Raises TableUnknown, TableRefused."""
        with self._working():
            pages = self._front().table(table)
            page = pages.page(after, size=size, is_descending=is_descending, monitor=monitor)
            return TablePage(pages.columns, page)

    def count(self, table: str, monitor: Monitor) -> int:
        """How many rows a table or a view has, by reading all of it."""
        with self._working():
            counting = f"SELECT count(*) FROM main.{quoted(table)}"  # noqa: S608 - quoted
            (result,) = self._front().console.run(counting, monitor)
            ((count,),) = result.fetch()
            self._results.clear()
            return int(count or 0)

    def explain(self, statement: str, monitor: Monitor) -> Ran:
        """How SQLite would go about a statement, of whatever kind; nothing is run."""
        with self._working():
            self._results.clear()
            try:
                report = self._front().console.run_writes(f"EXPLAIN QUERY PLAN {statement}", monitor)
            except (StatementFailed, StatementRefused) as error:
                return Ran((), error, self._state())
            return Ran(tuple(map(outcome_of_report, report.statements)), None, self._state())

    # writing

    def look(self, script: str, monitor: Monitor) -> Examination:
        """What kinds of statements a script has, without running or counting anything.

        Raises StatementFailed, StatementRefused.
        """
        with self._working():
            return self._front().console.examine(script, monitor, count=False)

    def examine(self, script: str, monitor: Monitor) -> Examination:
        """What a script would change, and in how many rows; not counted while a transaction is open.

        Nothing stays changed. Raises StatementFailed, StatementRefused, CopyBusy.
        """
        with self._working(), self._writing() as console:
            return console.examine(script, monitor)

    def write(self, script: str, monitor: Monitor) -> Ran:
        """Run a script that may change the database, behind a checkpoint. A transaction it leaves open stays open.

        Raises CopyBusy.
        """
        with self._working(), self._history.noted(script) as tally:
            self._results.clear()
            try:
                with self._writing() as console:
                    report = console.run_writes(script, monitor, most_rows=MOST_ROWS)
            except (StatementFailed, StatementRefused) as error:
                tally.ending = Ending.FAILED if isinstance(error, StatementFailed) else Ending.REFUSED
                return Ran((), error, self._state())
            tally.rows = sum(len(statement.rows) for statement in report.statements)
            tally.changes = report.changed.in_all
            return Ran(tuple(map(outcome_of_report, report.statements)), None, self._state())

    def commit(self) -> None:
        """Commit the open transaction. Raises StatementFailed, DatabaseBusy; it stays open then."""
        with self._working(), self._writing() as console:
            self._results.clear()
            console.commit()

    def roll_back(self) -> None:
        """Roll back the open transaction. Raises StatementFailed where none is open."""
        with self._working(), self._writing() as console:
            self._results.clear()
            console.roll_back()

    def runs(self) -> list[Run]:
        """The recorded runs that can be taken back, oldest first."""
        with self._working():
            databases = self._writer.databases if self._writer else self._reader_now().opening.databases
            return databases.runs(self.path)

    # history

    def note_history(self) -> bool:
        """Keep in the copy what was run since; whether nothing is left to be kept. Nothing else waits for it.

        While a transaction is open, or somebody else writes to the copy, it is left for later.
        """
        return self._history.keep(is_writing=self._writer is not None)

    # the end

    def stop(self) -> None:
        """Stop what runs now; whoever waits for it gets Cancelled. For any thread, and at once."""
        self._stops.stop_all()

    def close(self) -> None:
        """Stop what runs, roll back what was not committed, and let go of the copy. Safe to call twice."""
        self._is_open = False
        while not self._work.acquire(timeout=_CLOSING_SECONDS):
            self._stops.stop_all()
        try:
            self._results.clear()
            self._close_writer()
            self._close_reader()
            with suppress(NoCopyHeld):
                self.note_history()
        finally:
            self._work.release()

    # what is behind it

    @contextmanager
    def _working(self) -> Iterator[None]:
        with self._work:
            if not self._is_open:
                raise Cancelled
            try:
                yield
            except _OF_THE_STATEMENT:
                if not self._is_open:
                    raise Cancelled from None
                raise
            except BaileeError:
                # The copy itself: what is open is of no use any more.
                self._results.clear()
                self._close_writer()
                self._close_reader()
                raise
            finally:
                self.transaction = self._state()

    @contextmanager
    def _writing(self) -> Iterator[Console]:
        """The console that writes; it stays open for as long as a transaction does."""
        if self._writer is None:
            self._writer = WritingConsole(self._reading, self.path, self._stops)
        try:
            yield self._writer.console
        finally:
            if not self._writer.console.in_transaction:
                self._close_writer()

    def _front(self) -> OpenConsole:
        """What sees the newest: the transaction that is open, or else the state that was committed last."""
        return self._writer or self._reader_now()

    def _reader_now(self) -> ReadingConsole:
        opening = self._reading.take()
        if self._reader is not None and self._reader.opening is opening:
            self._reading.give_back(opening)
            return self._reader
        self._results.clear()
        self._close_reader()
        self._reader = ReadingConsole(self._reading, opening, self.path, self._stops)
        return self._reader

    def _begun(self, result: Result, monitor: Monitor) -> Outcome:
        number = next(self._numbers)
        outcome = outcome_of(number, result, monitor)
        if outcome.has_more:
            self._results[number] = result
        return outcome

    def _state(self) -> Transaction:
        if self._writer is None or not self._writer.console.in_transaction:
            return Transaction()
        return Transaction(is_open=True, uncommitted=self._writer.console.uncommitted)

    def _close_writer(self) -> None:
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.close()

    def _close_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
