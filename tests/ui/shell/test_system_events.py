"""What the system tells about the session: heard on real buses, where there are some."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.shell.system_events import SystemEvents
from ui.shell.system_events_linux import LinuxEvents
from ui.shell.system_events_windows import (
    PBT_APMSUSPEND,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    is_leaving,
    is_sleeping,
)
from ui.shell.this_system import system_events

DAEMON = shutil.which("dbus-daemon")


@pytest.fixture
def bus_address() -> Iterator[str]:
    """A bus of our own."""
    if DAEMON is None:
        pytest.skip("no dbus-daemon")
    command = [DAEMON, "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


def _heard(qapp: QApplication, bus_address: str) -> tuple[LinuxEvents, QDBusConnection]:
    hearing = QDBusConnection.connectToBus(bus_address, "hearing")
    telling = QDBusConnection.connectToBus(bus_address, "telling")
    assert hearing.isConnected()
    events = LinuxEvents(qapp, system=hearing, session=hearing)
    hearing.interface().registeredServiceNames()  # a round trip: the bus knows by now what is listened to
    return events, telling


@pytest.fixture
def buses() -> Iterator[None]:
    yield
    for name in ("hearing", "telling"):
        QDBusConnection.disconnectFromBus(name)


@pytest.mark.usefixtures("buses")
@pytest.mark.parametrize(
    ("interface", "name", "arguments", "signal"),
    [
        ("org.freedesktop.login1.Manager", "PrepareForSleep", [True], "sleeping"),
        ("org.freedesktop.login1.Manager", "PrepareForSleep", [False], "sleeping"),
        ("org.freedesktop.login1.Session", "Lock", [], "session_locked"),
        ("org.freedesktop.ScreenSaver", "ActiveChanged", [True], "session_locked"),
        ("org.gnome.ScreenSaver", "ActiveChanged", [True], "session_locked"),
    ],
)
def test_the_session_is_heard_on_a_real_bus(
    qapp: QApplication,
    qtbot: QtBot,
    bus_address: str,
    interface: str,
    name: str,
    arguments: list[object],
    signal: str,
) -> None:
    events, telling = _heard(qapp, bus_address)
    message = QDBusMessage.createSignal("/org/test", interface, name)
    message.setArguments(arguments)
    with qtbot.waitSignal(getattr(events, signal), timeout=5_000):
        assert telling.send(message)
    events.deleteLater()


@pytest.mark.usefixtures("buses")
def test_a_screen_saver_that_ends_is_no_lock(qapp: QApplication, qtbot: QtBot, bus_address: str) -> None:
    events, telling = _heard(qapp, bus_address)
    message = QDBusMessage.createSignal("/org/test", "org.freedesktop.ScreenSaver", "ActiveChanged")
    message.setArguments([False])
    with qtbot.assertNotEmitted(events.session_locked, wait=200):
        assert telling.send(message)
    events.deleteLater()


def test_without_any_bus_there_is_silence_and_no_error(qapp: QApplication) -> None:
    nowhere = QDBusConnection("nowhere")
    events = LinuxEvents(qapp, system=nowhere, session=nowhere)
    events.close()
    events.deleteLater()


def test_this_system_has_its_own(qapp: QApplication) -> None:
    owner = QObject(qapp)
    events = system_events(owner)
    assert isinstance(events, SystemEvents)
    events.close()
    owner.deleteLater()


def test_messages_of_windows_are_told_apart() -> None:
    assert is_leaving(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    assert not is_leaving(WM_WTSSESSION_CHANGE, 0x8)
    assert not is_leaving(WM_POWERBROADCAST, WTS_SESSION_LOCK)
    assert is_sleeping(WM_POWERBROADCAST, PBT_APMSUSPEND)
    assert not is_sleeping(WM_POWERBROADCAST, 0x12345)
