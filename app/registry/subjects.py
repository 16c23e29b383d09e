"""What ids that stand elsewhere, above all in the ledger, mean to people; and the ids behind what people say."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Engine, Row, or_, select

from app.registry.schema import copies, customers, tickets
from app.registry.transactions import reading

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Subject:
    """A copy or a ticket. `technician` is who checked the copy out, "" for a ticket; `source_kind` likewise."""

    ticket_number: str
    title: str
    customer: str
    technician: str = ""
    source_kind: str = ""


class Subjects:
    """Looks ids up, and finds them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of(self, ids: Collection[str]) -> Mapping[str, Subject]:
        """What is known of these copies and tickets; an id of neither is left out."""
        found: dict[str, Subject] = {}
        with reading(self._engine) as connection:
            for some in _portions(sorted(ids)):
                for kind in (tickets.c.id, copies.c.id):
                    for row in connection.execute(_described(kind).where(kind.in_(some))):
                        found[row.subject] = _subject(row)
        return found

    def named(self, text: str) -> frozenset[str]:
        """The ids of all copies and tickets of whose number, customer or technician `text` is a part."""
        number = tickets.c.number.icontains(text, autoescape=True)
        name = customers.c.name.icontains(text, autoescape=True)
        return self._ids(or_(number, name), copies.c.technician.icontains(text, autoescape=True))

    def of_technician(self, name: str) -> frozenset[str]:
        """The ids of the copies that somebody checked out."""
        return self._ids(None, copies.c.technician == name)

    def technicians(self) -> list[str]:
        """Everybody who ever checked out a copy, by name."""
        query = select(copies.c.technician).distinct().order_by(copies.c.technician)
        with reading(self._engine) as connection:
            return list(connection.scalars(query))

    def _ids(self, of_ticket: ColumnElement[bool] | None, of_copy: ColumnElement[bool] | None) -> frozenset[str]:
        found: set[str] = set()
        with reading(self._engine) as connection:
            if of_ticket is not None:
                own = select(tickets.c.id).join_from(tickets, customers).where(of_ticket)
                found.update(connection.scalars(own))
                found.update(connection.scalars(select(copies.c.id).where(copies.c.ticket_id.in_(own))))
            if of_copy is not None:
                found.update(connection.scalars(select(copies.c.id).where(of_copy)))
        return frozenset(found)


def _described(kind: ColumnElement[str]) -> Any:  # noqa: ANN401 - two shapes of one query
    named = (
        kind.label("subject"),
        tickets.c.number.label("ticket_number"),
        tickets.c.title,
        customers.c.name.label("customer"),
    )
    if kind is tickets.c.id:
        return select(*named).join_from(tickets, customers)
    own = (copies.c.technician, copies.c.source_kind)
    return select(*named, *own).join_from(copies, tickets).join(customers, customers.c.id == tickets.c.customer_id)


def _subject(row: Row[*tuple[Any, ...]]) -> Subject:
    own = row._mapping  # noqa: SLF001 - that is its name
    return Subject(
        ticket_number=row.ticket_number,
        title=row.title,
        customer=row.customer,
        technician=own.get("technician", ""),
        source_kind=own.get("source_kind", ""),
    )


def _portions(ids: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
