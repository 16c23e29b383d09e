"""Board story: the rows of the board, how many each filter shows, and the last wipe, read at once."""

from dataclasses import dataclass
from datetime import datetime

from app.custody.states import PRESENT
from app.model import CopyRecord, Day
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A copy as the board shows it. What is overdue already is not counted as due today."""

    record: CopyRecord
    is_mine: bool
    is_overdue: bool
    is_due_today: bool

    @property
    def is_changed(self) -> bool:
        """Whether it holds work that was not exported."""
        return self.record.is_changed

    @property
    def extensions(self) -> int:
        """How often its time was extended."""
        return self.record.extensions


@dataclass(frozen=True, slots=True)
class BoardCounts:
    """How many rows each filter shows."""

    everyone: int
    mine: int
    overdue: int
    due_today: int
    changed: int


@dataclass(frozen=True, slots=True)
class LastWipe:
    """The wipe that was done last."""

    at: datetime
    ticket_number: str
    certificate_number: str


@dataclass(frozen=True, slots=True)
class BoardStory:
    """The copies on this machine by due time, as they were at `seen_at`. `last_wipe` is None before the first one."""

    rows: tuple[BoardRow, ...]
    counts: BoardCounts
    last_wipe: LastWipe | None
    seen_at: datetime


def board_story(vault: Unlocked, day: Day) -> BoardStory:
    """The board as it is now; `day` is today."""
    now, technician = vault.clock.now(), vault.technician
    records = sorted(vault.registry.copies.all(states=PRESENT), key=_due)
    rows = tuple(_row(record, technician, day, now) for record in records)
    return BoardStory(rows, _counts(rows), _last_wipe(vault), now)


def _row(record: CopyRecord, technician: str, day: Day, now: datetime) -> BoardRow:
    is_overdue = record.due_at is not None and record.due_at < now
    return BoardRow(
        record=record,
        is_mine=record.technician == technician,
        is_overdue=is_overdue,
        is_due_today=day.holds(record.due_at) and not is_overdue,
    )


def _counts(rows: tuple[BoardRow, ...]) -> BoardCounts:
    return BoardCounts(
        everyone=len(rows),
        mine=sum(row.is_mine for row in rows),
        overdue=sum(row.is_overdue for row in rows),
        due_today=sum(row.is_due_today for row in rows),
        changed=sum(row.is_changed for row in rows),
    )


def _last_wipe(vault: Unlocked) -> LastWipe | None:
    record = vault.registry.copies.last_wiped()
    if record is None or record.wiped_at is None:
        return None
    return LastWipe(record.wiped_at, record.ticket.number, record.certificate_number)


def _due(record: CopyRecord) -> datetime:
    return record.due_at or record.created_at
