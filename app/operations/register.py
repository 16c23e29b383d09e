"""The register: customers, tickets and the notes on them."""

from app.custody.states import ENDING
from app.errors import InputRefused, TransitionRefused
from app.model import CopyRecord, CopyState, Customer, Note, NoteKind, Ticket, TicketState
from app.unlocked.vault import Unlocked


def add_customer(vault: Unlocked, number: str, name: str, contact: str) -> Customer:
    """Enter a customer. Raises CustomerExists, InputRefused."""
    return vault.registry.customers.add(number, name, contact, at=vault.clock.now())


def all_customers(vault: Unlocked) -> list[Customer]:
    """Every customer."""
    return vault.registry.customers.all()


def customer(vault: Unlocked, number: str) -> Customer:
    """One customer. Raises CustomerUnknown."""
    return vault.registry.customers.by_number(number)


def add_ticket(vault: Unlocked, number: str, title: str, customer_number: str) -> Ticket:
    """Enter a ticket of a customer. Raises TicketExists, CustomerUnknown, InputRefused."""
    owner = vault.registry.customers.by_number(customer_number)
    return vault.registry.tickets.add(number, title, owner, at=vault.clock.now())


def all_tickets(vault: Unlocked) -> list[Ticket]:
    """Every ticket."""
    return vault.registry.tickets.all()


def ticket(vault: Unlocked, number: str) -> tuple[Ticket, list[CopyRecord], list[Note]]:
    """One ticket with its copies and notes. Raises TicketUnknown."""
    found = vault.registry.tickets.by_number(number)
    return found, vault.registry.copies.of_ticket(found.id), vault.registry.tickets.notes(found.id)


def reopen_ticket(vault: Unlocked, number: str) -> Ticket:
    """Open a closed ticket again. Raises TicketUnknown; TransitionRefused while a copy of it is on its way out."""
    found = vault.registry.tickets.by_number(number)
    for record in vault.registry.copies.of_ticket(found.id, states=ENDING | {CopyState.CLOSING}):
        raise TransitionRefused(copy=record.id, state=record.state.value, act="reopen")
    vault.registry.tickets.set_state(found.id, TicketState.OPEN)
    return vault.registry.tickets.by_number(number)


def add_note(vault: Unlocked, ticket_number: str, text: str) -> list[Note]:
    """Add a line to the work log of a ticket; all of it. Raises TicketUnknown, InputRefused."""
    found = vault.registry.tickets.by_number(ticket_number)
    if not text.strip():
        raise InputRefused(field="note", reason="is empty")
    vault.registry.tickets.add_note(found.id, NoteKind.WORK, vault.technician, text, at=vault.clock.now())
    return vault.registry.tickets.notes(found.id)
