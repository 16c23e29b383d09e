"""Has the content of the window made anew, as for another language, as soon as nothing is cut short by it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.session import VaultSession

_LOOK_MS = 300
_IDLE_MS = 10

InTheWay = Callable[[], str]
"""Why it has to wait; "" where it need not."""


class Renewing(QObject):
    """Waits for the right moment, then for what still runs.

    Signals:
        waiting: why it cannot be done yet; "" once it can.
        letting_go: the moment has come: whatever shows the vault keeps its drafts and drops what it shows.
        ready: nothing of the old content is under way any more.
    """

    waiting = Signal(str)
    letting_go = Signal()
    ready = Signal()

    def __init__(self, session: VaultSession, in_the_way: InTheWay, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._in_the_way = in_the_way
        self._is_wanted = self._has_let_go = False
        self._reason = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        session.state_changed.connect(self._look)

    @property
    def has_let_go(self) -> bool:
        """Whether the old content is only waited for."""
        return self._has_let_go

    def ask(self) -> None:
        """Do it as soon as possible. From the event loop: whoever asks may be a part of what goes."""
        self._is_wanted = True
        if not self._has_let_go:
            self._timer.start(0)

    def drop(self) -> None:
        """It is not wanted any more; once the old content has let go, it is too late for that."""
        if not self._has_let_go:
            self._is_wanted = False
            self._timer.stop()
            self._say("")

    @Slot()
    def _look(self) -> None:
        if not self._is_wanted:
            return
        if not self._has_let_go:
            reason = self._in_the_way()
            self._say(reason)
            if reason:
                self._timer.start(_LOOK_MS)
                return
            self._has_let_go = True
            self.letting_go.emit()
        if self._session.runner.is_idle():
            self._is_wanted = self._has_let_go = False
            self.ready.emit()
        else:
            self._timer.start(_IDLE_MS)

    def _say(self, reason: str) -> None:
        if reason != self._reason:
            self._reason = reason
            self.waiting.emit(reason)
