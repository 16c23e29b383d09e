"""How a long operation talks to whoever started it, without knowing who that is."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from threading import Event
from typing import Final

from app.errors import Cancelled

_MOMENT_SECONDS: Final = 0.0002


class Step(Enum):
    """What is being done now. The words shown for each step live with the front ends."""

    SEALING = "sealing"
    SAVING = "saving"
    READING = "reading"
    CHECKING = "checking"
    RECLAIMING = "reclaiming"
    DESTROYING_KEY = "destroying key"
    CLEARING = "clearing"
    VERIFYING = "verifying"
    RECOVERING = "recovering"
    WAITING = "waiting"


class Unit(Enum):
    """What is counted. `STEPS` are acts of no common size: how many are done says nothing of the time."""

    BYTES = "bytes"
    FILES = "files"
    ROWS = "rows"
    PAGES = "pages"
    ENTRIES = "entries"
    SECONDS = "seconds"
    STEPS = "steps"


@dataclass(frozen=True, slots=True)
class Progress:
    """One report: `done` of `total`, both in `unit`; `total` 0 where it is not known."""

    step: Step
    done: int
    total: int
    unit: Unit
    cancellable: bool = True


def _nobody(_: Progress) -> None:
    """Nobody listens."""


def make_way() -> None:
    """Let other threads go on for a moment: for long loops in plain Python, every millisecond or so.

    Else a window that is drawn meanwhile waits five milliseconds at each of its many turns.
    """
    time.sleep(_MOMENT_SECONDS)


class Monitor:
    """Handed to every long operation, which reports through it and asks it whether to stop."""

    def __init__(self, on_progress: Callable[[Progress], None] = _nobody) -> None:
        self._on_progress = on_progress
        self._stop = Event()
        self._shields = 0

    def cancel(self) -> None:
        """Ask the operation to stop at its next safe point. Callable from any thread."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether somebody asked to stop."""
        return self._stop.is_set()

    def check(self) -> None:
        """Raise Cancelled if asked to stop, unless past the point of no return."""
        if self._stop.is_set() and not self._shields:
            raise Cancelled

    def report(self, step: Step, done: int, total: int, unit: Unit) -> None:
        """Say how far we are. Also a safe point: may raise Cancelled."""
        self.check()
        self._on_progress(Progress(step, done, total, unit, cancellable=not self._shields))

    @contextmanager
    def point_of_no_return(self) -> Iterator[None]:
        """Inside this block a request to stop waits until the block ends."""
        self.check()
        self._shields += 1
        try:
            yield
        finally:
            self._shields -= 1
