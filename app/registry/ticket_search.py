"""Finds tickets among very many: by words, people, times and states, in pages, newest first.

Where few enough are found for certain words, the best stand first instead; the ticket whose very number was typed
always does.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    bindparam,
    case,
    column,
    func,
    literal_column,
    or_,
    select,
    table,
    true,
)

from app.model import CopyState, Ticket, TicketState
from app.progress import Monitor
from app.registry.paging import ANCHOR_ROWS, Page, PageAsk, Survey
from app.registry.rows import TICKET_COLUMNS, ticket_in
from app.registry.schema import copies, customers, tickets
from app.registry.stopping import stoppable
from app.registry.ticket_filter import TicketFilter
from app.registry.transactions import reading

RANKED_BELOW: Final = 5_000
"""How many tickets may be found for the best of them to be told apart."""

_MOST_EXACT: Final = 50
_words: Final = table("ticket_words", column("rowid"))
_MATCHES: Final = literal_column("ticket_words").op("MATCH")(bindparam("match"))
_RANK: Final[ColumnElement[float]] = literal_column("bm25(ticket_words, 10.0, 5.0, 3.0, 1.0)")
_serial: Final = tickets.c.serial
_HELD: Final = tickets.c.id.in_(select(copies.c.ticket_id).where(copies.c.state != CopyState.WIPED.value))

_Select: TypeAlias = Select[*tuple[Any, ...]]
TicketPage: TypeAlias = Page[Ticket, int]


@dataclass(frozen=True, slots=True)
class TicketCounts:
    """How many of the tickets that were found each further filter would leave."""

    mine: int
    unassigned: int
    open: int
    held: int
    closed: int


class TicketSearch:
    """Lists of tickets. Every call stops soon after its monitor was cancelled."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def page(self, wanted: TicketFilter, ask: PageAsk[int], monitor: Monitor) -> TicketPage:
        """Some of the tickets found. Raises Cancelled."""
        with reading(self._engine) as connection, stoppable(connection, monitor):
            found = _Found(connection, wanted)
            serials = found.serials(ask)
            rows = _tickets(connection, serials[: ask.most])
        return Page(ask.first, rows, serials[len(rows) - 1] if rows else None, is_end=len(serials) <= ask.most)

    def survey(self, wanted: TicketFilter, known: Collection[str], monitor: Monitor) -> Survey[int]:
        """How many there are, and where; `known` are numbers of tickets. Raises Cancelled."""
        with reading(self._engine) as connection, stoppable(connection, monitor):
            return _Found(connection, wanted).survey(known)

    def counts(self, wanted: TicketFilter, me: str, monitor: Monitor) -> TicketCounts:
        """How many there are of each kind. Raises Cancelled."""
        kinds = (
            tickets.c.assignee == me,
            (tickets.c.assignee == "") & (tickets.c.state == TicketState.OPEN.value),
            tickets.c.state == TicketState.OPEN.value,
            _HELD,
            tickets.c.state == TicketState.CLOSED.value,
        )
        sums = [func.coalesce(func.sum(case((kind, 1), else_=0)), 0) for kind in kinds]
        with reading(self._engine) as connection, stoppable(connection, monitor):
            bound = {"match": wanted.match} if wanted.match else {}
            row = connection.execute(_narrowed(select(*sums), wanted), bound).one()
        return TicketCounts(*(int(number) for number in row))

    def numbers(self, wanted: TicketFilter, monitor: Monitor) -> list[str]:
        """The numbers of all that were found, newest first. Raises Cancelled."""
        query = _narrowed(select(tickets.c.number), wanted).order_by(_serial.desc())
        with reading(self._engine) as connection, stoppable(connection, monitor):
            return list(connection.scalars(query, {"match": wanted.match} if wanted.match else {}))


