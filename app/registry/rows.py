"""From rows to the records of `app.model`, for the queries that join tables."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Row

from app.model import Customer, CustomerId, Priority, Ticket, TicketId, TicketState
from app.registry.schema import customers, tickets

CUSTOMER_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = tuple(
    column.label(f"customer_{column.name}") for column in customers.c
)
TICKET_COLUMNS: Final[tuple[ColumnElement[Any], ...]] = (
    tickets.c.id.label("ticket_id"),
    tickets.c.number.label("ticket_number"),
    tickets.c.title.label("ticket_title"),
    tickets.c.state.label("ticket_state"),
    tickets.c.created_at.label("ticket_created_at"),
    tickets.c.assignee.label("ticket_assignee"),
    tickets.c.priority.label("ticket_priority"),
    *CUSTOMER_COLUMNS,
)


def customer_in(row: Row[*tuple[Any, ...]]) -> Customer:
    """The customer in a row that holds CUSTOMER_COLUMNS."""
    return Customer(
        id=CustomerId(row.customer_id),
        number=row.customer_number,
        name=row.customer_name,
        contact=row.customer_contact,
        created_at=row.customer_created_at,
    )


def ticket_in(row: Row[*tuple[Any, ...]]) -> Ticket:
    """The ticket in a row that holds TICKET_COLUMNS."""
    return Ticket(
        id=TicketId(row.ticket_id),
        number=row.ticket_number,
        title=row.ticket_title,
        state=TicketState(row.ticket_state),
        customer=customer_in(row),
        created_at=row.ticket_created_at,
        assignee=row.ticket_assignee,
        priority=Priority(row.ticket_priority),
    )
