"""The session on macOS: notifications that the screen is locked, through CoreFoundation's own C functions.

The system gives no such notification for sleep; by default the screen is locked with it, which is heard, and otherwise
the idle time counts while the machine sleeps.
"""

import sys

from PySide6.QtCore import QObject

from ui.shell.system_events import SystemEvents

LOCKED = b"com.apple.screenIsLocked"
SAVER = b"com.apple.screensaver.didstart"

if sys.platform == "darwin":
    import ctypes

    _UTF8 = 0x08000100
    _DELIVER_AT_ONCE = 4
    _Callback = ctypes.CFUNCTYPE(
        None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
    )

    class MacEvents(SystemEvents):
        """Hears the distributed notifications, which arrive on the thread of the window."""

        def __init__(self, parent: QObject | None = None) -> None:
            super().__init__(parent)
            core = ctypes.CDLL("/System/Library/Frameworks/CoreFoundation.framework/CoreFoundation")
            core.CFNotificationCenterGetDistributedCenter.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.restype = ctypes.c_void_p
            core.CFStringCreateWithCString.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_uint32]
            core.CFNotificationCenterAddObserver.argtypes = [
                ctypes.c_void_p,
                ctypes.c_void_p,
                _Callback,
                ctypes.c_void_p,
                ctypes.c_void_p,
                ctypes.c_long,
            ]
            core.CFNotificationCenterRemoveEveryObserver.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
            self._core = core
            self._callback = _Callback(self._on_notification)
            self._center = ctypes.c_void_p(core.CFNotificationCenterGetDistributedCenter())
            for name in (LOCKED, SAVER):
                text = ctypes.c_void_p(core.CFStringCreateWithCString(None, name, _UTF8))
                core.CFNotificationCenterAddObserver(
                    self._center, self._observer(), self._callback, text, None, _DELIVER_AT_ONCE
                )

        def close(self) -> None:  # noqa: D102
            self._core.CFNotificationCenterRemoveEveryObserver(self._center, self._observer())

        def _observer(self) -> ctypes.c_void_p:
            return ctypes.c_void_p(id(self))

        def _on_notification(self, *_about: object) -> None:
            self.session_locked.emit()
