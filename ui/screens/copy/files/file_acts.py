"""What can be done with files of a copy, as jobs: add, take out, put back, export. It says itself how they ended."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from app.copies.aside import Placing
from app.model import CopyRecord
from app.operations.add_files import Added, add_files
from app.operations.export_files import ExportedFile, export_files
from app.operations.remove_file import remove_file
from app.operations.undo_change import undo_change
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.jobs import Job, Listing
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.names import name_shown
from ui.surroundings import NoticeAct, Surroundings

Placings = tuple[Placing, ...]


def remove_all(
    vault: Unlocked, ticket: str, copy: str, paths: Sequence[bytes], monitor: Monitor
) -> tuple[Placing, ...]:
    """Take out several names; where they were."""
    found: list[Placing] = []
    for path in paths:
        monitor.check()
        found += remove_file(vault, ticket, path, copy=copy, with_content=True)[1]
    return tuple(found)


class FileActs(QObject):
    """Does it for the copy that is open.

    Signals:
        failed: the error that an act ended with.
        done: the copy is another one now; the name (bytes) to go to, or b"".
    """

    failed = Signal(object)
    done = Signal(object)

    def __init__(self, around: Surroundings, access: CopyAccess, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._around = around
        self._access = access

    def add(self, folder: bytes, sources: Sequence[Path]) -> Job | None:
        """Take files and folders of this machine in."""
        ticket, copy, given = self._access.ticket, self._copy(), tuple(sources)
        return self._access.change(
            lambda vault, monitor: add_files(vault, ticket, folder, given, monitor, copy=copy),
            self._on_added,
            self.failed.emit,
            Listing(self.tr("Adding files to {ticket}").format(ticket=ticket), ticket),
        )

    def remove(self, paths: Sequence[bytes]) -> Job | None:
        """Take names out; they can be put back."""
        ticket, copy, given = self._access.ticket, self._copy(), tuple(paths)
        return self._access.change(
            lambda vault, monitor: remove_all(vault, ticket, copy, given, monitor),
            partial(self._on_removed, given),
            self.failed.emit,
        )

    def undo(self, ticket: str, copy: str, placings: Placings) -> Job | None:
        """Put back what an act of this copy moved."""
        if self._access.ticket != ticket:
            return None
        return self._access.change(
            lambda vault, _monitor: undo_change(vault, ticket, placings, copy=copy),
            lambda _record: self.done.emit(placings[0].name),
            self.failed.emit,
        )

    def export(self, paths: Sequence[bytes], into: Path) -> Job | None:
        """Write single files into a folder of this machine, which is entered as an escape."""
        ticket, copy, given = self._access.ticket, self._copy(), tuple(paths)
        return self._access.change(
            lambda vault, monitor: export_files(vault, ticket, given, into, monitor, copy=copy),
            self._on_exported,
            self.failed.emit,
            Listing(self.tr("Exporting files of {ticket}").format(ticket=ticket), ticket),
        )

    def _copy(self) -> str:
        return self._access.record.id if self._access.record is not None else ""

    def _on_added(self, found: tuple[CopyRecord, Added]) -> None:
        record, added = found
        said = self.tr("%n file(s) added", "", added.files)
        detail = self.tr("Encrypted at once. The files stay where they were, too.")
        if added.left_out:
            detail = self.tr("%n link(s) or device(s) left out", "", added.left_out)
        undo = NoticeAct(self.tr("Undo"), partial(self._take_out_again, record, added.paths))
        self._around.notices.tell(said, undo, detail=detail)
        self.done.emit(added.paths[0].rpartition(b"/")[2] if added.paths else b"")

    def _take_out_again(self, record: CopyRecord, paths: tuple[bytes, ...]) -> None:
        if self._access.ticket == record.ticket.number:
            self.remove(paths)

    def _on_removed(self, paths: tuple[bytes, ...], placings: Placings) -> None:
        text = self.tr("{name} deleted from the copy").format(name=name_shown(paths[0]))
        if len(paths) > 1:
            text = self.tr("%n name(s) deleted from the copy", "", len(paths))
        ticket, copy = self._access.ticket, self._copy()
        back, again = partial(self.undo, ticket, copy, placings), partial(self._remove_again, ticket, copy, paths)
        self._around.notices.offer_undo(text, back, again)
        self.done.emit(b"")

    def _remove_again(self, ticket: str, copy: str, paths: tuple[bytes, ...]) -> None:
        if (self._access.ticket, self._copy()) == (ticket, copy):
            self.remove(paths)

    def _on_exported(self, found: tuple[CopyRecord, tuple[ExportedFile, ...]]) -> None:
        _, files = found
        total = sum(one.content_bytes for one in files)
        text = self.tr("%n file(s) exported", "", len(files))
        detail = self.tr("{size}, entered in the log").format(size=formats.size(total))
        folder = QUrl.fromLocalFile(str(files[0].file.parent)) if files else QUrl()
        self._around.notices.tell(
            text, NoticeAct(self.tr("Show folder"), partial(QDesktopServices.openUrl, folder)), detail=detail
        )
