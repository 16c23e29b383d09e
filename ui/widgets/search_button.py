"""A button that looks like the field it leads to: what can be searched, and the keys for it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import IconView, text_label

_WIDTH = 208


class SearchButton(QPushButton):
    """As wide as a field where there is room; in less of it the keys go first, then the words."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("field")
        self.setAccessibleName(text)
        self.setAutoDefault(True)  # so that Enter presses it outside dialogs, too
        self._icon = IconView(theme, Icon.SEARCH)
        self._words = text_label(theme, text, kind="muted")
        self._keys = text_label(theme, "", TextRole.SMALL, "muted")
        spacing = theme.measures.spacing
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(spacing.m, 0, spacing.m, 0)
        row.setSpacing(spacing.s)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for part in (self._icon, self._words, None, self._keys):
            if part is None:
                row.addStretch(1)
            else:
                part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
                row.addWidget(part)

    def show_keys(self, keys: str) -> None:
        """Show which keys lead there, too."""
        self._keys.setText(keys)
        self._fit(self.width())

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        wide = max(self._theme.measures.scaled(_WIDTH), self._needed(self._icon, self._words, self._keys))
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(self._needed(self._icon), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        self._words.setVisible(width >= self._needed(self._icon, self._words))
        self._keys.setVisible(bool(self._keys.text()) and width >= self._needed(self._icon, self._words, self._keys))

    def _needed(self, *parts: QWidget) -> int:
        spacing = self._theme.measures.spacing
        gaps = len(parts) * spacing.s if len(parts) > 1 else 0
        return sum(part.sizeHint().width() for part in parts) + 2 * spacing.m + gaps
