"""What the pages of the gallery are put together from: labelled rows, states forced for a picture, painted samples."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionFrame,
    QVBoxLayout,
    QWidget,
)

from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import text_label

Paint = Callable[[QPainter, QRectF], None]


class Painted(QWidget):
    """A sample that one of the painting functions paints."""

    def __init__(self, paint: Paint, size: QSize, name: str) -> None:
        super().__init__()
        self._paint = paint
        self._size = size
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802
        """The size it was made for."""
        return self._size

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Paint the sample."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, QRectF(self.rect()))


class FocusedButton(QPushButton):
    """A button drawn as if it had the focus, which only one widget of a window can have."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        _focus(option)


class HoveredButton(QPushButton):
    """A button drawn as if the pointer were on it."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        option.state |= QStyle.StateFlag.State_MouseOver


class FocusedField(QLineEdit):
    """A field drawn as if it had the focus."""

    def initStyleOption(self, option: QStyleOptionFrame) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        _focus(option)


class FocusedCombo(QComboBox):
    """A choice drawn as if it had the focus."""

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        _focus(option)


class FocusedCheck(QCheckBox):
    """A check box drawn as if it had the focus."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        _focus(option)


class FocusedRadio(QRadioButton):
    """A radio button drawn as if it had the focus."""

    def initStyleOption(self, option: QStyleOptionButton) -> None:  # noqa: N802
        """Add the state."""
        super().initStyleOption(option)
        _focus(option)


def _focus(option: QStyleOption) -> None:
    state = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    option.state |= state


def hovered(widget: QWidget) -> QWidget:
    """The widget, drawn as if the pointer were on it."""
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return widget


def disabled(widget: QWidget) -> QWidget:
    """The widget, disabled."""
    widget.setEnabled(False)
    return widget


def named(widget: QWidget, kind: str) -> QWidget:
    """The widget with the object name that gives it its look."""
    widget.setObjectName(kind)
    return widget


def in_state(button: QPushButton, state: type[QPushButton]) -> QPushButton:
    """The same button, as a class that draws it in a state."""
    made = state(button.text())
    made.setObjectName(button.objectName())
    made.setFont(button.font())
    made.setIcon(button.icon())
    made.setIconSize(button.iconSize())
    button.deleteLater()
    return made


def row(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets beside each other; None takes what room is left."""
    holder = QWidget()
    _fill(QHBoxLayout(holder), widgets, gap)
    return holder


def column(*widgets: QWidget | None, gap: int = 8) -> QWidget:
    """Widgets below each other; None takes what room is left."""
    holder = QWidget()
    _fill(QVBoxLayout(holder), widgets, gap)
    return holder


def framed(kind: str, *widgets: QWidget | None, gap: int = 8, margin: int = 16) -> QFrame:
    """A frame of a kind ("card", "toast", "warn") with widgets below each other."""
    frame = QFrame()
    frame.setFrameShape(QFrame.Shape.StyledPanel)
    frame.setObjectName(kind)
    layout = QVBoxLayout(frame)
    _fill(layout, widgets, gap)
    layout.setContentsMargins(margin, margin, margin, margin)
    return frame


def section(theme: Theme, title: str, *widgets: QWidget | None) -> QFrame:
    """A card with a heading: one subject of a page."""
    return framed("card", text_label(theme, title, TextRole.HEADING), *widgets, gap=12)


def labelled(theme: Theme, words: str, *widgets: QWidget | None, width: int = 110) -> QWidget:
    """Widgets in a row behind a word that says what they show."""
    label = text_label(theme, words, TextRole.SMALL, "muted")
    label.setMinimumWidth(theme.measures.scaled(width))
    return row(label, *widgets, None)


def _fill(layout: QBoxLayout, widgets: Sequence[QWidget | None], gap: int) -> None:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    for widget in widgets:
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget)
