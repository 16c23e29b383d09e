"""SQL for reading: run a script over one database of a copy and give out what it finds."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.databases.console.console import Console
from app.databases.console.results import Result
from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.escaping import AccountedOutput
from app.unlocked.opened_database import opened_database
from app.unlocked.sql_history import Tally, noted_run
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class WayOut:
    """Where results go: `write` takes bytes, `escapes_to` names what they go to if that is outside of Bailee."""

    write: Callable[[memoryview], object]
    escapes_to: str = ""


def read_sql(
    vault: Unlocked,
    ticket: str,
    path: bytes,
    script: str,
    laid_out: Callable[[Iterator[Result]], Iterable[bytes]],
    way_out: WayOut,
    monitor: Monitor,
    *,
    copy: str | None = None,
) -> CopyRecord:
    """Run every statement, reading only; `laid_out` makes bytes of the results as their rows are fetched.

    What escapes is entered before it is given out. Raises StatementRefused for whatever would write, StatementFailed,
    NotADatabase, PathMissing, Cancelled and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    out = AccountedOutput(vault, record, way_out.escapes_to, way_out.write)
    with (
        noted_run(vault, record, path, script) as tally,
        opened_database(vault, record, path, writable=False) as opened,
        Console(opened.connection, path) as console,
    ):
        for piece in laid_out(_counted(console.run(script, monitor), tally)):
            monitor.check()
            out.write(piece)
        out.finish()
    return record


def _counted(results: Iterator[Result], tally: Tally) -> Iterator[Result]:
    for result in results:
        try:
            yield result
        finally:
            tally.rows += result.rows
