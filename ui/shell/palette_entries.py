"""What the palette offers for a query: values and pure functions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from PySide6.QtCore import QCoreApplication

from app.model import Customer
from ui.acts import Act
from ui.icons.engine import IconRole
from ui.icons.names import Icon

ITSELF = "palette.show"
PER_GROUP = 6
ACTS_SHOWN = 8
MOST_NEW_TICKETS = 2


class Kind(StrEnum):
    """The groups, in their order."""

    TICKETS = auto()
    CUSTOMERS = auto()
    COPIES = auto()
    DO = auto()


class Prefix(StrEnum):
    """What narrows the search when it stands first."""

    NONE = ""
    ACTS = ">"
    CUSTOMERS = "@"
    TICKETS = "#"
    HELP = "?"


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, apart from its prefix."""

    prefix: Prefix
    words: str

    def wants(self, kind: Kind) -> bool:
        """Whether this group is searched."""
        groups = {
            Prefix.NONE: set(Kind),
            Prefix.ACTS: {Kind.DO},
            Prefix.CUSTOMERS: {Kind.CUSTOMERS},
            Prefix.TICKETS: {Kind.TICKETS, Kind.COPIES},
            Prefix.HELP: {Kind.DO},
        }
        return kind in groups[self.prefix]


@dataclass(frozen=True, slots=True)
class Offer:
    """One row. `key` names the object: a ticket's number, a customer's, or the id of an act, with `subject` if any."""

    kind: Kind
    key: str
    icon: Icon
    text: str
    detail: str = ""
    end: str = ""
    subject: str = ""
    icon_role: IconRole = IconRole.NORMAL
    reason: str = ""

    @property
    def spoken(self) -> str:
        """For screen readers."""
        return ", ".join(part for part in (self.text, self.detail, self.end, self.reason) if part)


@dataclass(frozen=True, slots=True)
class Heading:
    """Stands above a group."""

    text: str


Row = Offer | Heading


def parsed(text: str) -> Query:
    """Take the prefix off."""
    text = text.strip()
    prefix = next((each for each in Prefix if each.value and text.startswith(each.value)), Prefix.NONE)
    return Query(prefix, text.removeprefix(prefix.value).strip())


def matches(text: str, words: str) -> bool:
    """Whether every word begins a word of the text, or is a part of it from three letters on; case does not count."""
    folded = text.casefold()
    starts, whole = folded.replace("-", " ").split(), folded.replace("-", "")
    return all(
        any(start.startswith(word) for start in starts) or (len(word) >= 3 and word in whole)
        for word in words.casefold().replace("-", " ").split()
    )


def act_offers(acts: Iterable[tuple[Act, str, str]], words: str) -> list[Offer]:
    """The acts that fit, each with why it is not possible now, and its keys. What is possible comes first."""
    found = [
        Offer(
            Kind.DO,
            act.id,
            act.icon,
            act.text().replace("…", ""),
            end=keys,
            icon_role=act.icon_role,
            reason=reason,
            detail=reason,
        )
        for act, reason, keys in acts
        if act.in_palette and act.id != ITSELF and matches(act.text(), words)
    ]
    return sorted(found, key=lambda offer: bool(offer.reason))


def new_ticket_key(customer: str) -> str:
    """The key of the offer that makes a ticket for a customer."""
    return f"new ticket for {customer}"


def new_ticket_offer(number: str, name: str) -> Offer:
    """A new ticket for a customer."""
    text = QCoreApplication.translate("Palette", "New ticket for {customer}").format(customer=name)
    return Offer(Kind.DO, new_ticket_key(number), Icon.ADD, text, number, subject=number)


def new_ticket_offers(customers: Sequence[Customer]) -> list[Offer]:
    """New tickets for the first of the customers that were found."""
    return [new_ticket_offer(each.number, each.name) for each in customers[:MOST_NEW_TICKETS]]


def grouped(offers: Sequence[Offer]) -> list[Row]:
    """The rows as they are shown: a heading above each group that has something."""
    rows: list[Row] = []
    for kind in Kind:
        of_kind = [offer for offer in offers if offer.kind is kind]
        if of_kind:
            rows += [Heading(heading(kind)), *of_kind]
    return rows


def heading(kind: Kind) -> str:
    """The name of a group."""
    names = {
        Kind.TICKETS: QCoreApplication.translate("Palette", "Tickets"),
        Kind.CUSTOMERS: QCoreApplication.translate("Palette", "Customers"),
        Kind.COPIES: QCoreApplication.translate("Palette", "Copies"),
        Kind.DO: QCoreApplication.translate("Palette", "Do"),
    }
    return names[kind]
