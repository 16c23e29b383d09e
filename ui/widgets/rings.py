"""Rings: one that turns while something goes on, and one that runs out with the seconds in it."""

from PySide6.QtCore import QRectF, QSize, QTimer
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ui import formats
from ui.theme.painting import draw_countdown, draw_ring
from ui.theme.theme import Theme

_MS_A_STEP = 50
_STEPS_A_TURN = 20
_DIGITS_ALONE_BELOW = 100
_MINUTES_ALONE_FROM = 600


class TurningRing(QWidget):
    """Turns while it is on and shown. It says nothing: what goes on is said in words beside it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._is_on = False
        self._step = 0
        side = theme.measures.icons.row
        self.setFixedSize(QSize(side, side))
        self._turning = QTimer(self)
        self._turning.setInterval(_MS_A_STEP)
        self._turning.timeout.connect(self._on_step)
        theme.changed.connect(self._set_going)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return self.minimumSize()

    def turn(self, *, is_on: bool) -> None:
        """Turn, or stand still."""
        self._is_on = is_on
        self._set_going()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        self._set_going()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self._set_going()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            draw_ring(painter, self._theme, QRectF(self.rect()), self._step / _STEPS_A_TURN)

    def _set_going(self) -> None:
        """A ring that nobody sees, or that may not move, costs nothing."""
        if self._is_on and self.isVisible() and not self._theme.is_motion_reduced:
            self._turning.start()
        else:
            self._turning.stop()
        self.update()

    def _on_step(self) -> None:
        self._step = (self._step + 1) % _STEPS_A_TURN
        self.update()


class CountdownRing(QWidget):
    """Seconds in a ring that runs out; with reduced motion, digits alone. `left` and `whole` are seconds."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._left = self._whole = 1.0
        side = theme.measures.scaled(36)
        self.setFixedSize(QSize(side, side))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return self.minimumSize()

    def show_left(self, left: float, whole: float) -> None:
        """Show how much is left."""
        self._left, self._whole = max(0.0, left), max(whole, 0.001)
        name = formats.countdown(self._left)
        if name != self.accessibleName():  # each one is an event for assistive tools
            self.setAccessibleName(name)
        self.update()

    def text(self) -> str:
        """The digits in it: whole seconds, from a hundred on minutes and seconds, from ten minutes on minutes."""
        seconds = -int(-self._left // 1)
        if seconds >= _MINUTES_ALONE_FROM:
            return f"{formats.count(-(-seconds // 60))}\N{PRIME}"
        return formats.count(seconds) if seconds < _DIGITS_ALONE_BELOW else formats.countdown(seconds)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            share = min(1.0, self._left / self._whole)
            draw_countdown(painter, self._theme, QRectF(self.rect()), share, self.text())
