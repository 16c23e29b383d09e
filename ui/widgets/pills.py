"""A short state in a pill."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.painting import Pill, draw_pill, pill_width
from ui.theme.theme import Theme


class PillLabel(QWidget):
    """Shows one pill, as wide as its words; narrower, it is cut with dots."""

    def __init__(self, theme: Theme, pill: Pill) -> None:
        super().__init__()
        self._theme = theme
        self._pill = pill
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)
        self.set_pill(pill)

    @property
    def pill(self) -> Pill:
        """What is shown."""
        return self._pill

    def set_pill(self, pill: Pill) -> None:
        """Show another state."""
        self._pill = pill
        self.setAccessibleName(pill.text)
        self.setToolTip(pill.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(round(pill_width(self._theme, self._pill)) + 2, self._theme.measures.heights.pill)

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        height = self._theme.measures.heights.pill
        return QSize(min(self.sizeHint().width(), 3 * height), height)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_pill(painter, self._theme, QRectF(self.rect()), self._pill)
