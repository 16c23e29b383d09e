"""A delegate for lists and trees that Qt paints. It alone gives rows their height: a style sheet cannot, in lists."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.theme.theme import Theme


class RowDelegate(QStyledItemDelegate):
    """A row as Qt paints it, as high as the grid's rows."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme

    @property
    def height(self) -> int:
        """The height of a row in logical pixels."""
        return self.theme.measures.rows.grid

    def sizeHint(  # noqa: D102, N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(super().sizeHint(option, index).width(), self.height)
