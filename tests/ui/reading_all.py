"""Every text that a window holds: what is painted, what is said, tooltips, titles, and what models give."""

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTextEdit,
    QWidget,
)

from tests.ui.accessibility.walking import nodes

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
    Qt.ItemDataRole.ToolTipRole,
)
_MOST_ROWS = 300


def all_texts(window: QWidget) -> list[tuple[str, str]]:
    """Where a text stands, and the text: of everything in a window and in every other one, hidden or not."""
    found = []
    for top in [window, *(each for each in QApplication.topLevelWidgets() if each is not window)]:
        for widget in [top, *top.findChildren(QWidget)]:
            found += [(type(widget).__name__, text) for text in _texts(widget) if text.strip()]
        if top.isVisible():
            found += [(node.path, f"{node.name} {node.description}") for node in nodes(top)]
    return found


def _texts(widget: QWidget) -> Iterator[str]:
    yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield from (widget.displayText(), widget.placeholderText())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    if isinstance(widget, QTabBar):
        yield from (widget.tabText(at) for at in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    yield from (text for action in widget.actions() for text in _of_action(action))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield from _of_model(widget.model())


def _of_action(action: QAction) -> tuple[str, str]:
    return action.text(), action.toolTip()


def _of_model(model: QAbstractItemModel, parent: QModelIndex | None = None) -> Iterator[str]:
    above = parent or QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(above)  # private there
    for column in range(columns):
        for role in _ROLES:
            yield str(model.headerData(column, Qt.Orientation.Horizontal, role) or "")
    for row in range(min(model.rowCount(above), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column, above)
            yield from (str(index.data(role) or "") for role in _ROLES)
            if column == 0 and model.rowCount(index):
                yield from _of_model(model, index)
