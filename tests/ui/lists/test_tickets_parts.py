"""What the chips ask for, and what a row of the tickets says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.model import (
    CopyId,
    CopyRecord,
    CopySize,
    CopyState,
    Customer,
    CustomerId,
    Priority,
    Ticket,
    TicketId,
    TicketState,
)
from app.operations.find_tickets import FoundTicket
from ui.icons.names import Icon
from ui.screens.tickets.filters import Chip, TicketSource, toggled, wanted_of
from ui.screens.tickets.row_look import ticket_look
from ui.session import VaultSession
from ui.theme.painting import Pill, Tone

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
CUSTOMER = Customer(CustomerId("c"), "K-1", "Müller", "", NOW)
TICKET = Ticket(TicketId("t"), "ERP-1", "Invoice run aborts", TicketState.OPEN, CUSTOMER, NOW - timedelta(hours=3))
COPY = CopyRecord(
    id=CopyId("x"),
    ticket=TICKET,
    state=CopyState.HELD,
    source_kind="folder",
    source="/srv/erp/export",
    technician="ada",
    created_at=NOW - timedelta(days=2),
    size=CopySize(5, 1, 0, 2_100_000_000, 0, "r"),
    due_at=NOW + timedelta(days=5),
    held_at=NOW - timedelta(days=2),
    exported_generation=0,
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("on", "pressed", "then"),
    [
        (set(), Chip.MINE, {Chip.MINE}),
        ({Chip.MINE}, Chip.MINE, set()),
        ({Chip.MINE}, Chip.OPEN, {Chip.MINE, Chip.OPEN}),
        ({Chip.MINE, Chip.OPEN}, Chip.UNASSIGNED, {Chip.OPEN, Chip.UNASSIGNED}),
        ({Chip.OPEN, Chip.HELD}, Chip.CLOSED, {Chip.HELD, Chip.CLOSED}),
        ({Chip.UNASSIGNED}, Chip.CLOSED, {Chip.CLOSED}),
    ],
)
def test_chips_that_would_leave_nothing_together_give_way(on: set[Chip], pressed: Chip, then: set[Chip]) -> None:
    assert toggled(on, pressed) == then


def test_search_and_chips_ask_together(session: VaultSession) -> None:
    vault = session.vault
    both = wanted_of(vault, "vat by:me", {Chip.MINE, Chip.OPEN, Chip.HELD})
    assert (both.words, both.people, both.assignee) == (("vat",), (vault.technician,), vault.technician)
    assert (both.state, both.is_held) == (TicketState.OPEN, True)
    free = wanted_of(vault, "", {Chip.UNASSIGNED})
    assert (free.assignee, free.state) == ("", TicketState.OPEN)
    assert wanted_of(vault, "", {Chip.CLOSED}).state is TicketState.CLOSED
    overdue = wanted_of(vault, "overdue", ()).overdue_at
    assert overdue is not None
    assert overdue <= vault.clock.now()


def test_nothing_typed_and_nothing_pressed_is_all() -> None:
    assert TicketSource(" ").is_for_all
    assert not TicketSource("x").is_for_all
    assert not TicketSource("", frozenset({Chip.OPEN})).is_for_all


def test_a_ticket_without_a_copy_says_so() -> None:
    look = ticket_look(FoundTicket(TICKET), NOW)
    assert (look.title, look.below) == ("Invoice run aborts", "ERP-1  ·  Müller")
    assert (look.source, look.size, look.due, look.held) == ("", "", "", "")
    assert (look.name, look.person, look.icon) == ("Nobody", "", Icon.NO_COPY)
    assert look.spoken[0] == "Open, no copy"
    assert not look.is_faint


def test_a_closed_ticket_steps_back() -> None:
    look = ticket_look(FoundTicket(replace(TICKET, state=TicketState.CLOSED)), NOW)
    assert (look.is_faint, look.icon, look.spoken[0]) == (True, Icon.CHECK_CIRCLE, "Closed")


def test_a_copy_is_shown_as_on_the_board() -> None:
    look = ticket_look(FoundTicket(TICKET, COPY, 1, is_mine=True), NOW)
    assert (look.source, look.size, look.name, look.initials) == ("export", "2.1 GB", "You", "AD")
    assert (look.held, look.due, look.icon) == ("2 of 7 d", "in 5 d", Icon.LOCK)
    assert look.spoken[2:6] == ("Folder /srv/erp/export", "You", "2 of 7 d", "due in 5 days")


@pytest.mark.parametrize(
    ("change", "icon", "due"),
    [
        ({"generation": 3}, Icon.EDIT, "in 5 d"),
        ({"state": CopyState.DAMAGED}, Icon.DAMAGED, "in 5 d"),
        ({"state": CopyState.CHECKING_OUT}, Icon.RUNNING, "in 5 d"),
        ({"state": CopyState.CLOSING}, Icon.WIPE, Pill("Closing", Tone.DANGER, Icon.WIPE)),
        ({"due_at": NOW - timedelta(hours=52)}, Icon.LOCK, Pill("2 d 4 h over", Tone.DANGER, Icon.OVERDUE)),
        ({"due_at": NOW + timedelta(hours=5)}, Icon.LOCK, Pill("in 5 h", Tone.WARN, Icon.CLOCK)),
        ({"due_at": None}, Icon.LOCK, ""),
    ],
)
def test_the_state_of_a_copy_is_seen(change: dict[str, object], icon: Icon, due: object) -> None:
    record = replace(COPY, **change)  # type: ignore[arg-type]
    look = ticket_look(FoundTicket(TICKET, record, 1), NOW)
    assert (look.icon, look.due) == (icon, due)
    assert all(isinstance(each, str) for each in look.spoken)


def test_people_and_priorities_are_named() -> None:
    ticket = replace(TICKET, assignee="jonas.peters", priority=Priority.HIGH)
    look = ticket_look(FoundTicket(ticket, COPY, 1), NOW)
    assert (look.name, look.initials) == ("jonas.peters", "JP")
    assert look.priority == Pill("High", Tone.WARN, Icon.ARROW_UP)
    assert ticket_look(FoundTicket(replace(ticket, priority=Priority.LOW)), NOW).priority == "Low"
    assert ticket_look(FoundTicket(TICKET, COPY, 1), NOW).name == "ada"


def test_more_copies_of_a_ticket_are_counted() -> None:
    assert ticket_look(FoundTicket(TICKET, COPY, 3), NOW).source == "export and 2 more"
