"""Saving the ledger as a file: what is shown as pages, or all of it as a table."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog

from app.operations.export_ledger import LedgerExport, export_ledger
from app.operations.page_ledger import LedgerWish
from ui import formats
from ui.jobs import Listing
from ui.surroundings import Surroundings

_LANE = "read:ledger:export"
_ENDINGS = frozenset({".csv", ".pdf"})
AskWhere = Callable[[str], Path | None]


def ask_where(proposed: str) -> Path | None:
    """Ask with the system's own dialog where the export is to lie."""
    title = QCoreApplication.translate("LedgerSaving", "Export the ledger")
    kinds = QCoreApplication.translate("LedgerSaving", "PDF document (*.pdf);;Table of all entries (*.csv)")
    no_question = QFileDialog.Option.DontConfirmOverwrite  # an export never replaces a file
    window = QApplication.activeWindow()
    chosen, kind = QFileDialog.getSaveFileName(window, title, proposed, kinds, options=no_question)
    if not chosen:
        return None
    path = Path(chosen)
    ending = "csv" if "csv" in kind else "pdf"
    return path if path.suffix.lower() in _ENDINGS else path.with_name(f"{path.name}.{ending}")


class LedgerSaving(QObject):
    """Asks where to, writes there in the background, and tells how it ended.

    Signals:
        failed: what it failed with.
    """

    failed = Signal(object)

    def __init__(self, around: Surroundings, parent: QObject, ask: AskWhere = ask_where) -> None:
        super().__init__(parent)
        self._around = around
        self.ask_where = ask

    def save(self, wish: LedgerWish) -> None:
        """Save what is wished for as pages, or the whole ledger as a table."""
        to = self.ask_where(self.tr("ledger.pdf"))
        if to is None or not self._around.session.is_unlocked:  # it may have been locked while the dialog was open
            return
        wanted = LedgerWish() if to.suffix.lower() == ".csv" else wish
        job = self._around.session.run(
            lambda vault, monitor: export_ledger(vault, to, monitor, wanted),
            lane=_LANE,
            listing=Listing(self.tr("Exporting the ledger")),
        )
        job.succeeded.connect(self._on_saved)
        job.failed.connect(self.failed)

    @Slot(object)
    def _on_saved(self, done: LedgerExport) -> None:
        few = formats.plural(done.entries)
        text = self.tr("%n entry(s) exported as {name}, with a signed checkpoint beside it.", "", few)
        self._around.notices.tell(formats.counted(text, done.entries).format(name=done.file.name))
