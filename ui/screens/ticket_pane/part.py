"""What every part of the pane's body has in common."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme.fonts import TextRole
from ui.theme.painting import draw_bar
from ui.theme.theme import Theme
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import text_label

Item = QWidget | int | None


class PanePart(QWidget):
    """A heading and what stands below it."""

    def __init__(self, theme: Theme, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.measures.spacing.s)
        self.heading = text_label(theme, heading, TextRole.SMALL_STRONG, "muted")
        if heading:
            self.column.addWidget(self.heading)


class HeldBar(QWidget):
    """How much of the time is over."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float, spoken: str) -> None:
        """Show a share of 1, or more; `spoken` is what it means."""
        self._share = share
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(100, self._theme.measures.heights.bar + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            draw_bar(painter, self._theme, QRectF(self.rect()), self._share)


def beside(*items: Item, gap: int = 8) -> QWidget:
    """Widgets beside each other; None takes the room that is left, a number is a gap."""
    holder = QWidget()
    layout = QHBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        else:
            layout.addWidget(item, 0, Qt.AlignmentFlag.AlignVCenter)
    return holder


def in_lines(*widgets: QWidget, gap: int = 8) -> QWidget:
    """Widgets beside each other, in as many lines as they need."""
    holder = QWidget()
    layout = FlowLayout(holder, gap=gap)
    for widget in widgets:
        layout.addWidget(widget)
    return holder


def drop_all(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout, to be deleted."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
