"""The strip on top of everything that shows content of a copy, so that it is never taken for the original."""

from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, colour_of
from ui.theme.theme import Theme
from ui.widgets.labels import ElidedLabel, IconView, text_label
from ui.widgets.pills import PillLabel


@dataclass(frozen=True, slots=True)
class CopyStripFacts:
    """What the strip says. `sentence` names customer, source and time."""

    ticket: str
    title: str
    customer: str
    sentence: str
    pills: tuple[Pill, ...] = ()


class CopyStrip(QFrame):
    """Lock, ticket and title, a sentence, pills, and at the end the buttons its owner hands in."""

    def __init__(self, theme: Theme, *buttons: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("strip")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._line = _CustomerLine(theme)
        self._ticket = text_label(theme, "", TextRole.HEADING)
        self._title = ElidedLabel(theme)
        self._sentence = ElidedLabel(theme, "", TextRole.SMALL, "secondary")
        self._pills: list[PillLabel] = []
        self._pill_row = QHBoxLayout()
        self._lay_out(buttons)

    def set_copy(self, facts: CopyStripFacts) -> None:
        """Show another copy."""
        self._line.set_customer(facts.customer)
        self._ticket.setText(facts.ticket)
        self._title.setText(facts.title)
        self._sentence.setText(facts.sentence)
        for label in self._pills:
            self._pill_row.removeWidget(label)
            label.setParent(None)
            label.deleteLater()
        self._pills = [PillLabel(self._theme, pill) for pill in facts.pills]
        for label in self._pills:
            self._pill_row.addWidget(label)
        self.setAccessibleName(f"{facts.ticket} {facts.title}")
        self.setAccessibleDescription(facts.sentence)

    def clear(self) -> None:
        """Say nothing."""
        self.set_copy(CopyStripFacts("", "", "", ""))

    def _lay_out(self, buttons: tuple[QWidget, ...]) -> None:
        spacing = self._theme.measures.spacing
        names = QHBoxLayout()
        names.setSpacing(spacing.s)
        names.addWidget(self._ticket)
        names.addWidget(self._title, 1)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addLayout(names)
        words.addWidget(self._sentence)
        row = QHBoxLayout()
        row.setContentsMargins(spacing.l, spacing.xs, spacing.l, spacing.s)
        row.setSpacing(spacing.m)
        row.addWidget(IconView(self._theme, Icon.LOCK, IconRole.OK, self._theme.measures.icons.strip))
        row.addLayout(words, 1)
        row.addLayout(self._pill_row)
        for button in buttons:
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addLayout(row)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)


class _CustomerLine(QWidget):
    """A line in the customer's colour, the same in every session."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._customer = ""
        self.setFixedHeight(theme.measures.customer_line)

    def set_customer(self, customer: str) -> None:
        """Whose data it is."""
        self._customer = customer
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802
        return QSize(10, self._theme.measures.customer_line)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        if self._customer:
            with QPainter(self) as painter:
                painter.fillRect(self.rect(), QColor(colour_of(self._theme.colours, self._customer)))
