"""Which tickets are looked for: what was typed into the search, taken apart, and the states that are wanted."""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from app.model import TicketState

_PIECE: Final = re.compile(r'(?:(customer|by|before):)?(?:"([^"]*)"?|(\S+))', re.IGNORECASE)
_OVERDUE: Final = "overdue"
_DATES: Final = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%Y-%m", "%Y")
_MOST_WORDS: Final = 12
_LONGEST_WORD: Final = 80
_LETTERS_THEN_DIGITS: Final = re.compile(r"([^\W\d_]+)(\d+)")


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """What a ticket must meet. `words` are found anywhere in it, each as the beginning of a word.

    `assignee` "" stands for nobody, None for anybody; `overdue_at` asks for a copy whose time was over then.
    """

    words: tuple[str, ...] = ()
    customer: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    before: datetime | None = None
    overdue_at: datetime | None = None
    state: TicketState | None = None
    assignee: str | None = None
    is_held: bool = False

    @property
    def match(self) -> str:
        """The words in the language of the index of words; "" where any will do."""
        parts = [_any_of(word) for word in self.words]
        parts += [f"customer : ({_any_of(word)})" for word in self.customer]
        return " AND ".join(f"({part})" for part in parts)

    @property
    def exact_match(self) -> str:
        """What finds the ticket whose very number was typed; "" where more than one word was."""
        if len(self.words) != 1:
            return ""
        [word] = self.words
        return f"number : ({_quoted(word)} OR {_quoted(word.replace('-', ''))})"

    def names(self, number: str) -> bool:
        """Whether what was typed is this number, with or without its hyphens."""
        return len(self.words) == 1 and _bare(self.words[0]) == _bare(number)


def read_filter(text: str, now: datetime, *, me: str = "") -> TicketFilter:
    """What a text typed into the search asks for: words, and `customer:`, `by:`, `before:`, `overdue`.

    A value with spaces stands in quotation marks. A date that is none is taken for a word.
    """
    found = TicketFilter()
    for name, quoted, plain in _PIECE.findall(text)[:_MOST_WORDS]:
        found = _with(found, name.lower(), (quoted or plain)[:_LONGEST_WORD], now, me)
    return found


def _with(found: TicketFilter, name: str, value: str, now: datetime, me: str) -> TicketFilter:
    if name == "customer":
        return replace(found, customer=(*found.customer, *filter(_is_word, value.split())))
    if name == "by":
        return replace(found, people=(*found.people, me if value.lower() == "me" and me else value))
    day = _day(value) if name == "before" else None
    if day is not None:
        return replace(found, before=day)
    if not name and value.lower() == _OVERDUE:
        return replace(found, overdue_at=now)
    return replace(found, words=(*found.words, *filter(_is_word, value.split())))


def _day(value: str) -> datetime | None:
    """The beginning of a day, a month or a year, as the clock on the wall has it."""
    for pattern in _DATES:
        try:
            return datetime.strptime(value, pattern).astimezone().astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None


def _is_word(text: str) -> bool:
    """Whether the index of words sees anything in it."""
    return any(unicodedata.category(char)[0] in "LN" for char in text)


def _any_of(word: str) -> str:
    """A word as the index may have it: as it stands, without hyphens, or letters and digits apart."""
    ways = [word, word.replace("-", ""), _LETTERS_THEN_DIGITS.sub(r"\1 \2", word)]
    return " OR ".join(f"{_quoted(way)} *" for way in dict.fromkeys(ways))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""').replace("\0", " ") + '"'


def _bare(number: str) -> str:
    return "".join(char for char in number.casefold() if char.isalnum())
