"""The lists of the rail: a model of entries, their painting, and a view that tells which was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.icons.engine import IconRole
from ui.shell.rail_entries import RailEntry
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone, draw_pill, draw_text, pill_width
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ENTRY = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()
_CHOOSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


class RailModel(QAbstractListModel):
    """The entries of one list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[RailEntry] = []

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        entry = self._entries[index.row()]
        answers: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: entry.text,
            Qt.ItemDataRole.AccessibleTextRole: entry.spoken,
            Qt.ItemDataRole.ToolTipRole: entry.tip,
            ENTRY: entry,
        }
        return answers.get(role)

    def put(self, entries: Sequence[RailEntry]) -> None:
        """Show these; what is the same stays where the keyboard is."""
        if [entry.key for entry in entries] == [entry.key for entry in self._entries]:
            if list(entries) != self._entries:
                self._entries = list(entries)
                self.dataChanged.emit(self.index(0), self.index(len(entries) - 1))
            return
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def row_of(self, key: str) -> int:
        """The row of an entry, or -1."""
        return next((row for row, entry in enumerate(self._entries) if entry.key == key), -1)


class RailDelegate(QStyledItemDelegate):
    """Paints an entry; in the narrow rail the icon alone, with a dot for a badge."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.is_narrow = False

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: D102, N802
        return QSize(0, self._theme.measures.heights.rail_item)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        entry = index.data(ENTRY)
        if not isinstance(entry, RailEntry):
            return
        theme, spacing = self._theme, self._theme.measures.spacing
        state = option.state
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        is_here = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, box, state, is_here=is_here)
        side = theme.measures.icons.row
        left = box.center().x() - side / 2 if self.is_narrow else box.left() + spacing.s + 2
        place = _mirrored(option, box, QRectF(left, box.center().y() - side / 2, side, side))
        is_plain = entry.icon_role is IconRole.NORMAL
        theme.icons.paint(painter, place, entry.icon, IconRole.ACCENT if is_here and is_plain else entry.icon_role)
        if self.is_narrow:
            if entry.badge or entry.is_pressing:
                self._dot(painter, place)
            return
        rest = QRectF(left + side + spacing.m - 1, box.top(), 0, box.height())
        rest.setRight(box.right() - spacing.s)
        self._texts(painter, option, box, rest, entry, is_here=is_here)

    def _ground(self, painter: QPainter, box: QRectF, state: QStyle.StateFlag, *, is_here: bool) -> None:
        colours, radius = self._theme.colours, self._theme.measures.radii.control
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_here:
            painter.setBrush(QColor(colours.selection))
            painter.drawRoundedRect(box, radius, radius)
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(box, radius, radius)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours.accent), self._theme.measures.focus))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)
        painter.restore()

    def _dot(self, painter: QPainter, icon: QRectF) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.colours.danger_fill))
        painter.drawEllipse(QRectF(icon.right() - 3, icon.top() - 4, 8, 8))
        painter.restore()

    def _texts(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        box: QRectF,
        rest: QRectF,
        entry: RailEntry,
        *,
        is_here: bool,
    ) -> None:
        theme, colours, gap = self._theme, self._theme.colours, self._theme.measures.spacing.s
        if entry.badge:
            pill = Pill(str(entry.badge), Tone.DANGER)
            width = pill_width(theme, pill)
            draw_pill(painter, theme, _mirrored(option, box, _at_end(rest, width)), pill)
            rest.setRight(rest.right() - width - gap)
        if entry.end:
            font = theme.font(TextRole.SMALL)
            width = QFontMetricsF(font).horizontalAdvance(entry.end) + 1
            ink = colours.danger if entry.is_pressing else colours.text_2
            draw_text(painter, _mirrored(option, box, _at_end(rest, width)), entry.end, font, ink, is_at_end=True)
            rest.setRight(rest.right() - width - gap)
        role = TextRole.STRONG if is_here else TextRole.MEDIUM
        ink = colours.text if is_here or entry.under else colours.text_2
        if not entry.under:
            draw_text(painter, _mirrored(option, box, rest), entry.text, theme.font(role), ink)
            return
        middle = rest.center().y()
        upper, lower = QRectF(rest), QRectF(rest)
        upper.setBottom(middle + 2)
        lower.setTop(middle + 1)
        draw_text(painter, _mirrored(option, box, upper), entry.text, theme.font(role), ink)
        draw_text(painter, _mirrored(option, box, lower), entry.under, theme.font(TextRole.SMALL), colours.muted)


class RailList(QListView):
    """One list of the rail, as high as its entries. The selection says where one is; the keyboard moves apart from it.

    Signals:
        chosen: the key of the entry that was clicked, or on which Enter or Space was pressed.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries = RailModel(self)
        self._delegate = RailDelegate(theme, self)
        self.setObjectName("places")
        self.setAccessibleName(name)
        self.setModel(self._entries)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)
        self._here = ""
        self._is_marking = False
        self.selectionModel().selectionChanged.connect(self._on_selected)
        theme.changed.connect(self._on_theme_changed)

    def put(self, entries: Sequence[RailEntry]) -> None:
        """Show these entries."""
        was_at = self.currentIndex().row()
        self._entries.put(entries)
        if self.currentIndex().row() != was_at and was_at >= 0:
            self.setCurrentIndex(self._entries.index(min(was_at, len(entries) - 1)))
        self.updateGeometry()

    def mark(self, key: str) -> None:
        """Say which entry one is at; "" for none of them."""
        self._here = key
        row = self._entries.row_of(key)
        self._is_marking = True
        try:
            self._select(row)
        finally:
            self._is_marking = False
        if row >= 0 and not self.hasFocus():
            self.selectionModel().setCurrentIndex(self._entries.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001
        """Show icons alone."""
        self._delegate.is_narrow = is_narrow
        self.viewport().update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(0, self._entries.rowCount() * self._theme.measures.heights.rail_item)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in _CHOOSING and self.currentIndex().isValid():
            self._on_clicked(self.currentIndex())
            return
        super().keyPressEvent(event)

    def selectionCommand(  # noqa: D102, N802
        self, _index: Index, _event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        return QItemSelectionModel.SelectionFlag.NoUpdate

    def _select(self, row: int) -> None:
        if row < 0:
            self.selectionModel().clearSelection()
        else:
            command = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().select(self._entries.index(row), command)

    @Slot()
    def _on_selected(self) -> None:
        """Nobody but `mark` selects here, and assistive technology, which cannot click: it chooses so."""
        if self._is_marking:
            return
        chosen = [index for index in self.selectedIndexes() if index.data(ENTRY).key != self._here]
        if chosen:
            self._on_clicked(chosen[0])
            self.mark(self._here)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, RailEntry):
            self.chosen.emit(entry.key)

    @Slot()
    def _on_theme_changed(self) -> None:
        self.doItemsLayout()
        self.updateGeometry()


def _at_end(box: QRectF, width: float) -> QRectF:
    return QRectF(box.right() - width, box.top(), width, box.height())


def _mirrored(option: QStyleOptionViewItem, box: QRectF, part: QRectF) -> QRectF:
    """The part of a box, on the other side where the language is written from right to left."""
    if option.direction != Qt.LayoutDirection.RightToLeft:
        return part
    moved = QRectF(part)
    moved.moveLeft(box.left() + box.right() - part.right())
    return moved
