"""What somebody looks for in the ledger, in their words; and what that means for its lines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.custody.ledger_filter import LedgerFilter, Need
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class LedgerWish:
    """What somebody looks for in the ledger. `events` empty stands for all of them, `technician` "" for anybody.

    A word of `text` must stand in a ticket's number, in the name of its customer or of who checked the copy out, or
    in what an event is called: `event_words` has that, by event, in the language of who is asking.
    """

    text: str = ""
    events: frozenset[str] = frozenset()
    technician: str = ""
    since: datetime | None = None
    until: datetime | None = None
    event_words: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def is_for_all(self) -> bool:
        """Whether nothing is left out."""
        return not (self.text.strip() or self.events or self.technician or self.since or self.until)


def filter_of(vault: Unlocked, wish: LedgerWish) -> LedgerFilter:
    """What lines must have for it."""
    subjects = vault.registry.subjects
    needs = [
        Need(
            events=frozenset(event for event, words in wish.event_words.items() if word.casefold() in words.casefold()),
            subjects=subjects.named(word),
        )
        for word in wish.text.split()
    ]
    if wish.events:
        needs.append(Need(events=wish.events))
    if wish.technician:
        needs.append(Need(subjects=subjects.of_technician(wish.technician)))
    return LedgerFilter(tuple(needs), wish.since, wish.until)
