"""The gallery's sample of the board: a table of two-line rows that a delegate paints, as the real board will."""

from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone, draw_bar, draw_missing, draw_person, draw_pill, draw_row_ground, draw_text
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
HEADINGS = ("", "Ticket", "Copy", "Held by", "Held", "Due")
WIDTHS = (40, 290, 190, 140, 100, 140)


@dataclass(frozen=True, slots=True)
class Held:
    """One row: a copy somebody holds."""

    icon: Icon
    role: IconRole
    title: str
    below: str
    source_icon: Icon
    source: str
    size: str
    initials: str
    holder: str
    held: str
    share: float
    due: str | Pill


ROWS = (
    Held(
        Icon.EDIT,
        IconRole.WARN,
        "Invoice run aborts after VAT change",
        "ERP-4711  ·  Müller Maschinenbau GmbH",
        Icon.DATABASE,
        "ERP live · PostgreSQL",
        "12.4 GB",
        "ME",
        "You",
        "9.2 of 7 d",
        1.3,
        Pill("2 d 4 h over", Tone.DANGER, Icon.OVERDUE),
    ),
    Held(
        Icon.LOCK,
        IconRole.NORMAL,
        "Search index returns deleted letters",
        "DMS-2093  ·  Kanzlei Brandt & Vogel",
        Icon.BACKUPS,
        "Backup 08 Nov 12:00",
        "38.1 GB",
        "JP",
        "Jonas Peters",
        "15 of 14 d",
        1.1,
        Pill("1 d over", Tone.DANGER, Icon.OVERDUE),
    ),
    Held(
        Icon.DRIVE,
        IconRole.ACCENT,
        "Duplicate customer numbers on import",
        "ERP-4730  ·  Hafenlogistik Nord",
        Icon.FOLDER,
        "\\\\hln-fs1\\erp\\export",
        "2.1 GB",
        "ME",
        "You",
        "6.7 of 7 d",
        0.96,
        Pill("in 5 h", Tone.WARN, Icon.CLOCK),
    ),
    Held(
        Icon.RUNNING,
        IconRole.INFO,
        "Till closes with rounding difference",
        "KAS-1190  ·  Bäckerei Ostermann",
        Icon.DATABASE,
        "Till · SQLite",
        "310 MB",
        "MN",
        "Marek Nowak",
        "1.4 of 5 d",
        0.28,
        "in 3 d",
    ),
    Held(
        Icon.WIPE,
        IconRole.DANGER,
        "Currency table import",
        "ERP-4698  ·  Optik Sander",
        Icon.FOLDER,
        "export_2026-11",
        "188 MB",
        "ME",
        "You",
        "3 of 7 d",
        0.43,
        Pill("Undo 0:24", Tone.ACCENT, Icon.UNDO),
    ),
)
NOT_READ = 1  # rows after these that are still missing


class BoardModel(QAbstractTableModel):
    """The sample rows, and one that has not been read yet."""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Rows."""
        return 0 if parent.isValid() else len(ROWS) + NOT_READ

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        """Columns."""
        return 0 if parent.isValid() else len(HEADINGS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Only what a screen reader says: the delegate takes the whole row."""
        if role != Qt.ItemDataRole.AccessibleTextRole or index.row() >= len(ROWS):
            return None
        held = ROWS[index.row()]
        due = held.due.text if isinstance(held.due, Pill) else held.due
        return (held.icon.value, held.title, held.source, held.holder, held.held, due)[index.column()]

    def headerData(  # noqa: N802
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Headings, at the beginning of their columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADINGS[section]
        return (
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            if role == Qt.ItemDataRole.TextAlignmentRole
            else None
        )


class BoardDelegate(QStyledItemDelegate):
    """Paints a cell of the board."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802
        """The height of a row of two lines."""
        return QSize(0, self._theme.measures.rows.two_lines)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        box = QRectF(option.rect)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        draw_row_ground(
            painter, self._theme, box, is_selected=is_selected, is_hovered=is_hovered, has_focus=index.column() == 0
        )
        inner = box.adjusted(8, 6, -8, -6)
        if index.row() >= len(ROWS):
            self._missing(painter, inner, index.column())
            return
        held = ROWS[index.row()]
        (self._state, self._ticket, self._copy, self._holder, self._held, self._due)[index.column()](
            painter, inner, held
        )

    def _missing(self, painter: QPainter, box: QRectF, column: int) -> None:
        half = box.height() / 2
        draw_missing(painter, self._theme, QRectF(box.left(), box.top(), box.width() * (0.9 if column else 0.6), half))
        if column in {1, 2}:
            draw_missing(painter, self._theme, QRectF(box.left(), box.top() + half, box.width() * 0.5, half))

    def _state(self, painter: QPainter, box: QRectF, held: Held) -> None:
        side = self._theme.measures.icons.row
        place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self._theme.icons.paint(painter, place, held.icon, held.role)

    def _ticket(self, painter: QPainter, box: QRectF, held: Held) -> None:
        self._lines(painter, box, held.title, held.below, TextRole.MEDIUM)

    def _copy(self, painter: QPainter, box: QRectF, held: Held) -> None:
        side = self._theme.measures.icons.row
        self._theme.icons.paint(painter, QRectF(box.left(), box.top(), side, side), held.source_icon, IconRole.NORMAL)
        self._lines(painter, box.adjusted(side + 6, 0, 0, 0), held.source, held.size)

    def _holder(self, painter: QPainter, box: QRectF, held: Held) -> None:
        side = self._theme.measures.heights.person
        disc = QRectF(box.left(), box.center().y() - side / 2, side, side)
        draw_person(painter, self._theme, disc, held.initials, held.holder)
        colours = self._theme.colours
        draw_text(painter, box.adjusted(side + 8, 0, 0, 0), held.holder, self._theme.font(TextRole.BASE), colours.text)

    def _held(self, painter: QPainter, box: QRectF, held: Held) -> None:
        half = box.height() / 2
        top = QRectF(box.left(), box.top(), box.width(), half + 2)
        draw_text(painter, top, held.held, self._theme.font(TextRole.BASE), self._theme.colours.text)
        draw_bar(painter, self._theme, QRectF(box.left(), box.top() + half + 4, box.width() - 8, 6), held.share)

    def _due(self, painter: QPainter, box: QRectF, held: Held) -> None:
        if isinstance(held.due, Pill):
            draw_pill(painter, self._theme, box, held.due)
        else:
            font = self._theme.font(TextRole.BASE)
            draw_text(painter, box.adjusted(8, 0, 0, 0), held.due, font, self._theme.colours.text_2)

    def _lines(self, painter: QPainter, box: QRectF, first: str, second: str, role: TextRole = TextRole.BASE) -> None:
        half, colours = box.height() / 2, self._theme.colours
        top = QRectF(box.left(), box.top(), box.width(), half)
        draw_text(painter, top, first, self._theme.font(role), colours.text)
        draw_text(painter, top.translated(0, half), second, self._theme.font(TextRole.SMALL), colours.muted)


def board(theme: Theme) -> QTableView:
    """The sample board."""
    view = QTableView()
    view.setAccessibleName("Copies held")
    view.setModel(BoardModel(view))
    view.setItemDelegate(BoardDelegate(theme, view))
    view.setShowGrid(False)
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setWordWrap(False)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(theme.measures.rows.two_lines)
    for column, width in enumerate(WIDTHS):
        view.setColumnWidth(column, theme.measures.scaled(width))
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setStretchLastSection(True)
    view.selectRow(0)
    view.setFixedHeight((len(ROWS) + NOT_READ) * theme.measures.rows.two_lines + theme.measures.heights.header + 4)
    return view
