"""The session on Linux: logind on the system bus, the screen saver on the session bus."""

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection

from ui.shell.system_events import SystemEvents

_LOGIND = "org.freedesktop.login1"
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")


class LinuxEvents(SystemEvents):
    """Hears any session of this person being locked, whichever desktop says so. A bus that is not there is left out."""

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        system: QDBusConnection | None = None,
        session: QDBusConnection | None = None,
    ) -> None:
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._session = session or QDBusConnection.sessionBus()
        if self._system.isConnected():
            self._hear(self._system, f"{_LOGIND}.Manager", "PrepareForSleep", "_on_sleep(bool)")
            self._hear(self._system, f"{_LOGIND}.Session", "Lock", "_on_lock()")
        if self._session.isConnected():
            for saver in _SAVERS:
                self._hear(self._session, saver, "ActiveChanged", "_on_active_changed(bool)")

    def _hear(self, bus: QDBusConnection, interface: str, name: str, slot: str) -> None:
        # The stubs ask for bytes, and the call for what SLOT gives.
        bus.connect("", "", interface, name, self, SLOT(slot))  # type: ignore[call-overload]

    @Slot(bool)
    def _on_sleep(self, _is_beginning: bool) -> None:  # noqa: FBT001 - as the bus sends it
        self.sleeping.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.session_locked.emit()

    @Slot(bool)
    def _on_active_changed(self, is_active: bool) -> None:  # noqa: FBT001
        if is_active:
            self.session_locked.emit()
