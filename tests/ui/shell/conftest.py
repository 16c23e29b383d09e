"""The real window on a real vault, unlocked by typing its passphrase."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Settings
from tests.ui.driving import Driver
from tests.ui.vaults import PASSPHRASE, SECONDS_TO_UNLOCK
from ui.main_window import MainWindow
from ui.preferences import Preferences
from ui.screens.unlock.doors import Doors
from ui.session import VaultSession
from ui.shell.frame import Frame
from ui.shell.window_memory import WindowMemory
from ui.theme.theme import Theme

MakeWindow = Callable[..., MainWindow]


@pytest.fixture
def make_window(
    qapp: QApplication, app_theme: Theme, locked_session: VaultSession, qtbot: QtBot
) -> Iterator[MakeWindow]:
    """Makes the window of the vault, locked and shown."""
    made: list[MainWindow] = []
    owner = QObject()

    def make(session: VaultSession = locked_session, doors: Doors | None = None) -> MainWindow:
        preferences = Preferences(session, Settings(), owner)
        memory = WindowMemory(session.home, session.runner, owner)
        window = MainWindow(qapp, app_theme, session, preferences, memory, doors)
        made.append(window)
        window.resize(1440, 900)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        return window

    yield make
    for window in made:
        window.end()
        window.deleteLater()
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def locked_window(make_window: MakeWindow, qtbot: QtBot) -> Driver:
    """Somebody before the unlock card."""
    window = make_window()
    driver = Driver(qtbot, window)
    driver.wait_for("Unlock")
    return driver


@pytest.fixture
def driver(locked_window: Driver) -> Driver:
    """Somebody before the board, with the vault open."""
    unlock(locked_window)
    return locked_window


@pytest.fixture
def frame(driver: Driver) -> Frame:
    """What is behind the gate."""
    return frame_of(driver)


def unlock(driver: Driver) -> None:
    """Type the passphrase and wait for what is behind the gate."""
    driver.type(PASSPHRASE.decode(), into="Passphrase")
    driver.key("Return")
    window = driver.window
    assert isinstance(window, MainWindow)
    driver.wait(lambda: window.frame is not None and window.frame.isVisible(), SECONDS_TO_UNLOCK)


def frame_of(driver: Driver) -> Frame:
    """What is behind the gate."""
    window = driver.window
    assert isinstance(window, MainWindow)
    assert window.frame is not None
    return window.frame


def window_of(driver: Driver) -> MainWindow:
    """The window itself."""
    assert isinstance(driver.window, MainWindow)
    return driver.window
