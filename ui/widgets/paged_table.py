"""The view of a long list: fixed heights, selection kept by id, and a selection of all that is never built."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.models.paging import PagedModel
from ui.theme.theme import Theme
from ui.widgets.followed_selection import FollowedSelection
from ui.widgets.paged_table_rows import PagedRows
from ui.widgets.row_choice import choose_row

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COPY_LINK: Final = QKeySequence("Ctrl+Shift+C")
_MOST_KEPT: Final = 100
"""Of more selected rows than this, only these are still selected after the list was read anew."""


@dataclass(frozen=True, slots=True)
class PagedColumn:
    """The width of a column at normal text; the one that `stretches` takes what is left, and never less than that.

    It is not shown where the list is narrower than `hides_below`.
    """

    width: int
    stretches: bool = False
    hides_below: int = 0


@dataclass(frozen=True, slots=True)
class _Whereabouts:
    """The rows that are selected and the current one, and the ids they had. `is_open`: not asked about yet."""

    rows: tuple[frozenset[int], int] = (frozenset(), -1)
    ids: tuple[str, ...] = ()
    current: str = ""
    is_open: bool = False


class PagedTable(QTableView):
    """Rows of a PagedModel.

    Signals:
        chosen: the row the keyboard or the mouse went to.
        opened: the row that was double-clicked, or on which Enter was pressed.
        menu_asked: a row and the place on the screen.
        copied: the rows selected, and whether their links are wanted.
        all_selected: whether everything that matches is selected, as a state.
    """

    chosen = Signal(object)
    opened = Signal(object)
    menu_asked = Signal(object, QPoint)
    copied = Signal(object, bool)
    all_selected = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        model: PagedModel,
        columns: Sequence[PagedColumn],
        rows: Callable[[Theme, "PagedTable", PagedModel], PagedRows],
        *,
        lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_all_selected = False
        self.hovered_row = -1
        self.first_column = 0
        self._paged = model
        self._columns = columns
        self._lines = lines
        self._is_restoring = False
        self._to_choose = ""
        self._told = -1
        self._pressed_at = -1
        self._asked = _Whereabouts()
        self._dress_view()
        self.setModel(model)
        self.rows = rows(theme, self, model)
        self.setItemDelegate(self.rows)
        model.keep_in_sight(self._ids_in_sight)
        model.positioned.connect(self._on_positioned)
        model.modelReset.connect(self._on_reset)
        model.dataChanged.connect(self._tell_chosen)
        model.rowsInserted.connect(self._look)
        model.rowsRemoved.connect(self._look)
        self.verticalScrollBar().valueChanged.connect(self._look)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        FollowedSelection(self, lambda: self._is_restoring)
        theme.changed.connect(self._lay_out)
        self._lay_out()

    # ---- what is selected

    def current_row(self) -> Any | None:  # noqa: ANN401 - rows are whatever the source gives
        """The row the keyboard is at, if it was read."""
        index = self.currentIndex()
        return self._paged.row(index.row()) if index.isValid() else None

    def picked_rows(self) -> list[Any]:
        """The selected rows that are in memory; with everything selected, none of them stands for itself."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())[:_MOST_KEPT]
        return [row for number in numbers if (row := self._paged.row(number)) is not None]

    def choose(self, row_id: str) -> None:
        """Go to the row with this id as soon as it is known where it stands."""
        self._to_choose = row_id
        self._paged.locate(row_id)

    def go_to(self, number: int) -> None:
        """Go to the row at this place."""
        choose_row(self, self._paged.index(number, self.first_column))

    def unchoose(self) -> None:
        """Select nothing."""
        self._to_choose = ""
        self.select_all(is_on=False)
        self.clearSelection()
        self.setCurrentIndex(QModelIndex())

    def selectAll(self) -> None:  # noqa: N802
        """Select everything that matches, as a state."""
        if self._paged.rowCount():
            self.select_all(is_on=True)

    def select_all(self, *, is_on: bool) -> None:
        """Select everything that matches, or end that."""
        if is_on != self.is_all_selected:
            self.is_all_selected = is_on
            self.all_selected.emit(is_on)
            self.viewport().update()

    # ---- looks

    def row_height(self) -> int:
        """The height of every row."""
        rows = self.theme.measures.rows
        return rows.two_lines if self._lines > 1 else rows.grid

    def _dress_view(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(1)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(self.theme.measures.icons.row)

    @Slot()
    def _lay_out(self) -> None:
        rows = self.verticalHeader()
        if rows.defaultSectionSize() != self.row_height():
            # Else it would tell of the new height row by row: a minute for a million.
            rows.blockSignals(True)  # noqa: FBT003 - Qt's
            rows.setDefaultSectionSize(self.row_height())
            rows.blockSignals(False)  # noqa: FBT003 - Qt's
            self.doItemsLayout()
        self._lay_out_columns()
        self._paged.paint_again()

    def _lay_out_columns(self) -> None:
        measures, width = self.theme.measures, self.viewport().width()
        rest, stretching = width, -1
        for number, column in enumerate(self._columns):
            wanted = measures.scaled(column.width)
            self.setColumnHidden(number, bool(column.hides_below) and width < measures.scaled(column.hides_below))
            if column.stretches:
                stretching = number
            elif not self.isColumnHidden(number):
                self.setColumnWidth(number, wanted)
                rest -= wanted
        if stretching >= 0:
            self.setColumnWidth(stretching, max(measures.scaled(self._columns[stretching].width), rest))

    # ---- reading what can be seen

    @Slot()
    def _look(self) -> None:
        height = self.row_height()
        top = self.verticalScrollBar().value() // height
        shown = self.viewport().height() // height + 1
        self._paged.look_at(top, min(top + shown, max(0, self._paged.rowCount() - 1)))

    @Slot()
    def _on_reset(self) -> None:
        """Another question was asked: one begins at the top again."""
        self.select_all(is_on=False)
        self.scrollToTop()
        self.hovered_row = -1
        self._look()

    # ---- selection by id

    def _ids_in_sight(self) -> list[str]:
        """What must be found again after the list was read anew: what is selected, and where one has scrolled to."""
        if not self._asked.is_open or self._asked.rows != self._rows_one_is_at():
            self._asked = self._whereabouts()
        self._asked = replace(self._asked, is_open=False)
        return list(self._asked.ids)

    def _rows_one_is_at(self) -> tuple[frozenset[int], int]:
        """The rows that are selected, and the one the keyboard is at."""
        return frozenset(index.row() for index in self.selectionModel().selectedRows()), self.currentIndex().row()

    def _whereabouts(self) -> "_Whereabouts":
        selected, current = rows = self._rows_one_is_at()
        numbers = [*sorted(selected)[:_MOST_KEPT], current]
        ids = dict.fromkeys(self._paged.id_at(number) for number in numbers if number >= 0)
        return _Whereabouts(
            rows, tuple(each for each in ids if each), self._paged.id_at(current) if current >= 0 else ""
        )

    @Slot(object)
    def _on_positioned(self, positions: Mapping[str, int]) -> None:
        if self._to_choose in positions:
            number = positions[self._to_choose]
            self._to_choose = ""
            self.go_to(number)
            self.scrollTo(self.currentIndex(), QAbstractItemView.ScrollHint.PositionAtCenter)
            return
        if self._asked.rows != self._rows_one_is_at():
            # Somebody went elsewhere meanwhile. The old rows are known for a moment more: ask where those are now.
            self._asked = replace(self._whereabouts(), is_open=True)
            self._paged.refresh_soon()
            return
        kept = {each: positions[each] for each in self._asked.ids if each in positions}
        selected, _ = self._asked.rows
        if selected and kept and selected != set(kept.values()):
            self._restore(kept)

    def _restore(self, positions: Mapping[str, int]) -> None:
        """Rows have moved: select the same ones, and stay where one was among them."""
        current = self._asked.current
        moved = positions.get(current, 0) - self.currentIndex().row() if current in positions else 0
        selection, rows = self.selectionModel(), QItemSelectionModel.SelectionFlag.Rows
        bar = self.verticalScrollBar()
        scrolled = bar.value()
        self._is_restoring = True
        try:
            self.clearSelection()
            for number in positions.values():
                index = self._paged.index(number, self.first_column)
                selection.select(index, QItemSelectionModel.SelectionFlag.Select | rows)
            if current in positions:
                index = self._paged.index(positions[current], self.first_column)
                selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
                self._told = index.row()
            # At the very top one stays there, to see what has come.
            bar.setValue(scrolled + moved * self.row_height() if scrolled else 0)
        finally:
            self._is_restoring = False

    @Slot()
    def _on_current(self) -> None:
        self.viewport().update()
        self._tell_chosen()

    @Slot()
    def _on_selection(self) -> None:
        if not self._is_restoring:
            self.select_all(is_on=False)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        """Tell of the row one went to: once, and as soon as it is selected and was read.

        A list that the keyboard comes to for the first time has a current row, which nobody chose.
        """
        index = self.currentIndex()
        number = index.row() if index.isValid() and self.selectionModel().isRowSelected(index.row()) else -1
        if number == self._told or self._is_restoring:
            return
        row = self._paged.row(number) if number >= 0 else None
        self._told = -1 if row is None else number
        if row is not None:
            self.chosen.emit(row)

    # ---- keyboard and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        row = self.current_row()
        is_plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in _ENTER and is_plain and row is not None:
            self.opened.emit(row)
        elif event.key() == Qt.Key.Key_Escape and self.is_all_selected:
            self.select_all(is_on=False)
        elif QKeySequence(event.keyCombination()) == _COPY_LINK:
            self.copied.emit(self.picked_rows(), True)  # noqa: FBT003 - a signal has no keywords
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.picked_rows(), False)  # noqa: FBT003 - a signal has no keywords
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self.select_all(is_on=False)
        self._pressed_at = self.currentIndex().row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        row = self._paged.row(index.row()) if index.isValid() and index.row() == self._pressed_at else None
        if row is not None and event.button() == Qt.MouseButton.LeftButton and not event.modifiers():
            self.chosen.emit(row)  # a click on the row one is at opens a pane that was closed

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        row = self._paged.row(self.indexAt(event.position().toPoint()).row())
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        is_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_keyboard else self.indexAt(event.pos())
        row = self._paged.row(index.row()) if index.isValid() else None
        if row is not None:
            at = self.visualRect(index).center() if is_keyboard else event.pos()
            self.menu_asked.emit(row, self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._lay_out_columns()
        self._look()

    def _hover(self, row: int) -> None:
        if row != self.hovered_row:
            self.hovered_row = row
            self.viewport().update()
