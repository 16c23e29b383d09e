"""Edit: change what a ticket is about, and how pressing it is."""

from app.errors import TicketClosed
from app.model import NoteKind, Priority, Ticket, TicketState
from app.unlocked.vault import Unlocked


def edit_ticket(
    vault: Unlocked, number: str, *, title: str | None = None, priority: Priority | None = None, note: str
) -> Ticket:
    """Change what is given; None leaves as it is. With another title `note` goes to the work log: it names the old one.

    Raises TicketUnknown, TicketClosed, InputRefused for a title that is empty, too long or not one line.
    """
    ticket = vault.registry.tickets.by_number(number)
    if ticket.state is TicketState.CLOSED:
        raise TicketClosed(ticket=ticket.number)
    vault.registry.tickets.edit(
        ticket.id, ticket.title if title is None else title, ticket.priority if priority is None else priority
    )
    edited = vault.registry.tickets.by_id(ticket.id)
    if edited.title != ticket.title:
        vault.registry.tickets.add_note(ticket.id, NoteKind.WORK, vault.technician, note, at=vault.clock.now())
    return edited
