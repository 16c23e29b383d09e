"""The button of an act that cannot be undone: held for a second, or pressed twice with a pause for thought.

A double-click does nothing, and neither does a single press, nor any number of them in a hurry.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from ui.theme.fonts import TextRole
from ui.theme.painting import draw_hold
from ui.theme.theme import Theme
from ui.widgets.announcing import announce

_FRAME_MS = 16
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(QPushButton):
    """Fills while it is held, by mouse, Space or Enter; letting go or sliding off stops it.

    Two separate presses do the same, 0.6 to 6 seconds apart, also those of a screen reader or a switch. The pause is
    counted from the end of the first to the beginning of the second; one that comes too early undoes the first.

    Signals:
        held: the act is to be done. Once for each hold.
    """

    held = Signal()

    def __init__(self, theme: Theme, text: str, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(text)
        self._theme = theme
        self._text = text
        self._clock = clock
        self._pressed_at: float | None = None
        self._armed_at: float | None = None
        self._held_key: int | None = None
        self._is_spent = False  # the press that still lasts has fired already, or was given up by sliding off
        self.setObjectName("danger")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAutoDefault(False)  # Enter in a field of a dialog must never press it
        theme.dress(self, TextRole.STRONG)
        theme.changed.connect(self.update)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("Hold for one second, or press, wait a moment and press again."))
        self.setToolTip(self.accessibleDescription())
        self._timer = QTimer(self)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.advance)
        self.clicked.connect(self._on_clicked)

    @property
    def share(self) -> float:
        """How much of the hold is done, from 0 to 1."""
        if self._pressed_at is None:
            return 0.0
        return min(1.0, (self._clock() - self._pressed_at) * 1000 / self._theme.durations.hold)

    @property
    def is_armed(self) -> bool:
        """Whether one more press does it, if it comes neither too early nor too late."""
        return self._armed_at is not None

    def advance(self) -> None:
        """Look at the clock: fill, fire, or forget the first press."""
        if self._pressed_at is not None:
            if self.share >= 1.0:
                self._fire()
            self.update()
        elif self._armed_at is None:
            self._timer.stop()
        elif self._pause_until(self._clock()) > self._theme.durations.second_press_latest:
            self._disarm()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        hint = super().sizeHint()
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(words) for words in (self._text, self._again()))
        return QSize(max(hint.width(), widest + 2 * self._theme.measures.spacing.l), hint.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        super().mousePressEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._press()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        super().mouseMoveEvent(event)
        if self._pressed_at is not None and not self.rect().contains(event.position().toPoint()):
            self._give_up()
            self._disarm()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        if event.button() is Qt.MouseButton.LeftButton and self._is_spent:
            self.setDown(False)  # so that Qt does not make a click of it
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._let_go()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape and (self.is_armed or self._pressed_at is not None):
            self._give_up()
            self._disarm()
        elif event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and self._held_key is None:
            self._held_key = event.key()
            self._press()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat() and event.key() == self._held_key:
            self._held_key = None
            if not self._is_spent:
                self._on_clicked()
            self._let_go()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102, N802
        super().focusOutEvent(event)
        self._forget()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self._forget()

    def changeEvent(self, event: QEvent) -> None:  # noqa: D102, N802
        super().changeEvent(event)
        if event.type() is QEvent.Type.EnabledChange and not self.isEnabled():
            self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        if not self.isEnabled():
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect())
            draw_hold(painter, self._theme, box, self.share, self.text(), is_hovered=self.underMouse())
            if self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.colours.text), self._theme.measures.focus))
                radius = self._theme.measures.radii.control
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius, radius)

    def _press(self) -> None:
        self._is_spent = False
        self._pressed_at = self._clock()
        self._timer.start()
        self.update()

    def _let_go(self) -> None:
        self._is_spent = False
        self._pressed_at = None
        self.update()

    def _give_up(self) -> None:
        """The press that still lasts counts no more, however it ends."""
        self._is_spent = self._pressed_at is not None
        self._pressed_at = None
        self.update()

    def _forget(self) -> None:
        self._give_up()
        self._held_key = None
        self._disarm()

    def _on_clicked(self) -> None:
        """A whole press without a full hold: the first arms, the second fires if it comes in its time."""
        now = self._clock()
        pause = self._pause_until(now if self._pressed_at is None else self._pressed_at)
        if self._armed_at is None or pause > self._theme.durations.second_press_latest:
            self._arm(now)
        elif pause < self._theme.durations.second_press_earliest:
            self._disarm()
        else:
            self._fire()

    def _pause_until(self, moment: float) -> float:
        """Milliseconds from the first press to `moment`."""
        return 0.0 if self._armed_at is None else (moment - self._armed_at) * 1000

    def _fire(self) -> None:
        self._give_up()
        self._disarm()
        self.setDown(False)
        self.held.emit()

    def _arm(self, now: float) -> None:
        self._armed_at = now
        self.setText(self._again())
        self._timer.start()
        announce(self, self._again())

    def _disarm(self) -> None:
        self._armed_at = None
        self.setText(self._text)

    def _again(self) -> str:
        return self.tr("Press again to wipe")
