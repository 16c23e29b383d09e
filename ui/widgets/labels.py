"""Labels: text in a role, text cut with dots, an icon with text, a fact with its name."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme


def text_label(theme: Theme, text: str, role: TextRole = TextRole.BASE, kind: str = "") -> QLabel:
    """Plain text; `kind` is the object name that colours it ("muted", "secondary", "danger")."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setObjectName(kind)
    theme.dress(label, role)
    return label


class ElidedLabel(QLabel):
    """One line, cut with dots where there is no room; then all of it stands in the tooltip."""

    def __init__(self, theme: Theme, text: str = "", role: TextRole = TextRole.BASE, kind: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(kind)
        theme.dress(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._whole = ""
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802
        """Show `text`, as much as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._cut()
        self.updateGeometry()

    def whole_text(self) -> str:
        """What it says, uncut."""
        return self._whole

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        metrics = QFontMetrics(self.font())
        return QSize(min(metrics.averageCharWidth() * 4, self.sizeHint().width()), metrics.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102, N802
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        line = " ".join(self._whole.split())
        shown = QFontMetrics(self.font()).elidedText(line, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class IconView(QWidget):
    """An icon that follows the theme. It carries no information alone, so nothing reads it out."""

    def __init__(self, theme: Theme, icon: Icon, role: IconRole = IconRole.NORMAL, size: int = 0) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._role = role
        self._side = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_icon(self, icon: Icon, role: IconRole) -> None:
        """Show another one."""
        self._icon, self._role = icon, role
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        side = self._side or self._theme.measures.icons.row
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102, N802
        with QPainter(self) as painter:
            self._theme.icons.paint(painter, QRectF(self.rect()), self._icon, self._role)


class IconLabel(QWidget):
    """An icon, and text beside it."""

    def __init__(
        self,
        theme: Theme,
        icon: Icon,
        role: IconRole = IconRole.NORMAL,
        text: str = "",
        *,
        size: int = 0,
        text_role: TextRole = TextRole.BASE,
        kind: str = "",
    ) -> None:
        super().__init__()
        self.icon = IconView(theme, icon, role, size)
        self.label = ElidedLabel(theme, text, text_role, kind)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.measures.icons.gap)
        layout.addWidget(self.icon)
        layout.addWidget(self.label, 1)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Say something else; without a text the icon stands alone."""
        self.label.setText(text)
        self.label.setVisible(bool(text))

    def set_icon(self, icon: Icon, role: IconRole = IconRole.NORMAL) -> None:
        """Show another icon."""
        self.icon.set_icon(icon, role)

    def text(self) -> str:
        """What it says."""
        return self.label.whole_text()


class FactRow(QWidget):
    """The name of a fact, and at the end of the line the fact."""

    def __init__(self, theme: Theme, label: str, value: str = "") -> None:
        super().__init__()
        self._name = text_label(theme, label, TextRole.SMALL, "muted")
        self._value = ElidedLabel(theme, value, TextRole.SMALL)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.measures.spacing.m)
        layout.addWidget(self._name)
        layout.addWidget(self._value, 1)
        self.set_value(value)

    def set_value(self, value: str) -> None:
        """Show another value."""
        self._value.setText(value)
        self._value.setAccessibleName(value)
        self.setAccessibleName(f"{self._name.text()} {value}")

    def value(self) -> str:
        """The value shown."""
        return self._value.whole_text()
