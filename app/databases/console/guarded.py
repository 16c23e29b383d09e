"""A connection that runs one statement at a time under a rule, and can be stopped."""

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final

import apsw

from app.databases.console.authorizer import Guard, Rule, spatial_shadows
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.looking import Kind, Look, look
from app.databases.console.statements import Statement
from app.databases.stopping import stoppable
from app.progress import Monitor

_MOST_VALUE_BYTES: Final = 256 * 1024 * 1024
"""The longest value or row a statement may touch: what a function makes of it cannot be stopped."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Rows inserted, updated and deleted: by the statement itself, and also by triggers, foreign keys and indexes.

    Rows that REPLACE pushes aside are not counted.
    """

    own: int = 0
    in_all: int = 0


class GuardedConnection:
    """Wraps a connection made by `SealedDatabases.connect`; `path` is the database's place in the copy.

    Begins with Rule.READING. Use by one thread at a time; `interrupt` may be called by any.
    """

    def __init__(self, connection: apsw.Connection, path: bytes, *, limit_seconds: float | None = None) -> None:
        self.connection = connection
        self.path = path
        self._limit_seconds = limit_seconds
        longest = connection.limit(apsw.SQLITE_LIMIT_LENGTH)
        connection.limit(apsw.SQLITE_LIMIT_LENGTH, min(longest, _MOST_VALUE_BYTES))
        self._guard = Guard(Rule.READING)
        self.hold_to(Rule.READING)

    def hold_to(self, rule: Rule) -> None:
        """What may be done from now on. Raises NotADatabase, DatabaseBusy."""
        connection = self.connection
        connection.authorizer = None
        self._guard = Guard(rule)
        try:
            # A second bolt: it would hold even where the authorizer was not asked.
            connection.execute(f"PRAGMA query_only = {int(rule is Rule.READING)}", can_cache=False)
            self._guard.shadows = spatial_shadows(connection)
        except FAILURES as error:
            raise complaint(error, "", self.path) from None
        finally:
            connection.authorizer = self._guard

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self.connection.in_transaction

    def look(self, statement: Statement) -> Look:
        """Compile it only. Raises StatementRefused, StatementFailed, NotADatabase, DatabaseBusy."""
        return look(self.connection, self._guard, statement, self.path)

    @property
    def refusal(self) -> str:
        """Why the authorizer refused what ran last; empty if it did not."""
        return self._guard.refusal

    def stoppable(self, monitor: Monitor) -> AbstractContextManager[None]:
        """See `stopping.stoppable`."""
        self._guard.refusal = ""
        return stoppable(self.connection, monitor, self._limit_seconds)

    def order(self, sql: str) -> None:
        """Run a statement of the program's own that gives no rows. Raises as `look` does."""
        try:
            self.connection.execute(sql, can_cache=False)
        except FAILURES as error:
            raise complaint(error, sql, self.path, offset=-1) from None

    def changed_since(self, total: int, look: Look) -> Changed:
        """What a statement changed, that has ended and before which `total_changes` was `total`."""
        in_all = self.connection.total_changes() - total if look.kind is Kind.CHANGES_ROWS else 0
        return Changed(own=self.connection.changes() if in_all else 0, in_all=in_all)

    def interrupt(self) -> None:
        """Stop what is running now; does nothing else."""
        self.connection.interrupt()
