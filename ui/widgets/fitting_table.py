"""A table of lines whose less important columns go where there is no room for them."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme


class FittingTable(QTableView):
    """Whole rows are selected. `widths` are those of columns by number; `hidden_below` is the least room for some."""

    def __init__(
        self,
        theme: Theme,
        model: QAbstractItemModel,
        widths: Mapping[int, int],
        hidden_below: Mapping[int, int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widths = dict(widths)
        self._hidden_below = dict(hidden_below)
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        theme.changed.connect(self._measure)
        self._measure()

    def stretch(self, *columns: int) -> None:
        """These columns share the room that is left."""
        for column in columns:
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    @Slot()
    def _measure(self) -> None:
        measures = self._theme.measures
        self.verticalHeader().setDefaultSectionSize(measures.rows.grid)
        for column, width in self._widths.items():
            self.setColumnWidth(column, measures.scaled(width))
        for column, least in self._hidden_below.items():
            self.setColumnHidden(column, self.viewport().width() < measures.scaled(least))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._measure()
