"""Drives a window as a person does: clicks what is shown with the mouse, types, and counts the clicks."""

import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.ui.finding import Finder, NotShownError, name_of

__all__ = ["Driver", "NotShownError"]

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Patience(Protocol):
    """Lets the window work for a while. A QtBot does."""

    def wait(self, ms: int, /) -> None:
        """So many milliseconds."""


class Driver(Finder):
    """A person at the window. `clicks` counts what the mouse did; typing and keys are no clicks."""

    def __init__(self, qtbot: Patience, window: QWidget) -> None:
        super().__init__(window)
        self.qtbot = qtbot
        self.clicks = 0

    def click(self, name: str, *, within: str | QWidget | None = None) -> None:
        """Click what has this name: a button, a tab, an entry of the open menu, or else a row that shows it."""
        spot = self.spot(name, within=within)
        QTest.mouseClick(spot.widget, _LEFT, _NONE, spot.at)
        self.clicks += 1

    def hold(self, name: str, milliseconds: int, *, within: str | QWidget | None = None) -> None:
        """Press the mouse on a button, keep it there, and let go."""
        widget = self.reachable(self.one(self.controls(name, within), name))
        centre = widget.rect().center()
        QTest.mousePress(widget, _LEFT, _NONE, centre)
        self.qtbot.wait(milliseconds)
        QTest.mouseRelease(widget, _LEFT, _NONE, centre)
        self.clicks += 1

    def slide_off(self, name: str, milliseconds: int) -> None:
        """Press the mouse on a button, keep it there, move it away while it is pressed, and let go."""
        widget = self.reachable(self.one(self.controls(name), name))
        QTest.mousePress(widget, _LEFT, _NONE, widget.rect().center())
        self.qtbot.wait(milliseconds)
        outside = QPoint(-20, -20)
        QTest.mouseMove(widget, outside)
        QTest.mouseRelease(widget, _LEFT, _NONE, outside)
        self.clicks += 1

    def row(self, text: str, *, modifier: Qt.KeyboardModifier = _NONE) -> QModelIndex:
        """Click the first row of a list or table that shows `text`."""
        spot, index = self.row_spot(text)
        QTest.mouseClick(spot.widget, _LEFT, modifier, spot.at)
        self.clicks += 1
        return index

    def open_row(self, text: str) -> None:
        """Double-click a row, which counts as two."""
        spot, _index = self.row_spot(text)
        QTest.mouseClick(spot.widget, _LEFT, _NONE, spot.at)
        QTest.mouseDClick(spot.widget, _LEFT, _NONE, spot.at)
        self.clicks += 2

    def why_not(self, name: str) -> str:
        """The reason that a disabled control gives. Fails for one that is enabled."""
        found = [each for each in self.shown(QAbstractButton) if name_of(each) == name]
        widget = self.one(found, name)
        if widget.isEnabled():
            message = f'"{name}" is enabled'
            raise NotShownError(message)
        return widget.toolTip()

    def type(self, text: str, *, into: str | None = None) -> None:
        """Type where the keyboard is, or `into` the field of this name, which is clicked first."""
        if into is not None:
            self.click(into)
        QTest.keyClicks(self._focus(), text)

    def key(self, keys: str) -> None:
        """Press keys, as "Ctrl+K" or "Return"."""
        QTest.keySequence(self._focus(), QKeySequence(keys))

    def wait(self, is_so: Callable[[], bool], seconds: float = 20) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > ends:
                message = f"it did not come about; shown are: {self.readable()}"
                raise NotShownError(message)
            self.qtbot.wait(10)

    def wait_to_read(self, text: str, seconds: float = 20) -> None:
        """Wait until a text can be read."""
        self.wait(lambda: self.says(text), seconds)

    def wait_for(self, name: str, seconds: float = 20) -> None:
        """Wait until something of this name can be clicked."""
        self.wait(lambda: self.has(name), seconds)

    def _focus(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.focusWidget() or self.window
