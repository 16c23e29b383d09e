"""The SQL sessions of one copy: made where they are first used, on worker threads, and let go of all together."""

import itertools
from threading import Lock

from app.databases.console.ran import Transaction
from app.errors import Cancelled
from app.model import CopyRecord
from app.operations.sql_session import SqlSession
from app.unlocked.shared_reading import SharedReading
from app.unlocked.vault import Unlocked


class Sessions:
    """One session for each console; they share one opening of the copy. For any thread."""

    def __init__(self, record: CopyRecord) -> None:
        self.record = record
        self._lock = Lock()
        self._is_open = True
        self._reading: SharedReading | None = None
        self._sessions: dict[int, SqlSession] = {}
        self._consoles = itertools.count(1)

    def new_console(self) -> int:
        """A number that no other console of the copy has."""
        return next(self._consoles)

    def of(self, vault: Unlocked, console: int, path: bytes) -> SqlSession:
        """The session of a console. On another database it begins anew. Raises Cancelled once all are closed."""
        with self._lock:
            if not self._is_open:
                raise Cancelled
            if self._reading is None:
                self._reading = SharedReading(vault, self.record.id)
            found = self._sessions.get(console)
            if found is not None and found.path == path:
                return found
            fresh = self._sessions[console] = SqlSession(self._reading, path)
        if found is not None:
            found.close()
        return fresh

    def stop(self, console: int) -> None:
        """Stop what a console runs, at once."""
        with self._lock:
            session = self._sessions.get(console)
        if session is not None:
            session.stop()

    def transaction(self, console: int) -> Transaction:
        """Whether a console has a transaction open."""
        with self._lock:
            session = self._sessions.get(console)
        return session.transaction if session is not None else Transaction()

    def stop_all(self) -> None:
        """Stop everything at once, and let nothing new begin."""
        with self._lock:
            self._is_open = False
            sessions = list(self._sessions.values())
        for session in sessions:
            session.stop()

    def leave(self, console: int) -> None:
        """Close the session of one console; what it did not commit is rolled back."""
        with self._lock:
            session = self._sessions.pop(console, None)
        if session is not None:
            session.close()

    def close(self) -> None:
        """Let go of the copy. Safe to call twice."""
        self.stop_all()
        with self._lock:
            sessions, self._sessions = list(self._sessions.values()), {}
            reading, self._reading = self._reading, None
        for session in sessions:
            session.close()
        if reading is not None:
            reading.close()
