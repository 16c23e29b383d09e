"""Sees every key, click and move in any window of the program: when the person was last here, and the side buttons."""

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.DragMove,
    }
)
_LOOK_MS = 1_000


class IdleClock:
    """How long nobody was here. A machine that slept was idle all the while, so both clocks count."""

    def __init__(self) -> None:
        self._steady = time.monotonic()
        self._wall = time.time()

    def touch(self) -> None:
        """Somebody is here."""
        self._steady = time.monotonic()
        self._wall = time.time()

    def seconds(self) -> float:
        """How long nobody was; a wall clock that was put forward errs on the side of locking."""
        return max(time.monotonic() - self._steady, time.time() - self._wall)


class InputWatch(QObject):
    """Watches the application until `close`.

    Signals:
        left: seconds until the idle time is over, each second; 0 once it is.
        back_pressed, forward_pressed: the side buttons of the mouse.
    """

    left = Signal(int)
    back_pressed = Signal()
    forward_pressed = Signal()

    def __init__(self, application: QApplication, idle_seconds: float, parent: QObject) -> None:
        super().__init__(parent)
        self._application = application
        self._idle_seconds = idle_seconds
        self._clock = IdleClock()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_look)
        application.installEventFilter(self)

    def set_idle_seconds(self, seconds: float) -> None:
        """Another idle time, from now on."""
        self._idle_seconds = seconds

    def start(self) -> None:
        """Begin to count: somebody is here now."""
        self._clock.touch()
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.stop()

    def close(self) -> None:
        """Let go of the application."""
        self._timer.stop()
        self._application.removeEventFilter(self)

    def seconds_left(self) -> float:
        """How much of the idle time is left."""
        return max(0.0, self._idle_seconds - self._clock.seconds())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Note signs of life; take the side buttons of the mouse for the way back and forward."""
        kind = event.type()
        if kind not in _SIGNS_OF_LIFE:
            return False
        if not self.seconds_left() and self._timer.isActive():
            # Woken from sleep: what comes now may come from somebody else. First the vault is locked.
            self.left.emit(0)
        self._clock.touch()
        return kind is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent) and self._takes(event)

    def _takes(self, event: QMouseEvent) -> bool:
        if event.button() not in {Qt.MouseButton.BackButton, Qt.MouseButton.ForwardButton}:
            return False
        (self.back_pressed if event.button() == Qt.MouseButton.BackButton else self.forward_pressed).emit()
        return True

    @Slot()
    def _on_look(self) -> None:
        self.left.emit(int(self.seconds_left()))
