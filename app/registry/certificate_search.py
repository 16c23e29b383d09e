"""The certificates of destruction as a list: newest first, in pages, found by number, ticket or customer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, func, or_, select

from app.progress import Monitor
from app.registry.paging import ANCHOR_ROWS, Page, PageAsk, Survey
from app.registry.schema import certificates, copies, customers, tickets
from app.registry.stopping import stoppable
from app.registry.transactions import reading

CertificateKey: TypeAlias = tuple[datetime, str]
_Select: TypeAlias = Select[*tuple[Any, ...]]
_issued: Final = certificates.c.issued_at
_number: Final = certificates.c.number


@dataclass(frozen=True, slots=True)
class ListedCertificate:
    """A certificate as a list shows it. `text` is what was signed; one that was replaced is not current any more."""

    number: str
    ticket_number: str
    title: str
    customer: str
    technician: str
    wiped_at: datetime | None
    issued_at: datetime
    is_current: bool
    text: str


class CertificateSearch:
    """Lists of certificates. Every call stops soon after its monitor was cancelled."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(
        self, text: str, ask: PageAsk[CertificateKey], monitor: Monitor
    ) -> Page[ListedCertificate, CertificateKey]:
        """Some of those in which `text` stands. What is skipped lies within one step of the anchors."""
        query = _found(select(*_COLUMNS), text)
        if ask.after is not None:
            query = query.where(_older(ask.after))
        query = query.order_by(_issued.desc(), _number.desc()).limit(ask.most + 1).offset(ask.skip)
        with reading(self._engine) as connection, stoppable(connection, monitor):
            found = [_listed(row) for row in connection.execute(query)]
        rows = tuple(found[: ask.most])
        return Page(ask.first, rows, _key(rows[-1]) if rows else None, is_end=len(found) <= ask.most)

    def survey(self, text: str, known: Collection[str], monitor: Monitor) -> Survey[CertificateKey]:
        """How many there are, and where; `known` are numbers of certificates."""
        with reading(self._engine) as connection, stoppable(connection, monitor):
            count = connection.scalar(_found(select(func.count()), text)) or 0
            positions = {number: at for number in known if (at := _position(connection, text, number)) is not None}
            return Survey(count, _anchors(connection, text), positions)

    def by_number(self, number: str) -> ListedCertificate | None:
        """One certificate; None where there is none of that number."""
        return self._one(_number == number)

    def newest_of(self, ticket_number: str) -> ListedCertificate | None:
        """The certificate of the copy of a ticket that was wiped last; None before a wipe."""
        return self._one(and_(tickets.c.number == ticket_number, certificates.c.is_current))

    def _one(self, wanted: ColumnElement[bool]) -> ListedCertificate | None:
        query = _found(select(*_COLUMNS), "").where(wanted).order_by(_issued.desc(), _number.desc()).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _listed(row)


_COLUMNS: Final = (
    _number,
    _issued,
    certificates.c.is_current,
    certificates.c.text,
    copies.c.technician,
    copies.c.wiped_at,
    tickets.c.number.label("ticket_number"),
    tickets.c.title,
    customers.c.name.label("customer"),
)


def _found(query: _Select, text: str) -> _Select:
    joined = (
        query.select_from(certificates)
        .join(copies, copies.c.id == certificates.c.copy_id)
        .join(tickets, tickets.c.id == copies.c.ticket_id)
        .join(customers, customers.c.id == tickets.c.customer_id)
    )
    for word in text.split():
        parts = (_number, tickets.c.number, customers.c.name, copies.c.technician)
        joined = joined.where(or_(*(part.icontains(word, autoescape=True) for part in parts)))
    return joined


def _older(key: CertificateKey) -> ColumnElement[bool]:
    at, number = key
    return and_(_issued <= at, or_(_issued < at, _number < number))


def _anchors(connection: Connection, text: str) -> tuple[CertificateKey, ...]:
    place = func.row_number().over(order_by=(_issued.desc(), _number.desc())).label("place")
    numbered = _found(select(_issued, _number, place), text).subquery()
    query = select(numbered).where(numbered.c.place % ANCHOR_ROWS == 0).order_by(numbered.c.place)
    return tuple((row.issued_at, row.number) for row in connection.execute(query))


def _position(connection: Connection, text: str, number: str) -> int | None:
    own = connection.execute(_found(select(_issued, _number), text).where(_number == number)).one_or_none()
    if own is None:
        return None
    newer = or_(_issued > own.issued_at, and_(_issued == own.issued_at, _number > own.number))
    return connection.scalar(_found(select(func.count()), text).where(newer)) or 0


def _key(row: ListedCertificate) -> CertificateKey:
    return row.issued_at, row.number


def _listed(row: Row[*tuple[Any, ...]]) -> ListedCertificate:
    return ListedCertificate(
        number=row.number,
        ticket_number=row.ticket_number,
        title=row.title,
        customer=row.customer,
        technician=row.technician,
        wiped_at=row.wiped_at,
        issued_at=row.issued_at,
        is_current=row.is_current,
        text=row.text,
    )
