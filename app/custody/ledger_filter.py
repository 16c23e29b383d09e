"""Which lines of the ledger are looked for: by event, by what they speak of, by time."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from app.custody.ledger import Entry

_MOST_SIGNS: Final = 64


@dataclass(frozen=True, slots=True)
class Need:
    """Something a line must have: one of these events, or one of these ids of copies and tickets in its facts."""

    events: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """What lines are looked for: every need must be met, and the time lie in [since, until)."""

    needs: tuple[Need, ...] = ()
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, entry: Entry) -> bool:
        """Whether an entry is one of those looked for."""
        is_in_time = (self.since is None or entry.at >= self.since) and (self.until is None or entry.at < self.until)
        return is_in_time and all(
            entry.event in need.events or not need.subjects.isdisjoint(_subjects(entry.facts)) for need in self.needs
        )


def subjects_of(entry: Entry) -> list[str]:
    """The ids of the copies and tickets that an entry speaks of."""
    return _subjects(entry.facts)


class Sieve:
    """Tells the lines looked for from the others. Of a million most are others: they are read as fast as can be."""

    def __init__(self, wanted: LedgerFilter) -> None:
        self._wanted = wanted
        self._signs = [sign for need in wanted.needs if (sign := _sign_of(need)) is not None]

    def holds(self, line: bytes) -> bool:
        """Whether a line is one of those looked for."""
        if any(sign.search(line) is None for sign in self._signs):
            return False
        try:
            found = json.loads(line)
            return self._is_in_time(found["at"]) and all(
                found["event"] in need.events or not need.subjects.isdisjoint(_subjects(found["facts"]))
                for need in self._wanted.needs
            )
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
            return False

    def _is_in_time(self, text: str) -> bool:
        since, until = self._wanted.since, self._wanted.until
        if since is None and until is None:
            return True
        at = datetime.fromisoformat(text)
        return (since is None or at >= since) and (until is None or at < until)


def _sign_of(need: Need) -> re.Pattern[bytes] | None:
    """What stands in every line that meets a need; None where that would be too much to look for."""
    words = sorted(need.events | need.subjects)
    if len(words) > _MOST_SIGNS or not all(word.isascii() and word.isprintable() for word in words):
        return None
    return re.compile(b'"(?:' + b"|".join(re.escape(word.encode()) for word in words) + b')"')


def _subjects(facts: Any) -> list[str]:  # noqa: ANN401 - what stands in a line nobody has looked at yet
    copies = facts.get("copies")
    found = [facts.get("copy"), facts.get("ticket"), *(copies if isinstance(copies, list) else ())]
    return [each for each in found if isinstance(each, str)]
