"""Paints the lines of the board: headings over all columns, and rows of two lines."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import formats
from ui.icons.engine import IconRole
from ui.screens.board.model import COPY, DUE, HELD, HOLDER, STATE, TICKET, BoardModel, Index
from ui.screens.board.row_look import HeadingLook, RowLook
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone, draw_bar, draw_person, draw_pill, draw_row_ground, draw_text
from ui.theme.theme import Theme

_GAP = 8


class BoardDelegate(QStyledItemDelegate):
    """Asks the model for the line once, and paints the cell from it."""

    def __init__(self, theme: Theme, view: QTableView, model: BoardModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._model = model
        self._cells = {
            STATE: self._state,
            TICKET: self._ticket,
            COPY: self._copy,
            HOLDER: self._holder,
            HELD: self._held,
            DUE: self._due,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102, N802
        return QSize(0, self._theme.measures.rows.two_lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        look = self._model.line(index.row()).look
        box = QRectF(option.rect)
        if isinstance(look, HeadingLook):
            self._heading(painter, box, look)
            return
        draw_row_ground(
            painter,
            self._theme,
            box,
            is_selected=bool(option.state & QStyle.StateFlag.State_Selected),
            is_hovered=bool(option.state & QStyle.StateFlag.State_MouseOver),
            has_focus=index.column() == STATE and index.row() == self._view.currentIndex().row(),
        )
        self._cells[index.column()](painter, box.adjusted(_GAP, 6, -_GAP, -6), look)

    def _heading(self, painter: QPainter, box: QRectF, look: HeadingLook) -> None:
        colours = self._theme.colours
        painter.fillRect(box, QColor(colours.surface))
        colour = {Tone.DANGER: colours.danger, Tone.WARN: colours.warn}.get(look.tone, colours.text_2)
        font = self._theme.font(TextRole.SMALL_STRONG)
        inner = box.adjusted(14, 4, -_GAP, 0)
        draw_text(painter, inner, look.text, font, colour)
        width = QFontMetricsF(font).horizontalAdvance(look.text) + _GAP
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        rest = inner.adjusted(0, 0, -width, 0) if is_mirrored else inner.adjusted(width, 0, 0, 0)
        draw_text(painter, rest, formats.count(look.count), self._theme.font(TextRole.SMALL), colour)

    def _state(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        side = self._theme.measures.icons.row
        place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self._theme.icons.paint(painter, place, look.icon, look.role)

    def _ticket(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        self._lines(painter, box, look.title, look.below, TextRole.MEDIUM, is_faint=look.is_faint)

    def _copy(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        side = self._theme.measures.icons.row
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.right() - side if is_mirrored else box.left()
        top = box.top() + (box.height() / 2 - side) / 2
        self._theme.icons.paint(painter, QRectF(left, top, side, side), look.source_icon, IconRole.NORMAL)
        rest = box.adjusted(0, 0, -side - 6, 0) if is_mirrored else box.adjusted(side + 6, 0, 0, 0)
        self._lines(painter, rest, look.source, look.size, is_faint=look.is_faint)

    def _holder(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        side = self._theme.measures.heights.person
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = box.right() - side if is_mirrored else box.left()
        disc = QRectF(left, box.center().y() - side / 2, side, side)
        draw_person(painter, self._theme, disc, look.initials, look.person)
        rest = box.adjusted(0, 0, -side - _GAP, 0) if is_mirrored else box.adjusted(side + _GAP, 0, 0, 0)
        colours = self._theme.colours
        colour = colours.muted if look.is_faint else colours.text
        draw_text(painter, rest, look.holder, self._theme.font(TextRole.BASE), colour)

    def _held(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        if not look.held:
            return
        half, colours = box.height() / 2, self._theme.colours
        top = QRectF(box.left(), box.top(), box.width(), half)
        colour = colours.muted if look.is_faint else colours.text
        draw_text(painter, top, look.held, self._theme.font(TextRole.BASE), colour)
        draw_bar(painter, self._theme, QRectF(box.left(), box.top() + half + 4, box.width() - 12, 6), look.share)

    def _due(self, painter: QPainter, box: QRectF, look: RowLook) -> None:
        if isinstance(look.due, Pill):
            draw_pill(painter, self._theme, box.adjusted(-1, 0, 0, 0), look.due)
        else:
            font = self._theme.font(TextRole.BASE)
            draw_text(painter, box.adjusted(7, 0, -7, 0), look.due, font, self._theme.colours.text_2)

    def _lines(
        self,
        painter: QPainter,
        box: QRectF,
        first: str,
        second: str,
        role: TextRole = TextRole.BASE,
        *,
        is_faint: bool,
    ) -> None:
        half, colours = box.height() / 2, self._theme.colours
        top = QRectF(box.left(), box.top(), box.width(), half)
        colour = colours.text_2 if is_faint else colours.text
        draw_text(painter, top, first, self._theme.font(role), colour)
        draw_text(painter, top.translated(0, half), second, self._theme.font(TextRole.SMALL), colours.muted)
