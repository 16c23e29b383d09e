"""A filled button that shows a ring beside its text while what it began goes on."""

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton

from ui.theme.fonts import TextRole
from ui.theme.theme import Theme

_TURN_MS = 40
_STEP_DEGREES = 18


class BusyButton(QPushButton):
    """The ring appears where it takes longer than a moment. With reduced motion it stands still."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        self._angle = 0
        self._is_ring_shown = False
        self.setObjectName("primary")
        self.setAutoDefault(True)  # so that Enter presses it
        theme.dress(self, TextRole.STRONG)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self._on_waited)
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN_MS)
        self._turning.timeout.connect(self._on_turn)

    @property
    def is_busy(self) -> bool:
        """Whether what it began goes on."""
        return self._waiting.isActive() or self._is_ring_shown

    def set_busy(self, is_busy: bool) -> None:  # noqa: FBT001
        """Begin or end."""
        self._is_ring_shown = False
        self._turning.stop()
        self._waiting.stop()
        if is_busy:
            self._waiting.start(self._theme.durations.ring_after)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102, N802
        super().paintEvent(event)
        if not self._is_ring_shown:
            return
        side = self._theme.measures.icons.pill
        text = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        left = self.width() / 2 - text / 2 - side - self._theme.measures.spacing.s
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = self._theme.colours.on_accent if self.isEnabled() else self._theme.colours.muted
            painter.setPen(QPen(QColor(colour), 2, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(QRectF(left, (self.height() - side) / 2, side, side), -self._angle * 16, 270 * 16)

    @Slot()
    def _on_waited(self) -> None:
        self._is_ring_shown = True
        if not self._theme.is_motion_reduced:
            self._turning.start()
        self.update()

    @Slot()
    def _on_turn(self) -> None:
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()
