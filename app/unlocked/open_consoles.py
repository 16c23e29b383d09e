"""Consoles that stay open over one database of a copy: one that reads, and one that writes while it has to."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from threading import Lock
from typing import TYPE_CHECKING

from app.databases.console.console import Console
from app.databases.console.paging import TablePages
from app.databases.console.writing import Checkpoints
from app.unlocked.opened_database import opened_database
from app.unlocked.shared_reading import Opening, SharedReading

if TYPE_CHECKING:
    import apsw


class Interrupting:
    """Knows the connections that are open now, so that another thread can stop what they do."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._connections: list[apsw.Connection] = []

    def watch(self, connection: "apsw.Connection") -> Callable[[], None]:
        """From now on it can be stopped; call what is returned before it is closed."""
        with self._lock:
            self._connections.append(connection)
        return lambda: self._forget(connection)

    def stop_all(self) -> None:
        """Stop what runs now; it raises Cancelled. For any thread."""
        with self._lock:
            for connection in self._connections:
                connection.interrupt()

    def _forget(self, connection: "apsw.Connection") -> None:
        with self._lock:
            self._connections.remove(connection)


class OpenConsole:
    """A console with what it lies in. Close it."""

    def __init__(self, console: Console, pages: "apsw.Connection", path: bytes, closing: ExitStack) -> None:
        self.console = console
        self.pages = pages
        self._path = path
        self._closing = closing
        self._tables: dict[str, TablePages] = {}

    def table(self, name: str) -> TablePages:
        """The pages of a table. Raises TableUnknown, TableRefused."""
        if name not in self._tables:
            self._tables[name] = TablePages(self.pages, self._path, name)
        return self._tables[name]

    def close(self) -> None:
        """Roll back what was not committed, and let go."""
        self._closing.close()


class ReadingConsole(OpenConsole):
    """Reads the state of the copy that `opening` has."""

    def __init__(self, reading: SharedReading, opening: Opening, path: bytes, stops: Interrupting) -> None:
        """Takes `opening` over."""
        self.opening = opening
        with ExitStack() as stack:
            stack.callback(reading.give_back, opening)
            connections = [
                stack.enter_context(closing(opening.databases.connect(path, writable=False))) for _ in range(2)
            ]
            for connection in connections:
                stack.callback(stops.watch(connection))
            # It cannot write whatever it is told to, so that scripts can be looked at as if it could.
            idle = Checkpoints(begin=_nothing, end=_nothing)
            console = stack.enter_context(Console(connections[0], path, checkpoints=idle))
            super().__init__(console, connections[1], path, stack.pop_all())


class WritingConsole(OpenConsole):
    """Writes, and meanwhile nobody else can write to the copy."""

    def __init__(self, reading: SharedReading, path: bytes, stops: Interrupting) -> None:
        """Raises CopyBusy, NoCopyHeld and their kin."""
        vault = reading.vault
        with ExitStack() as stack:
            opened = stack.enter_context(opened_database(vault, reading.record(), path, writable=True))
            self.databases = opened.databases
            stack.callback(stops.watch(opened.connection))
            checkpoints = Checkpoints.of(opened.databases, path, vault.technician)
            console = stack.enter_context(Console(opened.connection, path, checkpoints=checkpoints))
            super().__init__(console, opened.connection, path, stack.pop_all())


def _nothing() -> None:
    """A console that cannot change anything has nothing to keep."""
