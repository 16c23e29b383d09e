"""What a screen reader selects in a list becomes its current row, as what is clicked does."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView


class FollowedSelection(QObject):
    """Mouse and keyboard move the current row and the selection together; assistive technology selects only.

    `is_own` says whether the program itself is selecting just now: that moves nothing.
    """

    def __init__(self, view: QAbstractItemView, is_own: Callable[[], bool]) -> None:
        super().__init__(view)
        self._view = view
        self._is_own = is_own
        self._row = -1
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._follow)
        view.selectionModel().selectionChanged.connect(self._on_selection)

    @Slot(QItemSelection, QItemSelection)
    def _on_selection(self, selected: QItemSelection, _deselected: QItemSelection) -> None:
        self._row = -1 if self._is_own() else _only_row(selected)
        if self._row >= 0:
            self._soon.start(0)  # after a key, the current row moves only when the selection has

    @Slot()
    def _follow(self) -> None:
        view, row = self._view, self._row
        is_alone = row >= 0 and _only_row(view.selectionModel().selection()) == row
        if is_alone and view.currentIndex().row() != row:
            column = max(0, view.currentIndex().column())
            index = view.model().index(row, column, view.rootIndex())
            view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)


def _only_row(selection: QItemSelection) -> int:
    """The one row of a selection, or -1. Large selections are few ranges, and are never spelled out."""
    if selection.count() != 1 or selection.at(0).top() != selection.at(0).bottom():
        return -1
    return selection.at(0).top()
