"""The stopwatch for work, as plain arithmetic: it counts time in use, pauses when nobody is there, and runs once.

Times are UTC and handed in, so that what it does can be tested without waiting.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Measured:
    """Time worked on a ticket and not booked yet."""

    ticket: str
    began_at: datetime
    seconds: int


@dataclass(frozen=True, slots=True)
class Away:
    """A stretch in which nobody was there, about which the person is asked when back."""

    ticket: str
    seconds: int


class TimerClock:
    """Runs for one ticket at a time. It pauses after 5 minutes without use, and then counts up to the last use only."""

    def __init__(self) -> None:
        self._ticket = ""
        self._began_at: datetime | None = None
        self._counted = timedelta()
        self._since: datetime | None = None
        self._last_use: datetime | None = None
        self._idle_from: datetime | None = None

    @property
    def ticket(self) -> str:
        """The ticket it measures for; "" for none."""
        return self._ticket

    @property
    def is_running(self) -> bool:
        """Whether it counts now."""
        return self._since is not None

    @property
    def is_idle(self) -> bool:
        """Whether it paused by itself."""
        return self._idle_from is not None

    def seconds(self, now: datetime) -> int:
        """What it has counted."""
        running = now - self._since if self._since is not None else timedelta()
        return int((self._counted + max(running, timedelta())).total_seconds())

    def start(self, ticket: str, now: datetime) -> Measured | None:
        """Count for `ticket`; what it had counted for another one, to be booked."""
        before = self.stop(now) if self._ticket not in {"", ticket} else None
        self._ticket = ticket
        self._began_at = self._began_at or now
        self._since, self._last_use, self._idle_from = now, now, None
        return before

    def pause(self, now: datetime) -> None:
        """Stop counting, and keep what was counted."""
        self._count_until(now)
        self._idle_from = None

    def stop(self, now: datetime) -> Measured | None:
        """End: what it has counted, or None where that is nothing."""
        self._count_until(now)
        seconds = self.seconds(now)
        found = Measured(self._ticket, self._began_at, seconds) if self._began_at is not None and seconds else None
        self._forget()
        return found

    def used(self, now: datetime) -> Away | None:
        """Somebody is at work. Back after a pause of its own, it goes on, and says how long nobody was there."""
        away = None
        self.tick(now)
        if self._idle_from is not None:
            away = Away(self._ticket, int((now - self._idle_from).total_seconds()))
            self._since, self._idle_from = now, None
        self._last_use = now
        return away

    def tick(self, now: datetime) -> bool:
        """Look at the time; whether it has paused by itself just now."""
        if self._since is None or self._last_use is None or now - self._last_use < IDLE_AFTER:
            return False
        idle_from = max(self._last_use, self._since)
        self._count_until(idle_from)
        self._idle_from = idle_from
        return True

    def count_in(self, seconds: int) -> None:
        """Count a stretch that it had left out."""
        self._counted += timedelta(seconds=seconds)

    def _forget(self) -> None:
        self._ticket, self._began_at, self._counted = "", None, timedelta()
        self._since = self._last_use = self._idle_from = None

    def _count_until(self, moment: datetime) -> None:
        if self._since is not None:
            self._counted += max(moment - self._since, timedelta())
            self._since = None
