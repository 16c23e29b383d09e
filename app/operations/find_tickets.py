"""Find tickets: lists of them for the window, in pages, as the search and its filters ask."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from app.custody.states import PRESENT
from app.model import CopyRecord, Ticket
from app.progress import Monitor
from app.registry.paging import Page, PageAsk, Survey
from app.registry.ticket_filter import TicketFilter
from app.registry.ticket_search import TicketCounts
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class FoundTicket:
    """A ticket as a list shows it. `copy` is the most pressing of those on this machine, of which there are `copies`.

    `is_mine` says that the copy was checked out by this account.
    """

    ticket: Ticket
    copy: CopyRecord | None = None
    copies: int = 0
    is_mine: bool = False


def find_tickets(vault: Unlocked, wanted: TicketFilter, ask: PageAsk[int], monitor: Monitor) -> Page[FoundTicket, int]:
    """A page of the tickets found. Raises Cancelled."""
    page = vault.registry.ticket_search.page(wanted, ask, monitor)
    records = vault.registry.copies.of_tickets([ticket.id for ticket in page.rows], states=PRESENT)
    rows = tuple(_found(ticket, records, vault.technician) for ticket in page.rows)
    return Page(page.first, rows, page.last, is_end=page.is_end)


def survey_tickets(vault: Unlocked, wanted: TicketFilter, numbers: Collection[str], monitor: Monitor) -> Survey[int]:
    """How many tickets were found, and where those with these numbers stand. Raises Cancelled."""
    return vault.registry.ticket_search.survey(wanted, numbers, monitor)


def count_tickets(vault: Unlocked, wanted: TicketFilter, monitor: Monitor) -> TicketCounts:
    """How many of the tickets found each further filter would leave. Raises Cancelled."""
    return vault.registry.ticket_search.counts(wanted, vault.technician, monitor)


def numbers_of_tickets(vault: Unlocked, wanted: TicketFilter, monitor: Monitor) -> list[str]:
    """The numbers of all tickets found, newest first. Raises Cancelled."""
    return vault.registry.ticket_search.numbers(wanted, monitor)


def _found(ticket: Ticket, records: Iterable[CopyRecord], technician: str) -> FoundTicket:
    own = [record for record in records if record.ticket.id == ticket.id]
    if not own:
        return FoundTicket(ticket)
    pressing = min(own, key=_due)
    return FoundTicket(ticket, pressing, len(own), is_mine=pressing.technician == technician)


def _due(record: CopyRecord) -> datetime:
    return record.due_at or record.created_at
