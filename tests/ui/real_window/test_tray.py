"""Going on in the background needs a tray; without one the window offers everything else."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.model import CopyState
from app.settings import Home
from tests.servers.secret_service import running_bus
from tests.ui.real_window.conftest import CLEAN, FREE, States, unlock
from tests.ui.real_window.display import Display
from tests.ui.real_window.person import Person
from tests.ui.real_window.tray_host import Tray, running_tray
from tests.ui.vaults import held, opener, write_tree

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="a tray on D-Bus")]

FILES = 50_000
ASKED = "1 job still runs."
KEEP_RUNNING = "Keep running in the background"


@pytest.fixture
def much(prepared: Home, customer_folder: Path) -> Home:
    """The next checkout for the ticket takes long: its customer's folder has grown."""
    vault = opener(prepared)()
    try:
        folder = write_tree(customer_folder.parent / "grown")
        held(vault, folder, CLEAN)
    finally:
        vault.close()
    for number in range(FILES):
        (folder / f"{number:05}.txt").write_bytes(b"%d" % number)
    return prepared


def _begin(person: Person) -> None:
    """A checkout runs, and the window is closed by its frame."""
    person.key("ctrl+k")
    person.wait_to_read("Found")
    person.type(FREE)
    person.wait_to_read("Delivery notes")
    person.key("Return")
    person.click("Check out grown")
    person.spot("Cancel")
    person.key("alt+F4")
    person.wait_to_read(ASKED)


@contextmanager
def _before(display: Display, home: Home, **environment: str) -> Iterator[Person]:
    with Person(display, "ui.main", home=home.path, environment=environment) as person:
        person.spot("Unlock")
        unlock(person)
        yield person
        assert "Traceback" not in person.complaints


@pytest.fixture
def tray() -> Iterator[Tray]:
    """A tray on a bus of its own."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon")
    with running_bus() as bus, running_tray(bus.address) as tray:
        yield tray


def test_without_a_tray_one_can_stay_or_finish_first(display: Display, much: Home, states: States) -> None:
    with _before(display, much) as person:
        _begin(person)
        assert not person.says(KEEP_RUNNING)
        person.click("Cancel", within=ASKED)
        person.wait(lambda: not person.says(ASKED), "the sheet stayed")
        person.key("alt+F4")
        person.click("Finish and quit")
        person.wait(lambda: person.exit_code is not None, "it did not end", 100)
        assert person.exit_code == 0
    assert states()[FREE] is CopyState.HELD


def test_with_a_tray_the_window_goes_and_its_icon_brings_it_back(display: Display, much: Home, tray: Tray) -> None:
    with _before(display, much, DBUS_SESSION_BUS_ADDRESS=tray.address) as person:
        assert tray.icons() == 0, "it is there only while the window is not"
        _begin(person)
        person.click(KEEP_RUNNING)
        tray.wait_for_icon()
        person.wait(lambda: person.ask(is_shown=1) is False, "the window stayed")
        assert "Bailee" in tray.tip()
        assert tray.entries() == ["Open Bailee", "Lock vault", "Quit"]
        assert not any(word in tray.tip() for word in (FREE, CLEAN, "Hafen"))
        tray.choose("Lock vault")
        tray.choose("Open Bailee")
        tray.wait_for_no_icon()
        person.spot("Unlock")
        assert not person.says(FREE)


def test_a_click_on_the_icon_opens_the_window_as_it_was(display: Display, much: Home, tray: Tray) -> None:
    with _before(display, much, DBUS_SESSION_BUS_ADDRESS=tray.address) as person:
        _begin(person)
        person.click(KEEP_RUNNING)
        tray.wait_for_icon()
        tray.click()
        tray.wait_for_no_icon()
        person.wait_to_read("Delivery notes")
        assert person.exit_code is None
