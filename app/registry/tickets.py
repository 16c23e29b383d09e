"""The tickets of the register, and the work log of each."""

import secrets
from datetime import datetime

from sqlalchemy import Connection, Engine, Select, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.errors import TicketExists, TicketUnknown
from app.model import Customer, Note, NoteKind, Priority, Ticket, TicketId, TicketState
from app.registry import text
from app.registry.rows import TICKET_COLUMNS, ticket_in
from app.registry.schema import customers, notes, tickets
from app.registry.transactions import reading, writing


class Tickets:
    """The units of work that copies are bound to."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, number: str, title: str, customer: Customer, *, at: datetime) -> Ticket:
        """Open a ticket of `customer`. Raises InputRefused, TicketExists."""
        ticket = Ticket(
            id=TicketId(secrets.token_hex(16)),
            number=text.number("number", number),
            title=text.line("title", title),
            state=TicketState.OPEN,
            customer=customer,
            created_at=at,
        )
        values = {
            "id": ticket.id,
            "number": ticket.number,
            "title": ticket.title,
            "state": ticket.state.value,
            "customer_id": customer.id,
            "created_at": ticket.created_at,
            "assignee": ticket.assignee,
            "priority": ticket.priority.value,
        }
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(tickets).values(values))
        except IntegrityError as e:
            if self._find(_all().where(tickets.c.number == ticket.number)) is None:
                raise
            raise TicketExists(number=ticket.number) from e
        return ticket

    def all(self, *, state: TicketState | None = None) -> list[Ticket]:
        """Every ticket, or those in `state`, in the order they were opened."""
        query = _all().order_by(tickets.c.created_at, tickets.c.id)
        if state is not None:
            query = query.where(tickets.c.state == state.value)
        with reading(self._engine) as connection:
            return [ticket_in(row) for row in connection.execute(query)]

    def by_number(self, number: str) -> Ticket:
        """The ticket called `number`. Raises TicketUnknown."""
        found = self._find(_all().where(tickets.c.number == text.sought(number)))
        if found is None:
            raise TicketUnknown(number=text.legible(number))
        return found

    def by_id(self, ticket_id: TicketId) -> Ticket:
        """The ticket with this id. Raises TicketUnknown, with the id in the place of the number."""
        found = self._find(_all().where(tickets.c.id == ticket_id))
        if found is None:
            raise TicketUnknown(number=ticket_id)
        return found

    def set_state(self, ticket_id: TicketId, state: TicketState) -> None:
        """Open or close a ticket. Raises TicketUnknown."""
        self._set(ticket_id, state=state.value)

    def assign(self, ticket_id: TicketId, assignee: str) -> None:
        """Say who works on a ticket; "" for nobody. Raises InputRefused, TicketUnknown."""
        self._set(ticket_id, assignee=text.line("assignee", assignee, may_be_empty=True))

    def set_priority(self, ticket_id: TicketId, priority: Priority) -> None:
        """Say how pressing a ticket is. Raises TicketUnknown."""
        self._set(ticket_id, priority=priority.value)

    def edit(self, ticket_id: TicketId, title: str, priority: Priority) -> None:
        """Give a ticket this title and priority. Raises InputRefused, TicketUnknown."""
        self._set(ticket_id, title=text.line("title", title), priority=priority.value)

    def add_note(self, ticket_id: TicketId, kind: NoteKind, author: str, note: str, *, at: datetime) -> None:
        """Add to the work log. Raises InputRefused, TicketUnknown."""
        values = {
            "ticket_id": ticket_id,
            "at": at,
            "kind": kind.value,
            "author": text.line("author", author),
            "text": text.passage("text", note),
        }
        with writing(self._engine) as connection:
            require_ticket(connection, ticket_id)
            connection.execute(insert(notes).values(values))

    def notes(self, ticket_id: TicketId) -> list[Note]:
        """The work log, in the order it was written; empty for a ticket that does not exist."""
        query = select(notes).where(notes.c.ticket_id == ticket_id).order_by(notes.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [Note(at=row.at, kind=NoteKind(row.kind), author=row.author, text=row.text) for row in rows]

    def _set(self, ticket_id: TicketId, **values: str) -> None:
        with writing(self._engine) as connection:
            if connection.execute(update(tickets).where(tickets.c.id == ticket_id).values(values)).rowcount == 0:
                raise TicketUnknown(number=ticket_id)

    def _find(self, query: Select[*tuple[object, ...]]) -> Ticket | None:
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
            return None if row is None else ticket_in(row)


def _all() -> Select[*tuple[object, ...]]:
    return select(*TICKET_COLUMNS).join_from(tickets, customers)


def require_ticket(connection: Connection, ticket_id: TicketId) -> None:
    """Raise TicketUnknown, with the id in the place of the number, unless the ticket exists."""
    if connection.scalar(select(tickets.c.id).where(tickets.c.id == ticket_id)) is None:
        raise TicketUnknown(number=ticket_id)
