"""Settings: hold at once, can be taken back, survive, and are found by their words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QKeySequenceEdit, QLineEdit, QSpinBox

from app.settings import Settings
from tests.ui.driving import Driver
from tests.ui.shell.conftest import unlock, window_of
from ui.places import Place, Where
from ui.screens.settings.screen import SettingsScreen
from ui.shell.frame import Frame
from ui.theme.measures import Density


@pytest.fixture
def screen(driver: Driver, frame: Frame) -> SettingsScreen:
    frame.navigator.go(Place(Where.SETTINGS))
    found = frame.content.screen_shown
    assert isinstance(found, SettingsScreen)
    del driver
    return found


def choose(driver: Driver, name: str, text: str) -> None:
    combo = driver.find(name, QComboBox)
    combo.setFocus()
    combo.setCurrentIndex(combo.findText(text))
    combo.activated.emit(combo.currentIndex())


@pytest.mark.usefixtures("screen")
def test_a_change_holds_at_once_is_kept_and_can_be_taken_back(driver: Driver, frame: Frame) -> None:
    home = frame.session.home
    spin = driver.find("Wipe delay", QSpinBox)
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    QTest.keyClick(spin, Qt.Key.Key_Up)
    assert frame.session.vault.settings.undo_seconds == 32
    driver.wait(lambda: home.settings.exists() and Settings.load(home).undo_seconds == 32)
    driver.wait_to_read("Wipe delay changed.")
    assert [toast.words.text() for toast in frame.toasts.toasts] == ["Wipe delay changed."], "two steps, one change"
    driver.click("Undo")
    driver.wait(lambda: Settings.load(home).undo_seconds == 30)
    assert spin.value() == 30


@pytest.mark.usefixtures("screen")
def test_lock_and_clipboard_times_reach_who_needs_them(driver: Driver, frame: Frame) -> None:
    window = window_of(driver)
    lock = driver.find("Lock after", QSpinBox)
    lock.setValue(3)
    driver.find("Clear the clipboard after", QSpinBox).setValue(10)
    assert 170 < window.watch.seconds_left() <= 180
    assert window.clipboard._timer.interval() == 10_000
    assert frame.session.vault.settings.lock_minutes == 3


@pytest.mark.usefixtures("screen")
def test_words_are_chosen_from_lists(driver: Driver, frame: Frame) -> None:
    choose(driver, "Density", "Compact")
    assert frame.session.vault.settings.density == Density.COMPACT.value
    driver.wait(frame.session.home.settings.exists)
    choose(driver, "Size of text", "125 %")
    assert frame.session.vault.settings.text_percent == 125


def test_what_a_terminal_changed_holds_after_the_next_unlocking(driver: Driver, screen: SettingsScreen) -> None:
    window = window_of(driver)
    Settings(due_days=3).save(window._session.home)
    window.lock()
    unlock(driver)
    assert driver.find("Due after", QSpinBox).value() == 3
    del screen


def test_the_search_leaves_what_fits(driver: Driver, screen: SettingsScreen) -> None:
    driver.key("Ctrl+F")
    driver.type("clipboard")
    assert [section.title for section in screen._sections if section.isVisible()] == ["Privacy"]
    driver.find("Search settings", QLineEdit).setText("working")
    assert driver.says("Due after")
    assert driver.says("Wipe delay")
    driver.find("Search settings", QLineEdit).setText("xyzzy")
    assert driver.says("No setting matches.")
    driver.find("Search settings", QLineEdit).clear()
    assert all(section.isVisible() for section in screen._sections)


def _choose_act(screen: SettingsScreen, text: str) -> QKeySequenceEdit:
    table = screen._keyboard._table
    model = table.model()
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == text)
    table.selectRow(row)
    return screen._keyboard._edit


def test_every_act_can_be_given_other_keys(driver: Driver, frame: Frame, screen: SettingsScreen) -> None:
    edit = _choose_act(screen, "Jobs")
    edit.setKeySequence(QKeySequence("Ctrl+Shift+J"))
    driver.click("Set keys")
    assert frame.acts.keys("jobs") == ("Ctrl+Shift+J",)
    screen._area.setFocus()
    driver.key("Ctrl+J")
    assert not frame.popover.isVisible()
    driver.key("Ctrl+Shift+J")
    assert frame.popover.isVisible()
    frame.popover.hide()
    driver.wait(lambda: Settings.load(frame.session.home).keys == (("jobs", ("Ctrl+Shift+J",)),))
    driver.click("As it was")
    assert frame.acts.keys("jobs") == ("Ctrl+J",)
    driver.wait(lambda: Settings.load(frame.session.home).keys == ())


def test_keys_that_belong_to_another_act_are_refused_by_name(
    driver: Driver, frame: Frame, screen: SettingsScreen
) -> None:
    _choose_act(screen, "Jobs").setKeySequence(QKeySequence("Ctrl+L"))
    assert driver.says("Ctrl+L belongs to: Lock vault")
    assert driver.why_not("Set keys") == "Ctrl+L belongs to: Lock vault"
    driver.click("No keys")
    assert frame.acts.keys("jobs") == ()
    driver.click("Undo")
    assert frame.acts.keys("jobs") == ("Ctrl+J",)


def test_a_disk_that_refuses_is_told(driver: Driver, frame: Frame, screen: SettingsScreen) -> None:
    frame.session.home.settings.mkdir()
    driver.find("Due after", QSpinBox).setValue(9)
    driver.wait_for("Copy details")
    assert frame.session.vault.settings.due_days == 9, "it holds until the window is closed"
    del screen


def test_versions_and_licences_are_shown(driver: Driver, screen: SettingsScreen) -> None:
    driver.wait_to_read("Made with")
    found = [part for part in driver.readable() if part.startswith("PySide6-Essentials")]
    assert any("LGPL" in part for part in found)
    del screen


@pytest.mark.usefixtures("screen")
def test_screen_share_mode_is_switched_here_and_names_its_key(driver: Driver, frame: Frame) -> None:
    driver.wait_to_read("Ctrl+Shift+H switches it.")
    choose(driver, "Screen-share mode", "On")
    assert frame.sharing.is_on
    assert window_of(driver).windowTitle() == "Bailee"
    driver.wait_to_read("Screen-share mode changed.")
    driver.click("Undo")
    driver.wait(lambda: not frame.sharing.is_on)
    assert driver.find("Screen-share mode", QComboBox).currentText() == "Off"
    assert window_of(driver).windowTitle() == "Settings - Bailee"
