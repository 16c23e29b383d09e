"""Imports what is needed once the vault is open, while the person types: heavy parts elsewhere, the rest bit by bit."""

from collections import deque
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Slot

from ui.jobs import JobRunner

_CORE = "app.bootstrap"
_SCREENS = (
    "ui.words",
    "ui.wiping",
    "ui.widgets.toasts",
    "ui.widgets.jobs_popover",
    "ui.screens.ticket_pane.pane",
    "ui.screens.board.screen",
    "ui.shell.palette",
    "ui.shell.frame",
)
_PAUSE_MS = 15


class Warming(QObject):
    """Runs once."""

    def __init__(self, runner: JobRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._runner = runner
        self._left = deque(_SCREENS)
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._on_time)

    @Slot()
    def start(self) -> None:
        """Begin."""
        self._runner.submit(lambda _monitor: import_module(_CORE), lane="warming").finished.connect(self._timer.start)

    def stop(self) -> None:
        """It is needed now: whoever needs it imports the rest."""
        self._timer.stop()
        self._left.clear()

    @Slot()
    def _on_time(self) -> None:
        if self._left:
            import_module(self._left.popleft())
        else:
            self._timer.stop()
