"""Calls that may block for ever, each given up after a while.

A D-Bus call blocks for as long as a prompt waits on the screen, and no library below sets a limit. Every call gets a
daemon thread of its own: one that never comes back is left behind, neither keeping the next call waiting nor the
process from ending.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")


class LimitPassed(Exception):  # noqa: N818 - a signal between two modules, never shown
    """The call did not come back in time."""


class BoundedCalls:
    """Runs one call at a time."""

    def __init__(self) -> None:
        self._turn = Lock()

    def run(self, work: Callable[[], T], *, deadline: float, undo: Callable[[], object] | None = None) -> T:
        """What `work` gives or raises, or LimitPassed at `deadline` of the monotonic clock.

        When `work` ends after it was given up, `undo` follows in the same thread.
        """
        if not self._turn.acquire(timeout=_left(deadline)):
            raise LimitPassed
        try:
            call = _Call(work, undo)
            Thread(target=call.run, name="keyring call", daemon=True).start()
            return call.outcome(deadline)
        finally:
            self._turn.release()


class _Call(Generic[T]):
    def __init__(self, work: Callable[[], T], undo: Callable[[], object] | None) -> None:
        self._work = work
        self._undo = undo
        self._ended = Event()
        self._is_given_up = False
        # Whether a call ended in time or was given up is decided once, under this lock.
        self._deciding = Lock()
        self._values: list[T] = []
        self._error: Exception | None = None

    def run(self) -> None:
        try:
            self._values.append(self._work())
        except Exception as error:  # noqa: BLE001 - carried to the caller's thread, which raises it
            self._error = error
        with self._deciding:
            self._ended.set()
            is_late = self._is_given_up
        if is_late and self._undo is not None:
            # Nobody is left to be told; a later delete of the same entry will meet the same error.
            with suppress(Exception):
                self._undo()

    def outcome(self, deadline: float) -> T:
        try:
            self._ended.wait(_left(deadline))
        finally:
            # Also when Ctrl-C ends the waiting.
            with self._deciding:
                self._is_given_up = not self._ended.is_set()
        if self._is_given_up:
            raise LimitPassed
        if self._error is not None:
            raise self._error
        return self._values[0]


def _left(deadline: float) -> float:
    return max(0.0, deadline - time.monotonic())
