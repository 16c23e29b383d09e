"""Where the window was, for each set of screens; used again only where it can be reached with the mouse."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QWidget

from ui.surroundings import Memory

_DEFAULT = QSize(1440, 900)
_LEAST_SEEN = 120
_TITLE_BAR = 30


def screens_key(screens: Sequence[QRect]) -> str:
    """A name for a set of screens, whatever their order."""
    shown = sorted(f"{box.width()}x{box.height()}+{box.x()}+{box.y()}" for box in screens)
    return f"window/{' '.join(shown)}"


def to_text(box: QRect, *, is_maximised: bool) -> str:
    """A geometry as it is remembered."""
    return f"{box.x()} {box.y()} {box.width()} {box.height()} {int(is_maximised)}"


def from_text(text: str) -> tuple[QRect, bool] | None:
    """A geometry that was remembered, or None where that was something else."""
    parts = text.split()
    if len(parts) != 5 or not all(part.removeprefix("-").isdecimal() and len(part) < 7 for part in parts):
        return None
    x, y, width, height, is_maximised = map(int, parts)
    return QRect(x, y, width, height), bool(is_maximised)


def is_reachable(box: QRect, screens: Sequence[QRect]) -> bool:
    """Whether enough of the title bar lies on a screen to take hold of it."""
    bar = QRect(box.x(), box.y() - _TITLE_BAR // 2, box.width(), _TITLE_BAR)
    seen = [bar.intersected(screen) for screen in screens]
    return any(part.width() >= _LEAST_SEEN and part.height() >= _TITLE_BAR // 2 for part in seen)


def default_geometry(screen: QRect, least: QSize) -> QRect:
    """In the middle of a screen, as large as it likes to be and the screen allows."""
    size = _DEFAULT.boundedTo(screen.size() - QSize(40, 60)).expandedTo(least).boundedTo(screen.size())
    box = QRect(screen.topLeft(), size)
    box.moveCenter(screen.center())
    return box


class WindowGeometry:
    """Keeps the geometry of a window in Memory."""

    def __init__(self, window: QWidget, memory: Memory, screens: Sequence[QScreen]) -> None:
        self._window = window
        self._memory = memory
        self._screens = [screen.availableGeometry() for screen in screens]

    def restore(self) -> None:
        """Put the window where it was, or where it can be seen."""
        found = from_text(self._memory.text(screens_key(self._screens)))
        if found is not None and is_reachable(found[0], self._screens):
            self._window.setGeometry(found[0])
            if found[1]:
                self._window.setWindowState(self._window.windowState() | Qt.WindowState.WindowMaximized)
            return
        if self._screens:
            self._window.setGeometry(default_geometry(self._screens[0], self._window.minimumSize()))

    def keep(self) -> None:
        """Remember where it is."""
        box = self._window.normalGeometry() if self._window.isMaximized() else self._window.geometry()
        text = to_text(box, is_maximised=self._window.isMaximized())
        self._memory.put(screens_key(self._screens), text)
