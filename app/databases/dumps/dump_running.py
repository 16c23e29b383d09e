"""Runs a dump in an empty database, held to what a technician's own statements are held to, in one transaction."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import apsw

from app.databases.console.authorizer import Rule
from app.databases.console.complaints import FAILURES, complaint
from app.databases.console.guarded import GuardedConnection
from app.databases.console.statements import first_word
from app.databases.dumps.dump_text import DumpStatement, dump_statements
from app.errors import BaileeError, DumpRefused, StatementFailed
from app.progress import Monitor, Step, Unit

_ITS_OWN: Final = frozenset({"BEGIN", "COMMIT", "END"})
_WITHIN: Final = re.compile(r"ROLLBACK\s+(TRANSACTION\s+)?TO\b", re.IGNORECASE)
_SIGNS: Final = (
    (re.compile(rb"^-- PostgreSQL database (cluster )?dump", re.MULTILINE), "PostgreSQL"),
    (re.compile(rb"^-- (MySQL dump|Host: )|^/\*!40\d{3} SET ", re.MULTILINE), "MySQL"),
    (re.compile(rb"^(/\*M!999999|-- MariaDB dump)", re.MULTILINE), "MariaDB"),
    (re.compile(rb"^SET SQL DIALECT 3", re.MULTILINE), "Firebird"),
    (re.compile(rb"^(SET ANSI_NULLS ON|USE \[[^\]]+\])", re.MULTILINE), "SQL Server"),
)
_HEAD_BYTES: Final = 64 * 1024
_REPORT_EVERY: Final = 200


@dataclass(frozen=True, slots=True)
class DumpRun:
    """What was run: statements, and rows that they inserted."""

    statements: int
    rows: int


def run_dump(
    connection: apsw.Connection, path: bytes, read: Callable[[int], bytes], total_bytes: int, monitor: Monitor
) -> DumpRun:
    """Run what `read` gives, until it gives nothing, whole or not at all. BEGIN and COMMIT of the dump count as read.

    Raises DumpRefused with the line of what does not run or is not allowed, Cancelled, and what the copy raises.
    """
    head = _Head(read)
    guarded = GuardedConnection(connection, path)
    guarded.hold_to(Rule.WRITING)
    guarded.order("BEGIN IMMEDIATE")
    try:
        run = _run(guarded, head, total_bytes, monitor)
        guarded.order("COMMIT")
    except BaseException:
        if guarded.in_transaction:
            guarded.order("ROLLBACK")
        raise
    return run


def _run(guarded: GuardedConnection, head: "_Head", total_bytes: int, monitor: Monitor) -> DumpRun:
    count, before = 0, guarded.connection.total_changes()
    with guarded.stoppable(monitor):
        for statement in dump_statements(head.read):
            if count % _REPORT_EVERY == 0:
                monitor.report(Step.READING, statement.read_bytes, total_bytes, Unit.BYTES)
            _step(guarded, statement, head)
            count += 1
    if not count:
        raise DumpRefused(number=1, reason="there is no statement in it")
    return DumpRun(count, guarded.connection.total_changes() - before)


def _step(guarded: GuardedConnection, statement: DumpStatement, head: "_Head") -> None:
    word = first_word(statement.text)
    if word in _ITS_OWN:
        return
    if word == "ROLLBACK" and _WITHIN.match(statement.text) is None:
        raise DumpRefused(number=statement.line, reason="it ends with ROLLBACK, so it is not whole")
    if word == "VACUUM":
        raise DumpRefused(number=statement.line, reason="VACUUM is not allowed")
    cursor = guarded.connection.cursor()
    try:
        for _ in cursor.execute(statement.text, can_cache=False):
            pass
    except apsw.InterruptError:
        raise
    except FAILURES as error:
        raise _refused(guarded, statement, error, head.engine) from None
    finally:
        cursor.close(force=True)


def _refused(guarded: GuardedConnection, statement: DumpStatement, error: Exception, engine: str) -> BaileeError:
    if guarded.refusal and isinstance(error, apsw.Error):
        return DumpRefused(number=statement.line, reason=guarded.refusal)
    # As if it ran in any case: what SQLite says of a statement's text repeats the data that stands in it.
    found = complaint(error, statement.text, guarded.path, is_running=True)
    if not isinstance(found, StatementFailed):
        return found
    place = max(getattr(error, "error_offset", 0), 0)
    line = statement.line + statement.text.encode(errors="replace").count(b"\n", 0, place)
    reason = "SQLite does not accept the statement" if found.said else found.reason
    return DumpRefused(
        number=line, reason=f"it is a dump of {engine}, and {reason}" if engine else reason, said=found.said
    )


class _Head:
    """Gives the dump on, and remembers whose it says it is."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._head = b""

    def read(self, amount: int) -> bytes:
        """The next bytes."""
        data = self._read(amount)
        if len(self._head) < _HEAD_BYTES:
            self._head += data[: _HEAD_BYTES - len(self._head)]
        return data

    @property
    def engine(self) -> str:
        """The database that wrote it, as far as can be told; "" for SQLite or nobody known."""
        return next((name for sign, name in _SIGNS if sign.search(self._head)), "")
