"""Undo: take back a removal or a revert that was just done in a copy."""

from collections.abc import Sequence

from app.copies.aside import Placing, put_back
from app.model import CopyRecord
from app.unlocked.vault import Unlocked


def undo_change(vault: Unlocked, ticket: str, placings: Sequence[Placing], *, copy: str | None = None) -> CopyRecord:
    """Put everything where it was, or nothing. `placings` is what the act returned.

    Raises PathExists where another has the name by now, PathMissing, CopyBusy and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed:
        put_back(sealed, placings)
        sealed.commit()
    return record
