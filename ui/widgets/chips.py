"""A filter that is on or off, with how many it leaves."""

from PySide6.QtWidgets import QPushButton

from ui import formats
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme


class Chip(QPushButton):
    """A checkable button; the count stands behind its words."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._words = text
        self.setObjectName("chip")
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.toggled.connect(self._on_toggled)
        theme.dress(self, TextRole.BASE)

    def set_count(self, number: int | None) -> None:
        """How many the filter leaves; None while that is not known."""
        shown = "" if number is None else f" {formats.count(number)}"
        self.setText(f"{self._words}{shown}")
        self.setAccessibleDescription(shown.strip())

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001
        self._theme.dress(self, TextRole.STRONG if is_on else TextRole.BASE)
