"""Stops what the register's database is doing when a monitor is cancelled."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.errors import Cancelled
from app.progress import Monitor

_STEPS: Final = 4_000
"""How many instructions of its virtual machine SQLite runs before it asks again: well under a millisecond."""


@contextmanager
def stoppable(connection: Connection, monitor: Monitor) -> Iterator[None]:
    """While inside, a statement stops soon after the monitor is cancelled. Raises Cancelled then."""
    monitor.check()
    driver = connection.connection.driver_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.set_progress_handler(lambda: monitor.is_cancelled, _STEPS)
    try:
        yield
    except DBAPIError:
        if monitor.is_cancelled:
            raise Cancelled from None
        raise
    finally:
        driver.set_progress_handler(None, _STEPS)
