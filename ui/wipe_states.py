"""What the open window knows of copies on their way out beyond the register: countdowns held, wipes that are stuck."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.model import CopyRecord, CopyState

if TYPE_CHECKING:
    from app.operations.ticket_story import TicketStory


@dataclass(frozen=True, slots=True)
class WipeTrouble:
    """Why a wipe that was tried has not ended. `remaining` are files; `error` is what stopped all of it, if anything.

    Without either the copy is in use.
    """

    ticket: str
    key_destroyed_at: datetime | None = None
    remaining: int = 0
    error: BaseException | None = None


class WipeStates(QObject):
    """The custodian writes it, every place that shows a wipe reads it.

    Signals:
        changed: a trouble came, or is over.
        try_asked: somebody wants the wipes that are stuck tried now.
    """

    changed = Signal()
    try_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: dict[str, float] = {}
        self._troubles: dict[str, WipeTrouble] = {}

    def hold(self, ticket: str, seconds: float) -> None:
        """The countdown of a ticket stands at so many seconds."""
        self._held[ticket] = seconds

    def go_on(self, ticket: str) -> None:
        """It runs again."""
        self._held.pop(ticket, None)

    def is_held(self, ticket: str) -> bool:
        """Whether the countdown of a ticket stands."""
        return ticket in self._held

    def as_shown(self, record: CopyRecord, now: datetime) -> CopyRecord:
        """A copy with the deadline people are to see: while its countdown stands, the stored one is put further off."""
        seconds = self._held.get(record.ticket.number)
        if seconds is None or record.state is not CopyState.CLOSING:
            return record
        return replace(record, wipe_at=now + timedelta(seconds=seconds))

    def in_story(self, story: "TicketStory", now: datetime) -> "TicketStory":
        """A ticket with its copies as they are to be shown."""
        if not self.is_held(story.ticket.number):
            return story
        return replace(story, copies=tuple(self.as_shown(record, now) for record in story.copies))

    def trouble(self, ticket: str) -> WipeTrouble | None:
        """What stands in the way of a ticket's wipe."""
        return self._troubles.get(ticket)

    def troubles(self) -> tuple[WipeTrouble, ...]:
        """All that stands in the way."""
        return tuple(self._troubles.values())

    def put(self, troubles: Mapping[str, WipeTrouble]) -> None:
        """This is in the way now."""
        if self._troubles != troubles:
            self._troubles = dict(troubles)
            self.changed.emit()

    def keep(self, is_wanted: Callable[[str], bool]) -> None:
        """Forget the troubles of other tickets."""
        self.put({ticket: trouble for ticket, trouble in self._troubles.items() if is_wanted(ticket)})

    def forget(self) -> None:
        """The vault is being locked: drop what names tickets."""
        self._held.clear()
        self.put({})
