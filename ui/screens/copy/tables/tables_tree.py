"""The left side of the tab: search over tables and columns, and the tree of databases."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QMenu,
    QStyle,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.copy.tables.tree_nodes import DatabaseEntry, Node, NodeKind, nodes_of
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_text
from ui.theme.rows import RowDelegate
from ui.theme.theme import Theme
from ui.widgets.labels import text_label

_NODE = Qt.ItemDataRole.UserRole + 1
_ICONS = {
    NodeKind.DATABASE: Icon.DATABASE,
    NodeKind.TABLES: Icon.FOLDER,
    NodeKind.VIEWS: Icon.FOLDER,
    NodeKind.TABLE: Icon.TABLE,
    NodeKind.VIEW: Icon.EYE,
    NodeKind.COLUMN: Icon.FORMAT,
    NodeKind.REMARK: Icon.WARNING,
}


class NodeDelegate(RowDelegate):
    """The name as Qt paints it, and what is to be said about it in grey behind it."""

    def paint(  # noqa: D102
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        node = index.data(_NODE)
        if not isinstance(node, Node) or not (node.about or node.is_changed):
            return
        self.initStyleOption(option, index)
        widget = option.widget
        box = QRectF(widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, widget))
        metrics = QFontMetrics(option.font)
        box.setLeft(box.left() + metrics.horizontalAdvance(node.name) + self.theme.measures.spacing.m)
        box.setRight(option.rect.right() - self.theme.measures.spacing.xs)
        if box.width() > metrics.averageCharWidth() * 2:
            colours = self.theme.colours
            font = self.theme.font(TextRole.SMALL)
            changed = QCoreApplication.translate("TablesTree", "changed") if node.is_changed else ""
            text = " \N{MIDDLE DOT} ".join(filter(None, (changed, node.about)))
            draw_text(painter, box, text, font, colours.warn if node.is_changed else colours.muted)


class TreeView(QTreeView):
    """Enter opens what a click opens.

    Signals:
        entered: the current place is to be opened.
        copied: its name is to be copied.
    """

    entered = Signal(QModelIndex)
    copied = Signal(QModelIndex)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.entered.emit(self.currentIndex())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class TablesTree(QFrame):
    """Tables and views by database, with about how many rows they have.

    Signals:
        table_chosen: the path of a database, the name of a table or view in it, and whether it is a view.
        select_asked: the first two; a SELECT of it is wanted in the editor.
        console_asked: the path of a database for which another console is wanted.
        copy_asked: a name that is to be copied.
    """

    table_chosen = Signal(bytes, str, bool)
    select_asked = Signal(bytes, str)
    console_asked = Signal(bytes)
    copy_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("surface")
        self._theme = theme
        self._databases: tuple[DatabaseEntry, ...] = ()
        self._nodes: tuple[Node, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Find table or column"))
        self.search.setAccessibleName(self.tr("Find table or column"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(theme.icons.icon(Icon.SEARCH, IconRole.QUIET), QLineEdit.ActionPosition.LeadingPosition)
        self._model = QStandardItemModel(self)
        self.view = TreeView()
        self.view.setAccessibleName(self.tr("Databases"))
        self.view.setModel(self._model)
        self.view.setHeaderHidden(True)
        self.view.setUniformRowHeights(True)
        self.view.setItemDelegate(NodeDelegate(theme, self.view))
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setIndentation(theme.measures.icons.row)
        self._none = text_label(theme, self.tr("No table or column is called that."), kind="muted")
        self._none.setWordWrap(True)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(theme.durations.search_pause)
        self._connect()
        spacing = theme.measures.spacing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.s, spacing.s, spacing.s, 0)
        layout.setSpacing(spacing.s)
        layout.addWidget(self.search)
        layout.addWidget(self._none)
        layout.addWidget(self.view, 1)
        self._none.hide()

    def show_databases(self, databases: Sequence[DatabaseEntry]) -> None:
        """Show these; what is chosen stays chosen."""
        self._databases = tuple(databases)
        self._fill()

    def shown(self) -> tuple[Node, ...]:
        """What stands in the tree."""
        return self._nodes

    def choose(self, path: bytes, table: str) -> None:
        """Mark a table as the one that is shown."""
        for item in self._items():
            node = item.data(_NODE)
            if node.path == path and node.table == table and node.kind in {NodeKind.TABLE, NodeKind.VIEW}:
                self.view.setCurrentIndex(item.index())
                return

    def forget(self) -> None:
        """Show nothing."""
        self._pause.stop()
        self._databases = self._nodes = ()
        for menu in self.findChildren(QMenu):
            menu.close()
        self.search.clear()
        self._model.clear()
        self._none.hide()

    def node_at(self, index: QModelIndex) -> Node | None:
        """What stands at a place."""
        found = index.data(_NODE) if index.isValid() else None
        return found if isinstance(found, Node) else None

    # what is behind it

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(self.view.setFocus)
        self._pause.timeout.connect(self._fill)
        self._theme.changed.connect(self._fill)
        self.view.clicked.connect(self._open)
        self.view.entered.connect(self._open)
        self.view.copied.connect(self._copy)
        self.view.customContextMenuRequested.connect(self._on_menu)

    @Slot()
    def _fill(self) -> None:
        current = self.node_at(self.view.currentIndex())
        folded = self._folded()
        nodes = self._nodes = nodes_of(self._databases, self.search.text())
        self._model.clear()
        for node in nodes:
            self._model.appendRow(self._item(node))
        for item in self._items():
            node = item.data(_NODE)
            place = (node.kind, node.path, node.table)
            is_open = folded.get(place, node.is_open) if not self.search.text() else node.is_open
            self.view.setExpanded(item.index(), is_open)
        self._none.setVisible(bool(self._databases) and not nodes)
        if current is not None and current.table:
            self.choose(current.path, current.table)

    def _folded(self) -> dict[tuple[NodeKind, bytes, str], bool]:
        """What is unfolded now, of what can be."""
        items = [item for item in self._items() if item.hasChildren()]
        places = [(item.data(_NODE), self.view.isExpanded(item.index())) for item in items]
        return {(node.kind, node.path, node.table): is_open for node, is_open in places}

    def _items(self) -> list[QStandardItem]:
        found: list[QStandardItem] = []
        waiting = [self._model.item(row) for row in range(self._model.rowCount())]
        while waiting:
            item = waiting.pop()
            found.append(item)
            waiting += [item.child(row) for row in range(item.rowCount())]
        return found

    def _item(self, node: Node) -> QStandardItem:
        role = IconRole.WARN if node.is_changed or node.kind is NodeKind.REMARK else IconRole.ITEM
        if node.kind is NodeKind.DATABASE:
            role = IconRole.ACCENT
        item = QStandardItem(self._theme.icons.icon(_ICONS[node.kind], role), node.name)
        item.setData(node, _NODE)
        item.setData(node.sentence(), Qt.ItemDataRole.AccessibleTextRole)
        item.setToolTip(node.sentence())
        if node.kind is NodeKind.DATABASE:
            item.setFont(self._theme.font(TextRole.STRONG))
        for child in node.children:
            item.appendRow(self._item(child))
        return item

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        node = self.node_at(index)
        if node is not None and node.kind in {NodeKind.TABLE, NodeKind.VIEW}:
            self.table_chosen.emit(node.path, node.table, node.kind is NodeKind.VIEW)

    @Slot(QModelIndex)
    def _copy(self, index: QModelIndex) -> None:
        node = self.node_at(index)
        if node is not None:
            self.copy_asked.emit(node.name)

    @Slot(QPoint)
    def _on_menu(self, at: QPoint) -> None:
        node = self.node_at(self.view.indexAt(at))
        if node is not None:
            self.menu_for(node).popup(self.view.viewport().mapToGlobal(at))

    def menu_for(self, node: Node) -> QMenu:
        """The context menu of a node; it is deleted when it is closed."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if node.kind in {NodeKind.TABLE, NodeKind.VIEW}:
            opening = menu.addAction(self.tr("Show rows"))
            is_view = node.kind is NodeKind.VIEW
            opening.triggered.connect(lambda: self.table_chosen.emit(node.path, node.table, is_view))
            selecting = menu.addAction(self.tr("SELECT in editor"))
            selecting.triggered.connect(lambda: self.select_asked.emit(node.path, node.table))
        another = menu.addAction(self.tr("New console"))
        another.triggered.connect(lambda: self.console_asked.emit(node.path))
        if node.kind in {NodeKind.TABLE, NodeKind.VIEW, NodeKind.COLUMN}:
            copying = menu.addAction(self.tr("Copy name"))
            copying.triggered.connect(lambda: self.copy_asked.emit(node.name))
        return menu
