"""Where copies for a customer were taken from before."""

from datetime import datetime

from sqlalchemy import Engine, insert, select, update

from app.model import CustomerId, KnownSource
from app.registry.schema import sources
from app.registry.text import legible
from app.registry.transactions import reading, writing


class Sources:
    """The sources of each customer, each noted once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, customer_id: CustomerId, kind: str, location: str, *, at: datetime) -> None:
        """Note that a source was used. `location` holds no password."""
        key = {"customer_id": customer_id, "kind": kind, "location": legible(location)}
        own = [sources.c[name] == value for name, value in key.items()]
        with writing(self._engine) as connection:
            if connection.execute(update(sources).where(*own).values(last_used_at=at)).rowcount == 0:
                connection.execute(insert(sources).values(last_used_at=at, **key))

    def of_customer(self, customer_id: CustomerId) -> list[KnownSource]:
        """The sources of a customer, the one used last first."""
        query = select(sources).where(sources.c.customer_id == customer_id)
        with reading(self._engine) as connection:
            rows = connection.execute(query.order_by(sources.c.last_used_at.desc(), sources.c.location)).all()
        return [KnownSource(kind=row.kind, location=row.location, last_used_at=row.last_used_at) for row in rows]
