"""The search above a long list: says what was typed once the typing pauses for a moment."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

_TO_THE_LIST = frozenset({Qt.Key.Key_Down, Qt.Key.Key_PageDown})
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class PagedSearch(QLineEdit):
    """A field with a clear button.

    Signals:
        searched: what is to be looked for; not told twice for the same.
        left_down: the keyboard wants to go on to the list.
    """

    searched = Signal(str)
    left_down = Signal()

    def __init__(self, theme: Theme, placeholder: str, hint: str = "") -> None:
        super().__init__()
        self._told = ""
        self._pause = QTimer(self, singleShot=True, interval=theme.durations.search_pause)
        self._pause.timeout.connect(self._tell)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setAccessibleDescription(hint)
        self.setToolTip(hint)
        self.setClearButtonEnabled(True)
        self.addAction(theme.icons.icon(Icon.SEARCH, IconRole.QUIET), QLineEdit.ActionPosition.LeadingPosition)
        self.textChanged.connect(self._on_text_changed)
        theme.dress(self, TextRole.BASE)

    def show_text(self, text: str) -> None:
        """Put a text in without telling anybody."""
        self._told = text.strip()
        self.blockSignals(True)  # noqa: FBT003 - Qt's
        self.setText(text)
        self.blockSignals(False)  # noqa: FBT003 - Qt's

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in _TO_THE_LIST:
            self._tell()
            self.left_down.emit()
        elif event.key() in _ENTER:
            self._tell()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _on_text_changed(self) -> None:
        self._pause.start()

    @Slot()
    def _tell(self) -> None:
        self._pause.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.searched.emit(text)
