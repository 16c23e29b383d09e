"""The list of the board: keyboard, mouse and selection."""

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from app.model import CopyId, CopyState
from app.operations.board_story import BoardRow
from ui.screens.board.delegate import BoardDelegate
from ui.screens.board.model import COPY, DUE, HELD, HOLDER, STATE, TICKET, BoardModel
from ui.theme.theme import Theme
from ui.widgets.followed_selection import FollowedSelection

_HEADING_HEIGHT = 34
_WIDTHS = {STATE: 36, TICKET: 260, COPY: 180, HOLDER: 136, HELD: 100, DUE: 140}
_LEAST_TICKET = 160
_HIDDEN_BELOW = {HOLDER: 752, COPY: 616}
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class BoardView(QTableView):
    """Rows of copies.

    Signals:
        chosen: the BoardRow the keyboard or the mouse went to.
        opened: the BoardRow that was double-clicked, or on which Enter was pressed.
        undo_asked: the number of the closing ticket whose Undo was clicked.
        menu_asked: the BoardRow and the place on the screen.
        picked: how many rows are selected.
    """

    chosen = Signal(object)
    opened = Signal(object)
    undo_asked = Signal(str)
    menu_asked = Signal(object, QPoint)
    picked = Signal(int)

    def __init__(self, theme: Theme, model: BoardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._board = model
        self._is_restoring = False
        self._pressed_at = -1
        self.setModel(model)
        self.setItemDelegate(BoardDelegate(theme, self, model))
        self.setAccessibleName(self.tr("Copies held"))
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
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(theme.measures.icons.row)
        model.modelReset.connect(self._lay_out_lines)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)
        FollowedSelection(self, lambda: self._is_restoring)
        self.viewport().installEventFilter(self)
        theme.changed.connect(self._lay_out_lines)
        self._lay_out_lines()

    def picked_rows(self) -> list[BoardRow]:
        """The rows selected."""
        numbers = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines = [self._board.line(number) for number in numbers]
        return [line.row for line in lines if line.row is not None]

    def current_copy(self) -> CopyId | None:
        """The copy the keyboard is at."""
        row = self._row_at(self.currentIndex())
        return row.record.id if row else None

    def select_copies(self, copies: list[CopyId], current: CopyId | None) -> None:
        """Select again what was selected before the rows were read anew, without telling anybody."""
        self._is_restoring = True
        try:
            selection = self.selectionModel()
            rows = QItemSelectionModel.SelectionFlag.Rows
            self.clearSelection()
            for copy in copies:
                number = self._board.number_of(copy)
                if number >= 0:
                    selection.select(self._board.index(number, 0), QItemSelectionModel.SelectionFlag.Select | rows)
            number = self._board.number_of(current) if current else -1
            if number >= 0:
                selection.setCurrentIndex(self._board.index(number, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._is_restoring = False
        self.picked.emit(len(self.picked_rows()))

    def choose_ticket(self, ticket: str) -> bool:
        """Go to the row of a ticket; whether there is one."""
        for row in self._board.rows():
            if row.record.ticket.number == ticket:
                self.select_copies([row.record.id], row.record.id)
                self.scrollTo(self.currentIndex())
                return True
        return False

    @Slot()
    def _lay_out_lines(self) -> None:
        """Heights and spans: a heading goes over all columns."""
        measures = self._theme.measures
        self.clearSpans()
        self.verticalHeader().setDefaultSectionSize(measures.rows.two_lines)
        headings = set(self._board.headings())
        for number in range(self._board.rowCount()):  # each: where a heading stood before, its height would stay
            is_heading = number in headings
            self.setRowHeight(number, measures.scaled(_HEADING_HEIGHT) if is_heading else measures.rows.two_lines)
            if is_heading:
                self.setSpan(number, 0, 1, self._board.columnCount())
        self._lay_out_columns()
        self.viewport().update()

    def _lay_out_columns(self) -> None:
        """The ticket takes what room is left; where there is little, holder and source give way."""
        measures, width = self._theme.measures, self.viewport().width()
        for column, least in _HIDDEN_BELOW.items():
            self.setColumnHidden(column, width < measures.scaled(least))
        rest = width
        for column, wanted in _WIDTHS.items():
            if column != TICKET and not self.isColumnHidden(column):
                self.setColumnWidth(column, measures.scaled(wanted))
                rest -= measures.scaled(wanted)
        self.setColumnWidth(TICKET, max(measures.scaled(_LEAST_TICKET), rest))

    def _row_at(self, index: QModelIndex) -> BoardRow | None:
        return self._board.line(index.row()).row if index.isValid() else None

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        row = self._row_at(index)
        self.viewport().update()
        if row is not None and not self._is_restoring:
            self.chosen.emit(row)

    @Slot()
    def _on_selection(self) -> None:
        if not self._is_restoring:
            self.picked.emit(len(self.picked_rows()))

    def _is_undo(self, index: QModelIndex) -> bool:
        row = self._row_at(index)
        return row is not None and index.column() == DUE and row.record.state is CopyState.CLOSING

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        row = self._row_at(self.currentIndex())
        is_plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if event.key() in _ENTER and is_plain and row is not None:
            self.opened.emit(row)
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        row = self._row_at(self.indexAt(event.position().toPoint()))
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        self._pressed_at = self.currentIndex().row()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        index = self.indexAt(event.position().toPoint())
        super().mouseReleaseEvent(event)
        row = self._row_at(index)
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            if self._is_undo(index):
                self.undo_asked.emit(row.record.ticket.number)
            elif not event.modifiers() and index.row() == self._pressed_at:
                self.chosen.emit(row)  # a click on the row one was at already opens a pane that was closed

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        is_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_keyboard else self.indexAt(event.pos())
        row = self._row_at(index)
        if row is not None:
            at = self.visualRect(index).center() if is_keyboard else event.pos()
            self.menu_asked.emit(row, self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._lay_out_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is self.viewport() and event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            is_undo = self._is_undo(self.indexAt(event.position().toPoint()))
            shape = Qt.CursorShape.PointingHandCursor if is_undo else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
        return super().eventFilter(watched, event)
