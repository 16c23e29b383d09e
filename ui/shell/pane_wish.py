"""Does something with the pane of a ticket as soon as what it shows is known."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from ui.screens.ticket_pane.pane import TicketPane

_LOOK_MS = 30
_MOST_LOOKS = 150


class PaneWish(QObject):
    """One wish at a time. It is given up after a few seconds, and when another ticket is shown."""

    def __init__(self, pane: TicketPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._number = ""
        self._looks = 0
        self._is_ready: Callable[[], bool] = lambda: False
        self._do: Callable[[], object] = lambda: None
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def want(self, number: str, is_ready: Callable[[], bool], do: Callable[[], object]) -> None:
        """Do it for this ticket, once it is known and `is_ready` says so."""
        self._number, self._is_ready, self._do, self._looks = number, is_ready, do, 0
        self._timer.start()

    def forget(self) -> None:
        """Want nothing."""
        self._timer.stop()

    @Slot()
    def _look(self) -> None:
        self._looks += 1
        if self._pane.number != self._number or self._looks > _MOST_LOOKS:
            self._timer.stop()
        elif self._pane.state is not None and self._is_ready():
            self._timer.stop()
            self._do()
