"""The chips above the tickets, what they ask for, and where the rows come from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from app.model import TicketState
from app.operations.find_tickets import FoundTicket, find_tickets, survey_tickets
from app.progress import Monitor
from app.registry.paging import Page, PageAsk, Survey
from app.registry.ticket_filter import TicketFilter, read_filter

if TYPE_CHECKING:
    from app.unlocked.vault import Unlocked


class Chip(StrEnum):
    """What a chip leaves of the tickets."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    OPEN = "open"
    HELD = "held"
    CLOSED = "closed"


_EXCLUDE_EACH_OTHER: Final = (
    frozenset({Chip.MINE, Chip.UNASSIGNED}),
    frozenset({Chip.OPEN, Chip.CLOSED}),
    frozenset({Chip.UNASSIGNED, Chip.CLOSED}),
)


def toggled(on: Collection[Chip], pressed: Chip) -> frozenset[Chip]:
    """Which chips are on after one was pressed: those that together would leave nothing give way."""
    if pressed in on:
        return frozenset(on) - {pressed}
    gone = {other for pair in _EXCLUDE_EACH_OTHER if pressed in pair for other in pair}
    return (frozenset(on) - gone) | {pressed}


def wanted_of(vault: "Unlocked", text: str, chips: Collection[Chip]) -> TicketFilter:
    """What search and chips ask for together."""
    found = read_filter(text, vault.clock.now(), me=vault.technician)
    if Chip.MINE in chips:
        found = replace(found, assignee=vault.technician)
    if Chip.UNASSIGNED in chips:
        found = replace(found, assignee="", state=TicketState.OPEN)
    if Chip.OPEN in chips:
        found = replace(found, state=TicketState.OPEN)
    if Chip.CLOSED in chips:
        found = replace(found, state=TicketState.CLOSED)
    if Chip.HELD in chips:
        found = replace(found, is_held=True)
    return found


@dataclass(frozen=True, slots=True)
class TicketSource:
    """The tickets that a search and some chips leave."""

    text: str = ""
    chips: frozenset[Chip] = frozenset()

    @property
    def is_for_all(self) -> bool:
        """Whether nothing is left out."""
        return not self.text.strip() and not self.chips

    def page(self, vault: "Unlocked", ask: PageAsk[int], monitor: Monitor) -> Page[FoundTicket, int]:
        """Some of them."""
        return find_tickets(vault, wanted_of(vault, self.text, self.chips), ask, monitor)

    def survey(self, vault: "Unlocked", known: Sequence[str], monitor: Monitor) -> Survey[int]:
        """How many, and where."""
        return survey_tickets(vault, wanted_of(vault, self.text, self.chips), known, monitor)

    def id_of(self, row: FoundTicket) -> str:
        """A ticket is known by its number."""
        return row.ticket.number

    def so_far(self) -> int | None:
        """The count comes all at once."""
        return None
