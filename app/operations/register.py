"""The register: customers, tickets and the notes on them."""

from app.errors import InputRefused
from app.model import CopyRecord, Customer, Note, NoteKind, Ticket
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


def add_note(vault: Unlocked, ticket_number: str, text: str) -> list[Note]:
    """Add a line to the work log of a ticket; all of it. Raises TicketUnknown, InputRefused."""
    found = vault.registry.tickets.by_number(ticket_number)
    if not text.strip():
        raise InputRefused(field="note", reason="is empty")
    vault.registry.tickets.add_note(found.id, NoteKind.WORK, vault.technician, text, at=vault.clock.now())
    return vault.registry.tickets.notes(found.id)
