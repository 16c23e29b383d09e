"""Changes: what was added, edited, renamed or deleted in a copy since its checkout, down to the tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.copies.changes import Change, ChangeKind, changes
from app.copies.sealed_copy import SealedCopy
from app.databases.comparing.comparing import compared
from app.databases.comparing.table_changes import DatabaseChanges
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyRecord, NodeKind
from app.progress import Monitor
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class CopyChanges:
    """The changes by path. `databases` goes by the path of those that SQL has changed."""

    files: tuple[Change, ...]
    databases: Mapping[bytes, DatabaseChanges]


def show_changes(
    vault: Unlocked, ticket: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, CopyChanges]:
    """What changed. Raises TicketUnknown, NoCopyHeld, CopyAmbiguous, CopyDamaged, NotADatabase, Cancelled."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        files = changes(sealed)
        return record, CopyChanges(tuple(files), _inside(sealed, files, monitor))


def _inside(sealed: SealedCopy, files: list[Change], monitor: Monitor) -> dict[bytes, DatabaseChanges]:
    found: dict[bytes, DatabaseChanges] = {}
    with SealedDatabases(sealed) as databases:
        for change in files:
            if change.kind is ChangeKind.EDITED and change.node_kind is NodeKind.FILE and databases.runs(change.path):
                with compared(databases, change.path, monitor) as both:
                    found[change.path] = both.changes
    return found
