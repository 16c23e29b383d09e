"""How long lists are read: in pages by the key of the row before, with anchors for jumps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

Row = TypeVar("Row")
Key = TypeVar("Key")

ANCHOR_ROWS: Final = 1_000
"""How far apart anchors are."""


@dataclass(frozen=True, slots=True)
class PageAsk(Generic[Key]):
    """Asks for `most` rows from row `first` on: `skip` rows behind the row with the key `after`.

    Without `after`, they are counted from the beginning; `skip` is never more than ANCHOR_ROWS. `total` is how many
    rows the asker knows of, None before it knows.
    """

    first: int = 0
    after: Key | None = None
    skip: int = 0
    most: int = 200
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Page(Generic[Row, Key]):
    """Rows that follow each other, from row `first` on. `last` is the key of the last one, None where there is none.

    `is_end` says that no row follows these.
    """

    first: int
    rows: tuple[Row, ...]
    last: Key | None
    is_end: bool


@dataclass(frozen=True, slots=True)
class Survey(Generic[Key]):
    """A whole list from afar: how many rows, and where some of them stand.

    `anchors` has the keys that pages from row ANCHOR_ROWS, 2 * ANCHOR_ROWS and so on begin behind. `positions` has
    those ids of the rows asked for that are in the list.
    """

    count: int
    anchors: tuple[Key, ...] = ()
    positions: Mapping[str, int] = field(default_factory=dict)
