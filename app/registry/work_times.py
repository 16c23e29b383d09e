"""The times that were measured on tickets."""

from datetime import datetime

from sqlalchemy import ColumnElement, Engine, Row, delete, insert, select, update

from app.model import TicketId, WorkTime
from app.registry import text
from app.registry.schema import work_times
from app.registry.tickets import require_ticket
from app.registry.transactions import reading, writing


class WorkTimes:
    """Who worked on which ticket, when, and for how long."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, ticket_id: TicketId, author: str, began_at: datetime, seconds: int, note: str) -> WorkTime:
        """Enter a span. Raises InputRefused, TicketUnknown."""
        values = {
            "ticket_id": ticket_id,
            "author": text.line("author", author),
            "began_at": began_at,
            "seconds": seconds,
            "note": text.line("note", note, may_be_empty=True),
        }
        with writing(self._engine) as connection:
            require_ticket(connection, ticket_id)
            query = insert(work_times).values(values).returning(*work_times.c)
            return _work_time(connection.execute(query).one())

    def of_ticket(self, ticket_id: TicketId) -> list[WorkTime]:
        """The spans of a ticket, those that began last first."""
        own = work_times.c.ticket_id == ticket_id
        query = select(work_times).where(own).order_by(work_times.c.began_at.desc(), work_times.c.id.desc())
        with reading(self._engine) as connection:
            return [_work_time(row) for row in connection.execute(query)]

    def correct(self, ticket_id: TicketId, time_id: int, seconds: int, note: str) -> WorkTime | None:
        """Change a span that was not booked yet; None where there is none. Raises InputRefused."""
        values = {"seconds": seconds, "note": text.line("note", note, may_be_empty=True)}
        change = update(work_times).where(*_open(ticket_id, time_id)).values(values).returning(*work_times.c)
        with writing(self._engine) as connection:
            row = connection.execute(change).one_or_none()
            return None if row is None else _work_time(row)

    def remove(self, ticket_id: TicketId, time_id: int) -> bool:
        """Take out a span that was not booked yet; whether there was one."""
        with writing(self._engine) as connection:
            return connection.execute(delete(work_times).where(*_open(ticket_id, time_id))).rowcount > 0


def _open(ticket_id: TicketId, time_id: int) -> tuple[ColumnElement[bool], ...]:
    return work_times.c.ticket_id == ticket_id, work_times.c.id == time_id, work_times.c.booked_at.is_(None)


def _work_time(row: Row[*tuple[object, ...]]) -> WorkTime:
    return WorkTime(
        id=row.id,
        author=row.author,
        began_at=row.began_at,
        seconds=row.seconds,
        note=row.note,
        booked_at=row.booked_at,
    )
