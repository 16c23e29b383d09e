"""The result of one statement: its rows are fetched as they are asked for, and no sooner."""

import time
from typing import Final

import apsw

from app.databases.console.cells import PAGE_BYTES, Row, decoded, exact, from_exact, size_of
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.guarded import GuardedConnection
from app.databases.console.looking import Kind, Look, ResultColumn
from app.databases.console.statements import Statement, bare
from app.databases.table_names import quoted
from app.errors import StatementRefused
from app.progress import Monitor

PAGE_ROWS: Final = 1_000
_MOST_EXACT_COLUMNS: Final = 1_000
_ENCODING: Final = "utf-8"
"""Only databases in UTF-8 can hold what apsw cannot decode."""
_ALIAS: Final = "bailee exact rows"


class Result:
    """A statement that has begun. Close it, or fetch it to its end: until then it holds back writers elsewhere.

    `rows` counts those fetched so far, `milliseconds` is the time SQLite took for them. `unreadable` lists the numbers
    (from 0) of rows with text that cannot be decoded, where the statement cannot be asked a second time: each of their
    cells is None.
    """

    def __init__(self, guarded: GuardedConnection, statement: Statement, look: Look, monitor: Monitor) -> None:
        self.statement = statement
        self.look = look
        self.rows = 0
        self.milliseconds = 0.0
        self.is_complete = False
        self.unreadable: list[int] = []
        self._guarded = guarded
        self._monitor = monitor
        self._is_exact = False
        self._cursor = guarded.connection.cursor()
        self._started(monitor)

    @property
    def columns(self) -> tuple[ResultColumn, ...]:
        """Empty for a statement that gives no rows."""
        return self.look.columns

    def fetch(self, most: int = PAGE_ROWS, monitor: Monitor | None = None) -> list[Row]:
        """The next rows: `most` of them, or fewer if they are long; none at the end.

        Raises Cancelled, StatementFailed, StatementRefused; the result is closed then. Raises also what the copy does.
        """
        page: list[Row] = []
        size = 0
        began = time.perf_counter()
        try:
            with self._guarded.stoppable(monitor or self._monitor):
                while len(page) < most and size < PAGE_BYTES and not self.is_complete:
                    row = self._next()
                    if row is not None:
                        page.append(row)
                        size += size_of(row)
        except FAILURES as error:
            self.close()
            self._fail(error)
        finally:
            self.milliseconds += (time.perf_counter() - began) * 1000
        return page

    def close(self) -> None:
        """Let go of the database. Safe to call twice."""
        self.is_complete = True
        self._cursor.close(force=True)

    def _started(self, monitor: Monitor) -> None:
        """Take the first step, in which a writing statement does all it does."""
        began = time.perf_counter()
        try:
            with self._guarded.stoppable(monitor):
                self._cursor.execute(self.statement.text, can_cache=False)
        except FAILURES as error:
            self.close()
            self._fail(error)
        self.milliseconds = (time.perf_counter() - began) * 1000
        if not self.columns:
            self.close()

    def _fail(self, error: Exception) -> None:
        """Raise what the failure stands for."""
        if self._guarded.refusal and isinstance(error, apsw.Error):
            raise StatementRefused(reason=self._guarded.refusal) from None
        raise complaint(
            error,
            self.statement.text,
            self._guarded.path,
            offset=self.statement.offset,
            is_running=self.look.kind not in {Kind.PRAGMA, Kind.CONTROLS_TRANSACTION},
        ) from None

    def _next(self) -> Row | None:
        """One row, or None at the end."""
        try:
            row: Row = next(self._cursor)
        except StopIteration:
            self.close()
            return None
        except UnicodeDecodeError as error:
            return self._next_exact(error.object)
        self.rows += 1
        return from_exact(row, _ENCODING) if self._is_exact else row

    def _next_exact(self, undecodable: bytes) -> Row:
        """The row that apsw could not give, by asking for this and all later rows without decoding.

        Only a query can be asked a second time, and only if its rows come in the same order again, of which the text
        that could not be decoded is the witness.
        """
        row = self._asked_again(undecodable) if self.look.is_query and not self._is_exact else None
        if row is None:
            self.unreadable.append(self.rows)
            row = (None,) * len(self.columns)
        self.rows += 1
        return row

    def _asked_again(self, undecodable: bytes) -> Row | None:
        count = len(self.columns)
        if count > _MOST_EXACT_COLUMNS:
            return None
        names = [f"c{number}" for number in range(count)]
        sql = (
            f"WITH {quoted(_ALIAS)}({', '.join(names)}) AS ({bare(self.statement.text)}\n) "  # noqa: S608
            f"SELECT {', '.join(map(exact, names))} FROM {quoted(_ALIAS)} LIMIT -1 OFFSET {self.rows}"
        )
        cursor = self._guarded.connection.cursor()
        try:
            row = from_exact(next(cursor.execute(sql, can_cache=False)), _ENCODING)
        except (apsw.SQLError, StopIteration):
            cursor.close(force=True)
            return None
        if decoded(undecodable, _ENCODING) not in row:
            cursor.close(force=True)
            return None
        self._cursor.close(force=True)
        self._cursor, self._is_exact = cursor, True
        return row
