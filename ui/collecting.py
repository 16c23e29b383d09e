"""Looks for reference cycles on the interface thread only.

Python looks for them on whichever thread happens to allocate, and a Qt object that is freed by a worker thread takes
the process with it.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_PAUSE_MS = 500


class Collector(QObject):
    """Takes the looking over from Python until `close`. Make one at the start, on the interface thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_at_work = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Do what Python would have done by now: the youngest objects often, the oldest seldom."""
        counts, limits = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > limits[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        if self._was_at_work:
            gc.enable()
