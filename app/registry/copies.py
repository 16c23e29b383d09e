"""The copies of the register: where each came from, how far its life has got, and what is known of it."""

from collections.abc import Collection

from sqlalchemy import Connection, Engine, Row, Select, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.errors import AlreadyCheckedOut, InputRefused, TransitionRefused
from app.model import CopyId, CopyRecord, CopySize, CopyState, TicketId
from app.registry.facts import CopyFacts, fact_columns, size_columns
from app.registry.rows import TICKET_COLUMNS, ticket_in
from app.registry.schema import certificates, copies, customers, tickets
from app.registry.text import is_storable, legible
from app.registry.transactions import reading, writing

FORGOTTEN = "FORGOTTEN"
"""The `state` of TransitionRefused when the register holds no such copy any more."""


class Copies:
    """Every copy there is or was."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def insert(self, record: CopyRecord) -> None:
        """Enter a copy; `record.certificate_number` is not stored, it comes with a certificate.

        Raises AlreadyCheckedOut when the ticket holds this source already, InputRefused when the register cannot
        hold the name of the source.
        """
        if not is_storable(record.source):
            raise InputRefused(field="source", reason="cannot be written as text")
        try:
            with writing(self._engine) as connection:
                connection.execute(insert(copies).values(_columns(record)))
        except IntegrityError as e:
            if not self._is_held(record):
                raise
            raise AlreadyCheckedOut(ticket=record.ticket.number, source=record.source) from e

    def get(self, copy_id: CopyId) -> CopyRecord:
        """The copy with this id. Raises KeyError when there is none."""
        with reading(self._engine) as connection:
            return _get(connection, copy_id)

    def all(self, *, states: Collection[CopyState] | None = None) -> list[CopyRecord]:
        """Every copy, or those in one of `states`, in the order they were entered."""
        return self._list(_all(), states)

    def of_ticket(self, ticket_id: TicketId, *, states: Collection[CopyState] | None = None) -> list[CopyRecord]:
        """The copies of a ticket, or those in one of `states`, in the order they were entered."""
        return self._list(_all().where(copies.c.ticket_id == ticket_id), states)

    def of_tickets(
        self, ticket_ids: Collection[TicketId], *, states: Collection[CopyState] | None = None
    ) -> list[CopyRecord]:
        """The copies of several tickets, or those in one of `states`, in the order they were entered."""
        return self._list(_all().where(copies.c.ticket_id.in_(sorted(ticket_ids))), states)

    def last_wiped(self) -> CopyRecord | None:
        """The copy that was wiped last, None before the first wipe."""
        query = _all().where(copies.c.state == CopyState.WIPED.value).order_by(copies.c.wiped_at.desc(), copies.c.id)
        with reading(self._engine) as connection:
            row = connection.execute(query.limit(1)).one_or_none()
            return None if row is None else _record(row)

    def move(
        self, copy_id: CopyId, *, expected: CopyState, to: CopyState, facts: CopyFacts | None = None
    ) -> CopyRecord:
        """Step from `expected` to `to`, together with `facts`; whether the step is allowed is not decided here.

        Raises TransitionRefused when the copy is in another state by now; then nothing has changed.
        """
        values = {"state": to.value, **fact_columns(facts or CopyFacts())}
        change = update(copies).where(copies.c.id == copy_id, copies.c.state == expected.value).values(values)
        with writing(self._engine) as connection:
            if connection.execute(change).rowcount == 0:
                raise _refusal(connection, copy_id, to.value)
            return _get(connection, copy_id)

    def note(self, copy_id: CopyId, facts: CopyFacts) -> CopyRecord:
        """Change `facts` in whatever state the copy is. Raises KeyError when there is no such copy."""
        values = fact_columns(facts)
        with writing(self._engine) as connection:
            if values:
                connection.execute(update(copies).where(copies.c.id == copy_id).values(values))
            return _get(connection, copy_id)

    def note_generation(self, copy_id: CopyId, generation: int, *, exported_since: int | None = None) -> None:
        """Note how far a copy has come, unless a later generation is known already.

        With `exported_since`, nothing was worked on since that generation: where it was exported, this one is, too.
        """
        own = copies.c.id == copy_id
        with writing(self._engine) as connection:
            later = update(copies).where(own, copies.c.generation < generation)
            connection.execute(later.values(generation=generation))
            if exported_since is not None:
                same = update(copies).where(own, copies.c.exported_generation == exported_since)
                connection.execute(same.values(exported_generation=generation))

    def forget(self, copy_id: CopyId) -> None:
        """Take out a copy whose checkout did not end, as if it had never been entered.

        Raises TransitionRefused in any other state: what was once held stays in the register.
        """
        change = delete(copies).where(copies.c.id == copy_id, copies.c.state == CopyState.CHECKING_OUT.value)
        with writing(self._engine) as connection:
            if connection.execute(change).rowcount == 0:
                raise _refusal(connection, copy_id, "forget")

    def _list(self, query: Select[*tuple[object, ...]], states: Collection[CopyState] | None) -> list[CopyRecord]:
        if states is not None:
            query = query.where(copies.c.state.in_(sorted(state.value for state in states)))
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(copies.c.created_at, copies.c.id))
            return [_record(row) for row in rows]

    def _is_held(self, record: CopyRecord) -> bool:
        query = select(copies.c.id).where(
            copies.c.ticket_id == record.ticket.id,
            copies.c.source == record.source,
            copies.c.state != CopyState.WIPED.value,
        )
        with reading(self._engine) as connection:
            return connection.scalar(query) is not None


def _all() -> Select[*tuple[object, ...]]:
    own = [column for column in copies.c if column is not copies.c.ticket_id]
    return (
        select(*own, *TICKET_COLUMNS, certificates.c.number.label("certificate_number"))
        .join_from(copies, tickets)
        .join(customers, customers.c.id == tickets.c.customer_id)
        .outerjoin(certificates, (certificates.c.copy_id == copies.c.id) & certificates.c.is_current)
    )


def _get(connection: Connection, copy_id: CopyId) -> CopyRecord:
    row = connection.execute(_all().where(copies.c.id == copy_id)).one_or_none()
    if row is None:
        raise KeyError(copy_id)
    return _record(row)


def _refusal(connection: Connection, copy_id: CopyId, act: str) -> TransitionRefused:
    state = connection.scalar(select(copies.c.state).where(copies.c.id == copy_id))
    return TransitionRefused(copy=copy_id, state=state or FORGOTTEN, act=act)


def _columns(record: CopyRecord) -> dict[str, object]:
    return {
        "id": record.id,
        "ticket_id": record.ticket.id,
        "state": record.state.value,
        "source_kind": record.source_kind,
        "source": record.source,
        "technician": legible(record.technician),
        "created_at": record.created_at,
        "is_incomplete": record.is_incomplete,
        **size_columns(record.size),
        "first_epoch": record.first_epoch,
        "generation": record.generation,
        "due_at": record.due_at,
        "held_at": record.held_at,
        "closed_at": record.closed_at,
        "wipe_at": record.wipe_at,
        "key_destroyed_at": record.key_destroyed_at,
        "wiped_at": record.wiped_at,
        "damage": legible(record.damage),
        "exported_generation": record.exported_generation,
        "extensions": record.extensions,
    }


def _record(row: Row[*tuple[object, ...]]) -> CopyRecord:
    return CopyRecord(
        id=CopyId(row.id),
        ticket=ticket_in(row),
        state=CopyState(row.state),
        source_kind=row.source_kind,
        source=row.source,
        technician=row.technician,
        created_at=row.created_at,
        is_incomplete=row.is_incomplete,
        size=_size(row),
        first_epoch=row.first_epoch,
        generation=row.generation,
        due_at=row.due_at,
        held_at=row.held_at,
        closed_at=row.closed_at,
        wipe_at=row.wipe_at,
        key_destroyed_at=row.key_destroyed_at,
        wiped_at=row.wiped_at,
        damage=row.damage,
        certificate_number=row.certificate_number or "",
        exported_generation=row.exported_generation,
        extensions=row.extensions,
    )


def _size(row: Row[*tuple[object, ...]]) -> CopySize | None:
    if row.root is None:
        return None
    return CopySize(
        files=row.files,
        folders=row.folders,
        links=row.links,
        content_bytes=row.content_bytes,
        problems=row.problems,
        root=row.root,
    )
