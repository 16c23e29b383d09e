"""Ticket story: everything there is to say about one ticket, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.custody.certificate import read_certificate
from app.custody.evidence import Verdict
from app.custody.states import PRESENT
from app.model import CopyId, CopyRecord, Day, KnownSource, Note, Ticket, WorkTime
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class TicketStory:
    """A ticket with all that belongs to it.

    `copies` and `times` are newest first, `sources` those used last first, `notes` in the order they were written.
    `verdicts` has the copies that have a certificate. `held_by_others` are the copies on this machine that another
    account checked out. `drafts` are texts kept for this ticket, by the name of their field.
    """

    ticket: Ticket
    technician: str
    copies: tuple[CopyRecord, ...]
    notes: tuple[Note, ...]
    times: tuple[WorkTime, ...]
    seconds_today: int
    seconds_in_all: int
    sources: tuple[KnownSource, ...]
    verdicts: Mapping[CopyId, Verdict]
    held_by_others: tuple[CopyRecord, ...]
    drafts: Mapping[str, str]


def ticket_story(vault: Unlocked, number: str, day: Day) -> TicketStory:
    """All there is to say about a ticket; `day` is today. Raises TicketUnknown, CertificateInvalid."""
    registry, technician = vault.registry, vault.technician
    ticket = registry.tickets.by_number(number)
    copies = tuple(reversed(registry.copies.of_ticket(ticket.id)))
    times = tuple(registry.work_times.of_ticket(ticket.id))
    prefix = f"ticket/{ticket.number}/"
    return TicketStory(
        ticket=ticket,
        technician=technician,
        copies=copies,
        notes=tuple(registry.tickets.notes(ticket.id)),
        times=times,
        seconds_today=day.seconds_of(times),
        seconds_in_all=sum(time.seconds for time in times),
        sources=tuple(registry.sources.of_customer(ticket.customer.id)),
        verdicts=_verdicts(vault, copies),
        held_by_others=tuple(
            record for record in copies if record.state in PRESENT and record.technician != technician
        ),
        drafts={draft.key.removeprefix(prefix): draft.text for draft in registry.drafts.of(prefix)},
    )


def _verdicts(vault: Unlocked, copies: tuple[CopyRecord, ...]) -> dict[CopyId, Verdict]:
    found = vault.registry.certificates.for_copies([record.id for record in copies])
    return {copy: Verdict(read_certificate(stored.text.encode("ascii")).verdict) for copy, stored in found.items()}
