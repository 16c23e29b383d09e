"""What can be done with changes: take them back, and hand them over. It says itself how they ended."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.copies.aside import Placing
from app.errors import Cancelled
from app.model import CopyRecord
from app.operations.export_changes import ExportReport, export_changes, plan_export_changes
from app.operations.revert_change import Reverted, revert_changes
from app.operations.revert_table import TableReverted, revert_table
from app.operations.undo_change import undo_change
from app.operations.write_sql import undo_sql
from ui import formats
from ui.jobs import Job, Listing
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.names import name_shown
from ui.surroundings import NoticeAct, Surroundings


class ChangeActs(QObject):
    """Does it for the copy that is open.

    Signals:
        failed: the error that an act ended with.
        reverted: changes were taken back, or made again.
        exported: the ExportReport of an export that has ended, whole or not.
    """

    failed = Signal(object)
    reverted = Signal()
    exported = Signal(object)

    def __init__(self, around: Surroundings, access: CopyAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._access = access

    def revert(self, paths: Sequence[bytes] | None) -> Job | None:
        """Take back the changes at these paths, or all of them."""
        ticket, copy = self._access.ticket, self._copy()
        given = None if paths is None else tuple(paths)
        return self._access.change(
            lambda vault, monitor: revert_changes(vault, ticket, given, monitor, copy=copy),
            self._on_reverted,
            self.failed.emit,
            Listing(self.tr("Reverting changes in {ticket}").format(ticket=ticket), ticket),
        )

    def revert_table(self, path: bytes, table: str) -> Job | None:
        """Put the rows of one table of a database back."""
        ticket, copy = self._access.ticket, self._copy()
        return self._access.change(
            lambda vault, monitor: revert_table(vault, ticket, path, table, monitor, copy=copy),
            partial(self._on_table_reverted, path, table),
            self.failed.emit,
            Listing(self.tr("Reverting changes in {ticket}").format(ticket=ticket), ticket),
        )

    def export(self, into: Path) -> Job | None:
        """Hand over everything that was changed, in a new folder below `into`."""
        ticket, copy = self._access.ticket, self._copy()
        return self._access.change(
            lambda vault, monitor: export_changes(vault, plan_export_changes(vault, ticket, into, copy=copy), monitor),
            self._on_exported,
            self.failed.emit,
            Listing(self.tr("Exporting changes of {ticket}").format(ticket=ticket), ticket),
        )

    def _copy(self) -> str:
        return self._access.record.id if self._access.record is not None else ""

    def _undo(self, ticket: str, copy: str, placings: tuple[Placing, ...]) -> None:
        if self._access.ticket == ticket:
            self._access.change(
                lambda vault, _monitor: undo_change(vault, ticket, placings, copy=copy),
                lambda _record: self.reverted.emit(),
                self.failed.emit,
            )

    def _on_reverted(self, found: tuple[CopyRecord, Reverted]) -> None:
        record, done = found
        text = self.tr("%n change(s) taken back", "", len(done.changes))
        if len(done.changes) == 1:
            name = name_shown(done.changes[0].old_path)
            text = self.tr("{name} is what it was at the checkout").format(name=name)
        if done.placings:
            undo = partial(self._undo, record.ticket.number, record.id, done.placings)
            self._around.notices.offer_undo(text, undo)
        else:
            self._around.notices.tell(self.tr("Nothing was changed there"))
        self.reverted.emit()

    def _undo_table(self, ticket: str, copy: str, path: bytes, run: int) -> None:
        if self._access.ticket == ticket:
            self._access.change(
                lambda vault, monitor: undo_sql(vault, ticket, path, monitor, run=run, copy=copy),
                lambda _run: self.reverted.emit(),
                self.failed.emit,
            )

    def _on_table_reverted(self, path: bytes, table: str, found: tuple[CopyRecord, TableReverted]) -> None:
        record, done = found
        if done.run:
            count = done.rows.added + done.rows.edited + done.rows.deleted
            text = self.tr("{table} is what it was at the checkout, %n row(s)", "", count).format(table=table)
            undo = partial(self._undo_table, record.ticket.number, record.id, path, done.run)
            self._around.notices.offer_undo(text, undo)
        else:
            self._around.notices.tell(self.tr("Nothing was changed there"))
        self.reverted.emit()

    def _on_exported(self, report: ExportReport) -> None:
        if report.is_complete and report.folder is not None:
            text = self.tr("%n file(s) exported", "", len(report.written))
            total = formats.size(sum(one.content_bytes for one in report.written))
            show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(report.folder)))
            detail = self.tr("{size} in {folder}").format(size=total, folder=report.folder.name)
            self._around.notices.tell(text, NoticeAct(self.tr("Show folder"), show), detail=detail)
        elif report.is_complete:
            self._around.notices.tell(self.tr("There was nothing to export"))
        if report.stopped_by is not None and not isinstance(report.stopped_by, Cancelled):
            self.failed.emit(report.stopped_by)
        self.exported.emit(report)
