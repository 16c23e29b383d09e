"""Finds what a person would find in a window: by its name, or by what can be read on it, among what is shown."""

import builtins  # Driver has a method `type`
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QTreeView,
    QWidget,
)

from ui.gathering import Gathering

W = TypeVar("W", bound=QWidget)
_ROWS_LOOKED_AT = 2_000


class NotShownError(AssertionError):
    """A person would not find this in the window, or could not use it."""


def plain(text: str) -> str:
    """A text without the mark of its mnemonic: "Close && wipe" is "Close & wipe"."""
    return re.sub(r"&(.)", r"\1", text)


def name_of(widget: QWidget) -> str:
    """What a screen reader calls it: its accessible name, or else the text on it."""
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton | QLabel):
        return plain(widget.text())
    return ""


def texts_of(widget: QWidget) -> list[str]:
    """What can be read on it."""
    found = [widget.accessibleName()]
    if isinstance(widget, QAbstractButton | QLabel):
        found.append(plain(widget.text()))
    if isinstance(widget, QLineEdit):
        found.append(widget.displayText())
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        found.append(widget.toPlainText())
    return [text for text in found if text]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point that can be clicked."""

    widget: QWidget
    at: QPoint


class Finder:
    """Looks at a window and at what floats above it."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def spot(self, name: str, *, within: str | QWidget | None = None) -> Spot:
        """Where to click on what has this name: an entry of the open menu, a tab, a control, or else a row."""
        entry = self._entry(name)
        if entry is not None:
            menu, action = entry
            return Spot(menu, menu.actionGeometry(action).center())
        tab = self._tab(name)
        if tab is not None:
            return tab
        found = self.controls(name, within)
        if found:
            widget = self.one(found, name)
            return Spot(self.reachable(widget), widget.rect().center())
        return self.row_spot(name)[0]

    def row_spot(self, text: str) -> tuple[Spot, QModelIndex]:
        """The middle of the first row, of any list or table that is shown, with `text` in one of its cells."""
        for view in self.shown(QAbstractItemView):
            for index in _rows_with(view, text):
                view.scrollTo(index)
                return Spot(view.viewport(), view.visualRect(index).center()), index
        message = f'nothing usable named "{text}", and no row shows it; shown are: {self.readable()}'
        raise NotShownError(message)

    def find(self, name: str, kind: builtins.type[W], *, within: str | QWidget | None = None) -> W:
        """The one widget of this kind and name that is shown."""
        found = [each for each in self.shown(kind, within) if name in {name_of(each), *texts_of(each)}]
        return self.one(found, name)

    def has(self, name: str) -> bool:
        """Whether something of this name could be clicked now."""
        return bool(self._entry(name) or self._tab(name) or self.controls(name))

    def says(self, text: str) -> bool:
        """Whether this can be read anywhere, on a widget or in a row."""
        if any(text in each for widget in self.shown(QWidget) for each in texts_of(widget)):
            return True
        return any(True for view in self.shown(QAbstractItemView) for _ in _rows_with(view, text))

    def readable(self) -> list[str]:
        """Everything that can be read on widgets now: for the message of a test that failed."""
        return sorted({each for widget in self.shown(QWidget) for each in texts_of(widget)})

    def controls(self, name: str, within: str | QWidget | None = None) -> list[QWidget]:
        """Enabled buttons, fields and boxes of this name; or else buttons with this text and another name."""
        usable = [
            each
            for each in self.shown(QWidget, within)
            if each.isEnabled()
            and isinstance(each, QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit | QTextEdit)
        ]
        return [each for each in usable if name == name_of(each)] or [
            each for each in usable if isinstance(each, QAbstractButton) and name == plain(each.text())
        ]

    def one(self, found: list[W], name: str) -> W:
        """The only one found."""
        unique = list({id(each): each for each in found}.values())
        if len(unique) == 1:
            return unique[0]
        what = "nothing usable" if not unique else f"{len(unique)} things"
        message = f'{what} named "{name}"; shown are: {self.readable()}'
        raise NotShownError(message)

    def reachable(self, widget: QWidget) -> QWidget:
        """The widget, scrolled to where it can be seen. Fails where something else lies over its centre."""
        for area in _areas_around(widget):
            area.ensureWidgetVisible(widget)
        top = widget.window()
        under = top.childAt(widget.mapTo(top, widget.rect().center()))
        if under is not None and not (under is widget or widget.isAncestorOf(under)):
            message = f'"{name_of(widget)}" lies under {under.metaObject().className()} "{name_of(under)}"'
            raise NotShownError(message)
        return widget

    def shown(self, kind: builtins.type[W], within: str | QWidget | None = None) -> Iterator[W]:
        """The visible widgets of a kind: in the window, in what floats above it, or within a part of it."""
        for root in self._roots() if within is None else [self._part(within)]:
            if isinstance(root, kind) and root.isVisible():
                yield root
            yield from (each for each in root.findChildren(kind) if each.isVisible())

    def _roots(self) -> list[QWidget]:
        """Menus, palettes and dialogs first, then the window."""
        above = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self.window]
        return [*above, self.window]

    def _part(self, within: str | QWidget) -> QWidget:
        if isinstance(within, QWidget):
            return within
        found = [each for each in self.shown(QWidget) if within in {each.accessibleName(), each.objectName()}]
        return self.one(found, within)

    def _entry(self, name: str) -> tuple[QMenu, QAction] | None:
        for menu in [each for each in QApplication.topLevelWidgets() if isinstance(each, QMenu) and each.isVisible()]:
            for action in menu.actions():
                if action.isEnabled() and action.isVisible() and plain(action.text()) == name:
                    return menu, action
        return None

    def _tab(self, name: str) -> Spot | None:
        for bar in self.shown(QTabBar):
            for at in range(bar.count()):
                text = plain(bar.tabText(at))
                names = {text, re.sub(r"\s+[\d,.]+$", "", text), bar.accessibleTabName(at)}  # "Changes 2" is Changes
                if name in names and bar.isTabEnabled(at):
                    return Spot(bar, bar.tabRect(at).center())
        return None


def _areas_around(widget: QWidget) -> Iterator[QScrollArea]:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            yield above
        above = above.parentWidget()


def _rows_with(view: QAbstractItemView, text: str) -> Iterator[QModelIndex]:
    if view.model() is None:
        return
    columns = 1 if isinstance(view, QListView) else view.model().columnCount(view.rootIndex())  # a list hides its own
    for index in _rows(view, view.rootIndex(), columns):
        roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if any(text in str(index.data(role) or "") for role in roles) and not view.visualRect(index).isNull():
            yield index


def _rows(view: QAbstractItemView, above: QModelIndex | QPersistentModelIndex, columns: int) -> Iterator[QModelIndex]:
    """The cells of what is shown, in the open branches of a tree too."""
    model = view.model()
    for row in range(min(model.rowCount(above), _ROWS_LOOKED_AT)):
        for column in range(columns):
            yield model.index(row, column, above)
        first = model.index(row, 0, above)
        if isinstance(view, QTreeView) and view.isExpanded(first):
            yield from _rows(view, first, columns)


def news_wait(*roots: QObject) -> bool:
    """Whether something below these is about to be read anew, because there was news of it."""
    return any(each.is_about_to for root in roots for each in root.findChildren(Gathering))
