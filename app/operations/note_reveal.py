"""Note reveal: somebody had masked personal data of a copy shown in clear."""

from dataclasses import dataclass

from app.custody.ledger import Event
from app.custody.states import WORKABLE
from app.errors import NoCopyHeld
from app.model import CopyId
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Revealed:
    """How much was shown: whole columns, and cells one by one. Which ones is nobody's business later."""

    columns: int = 0
    cells: int = 0


def note_reveal(vault: Unlocked, copy: CopyId, revealed: Revealed) -> None:
    """Enter it in the ledger; to be called before anything is shown. Raises NoCopyHeld and what the ledger raises."""
    record = vault.registry.copies.get(copy)
    if record.state not in WORKABLE:
        raise NoCopyHeld(ticket=record.ticket.number)
    vault.ledger.append(
        Event.REVEALED, copy=copy, ticket=record.ticket.id, columns=revealed.columns, cells=revealed.cells
    )
