"""Stops what SQLite is doing: on request, or when it has taken too long."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import apsw

from app.errors import Cancelled, StatementFailed
from app.progress import Monitor

_STEPS: Final = 2_000
"""How many instructions of its virtual machine SQLite runs before it asks again: well under a millisecond."""


@contextmanager
def stoppable(connection: apsw.Connection, monitor: Monitor, limit_seconds: float | None = None) -> Iterator[None]:
    """While inside, SQLite stops soon after the monitor is cancelled or the time is up. Not to be nested.

    Raises Cancelled, also for `apsw.Connection.interrupt`, and StatementFailed for the time limit. SQLite cannot be
    stopped inside one instruction: a sort in memory, or one call of a function over a very long value.
    """
    monitor.check()
    ends_at = None if limit_seconds is None else time.monotonic() + limit_seconds

    def is_late() -> bool:
        return ends_at is not None and time.monotonic() > ends_at

    connection.set_progress_handler(lambda: monitor.is_cancelled or is_late(), _STEPS)
    try:
        yield
    except apsw.InterruptError:
        if is_late() and not monitor.is_cancelled:
            reason = f"stopped after {limit_seconds:g} s"
            raise StatementFailed(reason=reason) from None
        raise Cancelled from None
    finally:
        connection.set_progress_handler(None)
