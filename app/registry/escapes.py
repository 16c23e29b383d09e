"""What left a sealed copy, entered for the certificate."""

from collections.abc import Collection

from sqlalchemy import Engine, insert, select

from app.errors import TransitionRefused
from app.model import CopyId, CopyState, Escape, EscapeState
from app.registry.schema import copies, escapes
from app.registry.text import legible
from app.registry.transactions import reading, writing


class Escapes:
    """Every piece of data that was taken out of a copy."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, escape: Escape, *, states: Collection[CopyState] | None = None) -> None:
        """Enter an escape. `what` is made legible where the register could not hold it.

        With `states`, only while the copy is in one of them: otherwise TransitionRefused, and nothing is entered.
        """
        values = {
            "copy_id": escape.copy_id,
            "at": escape.at,
            "what": legible(escape.what),
            "content_bytes": escape.content_bytes,
            "digest": escape.digest,
            "state": escape.state.value,
        }
        with writing(self._engine) as connection:
            state = connection.scalar(select(copies.c.state).where(copies.c.id == escape.copy_id))
            if states is not None and state not in {allowed.value for allowed in states}:
                raise TransitionRefused(copy=escape.copy_id, state=str(state), act="take out")
            connection.execute(insert(escapes).values(values))

    def of_copy(self, copy_id: CopyId) -> list[Escape]:
        """The escapes of a copy, in the order they were entered."""
        query = select(escapes).where(escapes.c.copy_id == copy_id).order_by(escapes.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        return [
            Escape(
                at=row.at,
                copy_id=CopyId(row.copy_id),
                what=row.what,
                content_bytes=row.content_bytes,
                digest=row.digest,
                state=EscapeState(row.state),
            )
            for row in rows
        ]
