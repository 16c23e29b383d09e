"""Before the vault: the card, wrong passphrases, keyrings, vaults that do not open."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app import bootstrap
from app.crypto.secret import Secret
from app.errors import KeyStoreLocked
from app.settings import Home
from app.unlocked.vault import Unlocked
from tests.fakes import MemoryKeyStore
from tests.ui.driving import Driver
from tests.ui.shell.conftest import MakeWindow, frame_of, unlock, window_of
from tests.ui.vaults import PASSPHRASE, SECONDS_TO_UNLOCK
from ui.jobs import JobRunner
from ui.screens.unlock.doors import Doors
from ui.screens.unlock.passphrase_field import CapsLock
from ui.session import VaultSession, VaultState


def test_the_passphrase_opens_the_board(locked_window: Driver) -> None:
    assert locked_window.says("Unlock Bailee")
    unlock(locked_window)
    locked_window.wait_to_read("Board")
    assert window_of(locked_window).gate.card.field.text() == ""


def test_a_wrong_passphrase_says_how_many_tries_are_left_and_keeps_the_text_selected(locked_window: Driver) -> None:
    locked_window.type("wrong", into="Passphrase")
    locked_window.click("Unlock")
    locked_window.wait_to_read("That passphrase does not open this vault. 2 tries, then a pause.", SECONDS_TO_UNLOCK)
    field = locked_window.find("Passphrase", QLineEdit)
    assert field.selectedText() == field.text() == "wrong"
    assert field.hasFocus()
    assert field.property("state") == "error"
    locked_window.type("w")
    assert field.property("state") == ""
    for text in ("1 try, then a pause", "The next try waits 1 s."):
        locked_window.key("Return")
        locked_window.wait_to_read(text, SECONDS_TO_UNLOCK)
    assert window_of(locked_window).frame is None


def test_nothing_is_tried_without_a_passphrase(locked_window: Driver) -> None:
    locked_window.click("Unlock")
    assert locked_window.says("Type the passphrase of this vault.")
    assert window_of(locked_window).gate.card.button.text() == "Unlock"


def test_esc_gives_a_try_up_and_leaves_the_vault_locked(make_window: MakeWindow, qtbot: QtBot) -> None:
    """Even where the door opens afterwards, what it opened is closed again."""
    may_go_on, opened = threading.Event(), []

    def slow_unlock(*arguments: object, **named: object) -> Unlocked:
        assert may_go_on.wait(20)
        opened.append(bootstrap.unlock(*arguments, **named))  # type: ignore[arg-type]
        return opened[0]

    window = make_window(doors=Doors(unlock=slow_unlock))
    driver = Driver(qtbot, window)
    driver.wait_for("Unlock")
    driver.type(PASSPHRASE.decode(), into="Passphrase")
    driver.key("Return")
    driver.wait(lambda: window.gate.card.button.text() == "Unlocking…")
    QTest.keyClick(window.gate.card.field, Qt.Key.Key_Escape)
    assert window.gate.card.button.text() == "Stopping…"
    may_go_on.set()
    driver.wait_for("Unlock", SECONDS_TO_UNLOCK)
    assert window.frame is None
    assert len(opened) == 1
    assert window.gate.card.field.text() == PASSPHRASE.decode()


def test_a_pause_after_wrong_passphrases_can_be_given_up_at_once(locked_window: Driver, home: Home) -> None:
    for _ in range(7):
        with pytest.raises(Exception, match="wrong passphrase"):
            bootstrap.unlock(home, passphrase=Secret(b"no"), clock=_NoWait())
    locked_window.type("wrong", into="Passphrase")
    locked_window.key("Return")
    card = window_of(locked_window).gate.card
    locked_window.wait(lambda: card.button.is_busy)
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    locked_window.wait(lambda: card.button.text() == "Unlock", 2)


class _NoWait(bootstrap.SystemClock):
    def sleep(self, seconds: float) -> None:
        del seconds


def test_the_eye_shows_the_passphrase_and_a_lock_hides_it_again(locked_window: Driver) -> None:
    field = window_of(locked_window).gate.card.field
    locked_window.type("abc", into="Passphrase")
    eye = field.actions()[0]
    assert (field.displayText(), eye.toolTip()) != ("abc", "Hide passphrase")
    eye.trigger()
    assert (field.displayText(), eye.toolTip()) == ("abc", "Hide passphrase")
    window_of(locked_window).gate.card.forget()
    assert field.text() == ""
    assert field.echoMode() == QLineEdit.EchoMode.Password
    assert not field.isUndoAvailable()


def test_caps_lock_is_told_from_the_letters(locked_window: Driver) -> None:
    locked_window.type("a", into="Passphrase")
    assert not locked_window.says("Caps Lock is on")
    QTest.keyClick(window_of(locked_window).gate.card.field, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert locked_window.says("Caps Lock is on")  # Shift gave a small letter
    caps = CapsLock()
    for text, shift, is_on in (("a", False, False), ("A", False, True), ("a", True, True), ("A", True, False)):
        caps.press(0, text, has_shift=shift)
        assert caps.is_on is is_on
    caps.press(0, "7", has_shift=False)
    assert not caps.is_on
    caps.press(Qt.Key.Key_CapsLock, "", has_shift=False)
    assert caps.is_on


def test_a_vault_of_the_keyring_opens_with_one_button(
    make_window: MakeWindow, qtbot: QtBot, qapp: object, tmp_path: Path
) -> None:
    del qapp
    store, home = MemoryKeyStore(), Home(tmp_path / "keyring home")
    bootstrap.init(home, use_keyring=True, passphrase=None, find_store=lambda: store).close()
    runner = JobRunner()
    session = VaultSession(home, runner)
    locked = [True]

    def open_it(*arguments: object, **named: object) -> Unlocked:
        if locked[0]:
            raise KeyStoreLocked(store="kwallet")
        return bootstrap.unlock(*arguments, **named, stores=lambda _name: store)  # type: ignore[arg-type]

    window = make_window(session, Doors(unlock=open_it))
    driver = Driver(qtbot, window)
    driver.wait_to_read("The keyring of this system opens it.")
    assert not driver.has("Passphrase")
    driver.click("Unlock")
    driver.wait(lambda: bool(window.gate.card.field.accessibleDescription()))
    assert window.gate.currentWidget() is not None
    assert driver.has("Unlock")
    locked[0] = False
    driver.click("Unlock")
    driver.wait(lambda: session.state is VaultState.UNLOCKED, SECONDS_TO_UNLOCK)
    window.end()
    session.lock()
    runner.shutdown()


def test_a_damaged_vault_is_told_on_a_whole_page_with_ways_on(
    make_window: MakeWindow, qtbot: QtBot, home: Home, tmp_path: Path
) -> None:
    head = (home.path / "HEAD").read_bytes()
    (home.path / "HEAD").write_bytes(b"{}")
    window = make_window()
    driver = Driver(qtbot, window)
    driver.wait_for("Try again")
    assert driver.says(str(home.path))
    driver.click("Copy details")
    assert str(home.path) in QGuiApplication.clipboard().text()
    chosen: list[str] = []
    window.home_chosen.connect(chosen.append)
    window.gate.ask_folder = lambda: str(tmp_path)  # type: ignore[method-assign]
    driver.click("Choose another vault…")
    assert chosen == [str(tmp_path)]
    (home.path / "HEAD").write_bytes(head)
    driver.click("Try again")
    driver.wait_for("Unlock")


def test_damage_that_shows_only_after_the_passphrase_is_told_there_too(
    make_window: MakeWindow, qtbot: QtBot, home: Home
) -> None:
    for table in (home.path / "keys").glob("table-*"):
        table.write_bytes(b"nonsense")
    window = make_window()
    driver = Driver(qtbot, window)
    driver.wait_for("Unlock")
    driver.type(PASSPHRASE.decode(), into="Passphrase")
    driver.key("Return")
    driver.wait_for("Choose another vault…", SECONDS_TO_UNLOCK)
    assert driver.says("Code ")


def test_a_vault_that_is_gone_leads_to_the_first_page(make_window: MakeWindow, qtbot: QtBot, home: Home) -> None:
    shutil.rmtree(home.path)
    driver = Driver(qtbot, make_window(doors=Doors(find_keyring=lambda: "kwallet")))
    driver.wait_to_read("Welcome to Bailee")
    assert driver.find("Create vault", QPushButton).isVisible()


def test_a_link_waits_for_the_vault_and_then_shows_its_ticket(locked_window: Driver) -> None:
    window = window_of(locked_window)
    window.open_link("bailee://ticket/ERP-4730")
    window.open_link("nonsense")
    assert locked_window.says("Unlock Bailee")
    unlock(locked_window)
    frame = frame_of(locked_window)
    assert frame.navigator.place.subject == "ERP-4730"
    locked_window.wait(lambda: frame.pane.number == "ERP-4730")
    window.open_link("bailee://ticket/ERP-4711")
    assert frame.navigator.place.subject == "ERP-4711"