class _Found:
    """The tickets that a filter leaves, in one state of the register."""

    def __init__(self, connection: Connection, wanted: TicketFilter) -> None:
        self._connection = connection
        self._wanted = wanted
        self._exact = self._named()
        self._ranked = self._by_rank() if wanted.words else None

    def serials(self, ask: PageAsk[int]) -> list[int]:
        """The serials of the rows asked for, and of one more if there is one."""
        if self._ranked is not None:
            return self._ranked[ask.first : ask.first + ask.most + 1]
        if ask.after is None and not ask.skip:
            return [*self._exact, *self._others(None, 0, ask.most + 1 - len(self._exact))]
        skip = ask.skip if ask.after is not None else ask.skip - len(self._exact)
        return self._others(ask.after, max(0, skip), ask.most + 1)

    def survey(self, known: Collection[str]) -> Survey[int]:
        if self._ranked is not None:
            places = {serial: at for at, serial in enumerate(self._ranked)}
            found = self._serials_of(known)
            positions = {number: places[serial] for number, serial in found.items() if serial in places}
            return Survey(len(self._ranked), (), positions)
        count = self._scalar(select(func.count())) or 0
        return Survey(count, self._anchors(), self._positions(known))

    def _others(self, after: int | None, skip: int, most: int) -> list[int]:
        """All but the one that stands first, newest first. What is skipped lies within one step of the anchors."""
        # By the key of the index of words, where it is asked: it gives its rows in that order, no sort is needed.
        key = _words.c.rowid if self._wanted.match else _serial
        query = self._rest()
        if after is not None:
            query = query.where(key < after)
        return self._list(query.order_by(key.desc()).limit(most).offset(skip))

    def _rest(self) -> _Select:
        query = _narrowed(select(_serial), self._wanted)
        return query.where(_serial.not_in(self._exact)) if self._exact else query

    def _anchors(self) -> tuple[int, ...]:
        numbered = (
            self._rest()
            .add_columns((func.row_number().over(order_by=_serial.desc()) + len(self._exact)).label("place"))
            .subquery()
        )
        query = select(numbered.c.serial).where(numbered.c.place % ANCHOR_ROWS == 0).order_by(numbered.c.place)
        return tuple(self._list(query))

    def _positions(self, known: Collection[str]) -> dict[str, int]:
        positions = {}
        for number, serial in self._serials_of(known).items():
            if serial in self._exact:
                positions[number] = 0
                continue
            newer = self._scalar(select(func.count()), _serial > serial, _serial.not_in(self._exact))
            if self._scalar(select(func.count()), _serial == serial):
                positions[number] = len(self._exact) + (newer or 0)
        return positions

    def _serials_of(self, known: Collection[str]) -> dict[str, int]:
        query = select(tickets.c.number, _serial).where(tickets.c.number.in_(sorted(known)))
        return {row.number: row.serial for row in self._connection.execute(query)}

    def _named(self) -> list[int]:
        """The ticket whose very number was typed, if it is among those found."""
        match = self._wanted.exact_match
        if not match:
            return []
        query = _narrowed(select(_serial, tickets.c.number), self._wanted).limit(_MOST_EXACT)
        rows = self._connection.execute(query, {"match": match})
        return [row.serial for row in rows if self._wanted.names(row.number)][:1]

    def _by_rank(self) -> list[int] | None:
        """The serials, the best first; None where there are too many to tell them apart."""
        some = _narrowed(select(_serial), self._wanted).limit(RANKED_BELOW)
        if len(self._list(some)) >= RANKED_BELOW:
            return None
        ranked = self._list(_narrowed(select(_serial), self._wanted).order_by(_RANK, _serial.desc()))
        return self._exact + [serial for serial in ranked if serial not in self._exact]

    def _list(self, query: _Select) -> list[int]:
        return list(self._connection.scalars(query, self._bound()))

    def _scalar(self, query: _Select, *further: ColumnElement[bool]) -> int | None:
        found: int | None = self._connection.scalar(_narrowed(query, self._wanted).where(*further), self._bound())
        return found

    def _bound(self) -> dict[str, str]:
        return {"match": self._wanted.match} if self._wanted.match else {}


def _narrowed(query: _Select, wanted: TicketFilter) -> _Select:
    """Over the tickets that meet the filter; with words, the index of words is asked first."""
    if wanted.match:
        query = query.select_from(_words.join(tickets, _serial == _words.c.rowid)).where(_MATCHES)
    else:
        query = query.select_from(tickets)
    return query.where(true(), *_conditions(wanted))


def _conditions(wanted: TicketFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.state is not None:
        found.append(tickets.c.state == wanted.state.value)
    if wanted.assignee is not None:
        found.append(tickets.c.assignee == wanted.assignee)
    if wanted.is_held:
        found.append(_HELD)
    if wanted.before is not None:
        found.append(tickets.c.created_at < wanted.before)
    if wanted.overdue_at is not None:
        over = select(copies.c.ticket_id).where(
            copies.c.state != CopyState.WIPED.value, copies.c.due_at < wanted.overdue_at
        )
        found.append(tickets.c.id.in_(over))
    found.extend(_of_person(name) for name in wanted.people)
    return found


def _of_person(name: str) -> ColumnElement[bool]:
    holders = select(copies.c.ticket_id).where(
        copies.c.state != CopyState.WIPED.value, copies.c.technician.icontains(name, autoescape=True)
    )
    return or_(tickets.c.assignee.icontains(name, autoescape=True), tickets.c.id.in_(holders))


def _tickets(connection: Connection, serials: Sequence[int]) -> tuple[Ticket, ...]:
    """The tickets with these serials, in this order."""
    query = select(_serial, *TICKET_COLUMNS).join_from(tickets, customers).where(_serial.in_(serials))
    rows: Mapping[int, Ticket] = {row.serial: ticket_in(row) for row in connection.execute(query)}
    return tuple(rows[serial] for serial in serials)
