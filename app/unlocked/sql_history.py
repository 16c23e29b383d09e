"""What was run in the consoles of a copy, kept in the copy itself."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass

from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.databases.console.history import HISTORY_PATH, History, HistoryEntry, Outcome
from app.databases.sealed.opening import SealedDatabases
from app.errors import BaileeError, Cancelled, CopyBusy, PathExists, PathMissing, StatementRefused
from app.model import CopyRecord
from app.unlocked.vault import Unlocked

_OUTCOMES = {Cancelled: Outcome.STOPPED, StatementRefused: Outcome.REFUSED}


@dataclass(slots=True)
class Tally:
    """What a run came to so far."""

    rows: int = 0
    changes: int = 0


@contextmanager
def noted_run(vault: Unlocked, record: CopyRecord, path: bytes, sql: str) -> Iterator[Tally]:
    """Inside this block a script runs; after it, however it ended, the history of the copy has an entry.

    While somebody else writes to the copy a run that only read is not noted: that is no reason to keep it waiting.
    """
    tally, began, outcome = Tally(), time.perf_counter(), Outcome.DONE
    at = vault.clock.now()
    try:
        yield tally
    except BaileeError as error:
        outcome = _OUTCOMES.get(type(error), Outcome.FAILED)
        raise
    finally:
        milliseconds = (time.perf_counter() - began) * 1000
        entry = HistoryEntry(at, path, sql, outcome, tally.rows, tally.changes, milliseconds)
        with suppress(CopyBusy), vault.opened(record, writable=True, as_work=False) as copy:
            keep_entries(copy, [entry])


def history_of(copy: SealedCopy, *, limit: int, contains: str = "") -> list[HistoryEntry]:
    """The newest entries first. Raises NotADatabase."""
    with SealedDatabases(copy) as databases:
        try:
            connection = databases.connect(HISTORY_PATH, writable=False)
        except PathMissing:
            return []
        with closing(connection):
            return History(connection).latest(limit, contains)


def keep_entries(copy: SealedCopy, entries: Sequence[HistoryEntry]) -> None:
    """Add entries to the history of a copy that is open for writing; durable on return. Raises CopyReadOnly."""
    with suppress(PathExists):
        copy.mkdir(WORKROOM)
    with (
        SealedDatabases(copy) as databases,
        closing(databases.connect(HISTORY_PATH, writable=True, create=True)) as connection,
    ):
        history = History(connection)
        for entry in entries:
            history.add(entry)
