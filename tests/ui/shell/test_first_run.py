"""The first start: a vault in one page, honest about what is missing, and something to begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.cli.passphrases import SHORTEST as SHORTEST_IN_A_TERMINAL
from app.crypto.secret import Secret
from app.errors import KeyStoreMissing
from app.model import KeyMode
from app.operations.look_at_vault import look_at_vault
from app.settings import Home
from app.unlocked.vault import Unlocked
from tests.fakes import MemoryKeyStore
from tests.ui.driving import Driver
from tests.ui.shell.conftest import MakeWindow
from tests.ui.vaults import SECONDS_TO_UNLOCK
from ui.jobs import JobRunner
from ui.main_window import MainWindow
from ui.places import Place, Where
from ui.screens.first_run.strength import SHORTEST, Strength, strength, strength_words
from ui.screens.unlock.doors import Doors
from ui.session import VaultSession

GOOD = "seven calm otters row home"


def no_keyring() -> str:
    raise KeyStoreMissing(reason="none here")


@pytest.fixture
def empty(qapp: QApplication, tmp_path: Path) -> Iterator[VaultSession]:
    """A session on a home folder that is not there yet."""
    del qapp
    runner = JobRunner()
    session = VaultSession(Home(tmp_path / "home"), runner)
    yield session
    session.lock()
    runner.shutdown()


def first_page(make_window: MakeWindow, qtbot: QtBot, session: VaultSession, doors: Doors) -> tuple[Driver, MainWindow]:
    window = make_window(session, doors)
    driver = Driver(qtbot, window)
    driver.wait_to_read("Welcome to Bailee")
    return driver, window


def test_a_passphrase_vault_is_made_by_typing_it_twice(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot
) -> None:
    driver, window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring))
    driver.wait_to_read("None answers. This computer offers no keyring that Bailee trusts.")
    assert not driver.find("Keyring of this system", QCheckBox).isEnabled()
    assert driver.why_not("Create vault") == "Type a passphrase."
    driver.type("short", into="New passphrase")
    assert driver.says("At least 8 characters are needed")
    driver.type(" and longer it becomes")
    assert driver.why_not("Create vault") == "The two passphrases differ."
    driver.type("short and longer it becomes", into="The same again")
    assert driver.why_not("New ticket") == "Make the vault first."
    driver.click("Create vault")
    driver.wait_to_read("The vault is made and open.", SECONDS_TO_UNLOCK)
    assert look_at_vault(empty.home) is KeyMode.PASSPHRASE
    assert not driver.has("Choose another folder…")
    driver.click("Start with an empty board")
    driver.wait_to_read("No customer data on this machine")
    assert window.frame is not None
    window.lock()
    bootstrap.unlock(empty.home, passphrase=Secret(b"short and longer it becomes")).close()


def test_where_a_keyring_answers_both_are_used_unless_said_otherwise(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot
) -> None:
    store = MemoryKeyStore()

    def init(home: Home, **named: object) -> Unlocked:
        return bootstrap.init(home, **named, find_store=lambda: store)  # type: ignore[arg-type]

    driver, _window = first_page(make_window, qtbot, empty, Doors(init=init, find_keyring=lambda: "kwallet"))
    driver.wait_to_read("KWallet answers.")
    assert driver.says("Both are then needed together.")
    driver.click("Passphrase")
    assert not driver.has("New passphrase")
    driver.click("Keyring of this system")
    assert driver.why_not("Create vault") == "Choose a passphrase, the keyring, or both."
    driver.click("Keyring of this system")
    driver.click("Create vault")
    driver.wait_to_read("The vault is made and open.", SECONDS_TO_UNLOCK)
    assert look_at_vault(empty.home) is KeyMode.KEYRING
    assert len(store.entries) == 1


def test_the_sample_leads_to_a_ticket_that_can_be_checked_out(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot
) -> None:
    driver, window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring))
    make_vault(driver)
    driver.click("Try with a sample customer")
    driver.wait(lambda: window.frame is not None and window.frame.isVisible(), SECONDS_TO_UNLOCK)
    assert window.frame is not None
    assert window.frame.navigator.place == Place(Where.TICKETS, "SAMPLE-1")
    driver.wait_to_read("Invoices are printed twice")
    driver.wait_for("Check out home-sample")
    assert (empty.home.path.parent / "home-sample" / "README.txt").exists()


def test_a_first_ticket_can_be_begun_at_once(empty: VaultSession, make_window: MakeWindow, qtbot: QtBot) -> None:
    driver, window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring))
    make_vault(driver)
    driver.click("New ticket")
    driver.wait(lambda: window.frame is not None and window.frame.split.is_open)


def test_a_lock_before_the_last_step_leads_to_the_card_and_the_board(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot
) -> None:
    driver, window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring))
    make_vault(driver)
    window.lock()
    driver.wait_to_read("Unlock Bailee")
    driver.type(GOOD, into="Passphrase")
    driver.key("Return")
    driver.wait_to_read("No customer data on this machine", SECONDS_TO_UNLOCK)


def test_another_folder_can_be_chosen_before_there_is_a_vault(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ui.screens.first_run.folder_step import FolderStep

    monkeypatch.setattr(FolderStep, "ask_folder", lambda _step: str(tmp_path / "other"))
    driver, window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring))
    with qtbot.waitSignal(window.home_chosen) as chosen:
        driver.click("Choose another folder…")
    assert chosen.args == [str(tmp_path / "other")]


def test_a_synchronised_folder_is_warned_of(make_window: MakeWindow, qtbot: QtBot, tmp_path: Path) -> None:
    runner = JobRunner()
    session = VaultSession(Home(tmp_path / "Dropbox" / "bailee"), runner)
    driver, window = first_page(make_window, qtbot, session, Doors(find_keyring=no_keyring))
    driver.wait_to_read("Dropbox copies this folder elsewhere")
    window.end()
    runner.shutdown()


def test_a_vault_that_cannot_be_made_says_why_and_can_be_tried_again(
    empty: VaultSession, make_window: MakeWindow, qtbot: QtBot
) -> None:
    empty.home.path.write_text("in the way")
    driver, _window = first_page(make_window, qtbot, empty, Doors(find_keyring=no_keyring, look=_missing))
    driver.type(GOOD, into="New passphrase")
    driver.type(GOOD, into="The same again")
    driver.click("Create vault")
    driver.wait_for("Copy details", SECONDS_TO_UNLOCK)
    empty.home.path.unlink()
    driver.click("Create vault")
    driver.wait_to_read("The vault is made and open.", SECONDS_TO_UNLOCK)


def _missing(home: Home) -> KeyMode:
    from app.errors import VaultMissing

    raise VaultMissing(home=str(home.path))


def make_vault(driver: Driver) -> None:
    """Make a vault behind GOOD."""
    driver.type(GOOD, into="New passphrase")
    driver.type(GOOD, into="The same again")
    driver.click("Create vault")
    driver.wait(lambda: driver.find("New ticket", QPushButton).isEnabled(), SECONDS_TO_UNLOCK)


@pytest.mark.parametrize(
    ("passphrase", "found"),
    [
        ("", Strength.TOO_SHORT),
        ("1234567", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("password1", Strength.WEAK),
        ("qwertzuiopasdfgh", Strength.WEAK),
        ("Mv7kq2Lx", Strength.FAIR),
        (GOOD, Strength.STRONG),
    ],
)
def test_how_hard_a_passphrase_is_to_guess(passphrase: str, found: Strength) -> None:
    assert strength(passphrase) is found
    assert strength_words(found)


@given(st.text(max_size=60), st.characters())
def test_a_longer_passphrase_is_never_called_shorter(passphrase: str, more: str) -> None:
    assert (strength(passphrase) is Strength.TOO_SHORT) == (len(passphrase) < SHORTEST)
    assert strength(passphrase * 2) >= Strength.TOO_SHORT
    assert strength(passphrase + more) in Strength


def test_the_terminal_asks_for_the_same_length() -> None:
    assert SHORTEST == SHORTEST_IN_A_TERMINAL
