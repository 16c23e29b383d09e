"""Closing a ticket from the pane: find out what would be lost, export it, close."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.copies.sealed_copy import copy_lock
from app.errors import CopyBusy, VaultBusy
from app.model import CopyRecord
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.export_changes import ExportReport, export_changes, plan_export_changes
from app.operations.register import add_note
from app.operations.show_changes import CopyChanges, show_changes
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui.jobs import Job, Listing
from ui.screens.ticket_pane.loss import LossList, loss_list
from ui.surroundings import Surroundings

Key = tuple[object, ...]
_LOCK_SECONDS = 2.0


def key_of(records: Sequence[CopyRecord]) -> Key:
    """What the losses of some copies depend on."""
    return tuple((record.id, record.generation, record.exported_generation) for record in records)


class ClosingFlow(QObject):
    """Looks for changes and closes. What it found is kept until the copies change.

    Signals:
        looked: the ticket's losses are known now, or cannot be; ask `losses` and `trouble`.
        closed: the ticket is closed; its undo window runs.
        failed: the number of the ticket, and the error.
        exported: the number of the ticket, and the ExportReport.
    """

    looked = Signal(str)
    closed = Signal(str)
    failed = Signal(str, object)
    exported = Signal(str, object)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._known: dict[str, tuple[Key, LossList]] = {}
        self._trouble: dict[str, BaseException] = {}
        self._looking: dict[str, Job] = {}

    def losses(self, ticket: str, records: Sequence[CopyRecord]) -> LossList | None:
        """What would be lost with these copies; None while that is not known."""
        changed = [record for record in records if record.is_changed]
        if not changed:
            return LossList()
        key, found = self._known.get(ticket, ((), LossList()))
        return found if key == key_of(changed) else None

    def trouble(self, ticket: str) -> BaseException | None:
        """Why the losses cannot be known, if that is so."""
        return self._trouble.get(ticket)

    def look(self, ticket: str, records: Sequence[CopyRecord]) -> None:
        """Find out what would be lost. One look at a time for each ticket."""
        changed = [record for record in records if record.is_changed]
        if not changed or ticket in self._looking:
            return
        self._trouble.pop(ticket, None)
        job = self._around.session.run(partial(_look, ticket, changed), lane=f"read:changes:{ticket}")
        self._looking[ticket] = job
        job.succeeded.connect(partial(self._on_looked, ticket, key_of(changed)))
        job.failed.connect(partial(self._on_not_looked, ticket))
        job.finished.connect(partial(self._on_look_over, ticket))

    def close(self, ticket: str, note: str) -> Job:
        """Close the ticket, with a note where there is one."""
        job = self._around.session.run(partial(_close, ticket, note.strip()), lane=f"ticket:{ticket}", ticket=ticket)
        job.succeeded.connect(lambda _records: self.closed.emit(ticket))
        job.failed.connect(partial(self.failed.emit, ticket))
        return job

    def export(self, ticket: str, records: Sequence[CopyRecord], into: Path) -> list[Job]:
        """Write the changes of each copy into a new folder below `into`."""
        jobs = []
        for record in records:
            if record.is_changed:
                what = self.tr("Exporting changes of {number}").format(number=ticket)
                job = self._around.session.run(
                    partial(_export, ticket, record, into),
                    lane=f"ticket:{ticket}",
                    listing=Listing(what, ticket),
                    ticket=ticket,
                )
                job.succeeded.connect(partial(self.exported.emit, ticket))
                job.failed.connect(partial(self.failed.emit, ticket))
                jobs.append(job)
        return jobs

    def forget(self) -> None:
        """Drop what was found: it names files of customers."""
        self._known.clear()
        self._trouble.clear()

    def _on_looked(self, ticket: str, key: Key, found: object) -> None:
        if isinstance(found, LossList) and self._around.session.is_unlocked:
            self._known[ticket] = (key, found)

    def _on_not_looked(self, ticket: str, error: object) -> None:
        if isinstance(error, BaseException):
            self._trouble[ticket] = error

    def _on_look_over(self, ticket: str) -> None:
        self._looking.pop(ticket, None)
        if self._around.session.is_unlocked:
            self.looked.emit(ticket)


def _look(ticket: str, records: Sequence[CopyRecord], vault: Unlocked, monitor: Monitor) -> LossList:
    found: list[CopyChanges] = [show_changes(vault, ticket, monitor, copy=record.id)[1] for record in records]
    return loss_list(found)


def _close(ticket: str, note: str, vault: Unlocked, monitor: Monitor) -> list[CopyRecord]:
    plan = plan_close(vault, ticket)
    for record in plan.held:
        _require_free(vault, record)
    if note:
        add_note(vault, ticket, note)
    return close_ticket(vault, plan, monitor)


def _require_free(vault: Unlocked, record: CopyRecord) -> None:
    """Whoever writes to a copy is to be told now, and not at the end of the undo window. Raises CopyBusy."""
    try:
        with copy_lock(vault.folder_of(record.id), record.id, wait_seconds=_LOCK_SECONDS):
            return
    except VaultBusy as error:
        raise CopyBusy(copy=record.id) from error


def _export(ticket: str, record: CopyRecord, into: Path, vault: Unlocked, monitor: Monitor) -> ExportReport:
    return export_changes(vault, plan_export_changes(vault, ticket, into, copy=record.id), monitor)
