"""What the system tells about the session: that the screen is being locked, and that the machine goes to sleep."""

from PySide6.QtCore import QObject, Signal


class SystemEvents(QObject):
    """The port. Where a system tells nothing, the idle time still locks.

    Signals:
        session_locked: the person locked the screen or left the session.
        sleeping: the machine is about to sleep, or just woke up.
    """

    session_locked = Signal()
    sleeping = Signal()

    def close(self) -> None:
        """Listen no more."""
