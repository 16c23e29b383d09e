"""Revert table: make the rows of one table of a database in a copy what they were at the checkout."""

from contextlib import closing
from dataclasses import dataclass

from app.copies.paths import outside_workroom
from app.databases.comparing.table_changes import RowCounts
from app.databases.comparing.table_reverting import revert_rows, way_back
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class TableReverted:
    """What was taken back: the rows that were added, edited and deleted since the checkout.

    `run` is the number of the recorded run that did it, for `undo_sql`; 0 where nothing had to be done.
    """

    rows: RowCounts
    run: int = 0


def revert_table(
    vault: Unlocked, ticket: str, path: bytes, table: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, TableReverted]:
    """Put the rows back in one transaction behind a checkpoint, so that `undo_sql` can take that back in turn.

    No trigger fires and no foreign key is acted on. All or nothing is done. Raises TableUnknown; RevertRefused where
    the table itself was created, dropped or altered, where its rows cannot be told apart, and where rows of it or of
    another table would refer to rows that are not there; NotADatabase, PathMissing, CopyBusy, Cancelled.
    """
    record = vault.pick_copy(ticket, copy)
    place = outside_workroom(path)
    with (
        vault.opened(record, writable=True) as sealed,
        SealedDatabases(sealed) as databases,
        closing(databases.connect(place, writable=True)) as now,
        closing(databases.at_checkout(place)) as before,
    ):
        pages = databases.changed_pages(place, int(str(now.pragma("page_size"))))
        change = way_back(now, before, table, pages, monitor)
        if change is None or change.rows is None:
            return record, TableReverted(RowCounts())
        databases.begin_run(place, vault.technician)
        try:
            revert_rows(now, before, change, monitor)
        finally:
            databases.end_run(place)
        since = RowCounts(added=change.rows.deleted, edited=change.rows.edited, deleted=change.rows.added)
        return record, TableReverted(since, databases.runs(place)[-1].number)
