"""The lock: nothing delays it, nothing of a customer stays to be seen, and one comes back to the same place."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QInputDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver
from tests.ui.shell.conftest import frame_of, unlock, window_of
from ui.places import Place, Where
from ui.session import VaultState
from ui.shell.frame import Frame

MOST_SECONDS = 0.5


def is_locked(driver: Driver) -> bool:
    """Whether nothing but the card can be seen, and nothing of the vault is open."""
    window = window_of(driver)
    above = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not window]
    is_shut = not window._session.is_unlocked and window.windowTitle() == "Bailee"
    return is_shut and above == [] and driver.says("Unlock Bailee") and not frame_of(driver).isVisible()


def lock_in_time(driver: Driver) -> None:
    began = time.monotonic()
    window_of(driver).lock()
    assert time.monotonic() - began < MOST_SECONDS
    assert is_locked(driver)


def test_ctrl_l_locks_and_the_passphrase_leads_back_to_the_same_place(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.SETTINGS))
    driver.key("Ctrl+L")
    assert is_locked(driver)
    unlock(driver)
    assert frame.navigator.place.where is Where.SETTINGS
    assert window_of(driver).windowTitle() == "Settings - Bailee"


def test_the_ticket_in_the_pane_comes_back(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, "ERP-4711"))
    driver.wait(lambda: frame.pane.story is not None)
    lock_in_time(driver)
    assert frame.pane.story is None
    unlock(driver)
    assert frame.split.is_open
    assert frame.pane.number == "ERP-4711"


def test_an_open_menu_does_not_delay_it(driver: Driver) -> None:
    menu = QMenu(driver.window)
    menu.addMenu("More").addAction("Wipe")
    seen: list[bool] = []

    def lock() -> None:
        seen.append(menu.isVisible())
        lock_in_time(driver)

    QTimer.singleShot(50, lock)
    began = time.monotonic()
    menu.exec()
    assert time.monotonic() - began < 5
    assert seen == [True]
    assert is_locked(driver)


class Stubborn(QDialog):
    """Asks before it goes, as dialogs with unsaved work do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.asked = 0

    def reject(self) -> None:
        self.asked += 1

    def done(self, _result: int) -> None:
        self.asked += 1


@pytest.mark.parametrize("kind", [Stubborn, QMessageBox, QInputDialog])
def test_a_dialog_does_not_delay_it_whatever_it_would_ask(driver: Driver, kind: type[QDialog]) -> None:
    dialog = kind(driver.window)
    seen: list[bool] = []

    def lock() -> None:
        seen.append(dialog.isVisible())
        lock_in_time(driver)

    QTimer.singleShot(50, lock)
    dialog.exec()
    assert seen == [True]
    assert is_locked(driver)
    if isinstance(dialog, Stubborn):
        assert dialog.asked == 0


def test_an_edit_in_a_table_and_a_list_that_dropped_down_do_not_delay_it(driver: Driver, frame: Frame) -> None:
    table = QTableWidget(1, 1, frame)
    table.resize(300, 100)
    table.show()
    cell = QTableWidgetItem("cell")
    table.setItem(0, 0, cell)
    table.editItem(cell)
    assert table.findChildren(QLineEdit)
    lock_in_time(driver)
    unlock(driver)
    combo = QComboBox(frame)
    combo.addItems(["one", "two"])
    combo.show()
    combo.showPopup()
    assert combo.view().isVisible()
    lock_in_time(driver)


def test_windows_of_their_own_are_hidden_and_come_back(driver: Driver) -> None:
    own = QWidget()
    QVBoxLayout(own).addWidget(QPlainTextEdit("content of a copy"))
    own.show()
    lock_in_time(driver)
    assert not own.isVisible()
    unlock(driver)
    assert own.isVisible()
    own.close()
    own.deleteLater()


