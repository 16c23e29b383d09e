"""The line numbers beside an editor."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from ui.screens.copy.tables.editor import SqlEditor

_LEAST_DIGITS = 3


class Gutter(QWidget):
    """Paints the numbers of the lines in sight; that of the line with the cursor stands out."""

    def __init__(self, theme: Theme, editor: "SqlEditor") -> None:
        super().__init__(editor)
        self._theme = theme
        self._editor = editor

    def width_wanted(self) -> int:
        """As wide as the highest number."""
        digits = max(_LEAST_DIGITS, len(str(self._editor.blockCount())))
        metrics = self._editor.fontMetrics()
        return metrics.horizontalAdvance("9") * digits + 2 * self._theme.measures.spacing.s

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self.width_wanted(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        colours, right = self._theme.colours, self._theme.measures.spacing.s
        with QPainter(self) as painter:
            painter.setFont(self._theme.font(TextRole.CODE))
            for number, box in self._editor.lines_in_sight():
                if box.top() > event.rect().bottom():
                    break
                is_current = number == self._editor.textCursor().blockNumber()
                painter.setPen(QColor(colours.text if is_current else colours.muted))
                place = QRectF(0, box.top(), self.width() - right, box.height())
                painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, str(number + 1))
