"""What stands where nothing is yet: why, and what to do about it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import IconView, text_label


class EmptyState(QWidget):
    """An icon, a title, a sentence, buttons, and a small line at the foot, in the middle of the place."""

    def __init__(
        self,
        theme: Theme,
        icon: Icon,
        title: str,
        text: str,
        *buttons: QPushButton,
        foot: str = "",
        role: IconRole = IconRole.OK,
    ) -> None:
        super().__init__()
        self._title = text_label(theme, title, TextRole.TITLE)
        self._words = text_label(theme, text, kind="secondary")
        self._foot = text_label(theme, foot, TextRole.SMALL, "muted")
        self._words.setWordWrap(True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._words.setMinimumWidth(theme.measures.scaled(280))
        acts = QHBoxLayout()
        acts.setSpacing(theme.measures.spacing.s)
        acts.addStretch(1)
        for button in buttons:
            acts.addWidget(button)
        acts.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.measures.spacing.m)
        layout.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        layout.addWidget(IconView(theme, icon, role, theme.measures.icons.empty), 0, middle)
        layout.addWidget(self._title, 0, middle)
        layout.addWidget(self._words)
        layout.addLayout(acts)
        layout.addWidget(self._foot, 0, middle)
        layout.addStretch(1)
        self.set_title(title)
        self.set_text(text)
        self._foot.setVisible(bool(foot))

    def set_title(self, title: str) -> None:
        """Give another title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self.setAccessibleDescription(text)

    def text(self) -> str:
        """The sentence."""
        return self._words.text()