def test_the_palette_and_the_lists_over_the_window_forget(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+K")
    driver.type("quartz")
    driver.wait(lambda: frame.palette_card._list.rows.rowCount() > 0)
    lock_in_time(driver)
    assert frame.palette_card._field.text() == ""
    assert frame.palette_card._list.rows.rowCount() == 0
    assert not frame.palette_card.is_open
    unlock(driver)
    driver.key("F1")
    assert frame.shortcuts.is_open
    lock_in_time(driver)
    assert not frame.shortcuts.is_open


def test_toasts_that_name_customers_are_gone(driver: Driver, frame: Frame) -> None:
    frame.toasts.offer_undo("Quartz was renamed", lambda: None)
    lock_in_time(driver)
    assert frame.toasts.toasts == []
    unlock(driver)
    assert not frame.toasts.undo_last()


def test_what_was_copied_here_is_gone_from_the_clipboard(driver: Driver) -> None:
    window_of(driver).clipboard._is_ours = lambda _mode: True
    QGuiApplication.clipboard().setText("content of a copy")
    lock_in_time(driver)
    assert QGuiApplication.clipboard().text() == ""


def test_shortcuts_do_nothing_while_it_is_locked(driver: Driver, frame: Frame) -> None:
    lock_in_time(driver)
    place = frame.navigator.place
    for keys in ("Ctrl+K", "Ctrl+2", "Ctrl+N", "F1", "Ctrl+J"):
        driver.key(keys)
    QTest.mouseClick(driver.window, Qt.MouseButton.BackButton)
    assert frame.navigator.place == place
    assert not frame.palette_card.is_open
    assert is_locked(driver)


def test_nobody_here_for_long_locks(driver: Driver, qtbot: QtBot) -> None:
    window = window_of(driver)
    window.watch.set_idle_seconds(0.2)
    qtbot.waitUntil(lambda: not window._session.is_unlocked, timeout=5_000)
    assert is_locked(driver)


def test_the_rail_says_when_it_will_lock_once_that_is_soon(driver: Driver, frame: Frame) -> None:
    window = window_of(driver)
    assert not driver.says("in 4 min")
    window.watch.set_idle_seconds(280)
    frame.rail.set_seconds_left(280)
    entry = frame.rail.foot.model().index(1, 0)
    assert entry.data(Qt.ItemDataRole.UserRole).end == "in 4 min"
    assert "Locks in 4 min" in entry.data(Qt.ItemDataRole.ToolTipRole)


@pytest.mark.parametrize("signal", ["session_locked", "sleeping"])
def test_the_system_locks_it_too(driver: Driver, signal: str) -> None:
    from ui.shell.system_events import SystemEvents

    events = SystemEvents(driver.window)
    window_of(driver).hear(events)
    getattr(events, signal).emit()
    assert is_locked(driver)


def test_leaving_the_session_locks(driver: Driver, qapp: QApplication) -> None:
    assert window_of(driver)._session.is_unlocked
    QGuiApplication.instance().commitDataRequest.emit(None)  # type: ignore[union-attr]
    assert is_locked(driver)
    del qapp


def test_one_screen_that_fails_to_forget_keeps_no_other_from_it(driver: Driver, frame: Frame, qtbot: QtBot) -> None:
    def fail() -> None:
        message = "cannot forget"
        raise RuntimeError(message)

    window = window_of(driver)
    window._session.locking.connect(fail)
    frame.toasts.tell("Quartz")
    with qtbot.captureExceptions() as caught:
        lock_in_time(driver)
    assert [kind for kind, _, _ in caught] == [RuntimeError]
    assert frame.toasts.toasts == []
    window._session.locking.disconnect(fail)


@pytest.fixture(autouse=True)
def nothing_above() -> Iterator[None]:
    yield
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog | QMenu):
            each.hide()


def test_a_second_lock_is_nothing_new(driver: Driver) -> None:
    states: list[VaultState] = []
    window_of(driver)._session.state_changed.connect(states.append)
    lock_in_time(driver)
    window_of(driver).lock()
    assert states == [VaultState.LOCKED]
