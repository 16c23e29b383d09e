"""History: what was run on the databases of a copy."""

from app.databases.console.history import HistoryEntry
from app.model import CopyRecord
from app.unlocked.sql_history import history_of
from app.unlocked.vault import Unlocked


def show_history(
    vault: Unlocked, ticket: str, *, limit: int = 100, contains: str = "", copy: str | None = None
) -> tuple[CopyRecord, list[HistoryEntry]]:
    """The newest runs first, of those with `contains` in their SQL. Raises TicketUnknown, NoCopyHeld and their kin."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        return record, history_of(sealed, limit=limit, contains=contains)
