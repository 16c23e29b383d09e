"""Clears the clipboard of what this program put there: after a while, and at once when the vault is locked."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QClipboard

_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardCare(QObject):
    """What others put there is left alone. `is_ours` tells whether the program owns what is there."""

    def __init__(
        self,
        clipboard: QClipboard,
        seconds: int,
        parent: QObject,
        is_ours: Callable[[QClipboard.Mode], bool] | None = None,
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._is_ours = is_ours or self._owns
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.set_seconds(seconds)
        clipboard.changed.connect(self._on_changed)

    def set_seconds(self, seconds: int) -> None:
        """How long what is copied stays, from the next copying on."""
        self._timer.setInterval(seconds * 1000)

    @Slot()
    def clear(self) -> None:
        """Take away what this program put there."""
        self._timer.stop()
        for mode in _MODES:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    @Slot(QClipboard.Mode)
    def _on_changed(self, mode: QClipboard.Mode) -> None:
        if mode == QClipboard.Mode.Clipboard and self._is_ours(mode):
            self._timer.start()

    def _owns(self, mode: QClipboard.Mode) -> bool:
        if mode == QClipboard.Mode.Selection:
            return self._clipboard.ownsSelection()
        return self._clipboard.ownsClipboard()
