"""The tree of folders and the list of names: how they look and which keys they know."""

from itertools import islice

from PySide6.QtCore import QItemSelectionRange, QModelIndex, QPersistentModelIndex, QPoint, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)

from app.copies.listing import Entry
from ui.screens.copy.files.folder_list_model import CHANGED, MISSING, NAME, SIZE, STATE, FolderListModel
from ui.screens.copy.files.folder_tree_model import PATH, FolderTreeModel
from ui.theme.painting import draw_missing
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.fitting_table import FittingTable
from ui.widgets.row_choice import choose_row

MOST_PICKED = 1000
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_HIDDEN_BELOW = {CHANGED: 460, SIZE: 340}
_WIDTHS = {SIZE: 90, CHANGED: 110, STATE: 84}


class FolderTree(QTreeView):
    """The folders of a copy.

    Signals:
        chosen: the path (bytes) of the folder one went to.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, model: FolderTreeModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders = model
        self._wanted: set[bytes] = set()
        self._current = b""
        self.setModel(model)
        self.setItemDelegate(RowDelegate(theme, self))
        self.setAccessibleName(self.tr("Folders"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.selectionModel().currentChanged.connect(self._on_current)
        model.filled.connect(self._on_filled)

    def begin(self) -> None:
        """Show the open copy from its top, the folders there unfolded."""
        self._wanted, self._current = {b""}, b""
        self._folders.begin()
        self.expand(self._folders.index_of(b""))
        self.setCurrentIndex(self._folders.index_of(b""))

    def refresh(self) -> None:
        """Read the folders anew; what is unfolded stays so."""
        self._wanted = self._unfolded()
        self._folders.begin()
        self.expand(self._folders.index_of(b""))

    def go_to(self, path: bytes) -> None:
        """Make a folder the current one, unfolding those above it as they are read."""
        self._current = path
        parts = path.split(b"/")
        self._wanted |= {b"/".join(parts[:count]) for count in range(len(parts))}
        self._step()

    def _unfolded(self) -> set[bytes]:
        found: set[bytes] = set()
        waiting = [self._folders.index_of(b"")]
        while waiting:
            index = waiting.pop()
            if index.isValid() and self.isExpanded(index):
                found.add(index.data(PATH))
                waiting.extend(self._folders.index(row, 0, index) for row in range(self._folders.rowCount(index)))
        return found

    @Slot(object)
    def _on_filled(self, _path: bytes) -> None:
        self._step()

    def _step(self) -> None:
        """Unfold what is wanted and was read by now; reading goes on from there."""
        for path in sorted(self._wanted):
            index = self._folders.index_of(path)
            if index.isValid():
                self._wanted.discard(path)
                self.expand(index)
        index = self._folders.index_of(self._current)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and index.data(PATH) != self._current:
            self._current = index.data(PATH)
            self.chosen.emit(self._current)


class FolderList(FittingTable):
    """The names in one folder.

    Signals:
        opened: an Entry that was double-clicked, or on which Enter was pressed.
        looked_at: the Entry the keyboard is at, or None.
        preview_asked, removal_asked, up_asked: by their keys.
        menu_asked: where on the screen.
        picked: what is selected is something else now.
    """

    opened = Signal(object)
    looked_at = Signal(object)
    preview_asked = Signal()
    removal_asked = Signal()
    up_asked = Signal()
    menu_asked = Signal(QPoint)
    picked = Signal()

    def __init__(self, theme: Theme, model: FolderListModel, parent: QWidget | None = None) -> None:
        super().__init__(theme, model, _WIDTHS, _HIDDEN_BELOW, parent)
        self._names = model
        self._wanted = b""
        self._last_row = 0
        self.setItemDelegate(_NameDelegate(theme, self))
        self.setAccessibleName(self.tr("Files in this folder"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.stretch(NAME)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(theme.measures.scaled(_WIDTHS[STATE]))
        header.setSortIndicator(NAME, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        model.arranged.connect(self._on_arranged)
        model.dataChanged.connect(self._on_read)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self.picked)

    def current_entry(self) -> Entry | None:
        """What the keyboard is at."""
        index = self.currentIndex()
        return self._names.entry(index.row()) if index.isValid() else None

    def picked_count(self) -> int:
        """How many names are selected; never counted one by one."""
        return sum(part.height() for part in self._parts())

    def picked_entries(self) -> list[Entry]:
        """What is selected: the first thousand of it, as far as it was read."""
        rows = (row for part in self._parts() for row in range(part.top(), part.bottom() + 1))
        found = (self._names.entry(row) for row in sorted(islice(rows, MOST_PICKED)))
        return [entry for entry in found if entry is not None]

    def _parts(self) -> list[QItemSelectionRange]:
        selection = self.selectionModel().selection()
        return [selection.at(place) for place in range(selection.count())]

    def stay_at(self, name: bytes) -> None:
        """Select this name once the folder is shown anew; without a name the first."""
        self._wanted = name
        self._last_row = self._last_row if name else 0

    @Slot(object)
    def _on_arranged(self, _path: object) -> None:
        count = self._names.rowCount()
        found = self._names.row_of(self._wanted) if self._wanted else 0
        if count and not self.picked_count():
            # What was there and is gone leaves the place to what came after it.
            choose_row(self, self._names.index(found if found >= 0 else min(self._last_row, count - 1), 0))
        if not count:
            self.looked_at.emit(None)

    @Slot()
    def _on_read(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self._names.entry(index.row()) is not None:
            self.picked.emit()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, _index: QModelIndex, _before: QModelIndex) -> None:
        entry = self.current_entry()
        if entry is not None:
            self._wanted, self._last_row = entry.name, self.currentIndex().row()
        self.looked_at.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        is_plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        entry = self.current_entry()
        if not is_plain:
            super().keyPressEvent(event)
        elif event.key() in _ENTER and entry is not None:
            self.opened.emit(entry)
        elif event.key() == Qt.Key.Key_Space:
            self.preview_asked.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.up_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        index = self.indexAt(event.position().toPoint())
        entry = self._names.entry(index.row()) if index.isValid() else None
        if entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(entry)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: D102, N802
        is_keyboard = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.visualRect(self.currentIndex()).center() if is_keyboard else event.pos()
        self.menu_asked.emit(self.viewport().mapToGlobal(at))


class _NameDelegate(RowDelegate):
    """A grey bar for what is not read yet."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if index.data(MISSING):
            gap = self.theme.measures.spacing.s
            draw_missing(painter, self.theme, QRectF(option.rect).adjusted(gap, 0, -gap * 3, 0))
            return
        super().paint(painter, option, index)
