"""Checkout and wipe by somebody who has nothing but what a screen reader offers. Core, vault and files are real."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model import CopyState
from app.settings import Home
from tests.ui.accessibility.assisted import Assisted
from tests.ui.accessibility.conftest import ERRAND, KNOWN, states
from tests.ui.accessibility.in_process import QtReader, announcements
from tests.ui.accessibility.journey import change_a_row, check_out, close, let_it_be_wiped
from tests.ui.vaults import TICKET
from tests.ui.whole import whole_program


@pytest.fixture
def person(prepared: Home, qtbot: QtBot, qapp: QApplication) -> Iterator[Assisted]:
    """Somebody before the locked program, with the interfaces of Qt."""
    with whole_program(qtbot, qapp, prepared) as whole, announcements() as said:
        yield Assisted(QtReader(whole.window, qtbot.wait, said))


def test_checkout_and_wipe_go_by_accessible_actions_alone(person: Assisted, prepared: Home) -> None:
    check_out(person, ERRAND)
    assert states(prepared)[ERRAND.ticket] is CopyState.HELD
    change_a_row(person)
    close(person, ERRAND)
    assert states(prepared)[ERRAND.ticket] is CopyState.CLOSING
    let_it_be_wiped(person, ERRAND)
    assert states(prepared) == {ERRAND.ticket: CopyState.WIPED, KNOWN: CopyState.HELD}


def test_one_press_or_two_in_a_hurry_wipe_nothing(person: Assisted, prepared: Home) -> None:
    check_out(person, ERRAND)
    change_a_row(person)
    person.press("Close and wipe")
    person.press("Hold to wipe")
    person.press("Hold to wipe")
    person.pause(1)
    person.press("Keep copy")
    assert states(prepared)[ERRAND.ticket] is CopyState.HELD
    assert not person.hears("wipes in", is_urgent=True)


def test_the_places_of_the_rail_are_gone_to_by_selecting_them(person: Assisted) -> None:
    check_out(person, ERRAND)
    for place, reads in (("Log", "Search"), ("Board", "Everyone"), ("Tickets", "Unassigned")):
        person.choose(place, "Places")
        person.wait_to_read(reads)
    person.choose("Board", "Places")
    person.wait_to_read("Everyone")
    person.choose(ERRAND.title, "Copies held")
    person.wait_to_read("Open copy")
    person.choose("Lock vault", "Vault")
    person.wait_to_read("Unlock Bailee")
    assert not person.reads(TICKET)
