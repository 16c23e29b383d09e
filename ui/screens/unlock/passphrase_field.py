"""A field for a passphrase: an eye to look at it, and a word where Caps Lock is on."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.crypto.secret import Secret
from ui.icons.names import Icon
from ui.theme.theme import Theme

LONGEST = 1_000


class CapsLock:
    """Whether Caps Lock is on, as far as the keys tell: Qt knows it on no system."""

    def __init__(self) -> None:
        self.is_on = False

    def press(self, key: int, text: str, *, has_shift: bool) -> None:
        """Learn from a key."""
        if key == Qt.Key.Key_CapsLock:
            self.is_on = not self.is_on
        elif len(text) == 1 and text.lower() != text.upper():
            self.is_on = text.isupper() != has_shift


class PassphraseField(QLineEdit):
    """Takes a passphrase. It offers nothing to learn from to the keyboards of tablets, and keeps no history.

    Signals:
        caps_lock_changed: whether it is on.
    """

    caps_lock_changed = Signal(bool)

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._caps = CapsLock()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(LONGEST)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = QAction(self)
        self.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(self._on_eye)
        self.hide_text()
        self.installEventFilter(self)

    def secret(self) -> Secret:
        """What was typed."""
        return Secret(self.text().encode("utf-8", "surrogatepass"))

    @Slot()
    def hide_text(self) -> None:
        """Show dots."""
        self._show(QLineEdit.EchoMode.Password)

    def forget(self) -> None:
        """Drop what was typed, from the undo history too."""
        self.clear()
        self.setModified(False)
        self.hide_text()

    def set_wrong(self, is_wrong: bool) -> None:  # noqa: FBT001
        """Give it the edge of an error, or take it away."""
        self.setProperty("state", "error" if is_wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102, N802
        if watched is self and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            was_on = self._caps.is_on
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.press(event.key(), event.text(), has_shift=shift)
            if self._caps.is_on != was_on:
                self.caps_lock_changed.emit(self._caps.is_on)
        return super().eventFilter(watched, event)

    @Slot()
    def _on_eye(self) -> None:
        is_hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self._show(QLineEdit.EchoMode.Normal if is_hidden else QLineEdit.EchoMode.Password)

    def _show(self, mode: QLineEdit.EchoMode) -> None:
        self.setEchoMode(mode)
        is_hidden = mode == QLineEdit.EchoMode.Password
        self._eye.setIcon(self._theme.icons.icon(Icon.EYE if is_hidden else Icon.EYE_OFF))
        text = self.tr("Show passphrase") if is_hidden else self.tr("Hide passphrase")
        self._eye.setText(text)
        self._eye.setToolTip(text)
