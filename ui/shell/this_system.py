"""Which of the sources of system events this system has."""

import sys

from PySide6.QtCore import QObject

from ui.shell.system_events import SystemEvents


def system_events(parent: QObject) -> SystemEvents:
    """What this system has."""
    if sys.platform == "win32":
        from ui.shell.system_events_windows import WindowsEvents  # noqa: PLC0415

        return WindowsEvents(parent)
    if sys.platform == "darwin":
        from ui.shell.system_events_macos import MacEvents  # noqa: PLC0415

        return MacEvents(parent)
    from ui.shell.system_events_linux import LinuxEvents  # noqa: PLC0415

    return LinuxEvents(parent)
