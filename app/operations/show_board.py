"""Board: every copy that is on this machine, the most pressing first."""

from dataclasses import dataclass
from datetime import datetime

from app.custody.states import PRESENT
from app.model import CopyRecord
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Held:
    """A copy as the board shows it."""

    record: CopyRecord
    is_overdue: bool


def show_board(vault: Unlocked) -> list[Held]:
    """The copies that are not wiped yet, by due time."""
    now = vault.clock.now()
    records = vault.registry.copies.all(states=PRESENT)
    return sorted((Held(record, _is_overdue(record, now)) for record in records), key=lambda held: _due(held.record))


def _is_overdue(record: CopyRecord, now: datetime) -> bool:
    return record.due_at is not None and record.due_at < now


def _due(record: CopyRecord) -> datetime:
    return record.due_at or record.created_at
