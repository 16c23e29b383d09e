"""One setting as a row: its name, what it does, and the control that changes it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import text_label

_CONTROL_WIDTH = 190


@dataclass(frozen=True, slots=True)
class Naming:
    """What a row says."""

    name: str
    about: str = ""


class CalmCombo(QComboBox):
    """A choice that the wheel does not change on its way over the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        event.ignore()


class CalmSpin(QSpinBox):
    """A number that the wheel does not change on its way over the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: D102, N802
        event.ignore()


class SettingRow(QWidget):
    """Name and explanation, and at the end a control or a fact."""

    def __init__(self, theme: Theme, naming: Naming, control: QWidget) -> None:
        super().__init__()
        self.naming = naming
        self.control = control
        spacing = theme.measures.spacing
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(text_label(theme, naming.name, TextRole.MEDIUM))
        self._about = text_label(theme, "", TextRole.SMALL, "muted")
        self._about.setWordWrap(True)
        words.addWidget(self._about)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, spacing.xs, 0, spacing.xs)
        layout.setSpacing(spacing.xl)
        layout.addLayout(words, 1)
        layout.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        control.setAccessibleName(naming.name)
        self.explain(naming.about)

    def explain(self, about: str) -> None:
        """Say this below the name."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        self.control.setAccessibleDescription(about)

    def says(self) -> str:
        """What the search looks at."""
        return f"{self.naming.name} {self.naming.about}"


class ChoiceRow(SettingRow):
    """A setting that is one of some words.

    Signals:
        chosen: the word, as the settings have it.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, naming: Naming, options: Sequence[tuple[str, str]]) -> None:
        """`options` are words of the settings, and how they are shown."""
        self._combo = CalmCombo()
        super().__init__(theme, naming, self._combo)
        self._combo.setFixedWidth(theme.measures.scaled(_CONTROL_WIDTH))
        for word, shown in options:
            self._combo.addItem(shown, word)
        self._combo.activated.connect(self._on_activated)

    def show_value(self, word: str) -> None:
        """Show what is in force."""
        at = self._combo.findData(word)
        if at >= 0:
            self._combo.setCurrentIndex(at)

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.chosen.emit(str(self._combo.itemData(at)))


class NumberRow(SettingRow):
    """A setting that is a whole number.

    Signals:
        chosen: the number, as text.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, naming: Naming, bounds: tuple[int, int], unit: str) -> None:
        self._spin = CalmSpin()
        super().__init__(theme, naming, self._spin)
        self._spin.setFixedWidth(theme.measures.scaled(_CONTROL_WIDTH))
        self._spin.setFixedHeight(theme.measures.heights.button)
        self._spin.lineEdit().setTextMargins(theme.measures.spacing.s, 0, 0, 0)
        self._spin.setRange(*bounds)
        self._spin.setSuffix(f" {unit}")
        self._spin.setKeyboardTracking(False)
        self._spin.valueChanged.connect(self._on_changed)

    def show_value(self, number: int) -> None:
        """Show what is in force."""
        self._spin.blockSignals(True)  # noqa: FBT003
        self._spin.setValue(number)
        self._spin.blockSignals(False)  # noqa: FBT003

    @Slot(int)
    def _on_changed(self, number: int) -> None:
        self.chosen.emit(str(number))


class Section(QFrame):
    """Rows about one subject."""

    def __init__(self, theme: Theme, title: str, rows: Sequence[QWidget]) -> None:
        super().__init__()
        self.title = title
        self.rows = list(rows)
        self.setObjectName("card")
        spacing = theme.measures.spacing
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.xl, spacing.l, spacing.xl, spacing.m)
        layout.setSpacing(spacing.xs)
        layout.addWidget(text_label(theme, title, TextRole.HEADING))
        for row in rows:
            layout.addWidget(row)
