"""The list of changes: how it looks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from ui.screens.copy.changes.models import AMOUNT, KIND, NAME, WHERE, ChangesModel
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme

_WIDTHS = {KIND: 110, AMOUNT: 160}
_HIDDEN_BELOW = {WHERE: 560, AMOUNT: 400}


class ChangeList(QTableView):
    """One line for each change."""

    def __init__(self, theme: Theme, model: ChangesModel) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setAccessibleName(self.tr("Changes since checkout"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        for column in (NAME, WHERE):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        measures = self._theme.measures
        self.verticalHeader().setDefaultSectionSize(measures.rows.grid)
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, measures.scaled(width))
        for column, least in _HIDDEN_BELOW.items():
            self.setColumnHidden(column, self.viewport().width() < measures.scaled(least))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._measure()
