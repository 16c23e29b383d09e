"""The program under a window manager, with a real mouse and a real keyboard, over a real vault."""

import time

import pytest

from app.model import CopyState
from tests.ui.real_window.conftest import CLEAN, CLEAN_ROW, FREE, States, unlock
from tests.ui.real_window.person import Person
from tests.ui.vaults import TICKET

pytestmark = pytest.mark.slow


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(person: Person) -> None:
    person.type("not this one")
    person.key("Return")
    person.wait_to_read("does not open this vault")
    person.wait(lambda: isinstance(person.ask(spot="Unlock"), list), "it could not be tried again")
    time.sleep(1.5)
    person.key("ctrl+a")
    unlock(person)
    assert person.clicks == 0


def test_the_palette_finds_a_ticket_by_typing_alone(inside: Person) -> None:
    inside.key("ctrl+k")
    inside.wait_to_read("Found")
    inside.type("delivery")
    inside.wait_to_read(FREE)
    inside.key("Return")
    inside.wait_to_read("No copy held")
    assert inside.clicks == 0


def test_a_clean_copy_is_closed_with_two_clicks_and_taken_back_by_key_or_mouse(inside: Person, states: States) -> None:
    inside.click(CLEAN_ROW)
    inside.click("Close and wipe")
    inside.wait_to_read(f"{CLEAN} wipes in")
    assert inside.clicks == 2
    assert states()[CLEAN] is CopyState.CLOSING
    inside.key("ctrl+z")
    inside.spot("Close and wipe")
    assert states()[CLEAN] is CopyState.HELD
    inside.click("Close and wipe")
    inside.wait_to_read(f"{CLEAN} wipes in")
    inside.click("Undo", within="toast")
    inside.wait_to_read(f"{CLEAN} is held as before.")
    assert inside.clicks == 4
    assert states()[CLEAN] is CopyState.HELD


def test_a_folder_is_checked_out_from_its_ticket(inside: Person, states: States) -> None:
    inside.key("ctrl+k")
    inside.wait_to_read("Found")
    inside.type(FREE)
    inside.wait_to_read("Delivery notes")
    inside.key("Return")
    inside.click("Check out harbour")
    inside.wait_to_read("Copy ready")
    assert inside.clicks == 1
    assert states()[FREE] is CopyState.HELD


def test_locking_by_key_shows_the_card_and_nothing_of_customers(inside: Person) -> None:
    inside.key("ctrl+l")
    inside.spot("Unlock")
    assert not inside.says(TICKET)
    unlock(inside)


def test_the_window_is_closed_by_its_frame_and_the_vault_is_whole(inside: Person, states: States) -> None:
    inside.key("alt+F4")
    inside.wait(lambda: inside.exit_code is not None, "it did not end")
    assert inside.exit_code == 0
    assert states()[TICKET] is CopyState.HELD
