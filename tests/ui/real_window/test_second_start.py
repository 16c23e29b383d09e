"""A second start hands its link to the window that is open and ends; what it names is shown behind the lock only."""

import pytest

from tests.ui.real_window.conftest import CLEAN, unlock
from tests.ui.real_window.person import Person
from tests.ui.vaults import TICKET

pytestmark = pytest.mark.slow

LINK = f"bailee://ticket/{CLEAN}"


def test_while_locked_the_link_waits_and_is_opened_after_the_passphrase(person: Person) -> None:
    assert person.start_again(LINK) == 0
    person.spot("Unlock")
    assert not person.says(CLEAN)
    unlock(person)
    person.wait_to_read("Open copy")
    person.wait_to_read("Duplicate customer numbers on import")
    assert person.clicks == 0


def test_while_open_the_link_is_followed_at_once(inside: Person) -> None:
    assert inside.start_again(f"bailee://ticket/{TICKET}") == 0
    inside.wait_to_read("Not exported yet")
    assert inside.start_again(LINK) == 0
    inside.wait(lambda: not inside.says("Not exported yet"), "the pane stayed with the first ticket")
    inside.spot("Open copy")


@pytest.mark.parametrize("link", ["", "bailee://wipe/ERP-4730", "http://ticket/ERP-4730", "not a link"])
def test_what_is_no_link_of_ours_brings_the_window_up_and_does_nothing(inside: Person, link: str) -> None:
    assert inside.start_again(*([link] if link else [])) == 0
    assert inside.ask(is_shown=1) is True
    assert not inside.says("Open copy")
    assert not inside.says("wipes in")


def test_after_the_first_has_ended_the_next_start_opens_a_window(inside: Person) -> None:
    inside.key("alt+F4")
    inside.wait(lambda: inside.exit_code is not None, "it did not end")
    with inside.once_more(LINK) as next_one:
        next_one.spot("Unlock")
        unlock(next_one)
        next_one.spot("Open copy")
