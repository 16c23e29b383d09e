"""Every screen as assistive technology has it: all is named, every cell is said, and Tab comes everywhere."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.accessibility.walking import faults, tab_faults
from tests.ui.vaults import TICKET, held, opener
from tests.ui.whole import Whole

PLACES = ["go.board", "go.tickets", "go.customers", "go.backups", "go.log", "settings"]


@pytest.fixture
def with_copy(whole: Whole, customer_folder: Path) -> Whole:
    """The program, unlocked, over a vault that holds a copy."""
    vault = opener(whole.session.home)()
    try:
        held(vault, customer_folder)
    finally:
        vault.close()
    whole.unlock()
    return whole


def _walk(person: Whole) -> list[str]:
    return faults(person.window) + tab_faults(person.window)


def test_the_unlock_card(whole: Whole) -> None:
    whole.wait_for("Unlock")
    assert "\n".join(_walk(whole)) == ""


@pytest.mark.parametrize("place", PLACES)
def test_a_place_without_copies(unlocked: Whole, place: str) -> None:
    unlocked.act(place)
    unlocked.qtbot.wait(400)
    assert "\n".join(_walk(unlocked)) == ""


@pytest.mark.parametrize("place", ["go.board", "go.tickets"])
def test_a_list_with_a_ticket_in_the_pane(with_copy: Whole, place: str) -> None:
    with_copy.act(place)
    with_copy.wait_to_read(TICKET)
    with_copy.row(TICKET)
    with_copy.wait_for("Close and wipe")
    assert "\n".join(_walk(with_copy)) == ""


@pytest.mark.parametrize("tab", ["Files", "Changes", "Work log", "Tables and SQL"])
def test_a_working_copy(with_copy: Whole, tab: str) -> None:
    with_copy.act("go.board")
    with_copy.wait_to_read(TICKET)
    with_copy.open_row(TICKET)
    with_copy.wait_for(tab)
    with_copy.click(tab)
    with_copy.qtbot.wait(600)
    assert "\n".join(_walk(with_copy)) == ""


def _palette(person: Whole) -> None:
    person.act("palette.show")


def _help(person: Whole) -> None:
    person.act("help")


def _jobs(person: Whole) -> None:
    person.act("jobs")


def _new_ticket(person: Whole) -> None:
    person.act("ticket.new")


@pytest.mark.parametrize("show", [_palette, _help, _jobs, _new_ticket])
def test_what_comes_over_a_screen(unlocked: Whole, show: Callable[[Whole], None]) -> None:
    show(unlocked)
    unlocked.qtbot.wait(300)
    assert "\n".join(faults(unlocked.window)) == ""
