"""The card stands at once where it is known what opened the vault last, and gives way where that is wrong."""

import shutil
import threading

from pytestqt.qtbot import QtBot

from app.model import KeyMode
from app.operations.look_at_vault import look_at_vault
from app.settings import Home
from tests.ui.driving import Driver
from tests.ui.shell.conftest import MakeWindow, window_of
from ui.screens.unlock.doors import Doors
from ui.session import VaultSession
from ui.shell.window_memory import FILE, to_ini


def test_what_opened_it_is_remembered(locked_window: Driver, home: Home) -> None:
    assert window_of(locked_window)._memory.text("vault/mode") == "passphrase"
    locked_window.wait((home.path / FILE).exists)


def test_the_card_does_not_wait_for_the_look_and_keeps_what_is_typed(
    make_window: MakeWindow, qtbot: QtBot, locked_session: VaultSession
) -> None:
    (locked_session.home.path / FILE).write_bytes(to_ini({"vault/mode": "passphrase"}))
    may_look = threading.Event()

    def late(home: Home) -> KeyMode:
        may_look.wait(20)
        return look_at_vault(home)

    window = make_window(doors=Doors(look=late))
    driver = Driver(qtbot, window)
    assert driver.has("Unlock")
    driver.type("abc", into="Passphrase")
    with qtbot.waitSignal(window.gate.looked, timeout=20_000):
        may_look.set()
    assert window.gate.card.field.text() == "abc"
    assert driver.has("Unlock")


def test_a_vault_that_went_away_meanwhile_leads_to_the_first_page(
    make_window: MakeWindow, qtbot: QtBot, locked_session: VaultSession
) -> None:
    home = locked_session.home.path
    shutil.rmtree(home)
    home.mkdir()
    (home / FILE).write_bytes(to_ini({"vault/mode": "keyring"}))
    driver = Driver(qtbot, make_window(doors=Doors(find_keyring=lambda: "kwallet")))
    driver.wait_to_read("Welcome to Bailee")


def test_nonsense_is_not_expected(make_window: MakeWindow, qtbot: QtBot, locked_session: VaultSession) -> None:
    (locked_session.home.path / FILE).write_bytes(to_ini({"vault/mode": "nonsense"}))
    driver = Driver(qtbot, make_window())
    driver.wait_for("Passphrase")
