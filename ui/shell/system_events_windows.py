"""The session on Windows: messages about the session and about power, which come to a hidden window of our own."""

import sys

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from PySide6.QtGui import QWindow

from ui.shell.system_events import SystemEvents

WM_POWERBROADCAST, WM_WTSSESSION_CHANGE = 0x0218, 0x02B1
PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC = 0x0004, 0x0012
WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK = 0x2, 0x4, 0x6, 0x7

_LEAVING = frozenset({WTS_CONSOLE_DISCONNECT, WTS_REMOTE_DISCONNECT, WTS_SESSION_LOGOFF, WTS_SESSION_LOCK})
_SLEEPING = frozenset({PBT_APMSUSPEND, PBT_APMRESUMEAUTOMATIC})


def is_leaving(message: int, parameter: int) -> bool:
    """Whether a message says that the person locks or leaves the session."""
    return message == WM_WTSSESSION_CHANGE and parameter in _LEAVING


def is_sleeping(message: int, parameter: int) -> bool:
    """Whether a message says that the machine sleeps, or slept."""
    return message == WM_POWERBROADCAST and parameter in _SLEEPING


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _Filter(QAbstractNativeEventFilter):
        """Reads the messages of all windows of this thread."""

        def __init__(self, events: "WindowsEvents") -> None:
            super().__init__()
            self._events = events

        def nativeEventFilter(  # noqa: N802
            self, kind: QByteArray | bytes | bytearray | memoryview, message: int
        ) -> object:
            """Look at one message and let it pass."""
            if QByteArray(kind).startsWith(b"windows_"):
                found = wintypes.MSG.from_address(int(message))
                self._events.take(found.message, found.wParam)
            return False, 0

    class WindowsEvents(SystemEvents):
        """Registers a window that is never shown, so that it outlives all that are."""

        def __init__(self, parent: QObject | None = None) -> None:
            super().__init__(parent)
            self._window = QWindow()
            self._window.create()
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(int(self._window.winId()), 0)
            self._filter = _Filter(self)
            application = QCoreApplication.instance()
            if application is not None:
                application.installNativeEventFilter(self._filter)

        def take(self, message: int, parameter: int) -> None:
            """Tell what a message means, if it means something to us."""
            if is_leaving(message, parameter):
                self.session_locked.emit()
            elif is_sleeping(message, parameter):
                self.sleeping.emit()

        def close(self) -> None:  # noqa: D102
            application = QCoreApplication.instance()
            if application is not None:
                application.removeNativeEventFilter(self._filter)
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(int(self._window.winId()))
            self._window.destroy()
