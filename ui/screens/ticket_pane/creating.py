"""Making a new ticket: reads what the form is helped by, keeps its drafts, and enters ticket and customer."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.errors import TicketExists, TicketUnknown
from app.operations.drafts import drafts, drop_draft, keep_draft
from app.operations.find_tickets import find_tickets
from app.operations.known_sources import known_sources
from app.operations.register import add_customer, add_ticket, all_customers
from app.progress import Monitor
from app.registry.paging import PageAsk
from app.registry.ticket_filter import TicketFilter
from app.unlocked.vault import Unlocked
from ui.screens.ticket_pane.new_ticket import FIELDS, Known, NewTicket, next_number
from ui.surroundings import Surroundings

if TYPE_CHECKING:
    from app.model import KnownSource

_PREFIX = "new-ticket/"


class CreateFlow(QObject):
    """Does for the form what needs the vault.

    Signals:
        ready: what the form is helped by (Known), and the drafts by field.
        source_found: the KnownSource that a copy for the customer was taken from last, or None.
        created: the number of the new ticket, and whether it is to be checked out.
        failed: the error.
    """

    ready = Signal(object, object)
    source_found = Signal(object)
    created = Signal(str, bool)
    failed = Signal(object)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._session = around.session
        self._asked = 0

    def begin(self) -> None:
        """Read what the form needs."""
        job = self._session.run(_known, lane="read:new-ticket")
        job.succeeded.connect(self._on_known)
        job.failed.connect(self.failed)

    def find_source(self, customer: str) -> None:
        """Find where copies for a customer are taken from; an answer that comes late is dropped."""
        self._asked += 1
        if not customer:
            self.source_found.emit(None)
            return
        job = self._session.run(lambda vault, _monitor: known_sources(vault, customer), lane="read:sources")
        job.succeeded.connect(partial(self._on_sources, self._asked))

    def create(self, asked: NewTicket, *, is_both: bool) -> None:
        """Enter the ticket, and its customer where that is new."""
        job = self._session.run(partial(_create, asked), lane="register", ticket=asked.number)
        job.succeeded.connect(lambda number: self.created.emit(number, is_both))
        job.failed.connect(self.failed)

    def keep_draft(self, field: str, text: str) -> None:
        """Keep what is typed; also while the vault is being locked."""
        if self._session.is_unlocked:
            self._session.run(lambda vault, _monitor: keep_draft(vault, _PREFIX + field, text), lane="drafts")

    def _on_known(self, found: object) -> None:
        if isinstance(found, tuple) and self._session.is_unlocked:
            self.ready.emit(*found)

    def _on_sources(self, asked: int, found: object) -> None:
        if asked == self._asked and isinstance(found, list):
            first: KnownSource | None = found[0] if found else None
            self.source_found.emit(first)


def _known(vault: Unlocked, monitor: Monitor) -> tuple[Known, dict[str, str]]:
    customers = all_customers(vault)
    newest = find_tickets(vault, TicketFilter(), PageAsk(most=1), monitor)
    known = Known(
        tuple(customers),
        next_number((found.ticket.number for found in newest.rows), "T-1"),
        next_number((customer.number for customer in customers), "C-1"),
    )
    kept = drafts(vault, _PREFIX)
    return known, {key.removeprefix(_PREFIX): text for key, text in kept.items()}


def _create(asked: NewTicket, vault: Unlocked, _monitor: Monitor) -> str:
    if asked.new_customer:
        _require_free(vault, asked.number)
        add_customer(vault, asked.customer_number, asked.new_customer, "")
    ticket = add_ticket(vault, asked.number, asked.title, asked.customer_number)
    for field in FIELDS:
        drop_draft(vault, _PREFIX + field)
    return ticket.number


def _require_free(vault: Unlocked, number: str) -> None:
    """A number that is taken is found before a customer is entered for nothing. Raises TicketExists."""
    try:
        vault.registry.tickets.by_number(number)
    except TicketUnknown:
        return
    raise TicketExists(number=number)
