"""The palette's list: a model of rows, headings among them, and their painting."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.icons.engine import IconRole
from ui.shell.palette_entries import Heading, Offer, Row
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_text
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_ROOT = QModelIndex()


class PaletteModel(QAbstractListModel):
    """The rows shown."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: D102, N802
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken if isinstance(row, Offer) else row.text
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Offer):
            return row.detail or None
        return row if role == ROW else None

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: D102
        if isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.ItemNeverHasChildren
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def put(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = list(rows)
        self.endResetModel()

    def offers(self) -> list[int]:
        """The rows that can be chosen."""
        return [at for at, row in enumerate(self._rows) if isinstance(row, Offer)]


class PaletteDelegate(QStyledItemDelegate):
    """Paints headings and offers."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.hint = ""  # what Enter does, shown at the end of the chosen row

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102, N802
        heights = self._theme.measures.heights
        return QSize(0, heights.chip if isinstance(index.data(ROW), Heading) else heights.rail_item)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        row, box = index.data(ROW), QRectF(option.rect)
        if isinstance(row, Heading):
            inside = box.adjusted(self._theme.measures.spacing.s + 2, 4, -8, 0)
            font = self._theme.font(TextRole.SMALL_STRONG)
            draw_text(painter, inside, row.text, font, self._theme.colours.text_2)
        elif isinstance(row, Offer):
            self._offer(painter, box, row, is_chosen=bool(option.state & QStyle.StateFlag.State_Selected))

    def _offer(self, painter: QPainter, box: QRectF, row: Offer, *, is_chosen: bool) -> None:
        theme, colours, spacing = self._theme, self._theme.colours, self._theme.measures.spacing
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.selection))
            radius = theme.measures.radii.control
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), radius, radius)
        painter.restore()
        side = theme.measures.icons.row
        icon = QRectF(box.left() + spacing.s + 2, box.center().y() - side / 2, side, side)
        rest = QRectF(icon.right() + spacing.m, box.top(), 0, box.height())
        rest.setRight(box.right() - spacing.s - 2)
        is_mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        role = IconRole.QUIET if row.reason else row.icon_role
        if is_chosen and role is IconRole.NORMAL:
            role = IconRole.ACCENT
        theme.icons.paint(painter, _turned(box, icon, is_mirrored=is_mirrored), row.icon, role)
        for text, font_role, ink, is_at_end in self._parts(row, is_chosen=is_chosen):
            font = theme.font(font_role)
            width = min(rest.width(), QFontMetricsF(font).horizontalAdvance(text) + 1)
            place = QRectF(rest.right() - width if is_at_end else rest.left(), rest.top(), width, rest.height())
            draw_text(painter, _turned(box, place, is_mirrored=is_mirrored), text, font, ink, is_at_end=is_at_end)
            gap = spacing.m if text else 0
            rest = rest.adjusted(0, 0, -width - gap, 0) if is_at_end else rest.adjusted(width + gap, 0, 0, 0)

    def _parts(self, row: Offer, *, is_chosen: bool) -> list[tuple[str, TextRole, str, bool]]:
        """Texts, the end of the row first: what stands there is never cut."""
        colours = self._theme.colours
        end = row.end or (self.hint if is_chosen else "")
        ink = colours.muted if row.reason else colours.text
        return [
            (end, TextRole.SMALL, colours.text_2, True),
            (row.text, TextRole.STRONG, ink, False),
            (row.detail, TextRole.SMALL, colours.text_2, False),
        ]


class PaletteList(QListView):
    """Rows of which one is always chosen. The keyboard stays in the field above it.

    Signals:
        taken: the Offer that was clicked.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = PaletteModel(self)
        self.painting = PaletteDelegate(theme, self)
        self.setObjectName("places")
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(self.painting)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.clicked.connect(self._on_clicked)

    def put(self, rows: Sequence[Row], key: str = "") -> None:
        """Show these, and choose the offer of this key, or the first."""
        self.rows.put(rows)
        offers = self.rows.offers()
        wanted = next((at for at in offers if rows[at] == self.chosen() or _key(rows[at]) == key), None)
        if offers:
            self.setCurrentIndex(self.rows.index(offers[0] if wanted is None else wanted))

    def chosen(self) -> Offer | None:
        """The offer Enter would take."""
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        return row if isinstance(row, Offer) else None

    def step(self, by: int) -> None:
        """Choose the next or an earlier offer; past the end it begins again."""
        offers = self.rows.offers()
        if not offers:
            return
        at = offers.index(now) if (now := self.currentIndex().row()) in offers else 0
        self.setCurrentIndex(self.rows.index(offers[(at + by) % len(offers)]))

    def content_height(self) -> int:
        """The height of all rows."""
        return sum(self.sizeHintForRow(at) for at in range(self.rows.rowCount()))

    def _on_clicked(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if isinstance(row, Offer):
            self.taken.emit(row)


def _key(row: Row) -> str:
    return row.key if isinstance(row, Offer) else ""


def _turned(box: QRectF, part: QRectF, *, is_mirrored: bool) -> QRectF:
    if not is_mirrored:
        return part
    moved = QRectF(part)
    moved.moveLeft(box.left() + box.right() - part.right())
    return moved
