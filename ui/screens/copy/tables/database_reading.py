"""Reads in the background which databases a copy has, what is in each, and which tables were changed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.databases.console.kept_consoles import KeptConsole
from app.databases.console.listing import TableInfo
from app.databases.sealed.finding import DatabaseFile
from app.model import CopyRecord
from app.operations.copy_databases import list_changed_tables, list_databases
from app.operations.keep_consoles import kept_consoles
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import words
from ui.jobs import Job
from ui.screens.copy.tables.sessions import Sessions
from ui.screens.copy.tables.tree_nodes import DatabaseEntry
from ui.session import VaultSession


@dataclass(frozen=True, slots=True)
class _Tables:
    tables: tuple[TableInfo, ...]
    runs: int


class DatabaseReading(QObject):
    """What is known of the databases of one copy.

    Signals:
        found: which databases there are is known now; the consoles that were kept with the copy.
        changed: `entries` say something else now.
        read: the path of a database whose tables are known now.
        failed: what kept the databases from being found.
    """

    found = Signal(object)
    changed = Signal()
    read = Signal(bytes)
    failed = Signal(object)

    def __init__(self, session: VaultSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._record: CopyRecord | None = None
        self._sessions: Sessions | None = None
        self._turn = 0
        self.entries: dict[bytes, DatabaseEntry] = {}

    def begin(self, record: CopyRecord, sessions: Sessions) -> None:
        """Find the databases of a copy, and read each."""
        self._record, self._sessions = record, sessions
        self.read_all()

    def forget(self) -> None:
        """Know nothing; what still comes is not taken."""
        self._turn += 1
        self._record = self._sessions = None
        self.entries = {}

    def read_all(self) -> None:
        """Find the databases anew, and read each."""
        record = self._record
        if record is None:
            return
        ticket, copy = record.ticket.number, record.id

        def work(vault: Unlocked, monitor: Monitor) -> tuple[tuple[DatabaseFile, ...], list[KeptConsole]]:
            files = list_databases(vault, ticket, monitor, copy=copy)[1]
            return files, kept_consoles(vault, copy)

        job = self._session.run(work, lane=f"read:databases:{copy}")
        self._deliver(job, self._take_files, self.failed.emit)

    def read_one(self, path: bytes) -> None:
        """Read anew what is in one database, and what was changed in it."""
        sessions, record = self._sessions, self._record
        if sessions is None or record is None:
            return
        number, ticket, copy = sessions.new_console(), record.ticket.number, record.id

        def work(vault: Unlocked, _monitor: Monitor) -> _Tables:
            session = sessions.of(vault, number, path)
            try:
                return _Tables(session.tables(), len(session.runs()))
            finally:
                sessions.leave(number)

        def differing(vault: Unlocked, monitor: Monitor) -> frozenset[str]:
            return list_changed_tables(vault, ticket, path, monitor, copy=copy)[1]

        tables = self._session.run(work, lane=f"read:tables:{copy}")
        self._deliver(tables, partial(self._take_tables, path), partial(self._take_problem, path))
        changes = self._session.run(differing, lane=f"read:changed:{copy}")
        self._deliver(changes, partial(self._take_changed, path), lambda _error: None)

    # what comes

    def _take_files(self, came: tuple[tuple[DatabaseFile, ...], list[KeptConsole]]) -> None:
        files, kept = came
        self.entries = {file.path: self.entries.get(file.path, DatabaseEntry(file.path)) for file in files}
        self.found.emit(kept)
        self.changed.emit()
        for path in self.entries:
            self.read_one(path)

    def _take_tables(self, path: bytes, came: _Tables) -> None:
        self._put(path, lambda entry: replace(entry, tables=came.tables, runs=came.runs, problem=""))
        self.read.emit(path)

    def _take_problem(self, path: bytes, error: BaseException) -> None:
        """One database that cannot be read says so, and the others stay usable."""
        self._put(path, lambda entry: replace(entry, problem=words.failure(error).happened))

    def _take_changed(self, path: bytes, changed: frozenset[str]) -> None:
        self._put(path, lambda entry: replace(entry, changed=changed))

    def _put(self, path: bytes, as_now: Callable[[DatabaseEntry], DatabaseEntry]) -> None:
        entry = self.entries.get(path)
        if entry is not None and (now := as_now(entry)) != entry:
            self.entries[path] = now
            self.changed.emit()

    def _deliver(self, job: Job, then: Callable[[Any], object], failed: Callable[[BaseException], object]) -> None:
        job.succeeded.connect(partial(self._pass_on, self._turn, then))
        job.failed.connect(partial(self._pass_on, self._turn, failed))

    def _pass_on(self, turn: int, take: Callable[[Any], object], came: object) -> None:
        if turn == self._turn:
            take(came)
