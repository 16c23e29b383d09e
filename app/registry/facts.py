"""What changes about a copy after it was entered, apart from its state."""

from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Final

from app.model import CopySize
from app.registry.text import legible


class Leave(Enum):
    """A fact that is left as it is; None would mean to take it away."""

    LEAVE = "leave"


LEAVE: Final = Leave.LEAVE


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFacts:
    """The facts to change; each means what it means in CopyRecord."""

    is_incomplete: bool | Leave = LEAVE
    size: CopySize | Leave | None = LEAVE
    first_epoch: int | Leave | None = LEAVE
    generation: int | Leave = LEAVE
    due_at: datetime | Leave | None = LEAVE
    held_at: datetime | Leave | None = LEAVE
    closed_at: datetime | Leave | None = LEAVE
    wipe_at: datetime | Leave | None = LEAVE
    key_destroyed_at: datetime | Leave | None = LEAVE
    wiped_at: datetime | Leave | None = LEAVE
    damage: str | Leave = LEAVE
    exported_generation: int | Leave | None = LEAVE
    extensions: int | Leave = LEAVE


def fact_columns(facts: CopyFacts) -> dict[str, object]:
    """The facts that are not left, as columns of the table of copies."""
    values: dict[str, object] = {}
    for name in (field.name for field in fields(facts)):
        value = getattr(facts, name)
        if value is LEAVE:
            continue
        if name == "size":
            values |= size_columns(value)
        else:
            values[name] = legible(value) if isinstance(value, str) else value
    return values


def size_columns(size: CopySize | None) -> dict[str, object]:
    """A size as columns; all of them NULL for a size that is not known."""
    return {field.name: None if size is None else getattr(size, field.name) for field in fields(CopySize)}
