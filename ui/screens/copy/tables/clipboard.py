"""Text of a copy on the clipboard: marked as sensitive, and gone again after a while."""

from PySide6.QtCore import QByteArray, QMimeData, QObject, QTimer, Slot
from PySide6.QtGui import QClipboard, QGuiApplication

_HINTS = {"x-kde-passwordManagerHint": b"secret", "application/x-nspasteboard-concealed-type": b""}
"""What clipboard managers look for before they keep something."""


class SensitiveClipboard(QObject):
    """Clears what it put there, unless something else has come since."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._text = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)

    def put(self, text: str, *, seconds: int) -> None:
        """Put a text there for so many seconds."""
        data = QMimeData()
        data.setText(text)
        for name, value in _HINTS.items():
            data.setData(name, QByteArray(value))
        self._clipboard().setMimeData(data)
        self._text = text
        self._timer.start(seconds * 1000)

    @property
    def is_pending(self) -> bool:
        """Whether something of ours is there that is to be cleared."""
        return self._timer.isActive()

    @Slot()
    def clear(self) -> None:
        """Clear it now, if it is still ours."""
        self._timer.stop()
        if self._text and self._clipboard().text() == self._text:
            self._clipboard().clear()
        self._text = ""

    def _clipboard(self) -> QClipboard:
        return QGuiApplication.clipboard()
