"""Book time: keep the spans that were worked on a ticket, and add them up."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.errors import InputRefused
from app.model import Day, WorkTime
from app.unlocked.vault import Unlocked

MOST_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class WorkedTimes:
    """The spans of a ticket, the newest first, and what they come to."""

    times: tuple[WorkTime, ...]
    seconds_today: int
    seconds_in_all: int


def book_time(vault: Unlocked, ticket_number: str, began_at: datetime, seconds: int, note: str = "") -> WorkTime:
    """Add a span that was measured, on an open ticket or a closed one. Raises TicketUnknown, InputRefused."""
    ticket = vault.registry.tickets.by_number(ticket_number)
    _require_length(seconds)
    if began_at + timedelta(seconds=seconds) > vault.clock.now() + timedelta(minutes=1):
        raise InputRefused(field="time", reason="lies in the future")
    return vault.registry.work_times.add(ticket.id, vault.technician, began_at, seconds, note)


def correct_time(vault: Unlocked, ticket_number: str, time_id: int, *, seconds: int, note: str) -> WorkTime:
    """Change a span. Raises TicketUnknown; InputRefused also where there is none that could still be changed."""
    ticket = vault.registry.tickets.by_number(ticket_number)
    _require_length(seconds)
    corrected = vault.registry.work_times.correct(ticket.id, time_id, seconds, note)
    if corrected is None:
        raise _no_such_time()
    return corrected


def remove_time(vault: Unlocked, ticket_number: str, time_id: int) -> None:
    """Take a span out. Raises TicketUnknown; InputRefused where there is none that could still be taken out."""
    ticket = vault.registry.tickets.by_number(ticket_number)
    if not vault.registry.work_times.remove(ticket.id, time_id):
        raise _no_such_time()


def worked_times(vault: Unlocked, ticket_number: str, day: Day) -> WorkedTimes:
    """The spans of a ticket, and how much of them lies in `day`. Raises TicketUnknown."""
    ticket = vault.registry.tickets.by_number(ticket_number)
    times = tuple(vault.registry.work_times.of_ticket(ticket.id))
    return WorkedTimes(times, day.seconds_of(times), sum(time.seconds for time in times))


def _require_length(seconds: int) -> None:
    if not 1 <= seconds <= MOST_SECONDS:
        raise InputRefused(field="time", reason="a second to a day are possible")


def _no_such_time() -> InputRefused:
    return InputRefused(field="time", reason="there is none that could still be changed")
