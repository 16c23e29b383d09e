"""Texts that were typed and not entered yet: in the register they outlast a lock, and nobody else can read them."""

from datetime import datetime

from sqlalchemy import Engine, delete, insert, select, update

from app.errors import InputRefused
from app.model import Draft
from app.registry import text
from app.registry.schema import KEY_CHARACTERS, drafts
from app.registry.transactions import reading, writing


class Drafts:
    """Each draft under a key of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, key: str, draft: str, *, at: datetime) -> None:
        """Keep a text under `key`, in the place of one kept before. Raises InputRefused."""
        if not 0 < len(key) <= KEY_CHARACTERS:
            raise InputRefused(field="key", reason=f"1 to {KEY_CHARACTERS} characters are possible")
        values = {"text": text.passage("text", draft), "kept_at": at}
        with writing(self._engine) as connection:
            if connection.execute(update(drafts).where(drafts.c.key == key).values(values)).rowcount == 0:
                connection.execute(insert(drafts).values(key=key, **values))

    def of(self, prefix: str) -> list[Draft]:
        """The drafts whose key begins with `prefix`, by key."""
        query = select(drafts).where(drafts.c.key.startswith(prefix, autoescape=True)).order_by(drafts.c.key)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        # LIKE takes letters of either case for the same.
        found = (Draft(key=row.key, text=row.text, kept_at=row.kept_at) for row in rows)
        return [draft for draft in found if draft.key.startswith(prefix)]

    def drop(self, key: str) -> bool:
        """Forget a draft; whether there was one."""
        with writing(self._engine) as connection:
            return connection.execute(delete(drafts).where(drafts.c.key == key)).rowcount > 0
