"""The result grid: a table view that never counts, never widens by itself, and copies what is shown."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QStyleOptionViewItem, QTableView, QWidget

from app.tables import Cell
from ui.screens.copy.tables.clippings import Clipping
from ui.screens.copy.tables.grid_model import MISSING, GridModel
from ui.screens.copy.tables.row_order import Ordering
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_missing
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme

_SAMPLED_ROWS = 60
_FITTED_COLUMNS = 100
_NARROWEST, _WIDEST = 56, 320
_ROOM = 30
MOST_COPIED_CELLS = 1_000_000


class GridDelegate(RowDelegate):
    """Cells as Qt paints them; a grey bar for what is being read again."""

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(MISSING):
            gap = self.theme.measures.spacing.s
            draw_missing(painter, self.theme, QRectF(option.rect).adjusted(gap, 0, -gap, 0))
            return
        super().paint(painter, option, index)


class ResultGrid(QTableView):
    """Shows a GridModel.

    Signals:
        copy_asked: copy what is selected, in this form.
        reveal_asked: columns, and cells by number of row and column, are to be shown in clear.
        sort_asked: the Ordering by which the fetched rows are to be sorted.
        database_sort_asked: the same for the database to do.
        view_asked: the current cell is to be shown whole.
    """

    copy_asked = Signal(object)
    reveal_asked = Signal(object, object)
    sort_asked = Signal(object)
    database_sort_asked = Signal(object)
    view_asked = Signal()

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.rows = model
        self.can_sort_in_database = False
        self.setModel(model)
        self.setItemDelegate(GridDelegate(theme, self))
        self.setAccessibleName(self.tr("Result"))
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._on_menu)
        self.doubleClicked.connect(self.view_asked)
        self._set_up_headers()
        model.modelReset.connect(self._on_reset)
        theme.changed.connect(self._take_theme)
        self._take_theme()

    def fit_columns(self) -> None:
        """Make columns as wide as their heads and first rows want, within reason."""
        body, head = QFontMetrics(self.font()), QFontMetrics(self._theme.font(TextRole.STRONG))
        for column in range(min(_FITTED_COLUMNS, self.rows.columnCount())):
            widest = head.horizontalAdvance(str(self.rows.headerData(column, Qt.Orientation.Horizontal)))
            for row in range(min(_SAMPLED_ROWS, self.rows.rowCount())):
                index = self.rows.index(row, column)
                widest = max(widest, body.horizontalAdvance(str(self.rows.data(index) or "")))
            scaled = self._theme.measures.scaled
            self.setColumnWidth(column, min(max(widest + _ROOM, scaled(_NARROWEST)), scaled(_WIDEST)))

    def selected_cells(self) -> tuple[list[int], list[list[Cell]]]:
        """The columns of the selection, and its rows as they are shown; what is masked comes masked."""
        indexes = self.selectionModel().selectedIndexes() if self.selectionModel() else []
        columns = sorted({index.column() for index in indexes})
        rows: dict[int, dict[int, Cell]] = {}
        for index in indexes[:MOST_COPIED_CELLS]:
            number = self.rows.number_of(index.row())
            shown = self.rows.shown(number, index.column(), self.rows.cell(index))
            rows.setdefault(index.row(), {})[index.column()] = shown
        return columns, [[rows[row].get(column) for column in columns] for row in sorted(rows)]

    def show_sorting(self, column: int, *, is_descending: bool) -> None:
        """Put the arrow over a column; -1 for none."""
        order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)
        self.horizontalHeader().setSortIndicatorShown(column >= 0)

    def menu_for(self, index: QModelIndex) -> QMenu:
        """The context menu of a cell; it is deleted when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, self.tr("Copy"), lambda: self.copy_asked.emit(Clipping.TSV))
        forms = menu.addMenu(self.tr("Copy as"))
        for form, text in self._forms():
            self._add(forms, text, partial(self.copy_asked.emit, form))
        menu.addSeparator()
        self._add(menu, self.tr("Show value"), self.view_asked.emit)
        self._add_reveal(menu, index)
        menu.addSeparator()
        self._add_sorting(menu, index.column())
        return menu

    def heading_menu(self, column: int) -> QMenu:
        """The context menu of a heading."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_sorting(menu, column)
        if self.rows.is_masked(-1, column):
            menu.addSeparator()
            self._add_revealing(menu, self.tr("Reveal column"), [column], [])
        return menu

    # what is behind it

    def _forms(self) -> Iterable[tuple[Clipping, str]]:
        return (
            (Clipping.TSV, self.tr("Tab-separated text")),
            (Clipping.CSV, self.tr("CSV with headings")),
            (Clipping.INSERT, self.tr("INSERT statements")),
            (Clipping.MARKDOWN, self.tr("Markdown table")),
        )

    def _add_reveal(self, menu: QMenu, index: QModelIndex) -> None:
        number = self.rows.number_of(index.row())
        if self.rows.is_masked(number, index.column()) and self.rows.cell(index) is not None:
            self._add_revealing(menu, self.tr("Reveal value"), [], [(number, index.column())])
        if self.rows.is_masked(-1, index.column()):
            self._add_revealing(menu, self.tr("Reveal column"), [index.column()], [])

    def _add_revealing(self, menu: QMenu, text: str, columns: list[int], cells: list[tuple[int, int]]) -> None:
        action = self._add(menu, text, lambda: self.reveal_asked.emit(columns, cells))
        if not self.rows.can_reveal:
            action.setText(self.tr("{act} (not in screen-share mode)").format(act=text))
            action.setEnabled(False)

    def _add_sorting(self, menu: QMenu, column: int) -> None:
        self._add(
            menu, self.tr("Sort fetched rows, lowest first"), lambda: self.sort_asked.emit(Ordering(column=column))
        )
        self._add(
            menu,
            self.tr("Sort fetched rows, highest first"),
            lambda: self.sort_asked.emit(Ordering(column=column, is_descending=True)),
        )
        self._add(menu, self.tr("Rows as they came"), lambda: self.sort_asked.emit(Ordering()))
        if self.can_sort_in_database:
            menu.addSeparator()
            lowest, highest = self.tr("Sort in database, lowest first"), self.tr("Sort in database, highest first")
            self._add(menu, lowest, lambda: self.database_sort_asked.emit(Ordering(column=column)))
            self._add(menu, highest, lambda: self.database_sort_asked.emit(Ordering(column=column, is_descending=True)))

    def _add(self, menu: QMenu, text: str, run: Callable[[], object]) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: run())
        return action

    def _set_up_headers(self) -> None:
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setSectionsClickable(True)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        across.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        across.customContextMenuRequested.connect(self._on_heading_menu)
        across.sectionClicked.connect(self._on_heading_clicked)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setHighlightSections(True)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        if index.isValid():
            if not self.selectionModel().isSelected(index):
                self.setCurrentIndex(index)
            self.menu_for(index).popup(self.viewport().mapToGlobal(at))

    @Slot(QPoint)
    def _on_heading_menu(self, at: QPoint) -> None:
        column = self.horizontalHeader().logicalIndexAt(at)
        if column >= 0:
            self.heading_menu(column).popup(self.horizontalHeader().mapToGlobal(at))

    @Slot(int)
    def _on_heading_clicked(self, column: int) -> None:
        """Lowest first, then highest first, then as the rows came."""
        header = self.horizontalHeader()
        is_same = header.isSortIndicatorShown() and header.sortIndicatorSection() == column
        if is_same and header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder:
            self.sort_asked.emit(Ordering())
        else:
            self.sort_asked.emit(Ordering(column=column, is_descending=is_same))

    @Slot()
    def _on_reset(self) -> None:
        self.verticalHeader().setVisible(self.rows.columnCount() > 0)

    @Slot()
    def _take_theme(self) -> None:
        rows = self._theme.measures.rows.grid
        self.verticalHeader().setDefaultSectionSize(rows)
        self.rows.take_theme()
        self.fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.matches(QKeySequence.StandardKey.Copy):
            # Qt itself would copy past the clock that clears the clipboard.
            self.copy_asked.emit(Clipping.TSV)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.viewport().update()
