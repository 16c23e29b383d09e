"""Many news in a short time become one act: at once for the first, then a few times a second at most."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

BATCH_MS: Final = 200


def _always() -> bool:
    return True


class Gathering(QObject):
    """What is asked for by `ask` is told by `due`; while it is not wanted it waits for `catch_up`.

    Signals:
        due: do it now.
    """

    due = Signal()

    def __init__(self, parent: QObject, is_wanted: Callable[[], bool] = _always) -> None:
        super().__init__(parent)
        self._is_wanted = is_wanted
        self._is_asked = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(BATCH_MS)
        self._pause.timeout.connect(self.catch_up)

    @property
    def is_about_to(self) -> bool:
        """Whether it will be told within this moment."""
        return self._is_asked and self._pause.isActive()

    @property
    def is_waiting(self) -> bool:
        """Whether something was asked for that was not told yet."""
        return self._is_asked

    @Slot()
    def ask(self) -> None:
        """It has to be done, now or soon."""
        self._is_asked = True
        if not self._pause.isActive():
            self.catch_up()

    @Slot()
    def catch_up(self) -> None:
        """Do what was asked for meanwhile, if anything was."""
        if self._is_asked and self._is_wanted():
            self._is_asked = False
            self._pause.start()
            self.due.emit()

    def forget(self) -> None:
        """Nothing is asked for any more."""
        self._is_asked = False
