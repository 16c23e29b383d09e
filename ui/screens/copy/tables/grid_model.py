"""The model of the result grid: typed cells as text, masked where they are about people, fetched while one scrolls."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from app.databases.console.looking import ResultColumn
from app.masking.kinds import Kind
from app.tables import Cell
from ui import formats
from ui.screens.copy.tables.cell_texts import is_number, one_line
from ui.screens.copy.tables.masked import masked
from ui.screens.copy.tables.row_order import TextOf
from ui.screens.copy.tables.row_sources import RowSource, TableRows
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
MISSING: Final = Qt.ItemDataRole.UserRole + 1
"""True for a cell whose row has to be read again: it is painted as a grey bar."""

_SAMPLED: Final = 20
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class GridModel(QAbstractTableModel):
    """Rows of a result or of a table.

    Signals:
        more_wanted: the end of what was fetched is in sight.
        page_wanted: the number of a page of a table that is in sight and no longer in memory.
    """

    more_wanted = Signal()
    page_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme
        self.columns: tuple[ResultColumn, ...] = ()
        self.personal: tuple[Kind | None, ...] = ()
        self.source: RowSource | None = None
        self._order: list[int] | None = None
        self._shown = 0
        self._is_masking = True
        self._is_shared = False
        self._open_columns: set[int] = set()
        self._open_cells: set[tuple[int, int]] = set()
        self._is_fetching = False
        self._numeric: frozenset[int] = frozenset()
        self._italic = QFont()
        self._inks: dict[str, QColor] = {}
        self.take_theme()

    # what is shown

    def show_rows(
        self, columns: Sequence[ResultColumn], personal: Sequence[Kind | None], source: RowSource | None
    ) -> None:
        """Show other rows. What was revealed of others is masked again."""
        self.beginResetModel()
        self.columns, self.personal, self.source = tuple(columns), tuple(personal), source
        self._order, self._is_fetching = None, False
        self._open_columns.clear()
        self._open_cells.clear()
        self._shown = source.count if source is not None else 0
        self._numeric = self._numeric_columns()
        self.endResetModel()

    def show_order(self, order: list[int] | None) -> None:
        """Show these of the fetched rows only, in this order; all as they came for None."""
        self.beginResetModel()
        self._order = order
        self._shown = self._count()
        self.endResetModel()

    def grow(self) -> None:
        """Say that rows were added to the source."""
        self._is_fetching = False
        count = self._count()
        if count > self._shown:
            self.beginInsertRows(QModelIndex(), self._shown, count - 1)
            self._shown = count
            self.endInsertRows()

    def page_came(self, first: int, last: int) -> None:
        """Say that rows that were missing are here again."""
        self.dataChanged.emit(self.index(first, 0), self.index(last, max(0, len(self.columns) - 1)))

    def fetching_ended(self) -> None:
        """Nothing came of it; the next scrolling asks again."""
        self._is_fetching = False

    @property
    def is_ordered(self) -> bool:
        """Whether a filter or a sorting is in force."""
        return self._order is not None

    def number_of(self, row: int) -> int:
        """The number of the row in its source that stands in this row of the grid."""
        return self._order[row] if self._order is not None else row

    def cell(self, index: Index) -> Cell:
        """The value itself; None as well where it is not in memory."""
        row = self.source.row(self.number_of(index.row())) if self.source is not None else None
        return row[index.column()] if row is not None and index.column() < len(row) else None

    # masking

    @property
    def is_masking(self) -> bool:
        """Whether personal data is masked."""
        return self._is_masking

    @property
    def can_reveal(self) -> bool:
        """Whether anything may be shown in clear: not while others look at the screen."""
        return not self._is_shared

    def set_shared(self, *, is_on: bool) -> None:
        """Others look at the screen, or no longer. What was revealed is masked again, and stays so."""
        self._is_shared = is_on
        self.set_masking(is_on=True)

    @property
    def has_personal(self) -> bool:
        """Whether there is any that could be."""
        return any(kind is not None for kind in self.personal)

    def set_masking(self, *, is_on: bool) -> None:
        """Mask, or show in clear. Masked again means all of it, also what was revealed before."""
        self._is_masking = is_on or self._is_shared
        if self._is_masking:
            self._open_columns.clear()
            self._open_cells.clear()
        self._repaint()

    def reveal(self, columns: Sequence[int], cells: Sequence[tuple[int, int]]) -> None:
        """Show columns, and cells by number of row and column, in clear."""
        if self._is_shared:
            return
        self._open_columns.update(columns)
        self._open_cells.update(cells)
        self._repaint()

    def is_masked(self, number: int, column: int) -> bool:
        """Whether the cell is shown masked now. NULL says nothing about anybody."""
        return (
            self._is_masking
            and column < len(self.personal)
            and self.personal[column] is not None
            and column not in self._open_columns
            and (number, column) not in self._open_cells
        )

    def shown(self, number: int, column: int, cell: Cell) -> Cell:
        """What may be seen of a cell, and copied."""
        kind = self.personal[column] if column < len(self.personal) else None
        if cell is None or kind is None or not self.is_masked(number, column):
            return cell
        return masked(cell, kind)

    def text_of(self, number: int, column: int, cell: Cell) -> str:
        """What stands in the grid for a cell."""
        return one_line(self.shown(number, column, cell))

    def frozen_text_of(self) -> TextOf:
        """The same for another thread: as things stand now."""
        hidden = {at: kind for at, kind in enumerate(self.personal) if kind and self.is_masked(-1, at)}
        opened = frozenset(self._open_cells)

        def text_of(number: int, column: int, cell: Cell) -> str:
            kind = hidden.get(column)
            is_hidden = kind is not None and cell is not None and (number, column) not in opened
            return one_line(masked(cell, kind) if is_hidden and kind is not None else cell)

        return text_of

    # what Qt asks for

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: D102, N802
        return 0 if parent is not None and parent.isValid() else self._shown

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: D102, N802
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: Index) -> bool:  # noqa: D102, N802
        source = self.source
        is_whole = source is not None and not parent.isValid() and self._order is None
        return bool(is_whole and source is not None and source.has_more and not self._is_fetching)

    def fetchMore(self, parent: Index) -> None:  # noqa: ARG002, D102, N802
        self._is_fetching = True
        self.more_wanted.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if role not in _ROLES or self.source is None:
            return None
        number, column = self.number_of(index.row()), index.column()
        row = self.source.row(number)
        if row is None:
            return self._missing(number, role)
        cell = row[column] if column < len(row) else None
        return self._answer(number, column, cell, role)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102, N802
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(_HEADING_ROLES[orientation])
        if orientation is Qt.Orientation.Vertical:
            return formats.count(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if section >= len(self.columns):
            return None
        return self._heading(section, role)

    # what is behind it

    def _heading(self, section: int, role: int) -> object:
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return one_line(column.name)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_right = section in self._numeric and not self.is_masked(-1, section)
            return _RIGHT if is_right else _LEFT
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            about = [one_line(column.name), one_line(column.declared)] if column.declared else [one_line(column.name)]
            if self.is_masked(-1, section):
                about.append(QCoreApplication.translate("Grid", "personal data, masked"))
            return ", ".join(about)
        return None

    def _numeric_columns(self) -> frozenset[int]:
        """The columns whose heading stands at the right: those whose first values are numbers."""
        rows = [self.source.row(number) or () for number in range(min(self._shown, _SAMPLED))] if self.source else []
        found = set()
        for column in range(len(self.columns)):
            cells = [row[column] for row in rows if column < len(row) and row[column] is not None]
            if cells and is_number(cells[0]):
                found.add(column)
        return frozenset(found)

    def _missing(self, number: int, role: int) -> object:
        if isinstance(self.source, TableRows):
            self.page_wanted.emit(self.source.page_of(number))
        return role == MISSING or None

    def _answer(self, number: int, column: int, cell: Cell, role: int) -> object:
        is_hidden = cell is not None and self.is_masked(number, column)
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.ToolTipRole:
                return self.text_of(number, column, cell)
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(number, column, cell)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if is_number(cell) and not is_hidden else _LEFT
            case Qt.ItemDataRole.FontRole:
                return self._italic if cell is None else None
            case Qt.ItemDataRole.ForegroundRole:
                quiet = cell is None or is_hidden or isinstance(cell, bytes)
                return self._inks["muted"] if quiet else None
        return None

    def _spoken(self, number: int, column: int, cell: Cell) -> str:
        text = self.text_of(number, column, cell)
        sentence = QCoreApplication.translate("Grid", "{column}: {value}", "a cell, for screen readers")
        return sentence.format(column=one_line(self.columns[column].name), value=text)

    def _count(self) -> int:
        if self._order is not None:
            return len(self._order)
        return self.source.count if self.source is not None else 0

    def take_theme(self) -> None:
        """Take fonts and colours anew."""
        self._italic = self._theme.font(TextRole.BASE)
        self._italic.setItalic(True)
        self._inks = {"muted": QColor(self._theme.colours.muted)}
        self._repaint()

    def _repaint(self) -> None:
        if self._shown and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(self._shown - 1, len(self.columns) - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)


_HEADING_ROLES: Final = {Qt.Orientation.Horizontal: TextRole.STRONG, Qt.Orientation.Vertical: TextRole.SMALL}
_ROLES: Final = frozenset({
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.FontRole,
    Qt.ItemDataRole.ForegroundRole,
    MISSING,
})  # fmt: skip
