"""The two ways to talk to the register: look at it, or change it; each is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection, Engine

_WRITES: Final = "bailee_writes"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the register to the end of the block, and changes nothing."""
    with engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection that holds the write lock: all of the block is committed, or none when it raises.

    Raises RegistryBusy when another program keeps the lock.
    """
    with engine.connect() as connection:
        connection.execution_options(**{_WRITES: True})
        with connection.begin():
            yield connection


def begin(connection: Connection) -> None:
    """Begin a real transaction: for SQLite's `begin` event, since the driver would begin too late, or not at all.

    A writer takes the lock at once: one that first reads and then wants to write would fail without waiting if
    somebody else wrote in between.
    """
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
