"""The stopwatch as the window has it: it looks at the clock, notices use, and books what was measured."""

from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Signal, Slot

from app.operations.book_time import book_time
from ui import wipe_acts
from ui.places import Place, Where
from ui.screens.ticket_pane.timer_clock import Measured, TimerClock
from ui.surroundings import Surroundings

_TICK_MS = 1_000
_USE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.MouseMove})


class WorkTimer(QObject):
    """Measures work on one ticket at a time. It runs by hand, and by itself while a copy is in front.

    Signals:
        changed: it runs, stands, or shows another time.
        came_back: the Away that the person is to be asked about.
    """

    changed = Signal()
    came_back = Signal(object)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around
        self._clock = TimerClock()
        self._is_by_hand = False
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self._on_tick)
        around.navigator.moved.connect(self._on_moved)
        around.session.locking.connect(self.book)

    @property
    def ticket(self) -> str:
        """The ticket it measures for; "" for none."""
        return self._clock.ticket

    @property
    def is_running(self) -> bool:
        """Whether it counts now."""
        return self._clock.is_running

    def seconds(self, ticket: str) -> int:
        """What it has measured for a ticket and not booked yet."""
        return self._clock.seconds(datetime.now(UTC)) if ticket and ticket == self._clock.ticket else 0

    def toggle(self, ticket: str) -> None:
        """Start for a ticket, or pause where it runs for it."""
        if self._clock.is_running and self._clock.ticket == ticket:
            self._pause()
        elif ticket:
            self._is_by_hand = True
            self._start(ticket)

    def take(self, ticket: str) -> Measured | None:
        """End it for a ticket, and hand over what was measured: the caller books it."""
        if ticket != self._clock.ticket:
            return None
        measured = self._clock.stop(datetime.now(UTC))
        self._stop_watching()
        return measured

    def count_in(self, seconds: int) -> None:
        """Count a time in which nobody was there."""
        self._clock.count_in(seconds)
        self.changed.emit()

    @Slot()
    def book(self) -> None:
        """End it, and book what was measured."""
        measured = self._clock.stop(datetime.now(UTC))
        self._stop_watching()
        self.book_measured(measured)

    def _start(self, ticket: str) -> None:
        self.book_measured(self._clock.start(ticket, datetime.now(UTC)))
        self._ticking.start()
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self.changed.emit()

    def _pause(self) -> None:
        self._clock.pause(datetime.now(UTC))
        self._stop_watching()

    def _stop_watching(self) -> None:
        self._ticking.stop()
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.changed.emit()

    def book_measured(self, measured: Measured | None) -> None:
        """Book a span that was measured, if there is one."""
        if measured is None or not self._around.session.is_unlocked:
            return
        job = self._around.session.run(
            lambda vault, _monitor: book_time(vault, measured.ticket, measured.began_at, measured.seconds),
            lane="time",
            ticket=measured.ticket,
        )
        job.failed.connect(self._on_not_booked)

    @Slot(object)
    def _on_not_booked(self, error: object) -> None:
        wipe_acts.tell_failure(self._around, error)

    @Slot(object)
    def _on_moved(self, place: Place) -> None:
        """A copy came to the front, or left it."""
        if place.where is Where.COPY and place.subject:
            if not (self._clock.is_running and self._clock.ticket == place.subject):
                self._is_by_hand = False
                self._start(place.subject)
        elif self._clock.is_running and not self._is_by_hand:
            self._pause()

    @Slot()
    def _on_tick(self) -> None:
        self._clock.tick(datetime.now(UTC))
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if event.type() in _USE and event.spontaneous():
            away = self._clock.used(datetime.now(UTC))
            if away is not None:
                self.came_back.emit(away)
        return super().eventFilter(watched, event)
