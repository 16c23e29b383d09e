"""What a technician wants of a database, in a form that can be kept for the next time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.databases.loading.choosing import RowFilter, TableChoice, Wish
from app.errors import InputRefused


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Tables go by their titles. Where `taken` is None it is every table, also those that come to be later.

    `shapes` are taken without their rows, `filters` are conditions in the SQL of the source, `policy` is the path of
    a masking policy or "". `total` is how many tables there were when it was made.
    """

    taken: tuple[str, ...] | None = None
    shapes: frozenset[str] = frozenset()
    filters: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""
    total: int = 0

    @property
    def is_everything(self) -> bool:
        """Whether the database is taken as it is."""
        return self.taken is None and not self.shapes and not self.filters and not self.policy

    def tables(self) -> TableChoice:
        """As a checkout takes it. Raises InputRefused where every table is left out."""
        if self.taken == ():
            raise InputRefused(field="tables", reason="every one is left out")
        filters = tuple(RowFilter(title, condition) for title, condition in sorted(self.filters.items()))
        shapes = tuple(Wish(title, is_quoted=True, is_schema_only=True) for title in sorted(self.shapes))
        if self.taken is not None:
            whole = (Wish(title, is_quoted=True) for title in self.taken if title not in self.shapes)
            return TableChoice((*whole, *shapes), filters)
        return TableChoice((Wish("*"), *shapes) if shapes else (), filters)

    def to_text(self) -> str:
        """As it is kept."""
        kept = {
            "taken": None if self.taken is None else list(self.taken),
            "shapes": sorted(self.shapes),
            "filters": dict(self.filters),
            "policy": self.policy,
            "total": self.total,
        }
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_text(cls, text: str) -> "SourceChoice":
        """What `to_text` gave. Raises InputRefused."""
        try:
            kept = json.loads(text)
            taken = kept["taken"]
            return cls(
                taken=None if taken is None else tuple(map(str, taken)),
                shapes=frozenset(map(str, kept["shapes"])),
                filters={str(title): str(condition) for title, condition in kept["filters"].items()},
                policy=str(kept["policy"]),
                total=int(kept["total"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputRefused(field="choice", reason="it was not kept by Bailee") from error
