"""What was run in the consoles of a ticket: a small database of its own inside the copy, wiped with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Final

import apsw

from app.copies.paths import WORKROOM
from app.databases.console.complaints import FAILURES, complaint

HISTORY_PATH: Final = WORKROOM + b"/history.sqlite"
"""Where it lies in the copy. The folder has to be there before the database is made."""

_MOST_ENTRIES: Final = 10_000
_MOST_CHARACTERS: Final = 1_000_000
_PAGE: Final = 100
_VERSION: Final = 1
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS entry (
        number INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        database BLOB NOT NULL,
        sql TEXT NOT NULL,
        outcome TEXT NOT NULL,
        rows INTEGER NOT NULL,
        changes INTEGER NOT NULL,
        milliseconds REAL NOT NULL
    ) STRICT
"""


class Outcome(Enum):
    """How a run ended."""

    DONE = "done"
    FAILED = "failed"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One run. `at` is aware, `database` its path in the copy, `changes` the rows it changed."""

    at: datetime
    database: bytes
    sql: str
    outcome: Outcome
    rows: int = 0
    changes: int = 0
    milliseconds: float = 0.0


class History:
    """The entries of one ticket, over a connection to `HISTORY_PATH` that stays the caller's.

    To add one needs a connection that writes. A session on a copy opened for reading keeps no history.
    """

    def __init__(self, connection: apsw.Connection) -> None:
        """Raises NotADatabase, DatabaseBusy, and what the copy raises."""
        self._connection = connection
        with self._translated():
            self.can_add = not connection.readonly("main")
            if self.can_add and connection.pragma("user_version") != _VERSION:
                with connection:
                    connection.execute(_TABLE)
                    connection.pragma("user_version", _VERSION)

    def add(self, entry: HistoryEntry) -> None:
        """Keep an entry, durable on return. The oldest make room; an overlong script is cut.

        Raises DatabaseBusy, CopyReadOnly or what else the copy raises.
        """
        values = (
            entry.at.astimezone(UTC).isoformat(timespec="milliseconds"),
            entry.database,
            # A script that SQLite refused can hold what no text holds.
            entry.sql[:_MOST_CHARACTERS].encode("utf-8", "replace").decode(),
            entry.outcome.value,
            entry.rows,
            entry.changes,
            entry.milliseconds,
        )
        with self._translated(), self._connection:
            self._connection.execute(
                "INSERT INTO entry(at, database, sql, outcome, rows, changes, milliseconds) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                values,
            )
            self._connection.execute(
                "DELETE FROM entry WHERE number <= (SELECT max(number) FROM entry) - ?", (_MOST_ENTRIES,)
            )

    def latest(self, limit: int = _PAGE, contains: str = "") -> list[HistoryEntry]:
        """The newest entries first, of those with `contains` in their SQL, whatever the case of its ASCII letters."""
        wanted = "%" + contains.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with self._translated():
            if not self._connection.table_exists("main", "entry"):
                return []
            found = self._connection.execute(
                "SELECT at, database, sql, outcome, rows, changes, milliseconds FROM entry "
                "WHERE sql LIKE ? ESCAPE '\\' ORDER BY number DESC LIMIT ?",
                (wanted, limit),
            )
            return [_entry(*row) for row in found]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Inside this block a complaint of SQLite leaves as one of Bailee's errors."""
        try:
            yield
        except FAILURES as error:
            raise complaint(error, "", HISTORY_PATH, offset=-1, is_running=True) from None


def _entry(
    at: str, database: bytes, sql: str, outcome: str, rows: int, changes: int, milliseconds: float
) -> HistoryEntry:
    return HistoryEntry(datetime.fromisoformat(at), database, sql, Outcome(outcome), rows, changes, milliseconds)
