"""Closing the window: nothing is cut short without a word, and Esc means to stay."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.model import CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.ui.driving import Driver
from tests.ui.shell.conftest import unlock, window_of
from tests.ui.vaults import PASSPHRASE, TICKET, held, opener, result_of
from ui.jobs import Listing
from ui.pending_wipes import Ending, read_ending
from ui.places import Place, Where
from ui.preferences import Preferences
from ui.shell.frame import Frame
from ui.shell.quit_sheet import Choice, QuitSheet, Standing, choices
from ui.theme.theme import Theme
from ui.translating import Language, Translating


@pytest.mark.parametrize(
    ("standing", "offered"),
    [
        (Standing(wipes=1), [Choice.WIPE, Choice.UNDO, Choice.STAY]),
        (Standing(wipes=1, jobs=2, has_tray=True), [Choice.WIPE, Choice.UNDO, Choice.STAY]),
        (Standing(wipes=1, is_locked=True), [Choice.FINISH, Choice.LEAVE, Choice.STAY]),
        (Standing(jobs=1), [Choice.FINISH, Choice.STAY]),
        (Standing(jobs=1, has_tray=True), [Choice.BACKGROUND, Choice.FINISH, Choice.STAY]),
    ],
)
def test_what_is_offered_fits_what_goes_on(standing: Standing, offered: list[Choice]) -> None:
    assert choices(standing) == offered
    assert not standing.is_free


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.GERMAN])
@pytest.mark.parametrize(
    "standing", [Standing(wipes=1), Standing(wipes=1, is_locked=True), Standing(jobs=1, has_tray=True)]
)
def test_no_word_of_a_choice_is_cut(
    app_theme: Theme,
    drive: Callable[[QWidget], Driver],
    english: Translating,
    language: Language,
    standing: Standing,
) -> None:
    english.choose(language)
    window = QWidget()
    window.resize(1024, 640)
    sheet = QuitSheet(app_theme, window)
    driver = drive(window)
    sheet.ask(standing)
    buttons = sheet.findChildren(QPushButton)
    driver.wait(lambda: all(each.isVisible() for each in buttons))
    assert len(buttons) == len(choices(standing))
    assert [each.text() for each in buttons if each.width() < each.sizeHint().width()] == []
    assert all(sheet.card.rect().contains(each.geometry()) for each in buttons)


def test_with_nothing_going_on_it_just_ends_and_remembers(driver: Driver, qtbot: QtBot) -> None:
    window = window_of(driver)
    with qtbot.waitSignal(window.ended, timeout=10_000):
        window.close()
    assert not window.isVisible()
    assert not window._session.is_unlocked
    assert (window._session.home.path / "window.ini").exists()


def _closing(frame: Frame, folder: Path, driver: Driver, qtbot: QtBot) -> None:
    """A copy that waits for its wipe."""

    def close(vault: Unlocked, monitor: Monitor) -> None:
        held(vault, folder)
        close_ticket(vault, plan_close(vault, TICKET), monitor)

    preferences = window_of(driver)._preferences
    assert isinstance(preferences, Preferences)
    preferences.change("undo_seconds", "60")
    result_of(frame.session, close, qtbot.waitUntil)
    driver.wait(lambda: bool(frame.custodian.pending()))


def _states(driver: Driver) -> list[CopyState]:
    vault = opener(window_of(driver)._session.home, PASSPHRASE)()
    try:
        return [record.state for record in vault.registry.copies.all(states=list(CopyState))]
    finally:
        vault.close()


def test_a_pending_wipe_is_asked_about_and_esc_stays(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    frame.navigator.go(Place(Where.SETTINGS))
    driver.window.close()
    assert driver.says("1 wipe is pending.")
    stay = driver.find("Cancel", QPushButton)
    assert stay.hasFocus(), "never the one that destroys"
    driver.key("Escape")
    assert not driver.says("1 wipe is pending.")
    assert driver.window.isVisible()
    assert len(frame.custodian.pending()) == 1


def test_wipe_now_and_quit_wipes_first(driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    driver.window.close()
    with qtbot.waitSignal(window_of(driver).ended, timeout=30_000):
        driver.click("Wipe now and quit")
    assert _states(driver) == [CopyState.WIPED]


@pytest.mark.parametrize(
    ("choice", "state"), [("Wipe now and quit", CopyState.WIPED), ("Undo and quit", CopyState.HELD)]
)
def test_a_slow_look_at_what_waits_is_waited_for(
    driver: Driver,
    frame: Frame,
    customer_folder: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    choice: str,
    state: CopyState,
) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    may_answer = threading.Event()

    def slowly(vault: Unlocked) -> Ending:
        may_answer.wait(20)
        return read_ending(vault)

    driver.window.close()
    monkeypatch.setattr("ui.wiping.read_ending", slowly)
    with qtbot.waitSignal(window_of(driver).ended, timeout=60_000):
        driver.click(choice)
        QTimer.singleShot(3_000, may_answer.set)
    assert _states(driver) == [state]


def test_undo_and_quit_keeps_the_copy(driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    driver.window.close()
    with qtbot.waitSignal(window_of(driver).ended, timeout=30_000):
        driver.click("Undo and quit")
    assert _states(driver) == [CopyState.HELD]


def test_locked_with_a_wipe_pending_one_can_leave_it_to_the_next_start(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    driver.key("Ctrl+L")
    driver.window.close()
    assert driver.says("1 wipe is pending.")
    with qtbot.waitSignal(window_of(driver).ended, timeout=30_000):
        driver.click("Quit, and wipe at the next start")
    window_of(driver)._session.runner.shutdown()
    assert _states(driver) == [CopyState.CLOSING]


def test_a_running_job_is_finished_before_the_end(driver: Driver, frame: Frame, qtbot: QtBot) -> None:
    may_end = threading.Event()
    frame.session.run(
        lambda _vault, _monitor: may_end.wait(20), lane="test", listing=Listing("Checking out ERP-4711", TICKET)
    )
    driver.window.close()
    assert driver.says("1 job still runs.")
    driver.click("Finish and quit")
    assert driver.says("Finishing")
    QTimer.singleShot(300, may_end.set)
    with qtbot.waitSignal(window_of(driver).ended, timeout=20_000):
        pass


def test_finishing_can_be_called_off(driver: Driver, frame: Frame, qtbot: QtBot) -> None:
    may_end = threading.Event()
    job = frame.session.run(lambda _vault, _monitor: may_end.wait(20), lane="test", listing=Listing("Checking out", ""))
    driver.window.close()
    driver.click("Finish and quit")
    driver.click("Cancel")
    with qtbot.waitSignal(job.finished, timeout=20_000):
        may_end.set()
    with qtbot.assertNotEmitted(window_of(driver).ended, wait=500):
        pass
    assert driver.window.isVisible()


def test_a_lock_takes_the_question_away(driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot) -> None:
    _closing(frame, customer_folder, driver, qtbot)
    driver.window.close()
    assert driver.says("1 wipe is pending.")
    window_of(driver).lock()
    assert not driver.says("Wipe now and quit")
    unlock(driver)
    assert driver.window.isVisible()


def test_in_the_background_the_window_is_hidden_and_comes_back(driver: Driver, qapp: QApplication) -> None:
    window = window_of(driver)
    window.quitting.hide_asked.emit()
    assert not window.isVisible()
    assert window.background.is_on
    window.background.show_asked.emit()
    assert window.isVisible()
    assert not window.background.is_on
    del qapp
