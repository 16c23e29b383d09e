"""Watches how promptly the interface thread answers: a timer every 5 ms, and how long it really was between two."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 5
_LONGEST_MS = 2_000
_BOUNDS_MS = (8, 16, 50, 100)


class Gaps:
    """A histogram of milliseconds, as small after a day as after a second."""

    def __init__(self) -> None:
        self._counts = [0] * (_LONGEST_MS + 1)
        self._longest = 0.0
        self._count = 0

    def add(self, milliseconds: float) -> None:
        """Enter one gap."""
        self._counts[min(max(0, int(milliseconds)), _LONGEST_MS)] += 1
        self._longest = max(self._longest, milliseconds)
        self._count += 1

    @property
    def count(self) -> int:
        """How many there were."""
        return self._count

    @property
    def longest(self) -> float:
        """The longest; 0 where there was none."""
        return self._longest

    def over(self, milliseconds: int) -> int:
        """How many were longer than so many whole milliseconds."""
        return sum(self._counts[milliseconds + 1 :])

    def percentile(self, share: float) -> float:
        """The upper end of the millisecond that this share of all gaps lies below; 0 where there was none."""
        wanted, seen = share * self._count, 0
        for milliseconds, count in enumerate(self._counts):
            seen += count
            if seen >= wanted and seen:
                return min(float(milliseconds + 1), self._longest)
        return 0.0

    def summary(self) -> str:
        """One line for a log: nothing in it but numbers."""
        return f"{self.count} beats, p99 {self.percentile(0.99):.1f} ms, longest {self.longest:.1f} ms"

    def table(self) -> list[str]:
        """The histogram in few lines, and the summary below."""
        overs = [self._count, *(self.over(bound) for bound in _BOUNDS_MS)]
        lines = [
            f"  to {bound:4} ms  {longer - shorter:9,}"
            for bound, longer, shorter in zip(_BOUNDS_MS, overs, overs[1:], strict=False)
        ]
        return [*lines, f"  longer      {overs[-1]:9,}", f"  {self.summary()}"]


class Heartbeat(QObject):
    """Beats on the thread it was made on from `start` to `stop`, and keeps the gaps."""

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.perf_counter) -> None:
        super().__init__(parent)
        self._clock = clock
        self._gaps = Gaps()
        self._last = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._on_beat)

    @property
    def gaps(self) -> Gaps:
        """What was found since the last start."""
        return self._gaps

    def start(self) -> None:
        """Begin anew."""
        self._gaps = Gaps()
        self._last = self._clock()
        self._timer.start()

    def stop(self) -> Gaps:
        """End, counting the gap that is open; what was found."""
        if self._timer.isActive():
            self._on_beat()
            self._timer.stop()
        return self._gaps

    def _on_beat(self) -> None:
        now = self._clock()
        self._gaps.add((now - self._last) * 1000)
        self._last = now
