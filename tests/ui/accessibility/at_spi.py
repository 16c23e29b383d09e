"""AT-SPI, the way of screen readers to programs on Linux: a bus of its own, and what can be asked and heard on it."""

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.servers.secret_service import SecretServiceSession, running_bus
from tests.ui.accessibility.assisted import Said

jeepney = pytest.importorskip("jeepney")
open_dbus_connection = pytest.importorskip("jeepney.io.blocking").open_dbus_connection

_PLACES = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib/at-spi2")
_PROGRAM = "at-spi-bus-launcher"
_SECONDS = 30.0
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_NOWHERE = "/org/a11y/atspi/null"
_SENSITIVE, _SHOWING = 24, 25
_MOST_CHILDREN = 400
_ASSERTIVE = 2


def launcher() -> str:
    """The program that opens the bus; skips the test where it is not installed."""
    found = [str(Path(place, _PROGRAM)) for place in _PLACES if Path(place, _PROGRAM).exists()]
    if sys.platform != "linux" or not found:
        pytest.skip("AT-SPI is not installed (Debian: at-spi2-core)")
    return found[0]


class AccessibilityBus:
    """`environment` is what a program needs to be on it."""

    def __init__(self, session: SecretServiceSession) -> None:
        self.environment = {
            "DBUS_SESSION_BUS_ADDRESS": session.address,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        address = _address(session.address)
        self._asking = open_dbus_connection(bus=address)
        self._hearing = open_dbus_connection(bus=address)
        self._said: list[Said] = []
        self._is_over = threading.Event()
        self._listen_for("object:announcement")
        self._thread = threading.Thread(target=self._hear, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hear and ask no more."""
        self._is_over.set()
        self._thread.join(_SECONDS)
        self._asking.close()
        self._hearing.close()

    def ask(self, owner: str, path: str, interface: str, what: str, signature: str = "", *body: Any) -> Any:
        """The answer of a program to a call."""
        where = jeepney.DBusAddress(path, owner, interface)
        call = jeepney.new_method_call(where, what, signature or None, body)
        reply = self._asking.send_and_get_reply(call, timeout=_SECONDS)
        if reply.header.message_type is not jeepney.MessageType.method_return:
            raise GoneError(str(reply.body))
        return reply.body[0] if reply.body else None

    def root(self) -> "BusThing | None":
        """The window of the only program on the bus, once there is one."""
        registry = "org.a11y.atspi.Registry"
        with contextlib.suppress(GoneError):
            for owner, path in self.ask(registry, _ROOT, _ACCESSIBLE, "GetChildren"):
                for window in BusThing(self, owner, path).children():
                    if window.is_shown:
                        return window
        return None

    def said(self) -> Sequence[Said]:
        """Everything announced so far."""
        return tuple(self._said)

    def wait(self, seconds: float) -> None:
        """Let the program work for a while."""
        time.sleep(seconds)

    def _listen_for(self, event: str) -> None:
        rule = jeepney.MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
        self._hearing.send_and_get_reply(jeepney.message_bus.AddMatch(rule), timeout=_SECONDS)
        registry = jeepney.DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
        call = jeepney.new_method_call(registry, "RegisterEvent", "s", (event,))
        self._hearing.send_and_get_reply(call, timeout=_SECONDS)

    def _hear(self) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(TimeoutError):
                message = self._hearing.receive(timeout=0.2)
                if message.header.fields.get(jeepney.HeaderFields.member) == "Announcement":
                    _, politeness, _, (_, text), *_ = message.body
                    self._said.append(Said(text, politeness == _ASSERTIVE))


class GoneError(Exception):
    """What was asked is there no more."""


class BusThing:
    """One accessible object of a program."""

    def __init__(self, bus: AccessibilityBus, owner: str, path: str) -> None:
        self._bus = bus
        self._owner = owner
        self._path = path

    @property
    def name(self) -> str:
        """What it is called."""
        value = self._safely("", "org.freedesktop.DBus.Properties", "Get", "ss", _ACCESSIBLE, "Name")
        return str(value[1]) if value else ""

    @property
    def is_shown(self) -> bool:
        """Whether it can be perceived at all."""
        return self._has(_SHOWING)

    @property
    def is_usable(self) -> bool:
        """Whether it is enabled."""
        return self._has(_SENSITIVE)

    def children(self) -> Sequence["BusThing"]:
        """What is in it."""
        found = self._safely([], _ACCESSIBLE, "GetChildren")[:_MOST_CHILDREN]
        return [BusThing(self._bus, owner, path) for owner, path in found if path != _NOWHERE]

    def actions(self) -> Sequence[str]:
        """What can be done with it."""
        return [name for name, *_ in self._safely([], "org.a11y.atspi.Action", "GetActions")]

    def do(self, action: str) -> None:
        """Do that."""
        self._bus.ask(
            self._owner, self._path, "org.a11y.atspi.Action", "DoAction", "i", list(self.actions()).index(action)
        )

    def write(self, text: str) -> None:
        """Put a text into it, in place of what was there."""
        self._bus.ask(self._owner, self._path, "org.a11y.atspi.EditableText", "SetTextContents", "s", text)

    def select_nothing(self) -> None:
        """End its selection."""
        self._bus.ask(self._owner, self._path, "org.a11y.atspi.Selection", "ClearSelection")

    def _has(self, state: int) -> bool:
        low, high = self._safely((0, 0), _ACCESSIBLE, "GetState")
        return bool((low | high << 32) >> state & 1)

    def _safely(self, otherwise: Any, interface: str, what: str, signature: str = "", *body: Any) -> Any:
        """What it says; `otherwise` where it went while it was being asked, or knows nothing of the matter."""
        try:
            return self._bus.ask(self._owner, self._path, interface, what, signature, *body)
        except GoneError:
            return otherwise


@contextmanager
def running_accessibility() -> Iterator[AccessibilityBus]:
    """A session bus with AT-SPI on it, and nothing else. All of it is stopped at the end."""
    command = [launcher(), "--launch-immediately"]
    with (
        running_bus() as session,
        subprocess.Popen(
            command, env=session.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process,
    ):
        try:
            bus = AccessibilityBus(session)
            try:
                yield bus
            finally:
                bus.close()
        finally:
            process.terminate()


def _address(session: str) -> str:
    """Where the accessibility bus is, as soon as its launcher is there."""
    where = jeepney.DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    ends = time.monotonic() + _SECONDS
    with contextlib.closing(open_dbus_connection(bus=session)) as connection:
        while time.monotonic() < ends:
            reply = connection.send_and_get_reply(jeepney.new_method_call(where, "GetAddress"), timeout=_SECONDS)
            if reply.header.message_type is jeepney.MessageType.method_return:
                return str(reply.body[0])
            time.sleep(0.05)
    pytest.fail("AT-SPI did not start")
