"""Single facts about the register as a whole, by key."""

from collections.abc import Mapping

from sqlalchemy import Connection, Engine, insert, select, update

from app.registry.schema import meta
from app.registry.transactions import reading, writing


class Meta:
    """A small dictionary that is kept in the register."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def get(self, key: str) -> str | None:
        """The value under `key`, None when there is none."""
        with reading(self._engine) as connection:
            return read_value(connection, key)

    def set(self, key: str, value: str) -> None:
        """Put `value` under `key`, in the place of what was there."""
        self.set_many({key: value})

    def raise_to(self, key: str, number: int) -> None:
        """Put `number` under `key`, unless a number that is as high stands there."""
        with writing(self._engine) as connection:
            if int(read_value(connection, key) or "-1") < number:
                write_value(connection, key, str(number))

    def set_many(self, values: Mapping[str, str]) -> None:
        """Put all of `values`, or none when it raises."""
        with writing(self._engine) as connection:
            for key, value in values.items():
                write_value(connection, key, value)


def read_value(connection: Connection, key: str) -> str | None:
    """The value under `key`, inside a transaction; its row stays locked to the end where the database locks rows."""
    value: str | None = connection.scalar(select(meta.c.value).where(meta.c.key == key).with_for_update())
    return value


def write_value(connection: Connection, key: str, value: str) -> None:
    """Put `value` under `key`, inside a transaction."""
    if connection.execute(update(meta).where(meta.c.key == key).values(value=value)).rowcount == 0:
        connection.execute(insert(meta).values(key=key, value=value))
