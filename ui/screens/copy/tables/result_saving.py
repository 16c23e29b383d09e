"""Saving the result of a console: asks where to, writes it in the background, tells how that ended."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.screens.copy.tables.saving import save_dialog, save_result
from ui.screens.copy.tables.sql_work import SqlWork
from ui.surroundings import Surroundings


class ResultSaving(QObject):
    """One dialog at a time.

    Signals:
        failed: the error that kept a result from being saved.
    """

    failed = Signal(object)

    def __init__(self, around: Surroundings, work: SqlWork, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = around
        self._work = work
        self._window = parent
        self._dialog: QFileDialog | None = None

    @Slot(str, bool)
    def ask(self, sql: str, is_masked: bool) -> None:  # noqa: FBT001
        """Ask where the rows of a statement are to be saved."""
        dialog = self._dialog = save_dialog(self._window, self.tr("result.csv"))
        dialog.fileSelected.connect(lambda name: self._save(sql, Path(name), is_masked=is_masked))
        dialog.finished.connect(self._on_finished)
        dialog.open()

    def forget(self) -> None:
        """Ask no longer."""
        if self._dialog is not None:
            self._dialog.reject()

    def _save(self, sql: str, to: Path, *, is_masked: bool) -> None:
        work = self._work
        job = save_result(self._around.session, work.sessions, work.path, sql, to, is_masked=is_masked)
        said = self.tr("Result saved as {name}.").format(name=to.name)
        job.succeeded.connect(lambda _to: self._around.notices.tell(said))
        job.failed.connect(self.failed)

    @Slot()
    def _on_finished(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
