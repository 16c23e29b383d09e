"""Paints the rows of a long list: ground, grey bars for what was not read yet, lines of text with what was sought."""

import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.models.paging import PagedModel
from ui.models.rows_model import Index
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_missing, draw_row_ground, draw_text
from ui.theme.theme import Theme

if TYPE_CHECKING:
    from ui.widgets.paged_table import PagedTable

GAP = 8
_UP = 6
_MISSING_SHARE = 0.6


class PagedRows(QStyledItemDelegate):
    """Asks the model for a row once and paints the cell from it. A list says in `paint_cell` what stands where.

    `sought` are the words whose hits are marked.
    """

    def __init__(self, theme: Theme, view: "PagedTable", model: PagedModel) -> None:
        super().__init__(view)
        self.theme = theme
        self.sought: tuple[str, ...] = ()
        self._view = view
        self._model = model

    def paint_cell(self, painter: QPainter, box: QRectF, column: int, look: Any) -> None:  # noqa: ANN401
        """Paint a cell of a row that was read."""
        raise NotImplementedError

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102, N802
        return QSize(0, self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        box, row, column = QRectF(option.rect), index.row(), index.column()
        is_selected = self._view.is_all_selected or bool(option.state & QStyle.StateFlag.State_Selected)
        draw_row_ground(
            painter,
            self.theme,
            box,
            is_selected=is_selected,
            is_hovered=row == self._view.hovered_row,
            has_focus=column == self._view.first_column and row == self._view.currentIndex().row(),
        )
        inner = box.adjusted(GAP, _UP, -GAP, -_UP)
        look = self._model.look(row)
        if look is None:
            self._missing(painter, inner, column)
        else:
            self.paint_cell(painter, inner, column, look)

    def is_mirrored(self, painter: QPainter) -> bool:
        """Whether the language runs from right to left."""
        return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def draw_icon(self, painter: QPainter, box: QRectF, icon: Icon, role: IconRole = IconRole.NORMAL) -> QRectF:
        """An icon at the beginning of a box; the rest of the box."""
        side = self.theme.measures.icons.row
        left = box.right() - side if self.is_mirrored(painter) else box.left()
        self.theme.icons.paint(painter, QRectF(left, box.center().y() - side / 2, side, side), icon, role)
        return self.behind(painter, box, side + 6)

    def behind(self, painter: QPainter, box: QRectF, width: float) -> QRectF:
        """What is left of a box behind `width`, in the direction of the language."""
        return box.adjusted(0, 0, -width, 0) if self.is_mirrored(painter) else box.adjusted(width, 0, 0, 0)

    def draw_two_lines(
        self,
        painter: QPainter,
        box: QRectF,
        first: str,
        second: str,
        *,
        role: TextRole = TextRole.BASE,
        is_faint: bool = False,
    ) -> None:
        """A line and a smaller one below it."""
        half, colours = box.height() / 2, self.theme.colours
        top = QRectF(box.left(), box.top(), box.width(), half)
        self.draw_sought(painter, top, first, self.theme.font(role), colours.text_2 if is_faint else colours.text)
        below = top.translated(0, half)
        self.draw_sought(painter, below, second, self.theme.font(TextRole.SMALL), colours.muted)

    def draw_sought(self, painter: QPainter, box: QRectF, text: str, font: QFont, colour: str) -> None:
        """A line of text, with a ground behind what was sought."""
        if self.sought and not self.is_mirrored(painter):
            metrics = QFontMetricsF(font)
            for start, length in hits_in(text, self.sought):
                left = box.left() + metrics.horizontalAdvance(text[:start])
                width = metrics.horizontalAdvance(text[start : start + length])
                mark = QRectF(left, box.center().y() - metrics.height() / 2, width, metrics.height())
                painter.fillRect(mark.intersected(box), QColor(self.theme.colours.warn_bg))
        draw_text(painter, box, text, font, colour)

    def _missing(self, painter: QPainter, box: QRectF, column: int) -> None:
        width = box.width() * (_MISSING_SHARE + 0.1 * (column % 3))
        if column == self._view.first_column:
            width = min(width, self.theme.measures.icons.row)
        draw_missing(painter, self.theme, QRectF(box.left(), box.top(), width, box.height()))


def hits_in(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words begin in a text as they were sought, whatever their case and their accents: start and length."""
    plain = [_plain(char) for char in text]
    folded = "".join(plain)
    if len(folded) != len(text):  # a character of which two were made: places would be wrong
        folded, plain = text.casefold() if len(text.casefold()) == len(text) else text, list(text)
    for word in words:
        wanted = "".join(_plain(char) for char in word)
        at = folded.find(wanted) if wanted else -1
        while at >= 0:
            if at == 0 or not (folded[at - 1].isalnum() and folded[at].isalnum()):
                yield at, len(wanted)
            at = folded.find(wanted, at + 1)


def _plain(char: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", char.casefold()) if not unicodedata.combining(part))
