"""Brings a dump or a database file into the copy: asks for it, runs it in the background, tells how it ended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from app.copies.paths import shown
from app.crypto.secret import Secret
from app.model import CopyRecord
from app.operations.import_dump import Imported, import_dump
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.jobs import Job, Listing
from ui.surroundings import Surroundings

Picker = Callable[[], str]


class _KeyMissingError(Exception):
    """Thrown through `import_dump`, and caught around it."""


class ImportActs(QObject):
    """One import at a time, into the copy that is shown.

    Signals:
        key_wanted: the place of an encrypted file that cannot be opened without its key.
        began: the Job that imports.
        ended: it is over, in whatever way.
        imported: a database was added to the copy.
        failed: the error that it ended with.
    """

    key_wanted = Signal(str)
    began = Signal(object)
    ended = Signal()
    imported = Signal()
    failed = Signal(object)

    def __init__(self, around: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._window = parent
        self._record: CopyRecord | None = None
        self._file = ""
        self._job: Job | None = None
        self._turn = 0
        self.pick: Picker = self._ask

    def open_copy(self, record: CopyRecord) -> None:
        """Import into this copy from now on."""
        self._record = record

    def forget(self) -> None:
        """Say nothing any more of what still runs; it ends in the background."""
        self._turn += 1
        self._record, self._job, self._file = None, None, ""

    @Slot()
    def choose(self) -> None:
        """Ask for a file, and import it."""
        file = self.pick()
        if file:
            self._file = file
            self._begin(None)

    @Slot(bytes)
    def use_key(self, key: bytes) -> None:
        """Go on with the key of the encrypted file."""
        if self._file:
            self._begin(key)

    @Slot()
    def cancel(self) -> None:
        """Stop; nothing of it stays."""
        if self._job is not None:
            self._job.cancel()

    def _begin(self, key: bytes | None) -> None:
        session, record = self._around.session, self._record
        if record is None or not session.is_unlocked:
            return
        ticket = record.ticket.number
        self._job = job = session.run(
            partial(_import, ticket, record.id, self._file, key),
            lane=f"ticket:{ticket}",
            listing=Listing(self.tr("Importing into {ticket}").format(ticket=ticket), ticket),
            ticket=ticket,
        )
        job.succeeded.connect(partial(self._on_done, self._turn))
        job.failed.connect(partial(self._on_failed, self._turn))
        job.finished.connect(partial(self._on_finished, self._turn))
        self.began.emit(job)

    def _on_done(self, turn: int, found: object) -> None:
        if turn != self._turn:
            return
        if isinstance(found, _KeyMissingError):
            self.key_wanted.emit(str(found))
        elif isinstance(found, Imported):
            self._file = ""
            name, size = shown(found.path), formats.size(found.size_bytes)
            detail = self.tr("%n row(s)", "", found.run.rows) if found.run else ""
            if found.problems:
                detail = self.tr("%n thing(s) did not arrive.", "", len(found.problems))
            text = self.tr("{name} is in the copy, {size}.").format(name=name, size=size)
            self._around.notices.tell(text, detail=detail)
            self.imported.emit()

    def _on_failed(self, turn: int, error: object) -> None:
        if turn == self._turn:
            self.failed.emit(error)

    def _on_finished(self, turn: int) -> None:
        if turn == self._turn:
            self._job = None
            self.ended.emit()

    def _ask(self) -> str:
        title = self.tr("Choose a dump or a database file")
        kinds = ";;".join((
            self.tr("Dumps and databases (*.sql *.dump *.txt *.db *.sqlite *.sqlite3 *.db3)"),
            self.tr("All files (*)"),
        ))  # fmt: skip
        return QFileDialog.getOpenFileName(self._window.window(), title, "", kinds)[0]


def _import(
    ticket: str, copy: str, file: str, key: bytes | None, vault: Unlocked, monitor: Monitor
) -> Imported | _KeyMissingError:
    def ask(location: str) -> Secret:
        if key is None:
            raise _KeyMissingError(location)
        return Secret(key)

    try:
        return import_dump(vault, ticket, file, monitor, ask=ask, copy=copy)[1]
    except _KeyMissingError as missing:
        return missing
