"""Ticket log: everything that was done on a ticket, by people and by Bailee itself, in the order it happened."""

from dataclasses import dataclass
from datetime import datetime

from app.custody.ledger import Entry
from app.model import Note, NoteKind, Ticket, WorkTime
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class TicketLog:
    """What was noted and timed, and what the ledger says of the ticket's copies; each in the order it happened."""

    ticket: Ticket
    notes: tuple[Note, ...]
    times: tuple[WorkTime, ...]
    acts: tuple[Entry, ...]
    read_at: datetime


def ticket_log(vault: Unlocked, number: str) -> TicketLog:
    """The whole of it. Raises TicketUnknown, LedgerDamaged."""
    ticket = vault.registry.tickets.by_number(number)
    copies = {str(record.id) for record in vault.registry.copies.of_ticket(ticket.id)}
    return TicketLog(
        ticket=ticket,
        notes=tuple(note for note in vault.registry.tickets.notes(ticket.id) if note.kind is NoteKind.WORK),
        times=tuple(vault.registry.work_times.of_ticket(ticket.id)),
        acts=tuple(entry for entry in vault.ledger.entries() if str(entry.facts.get("copy", "")) in copies),
        read_at=vault.clock.now(),
    )
