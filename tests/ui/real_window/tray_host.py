"""A tray of a desktop, as far as a program sees of it: the D-Bus interfaces that panels offer and use."""

import contextlib
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pytest

jeepney = pytest.importorskip("jeepney")
open_dbus_connection = pytest.importorskip("jeepney.io.blocking").open_dbus_connection

_WATCHER = "org.kde.StatusNotifierWatcher"
_ITEM = "org.kde.StatusNotifierItem"
_MENU = "com.canonical.dbusmenu"
_SECONDS = 20.0


class Tray:
    """Takes the icons of programs, and uses them as a person does with the mouse."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._asking = open_dbus_connection(bus=address)
        self._serving = open_dbus_connection(bus=address)
        self._items: list[tuple[str, str]] = []
        self._is_over = threading.Event()
        bus = jeepney.DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        self._bus = bus
        self._serving.send_and_get_reply(jeepney.new_method_call(bus, "RequestName", "su", (_WATCHER, 0)))
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Take the tray away."""
        self._is_over.set()
        self._thread.join(_SECONDS)
        self._asking.close()
        self._serving.close()

    def wait_for_icon(self) -> None:
        """Wait until there is an icon."""
        self._wait(lambda: self.icons() == 1, "no icon came")

    def wait_for_no_icon(self) -> None:
        """Wait until there is none."""
        self._wait(lambda: self.icons() == 0, "the icon stayed")

    def icons(self) -> int:
        """How many icons there are now."""
        return sum(self._is_there(owner) for owner, _ in self._items)

    def tip(self) -> str:
        """What the icon says."""
        tip = self._property("ToolTip")
        return str(tip[2])

    def entries(self) -> list[str]:
        """What its menu offers."""
        return [label for _, label in self._menu()]

    def choose(self, label: str) -> None:
        """Click an entry of the menu."""
        number = next(number for number, each in self._menu() if each == label)
        self._call(self._menu_place(), "Event", "isvu", (number, "clicked", ("s", ""), 0))

    def click(self) -> None:
        """Click the icon."""
        owner, path = self._items[-1]
        self._call(jeepney.DBusAddress(path, owner, _ITEM), "Activate", "ii", (0, 0))

    def _menu(self) -> list[tuple[int, str]]:
        _, (_, _, children) = self._call(self._menu_place(), "GetLayout", "iias", (0, -1, []))
        return [(number, str(facts["label"][1])) for _, (number, facts, _) in children if "label" in facts]

    def _menu_place(self) -> Any:
        owner, _ = self._items[-1]
        return jeepney.DBusAddress(str(self._property("Menu")), owner, _MENU)

    def _property(self, name: str) -> Any:
        owner, path = self._items[-1]
        item = jeepney.DBusAddress(path, owner, "org.freedesktop.DBus.Properties")
        return self._call(item, "Get", "ss", (_ITEM, name))[0][1]

    def _is_there(self, owner: str) -> bool:
        return bool(self._call(self._bus, "NameHasOwner", "s", (owner,))[0])

    def _call(self, where: Any, name: str, signature: str, body: tuple[Any, ...]) -> Any:
        reply = self._asking.send_and_get_reply(jeepney.new_method_call(where, name, signature, body), timeout=_SECONDS)
        assert reply.header.message_type is jeepney.MessageType.method_return, reply.body
        return reply.body

    @staticmethod
    def _wait(is_so: Any, what: str) -> None:
        ends = time.monotonic() + _SECONDS
        while not is_so():
            if time.monotonic() > ends:
                pytest.fail(what)
            time.sleep(0.05)

    def _serve(self) -> None:
        while not self._is_over.is_set():
            with contextlib.suppress(TimeoutError):
                self._answer(self._serving.receive(timeout=0.2))

    def _answer(self, message: Any) -> None:
        if message.header.message_type is not jeepney.MessageType.method_call:
            return
        fields = message.header.fields
        match fields[jeepney.HeaderFields.member]:
            case "RegisterStatusNotifierItem":
                named, sender = message.body[0], fields[jeepney.HeaderFields.sender]
                self._items.append((sender, named) if named.startswith("/") else (named, "/StatusNotifierItem"))
                reply = jeepney.new_method_return(message)
            case "Get":
                known = {"IsStatusNotifierHostRegistered": ("b", True), "ProtocolVersion": ("i", 0)}
                reply = jeepney.new_method_return(message, "v", (known[message.body[1]],))
            case _:
                reply = jeepney.new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        self._serving.send(reply)


@contextmanager
def running_tray(address: str) -> Iterator[Tray]:
    """A tray on a bus, until the block ends."""
    with closing(Tray(address)) as tray:
        yield tray
