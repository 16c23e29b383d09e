"""SQL for changing: run a script behind a checkpoint, say first what it would change, and take back the last run."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.copies.paths import outside_workroom, shown
from app.databases.console.console import Console
from app.databases.console.examining import Examination
from app.databases.console.writing import Checkpoints, WriteReport
from app.databases.sealed.opening import SealedDatabases
from app.databases.sealed.saved_blocks import Run
from app.errors import NoRunToUndo, StatementFailed
from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.opened_database import opened_database
from app.unlocked.sql_history import noted_run
from app.unlocked.vault import Unlocked

_LEFT_OPEN = "the script left a transaction open; everything in it was rolled back"


def examine_sql(
    vault: Unlocked, ticket: str, path: bytes, script: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, Examination]:
    """What the script would change, and in how many rows. Nothing stays changed. Raises as `write_sql` does."""
    record = vault.pick_copy(ticket, copy)
    with _console(vault, record, path) as console:
        return record, console.examine(script, monitor)


def write_sql(
    vault: Unlocked, ticket: str, path: bytes, script: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, WriteReport]:
    """Run the script; what it changes can be undone as one. A failure takes back all of what is not committed.

    Raises StatementRefused, StatementFailed, NotADatabase, PathMissing, CopyBusy, DiskFull and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with noted_run(vault, record, path, script) as tally, _console(vault, record, path) as console:
        report = console.run_writes(script, monitor)
        tally.rows = sum(len(statement.rows) for statement in report.statements)
        tally.changes = report.changed.in_all
        if report.uncommitted:
            console.roll_back()
            raise StatementFailed(reason=_LEFT_OPEN)
        return record, report


def undo_sql(
    vault: Unlocked, ticket: str, path: bytes, monitor: Monitor, *, run: int | None = None, copy: str | None = None
) -> tuple[CopyRecord, Run]:
    """Take back the last run; with `run` only if it is the one of this number.

    Raises NoRunToUndo, NotADatabase, PathMissing, CopyBusy.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed, SealedDatabases(sealed) as databases:
        place = outside_workroom(path)
        if run is not None and [each.number for each in databases.runs(place)][-1:] != [run]:
            raise NoRunToUndo(path=shown(place))
        return record, databases.undo_last_run(place, monitor)


@contextmanager
def _console(vault: Unlocked, record: CopyRecord, path: bytes) -> Iterator[Console]:
    with opened_database(vault, record, path, writable=True) as opened:
        checkpoints = Checkpoints.of(opened.databases, path, vault.technician)
        with Console(opened.connection, path, checkpoints=checkpoints) as console:
            yield console
