"""A state that lasts, said in the place concerned, with the way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.painting import Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.labels import IconView, text_label

_ICONS = {
    Tone.DANGER: Icon.WARNING,
    Tone.WARN: Icon.WARNING,
    Tone.OK: Icon.CHECK_CIRCLE,
    Tone.INFO: Icon.INFO,
}


class InlineBar(QFrame):
    """One sentence in a tone, and up to a few acts. Only the tones danger, warn, ok and info have a bar."""

    def __init__(self, theme: Theme, tone: Tone, text: str = "", *acts: NoticeAct) -> None:
        super().__init__()
        self._theme = theme
        self._icon = IconView(theme, _ICONS[tone], IconRole(tone.value))
        self._words = text_label(theme, "")
        self._words.setWordWrap(True)
        self._buttons: list[QPushButton] = []
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._layout = QHBoxLayout(self)
        spacing = theme.measures.spacing
        self._layout.setContentsMargins(spacing.m, spacing.xs, spacing.s, spacing.xs)
        self._layout.setSpacing(spacing.s)
        self._layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        self._layout.addWidget(self._words, 1)
        self.set_tone(tone)
        self.show_text(text, *acts)

    def set_tone(self, tone: Tone) -> None:
        """Speak in another tone."""
        self.setObjectName(f"{tone.value}Bar")
        self._icon.set_icon(_ICONS[tone], IconRole(tone.value))
        self.style().unpolish(self)
        self.style().polish(self)

    def show_text(self, text: str, *acts: NoticeAct) -> None:
        """Say something else, with other acts."""
        self._words.setText(text)
        self.setAccessibleName(text)
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._buttons = [self._button(act) for act in acts]
        for button in self._buttons:
            self._layout.addWidget(button)

    def set_text(self, text: str) -> None:
        """Say something else; the acts stay under the hand that is about to click them."""
        self._words.setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def buttons(self) -> list[QPushButton]:
        """The buttons of its acts."""
        return list(self._buttons)

    def _button(self, act: NoticeAct) -> QPushButton:
        made = link(self._theme, act.text)
        made.clicked.connect(lambda _checked=False: act.run())
        return made
