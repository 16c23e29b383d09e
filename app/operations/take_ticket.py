"""Take: say who works on a ticket, and how pressing it is."""

from app.errors import InputRefused, TicketClosed
from app.model import Priority, Ticket, TicketState
from app.unlocked.vault import Unlocked


def take_ticket(vault: Unlocked, number: str) -> Ticket:
    """Work on a ticket oneself, whoever did before. Raises TicketUnknown, TicketClosed."""
    return _assign(vault, number, vault.technician)


def hand_ticket(vault: Unlocked, number: str, name: str) -> Ticket:
    """Give a ticket to somebody else. Raises TicketUnknown, TicketClosed, InputRefused."""
    if not name.strip():
        raise InputRefused(field="name", reason="empty")
    return _assign(vault, number, name)


def drop_ticket(vault: Unlocked, number: str) -> Ticket:
    """Leave a ticket to nobody. Raises TicketUnknown, TicketClosed."""
    return _assign(vault, number, "")


def set_priority(vault: Unlocked, number: str, priority: Priority) -> Ticket:
    """Say how pressing a ticket is. Raises TicketUnknown, TicketClosed."""
    ticket = _open_ticket(vault, number)
    vault.registry.tickets.set_priority(ticket.id, priority)
    return vault.registry.tickets.by_id(ticket.id)


def _assign(vault: Unlocked, number: str, name: str) -> Ticket:
    ticket = _open_ticket(vault, number)
    vault.registry.tickets.assign(ticket.id, name)
    return vault.registry.tickets.by_id(ticket.id)


def _open_ticket(vault: Unlocked, number: str) -> Ticket:
    ticket = vault.registry.tickets.by_number(number)
    if ticket.state is TicketState.CLOSED:
        raise TicketClosed(ticket=ticket.number)
    return ticket
