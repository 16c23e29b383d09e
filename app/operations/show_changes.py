"""Changes: what was added, edited, renamed or deleted in a copy since its checkout."""

from app.copies.changes import Change, changes
from app.model import CopyRecord
from app.unlocked.vault import Unlocked


def show_changes(vault: Unlocked, ticket: str, *, copy: str | None = None) -> tuple[CopyRecord, list[Change]]:
    """The changes, by path. Raises TicketUnknown, NoCopyHeld, CopyAmbiguous, CopyDamaged."""
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed:
        return record, changes(sealed)
