"""Copy databases: which there are in a copy, and which of their tables are no longer as they were at the checkout."""

from app.copies.paths import outside_workroom
from app.databases.comparing.comparing import compared
from app.databases.comparing.table_changes import Alteration
from app.databases.sealed.finding import DatabaseFile, databases_in
from app.databases.sealed.opening import SealedDatabases
from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.vault import Unlocked


def list_databases(
    vault: Unlocked, ticket: str, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, tuple[DatabaseFile, ...]]:
    """Every SQLite database of the copy, by its path. Raises NoCopyHeld, CopyDamaged, Cancelled and their kin."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        return record, tuple(sorted(databases_in(sealed, monitor), key=lambda found: found.path))


def list_changed_tables(
    vault: Unlocked, ticket: str, path: bytes, monitor: Monitor, *, copy: str | None = None
) -> tuple[CopyRecord, frozenset[str]]:
    """The tables of a database that SQL changed since the checkout, by name. Raises NotADatabase, PathMissing."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed, SealedDatabases(sealed) as databases:
        if not databases.runs(outside_workroom(path)):
            return record, frozenset()
        with compared(databases, path, monitor) as found:
            tables = (change for change in found.changes.tables if change.alteration is not Alteration.DROPPED)
            return record, frozenset(change.name for change in tables)
