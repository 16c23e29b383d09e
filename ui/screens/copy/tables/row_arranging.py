"""Filters and sorts the fetched rows, in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.screens.copy.tables.grid_model import GridModel
from ui.screens.copy.tables.row_order import Ordering, ordered
from ui.session import VaultSession

if TYPE_CHECKING:
    from ui.jobs import Job


class RowArranging(QObject):
    """Holds the filter and the sorting of one grid.

    Signals:
        arranged: the grid shows what was asked for.
    """

    arranged = Signal()

    def __init__(self, session: VaultSession, model: GridModel, pause_ms: int, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._model = model
        self._job: Job | None = None
        self.ordering = Ordering()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(pause_ms)
        self._pause.timeout.connect(self.apply)

    def filter_by(self, needle: str) -> None:
        """Show the rows with this text in them, as soon as typing rests."""
        self.ordering = Ordering(needle, self.ordering.column, self.ordering.is_descending)
        self._pause.start()

    def sort_by(self, wanted: Ordering) -> None:
        """Sort by a column, or as the rows came."""
        self.ordering = Ordering(self.ordering.needle, wanted.column, wanted.is_descending)
        self.apply()

    def reset(self) -> None:
        """Other rows are shown now, as they came."""
        self._pause.stop()
        self._leave_job()
        self.ordering = Ordering()

    @Slot()
    def apply(self) -> None:
        """Arrange the rows that are here now."""
        self._pause.stop()
        self._leave_job()
        source = self._model.source
        if source is None:
            return
        if self.ordering.is_plain:
            self._take(None)
            return
        rows, ordering, text_of = list(source.here()), self.ordering, self._model.frozen_text_of()
        job = self._job = self._session.run(
            lambda _vault, monitor: ordered(rows, ordering, text_of, monitor), lane=f"read:order:{id(self)}"
        )
        job.succeeded.connect(self._take)
        job.finished.connect(self._on_finished)

    @Slot(object)
    def _take(self, order: list[int] | None) -> None:
        if self.sender() is None or self.sender() is self._job or order is None:
            self._model.show_order(order)
            self.arranged.emit()

    @Slot()
    def _on_finished(self) -> None:
        if self.sender() is self._job:
            self._job = None

    def _leave_job(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
