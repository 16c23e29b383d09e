"""The texts of the consoles of a copy, kept in the copy itself beside the history, and wiped with it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import apsw

from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.history import HISTORY_PATH

_MOST_CONSOLES: Final = 50
_MOST_CHARACTERS: Final = 1_000_000
_TABLE: Final = """
    CREATE TABLE IF NOT EXISTS console (
        number INTEGER PRIMARY KEY,
        database BLOB NOT NULL,
        name TEXT NOT NULL,
        sql TEXT NOT NULL,
        position INTEGER NOT NULL,
        is_current INTEGER NOT NULL
    ) STRICT
"""


@dataclass(frozen=True, slots=True)
class KeptConsole:
    """One console. `database` is a path in the copy, `position` where the cursor was, in characters."""

    database: bytes
    name: str
    sql: str
    position: int = 0
    is_current: bool = False


class KeptConsoles:
    """The consoles of one copy, over a connection to the history's database that stays the caller's."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection

    def replace(self, consoles: Sequence[KeptConsole]) -> None:
        """Keep these and no others, durable on return; overlong texts are cut. Raises DatabaseBusy, CopyReadOnly."""
        rows = [
            (
                each.database,
                each.name,
                # Half of a pair can be typed, and is no text.
                each.sql[:_MOST_CHARACTERS].encode("utf-8", "replace").decode(),
                each.position,
                int(each.is_current),
            )
            for each in consoles[:_MOST_CONSOLES]
        ]
        with _translated(), self._connection:
            self._connection.execute(_TABLE)
            self._connection.execute("DELETE FROM console")
            self._connection.executemany(
                "INSERT INTO console(database, name, sql, position, is_current) VALUES (?, ?, ?, ?, ?)", rows
            )

    def all(self) -> list[KeptConsole]:
        """Those that were kept last, in their order."""
        with _translated():
            if not self._connection.table_exists("main", "console"):
                return []
            found = self._connection.execute(
                "SELECT database, name, sql, position, is_current FROM console ORDER BY number"
            )
            return [
                KeptConsole(database, name, sql, position, bool(current))
                for database, name, sql, position, current in found
            ]


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except FAILURES as error:
        raise complaint(error, "", HISTORY_PATH, offset=-1, is_running=True) from None
