"""Walks what assistive technology sees of a window, and goes through it with Tab, as a person would."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QTableView,
    QWidget,
)

_WITH_PARTS = QAbstractSpinBox | QComboBox | QKeySequenceEdit
_MOST_CELLS = 600
_MOST_ROWS = 100
_NAME = QAccessible.Text.Name
_CELLS = {QAccessible.Role.Cell, QAccessible.Role.ListItem}
_NEEDS_NO_NAME = {QAccessible.Role.Client, QAccessible.Role.Window, QAccessible.Role.Dialog, QAccessible.Role.ScrollBar}


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that a screen reader can come to."""

    role: QAccessible.Role
    name: str
    description: str
    is_focusable: bool
    widget: QWidget | None
    path: str


def nodes(root: QWidget) -> Iterator[Node]:
    """Everything visible below a widget, in the order of the tree."""
    yield from _below(QAccessible.queryAccessibleInterface(root), "")


def _below(interface: QAccessibleInterface, path: str) -> Iterator[Node]:
    state, role = interface.state(), interface.role()
    if state.invisible:
        return
    thing = interface.object()
    name = interface.text(_NAME)
    kind = type(thing).__name__ if thing is not None else role.name
    here = f"{path}/{kind}" + (f"[{name}]" if name else "")
    widget = thing if isinstance(thing, QWidget) else None
    yield Node(role, name, interface.text(QAccessible.Text.Description), bool(state.focusable), widget, here)
    for at in range(min(interface.childCount(), _MOST_CELLS)):
        child = interface.child(at)
        if child is not None and child.isValid():
            yield from _below(child, here)


def faults(root: QWidget) -> list[str]:
    """What a screen reader would stumble over."""
    found = []
    for node in nodes(root):
        if node.role not in _CELLS | _NEEDS_NO_NAME and node.is_focusable and not _is_named(node):
            found.append(f"no name: {node.path}")
        if re.search(r"&[^\s&]", node.name):
            found.append(f"ampersand in the name: {node.path}")
        if node.name != node.name.strip():
            found.append(f"padded name: {node.path}")
        if node.role is QAccessible.Role.CheckBox and "rail" in node.path.lower():
            found.append(f"check box in the rail: {node.path}")
    for view in [each for each in root.findChildren(QAbstractItemView) if each.isVisible()]:
        found += _silent_cells(view)
    return found


def _is_named(node: Node) -> bool:
    """By itself, or by what it is part of: the field inside a spin box, the list that a combo box opens."""
    if node.name.strip():
        return True
    if isinstance(node.widget, QLabel):  # empty, and a place for the mouse only
        return not node.widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    above = node.widget.parentWidget() if node.widget is not None else None
    return isinstance(above, _WITH_PARTS) and bool(above.accessibleName())


def _silent_cells(view: QAbstractItemView) -> list[str]:
    """Rows of which nothing is said, and columns without a heading that are painted only."""
    model, name = view.model(), view.accessibleName() or type(view).__name__
    if model is None:
        return []
    rows: dict[int, bool] = defaultdict(bool)
    interface = QAccessible.queryAccessibleInterface(view)
    for at in range(min(interface.childCount(), _MOST_CELLS)):
        child = interface.child(at)
        if child is not None and child.role() in _CELLS and not child.rect().isEmpty():
            rows[child.rect().top()] |= bool(child.text(_NAME).strip())
    found = [f"nothing is said of the row at {top} in {name}" for top, is_said in rows.items() if not is_said]
    if isinstance(view, QTableView):
        found += [f"nothing is said of column {column} in {name}" for column in _silent_columns(view)]
        found += [f"column {column} in {name} has no heading" for column in _without_heading(view)]
    return found


def _without_heading(view: QTableView) -> Iterator[int]:
    """Shown or only said: a column of icons has no heading to look at."""
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    for column in range(view.model().columnCount()):
        headings = [view.model().headerData(column, Qt.Orientation.Horizontal, role) for role in roles]
        if not view.isColumnHidden(column) and not any(str(each or "").strip() for each in headings):
            yield column


def _silent_columns(view: QTableView) -> Iterator[int]:
    model = view.model()
    rows = range(min(model.rowCount(), _MOST_ROWS))
    for column in range(model.columnCount()):
        heading = model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        if heading or not rows or view.isColumnHidden(column):
            continue
        if not any(_said(model.index(row, column)) for row in rows):
            yield column


def _said(index: QModelIndex) -> bool:
    roles = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)
    return any(str(index.data(role) or "").strip() for role in roles)


def tab_stops(window: QWidget) -> list[QWidget]:
    """The widgets that Tab should come to, each once."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.window() is window
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and not isinstance(each.parentWidget(), _WITH_PARTS)
    ]


def tab_tour(window: QWidget, *, backwards: bool = False) -> list[QWidget]:
    """Where Tab really goes, from the first widget until it comes to one for the second time, which is the last."""
    stops = tab_stops(window)
    if not stops:
        return []
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    stops[0].setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    key, modifier = Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier
    if backwards:
        key, modifier = Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier
    for _ in range(2 * len(stops) + 2):
        at = QApplication.focusWidget()
        if at is None:
            break
        visited.append(at)
        if at in visited[:-1]:
            break
        QTest.keyClick(at, key, modifier)
    return visited


def tab_faults(window: QWidget, *, traps: tuple[QWidget, ...] = ()) -> list[str]:
    """What Tab misses, and where it stays. `traps` keep Tab for themselves and say so in their description."""
    found = []
    for backwards in (False, True):
        visited = tab_tour(window, backwards=backwards)
        way = "Shift+Tab" if backwards else "Tab"
        missed = [each for each in tab_stops(window) if each not in visited and each not in traps]
        found += [f"{way} does not come to {_called(each)}" for each in missed]
        if visited and visited[-1] is not visited[0]:
            found.append(f"{way} does not come back, but to {_called(visited[-1])} again")
    return found


def _called(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    said = widget.accessibleName() or (text() if callable(text) else "") or widget.objectName()
    return f"{type(widget).__name__} [{said}]"
