"""The program under a window manager, with a real mouse and a real keyboard, over a real vault."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.model import CopyState
from app.operations.put_file import put_file
from app.progress import Monitor
from app.settings import Home, Settings
from tests.ui.real_window.display import Display, Person, require_display_programs
from tests.ui.vaults import PASSPHRASE, TICKET, held, opener, write_tree
from ui.translating import Language

pytestmark = pytest.mark.slow

FREE = "ERP-4751"
UNDO_SECONDS = 600


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    require_display_programs()
    with Display() as display:
        yield display


@pytest.fixture
def prepared(home: Home, customer_folder: Path) -> Home:
    """A vault in which two tickets hold a copy, one of them changed, and English is set."""
    Settings(undo_seconds=UNDO_SECONDS, language=Language.ENGLISH.value).save(home)
    vault = opener(home)()
    try:
        held(vault, customer_folder)
        pieces = iter([b"UPDATE invoice_run SET vat = 7;\n", b""])
        put_file(vault, TICKET, b"fix.sql", lambda _most: next(pieces), Monitor())
        held(vault, write_tree(customer_folder.parent / "harbour"), "ERP-4730")
    finally:
        vault.close()
    return home


@pytest.fixture
def person(display: Display, prepared: Home) -> Iterator[Person]:
    """Somebody before the unlock card."""
    with Person(display, "ui.main", home=prepared.path) as person:
        person.spot("Unlock")
        yield person


@pytest.fixture
def inside(person: Person) -> Person:
    """Somebody before the board."""
    _unlock(person)
    return person


def _unlock(person: Person) -> None:
    person.type(PASSPHRASE.decode())
    person.key("Return")
    person.wait_to_read("Lock vault")
    person.wait_to_read(TICKET)


def _states(home: Home) -> dict[str, CopyState]:
    """What the register says, read by another Bailee."""
    vault = opener(home)()
    try:
        return {record.ticket.number: record.state for record in vault.registry.copies.all()}
    finally:
        vault.close()


def test_a_wrong_passphrase_is_told_and_the_right_one_opens(person: Person) -> None:
    person.type("not this one")
    person.key("Return")
    person.wait_to_read("does not open this vault")
    time.sleep(1.5)
    person.key("ctrl+a")
    _unlock(person)
    assert person.clicks == 0


def test_the_palette_finds_a_ticket_by_typing_alone(inside: Person) -> None:
    inside.key("ctrl+k")
    inside.wait_to_read("Found")
    inside.type("delivery")
    inside.wait_to_read(FREE)
    inside.key("Return")
    inside.wait_to_read("No copy held")
    assert inside.clicks == 0


def test_a_clean_copy_is_closed_with_two_clicks_and_taken_back_with_one(inside: Person, prepared: Home) -> None:
    inside.click("ERP-4730, Duplicate customer numbers on import")
    inside.click("Close and wipe")
    inside.wait_to_read("ERP-4730 wipes in")
    assert inside.clicks == 2
    assert _states(prepared)["ERP-4730"] is CopyState.CLOSING
    inside.key("ctrl+z")
    inside.spot("Close and wipe")
    assert _states(prepared)["ERP-4730"] is CopyState.HELD


def test_a_folder_is_checked_out_from_its_ticket(inside: Person, prepared: Home) -> None:
    inside.key("ctrl+k")
    inside.type(FREE)
    inside.wait_to_read("Delivery notes")
    inside.key("Return")
    inside.click("Check out harbour")
    inside.wait_to_read("Copy ready")
    assert inside.clicks == 1
    assert _states(prepared)[FREE] is CopyState.HELD


def test_a_changed_copy_shows_what_is_lost_and_is_wiped_by_holding_alone(inside: Person, prepared: Home) -> None:
    inside.click("ERP-4711, Invoice run aborts after VAT change")
    inside.click("Close and wipe")
    inside.wait_to_read("fix.sql")
    inside.wait_to_read("Hold to wipe")
    inside.click("Hold to wipe")
    inside.slide_off("Hold to wipe", 1.6)
    time.sleep(1.5)
    assert _states(prepared)[TICKET] is CopyState.HELD
    inside.hold("Hold to wipe", 1.4)
    inside.wait_to_read(f"{TICKET} wipes in")
    assert _states(prepared)[TICKET] is CopyState.CLOSING
    inside.key("ctrl+z")
    inside.spot("Close and wipe")
    assert _states(prepared)[TICKET] is CopyState.HELD


def test_locking_by_key_shows_the_card_and_nothing_of_customers(inside: Person) -> None:
    inside.key("ctrl+l")
    inside.spot("Unlock")
    assert not inside.says(TICKET)
    _unlock(inside)


def test_the_window_is_closed_by_its_frame_and_the_vault_is_whole(inside: Person, prepared: Home) -> None:
    inside.key("alt+F4")
    inside.wait(lambda: inside.exit_code is not None, "it did not end")
    assert inside.exit_code == 0
    assert _states(prepared)[TICKET] is CopyState.HELD
