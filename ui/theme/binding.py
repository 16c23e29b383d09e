"""Tests the Qt binding itself: some versions lose a reference to None or True with each call, and abort in the end.

PySide6 6.12.0 on Python 3.11 is one. The desktop program refuses to start on a binding that fails this.
"""

import sys
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

CALLS = 5_000
TOLERANCE = 50
CHECKED_EVERY = 100


@dataclass(frozen=True, slots=True)
class References:
    """How many references to None and True came (or, below zero, went) during the calls."""

    none: int
    true: int

    @property
    def are_flat(self) -> bool:
        """Whether that is no more than what else the interpreter did meanwhile."""
        return abs(self.none) <= TOLERANCE and abs(self.true) <= TOLERANCE


class _Probe(QObject):
    sent = Signal(bool)

    @Slot(bool)
    def take(self, value: bool) -> None:  # noqa: FBT001
        self.setProperty("taken", value)


def references(calls: int = CALLS) -> References:
    """Call and emit `calls` times each and count; ends early once the counts are not flat, before anything aborts."""
    probe = _Probe()
    probe.sent.connect(probe.take)
    watched = (None, True)
    before = [sys.getrefcount(each) for each in watched]
    found = References(0, 0)
    for done in range(1, calls + 1):
        QObject().setObjectName("probe")
        probe.sent.emit(watched[1])
        if done % CHECKED_EVERY == 0 or done == calls:
            found = References(*(sys.getrefcount(each) - was for each, was in zip(watched, before, strict=True)))
            if not found.are_flat:
                break
    return found
