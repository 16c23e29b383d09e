"""The sheet that asks what becomes of work and wipes when the window is closed. Esc means to stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.shell.overlay import Overlay
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain, primary
from ui.widgets.labels import text_label

WIDTH = 460


class Choice(Enum):
    """What can be chosen."""

    WIPE = auto()
    UNDO = auto()
    FINISH = auto()
    BACKGROUND = auto()
    LEAVE = auto()
    STAY = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """What goes on when somebody wants to quit."""

    jobs: int = 0
    wipes: int = 0
    is_locked: bool = False
    has_tray: bool = False

    @property
    def is_free(self) -> bool:
        """Whether nothing would be cut short."""
        return not self.jobs and not self.wipes


def choices(standing: Standing) -> list[Choice]:
    """What is offered, in this order; staying is always possible."""
    if standing.wipes and not standing.is_locked:
        return [Choice.WIPE, Choice.UNDO, Choice.STAY]
    if standing.wipes:
        return [Choice.FINISH, Choice.LEAVE, Choice.STAY]
    background = [Choice.BACKGROUND] if standing.has_tray else []
    return [*background, Choice.FINISH, Choice.STAY]


class QuitSheet(Overlay):
    """A card over the window.

    Signals:
        chosen: the Choice; closing the sheet otherwise is Choice.STAY.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent, width=WIDTH)
        self._title = text_label(theme, "", TextRole.TITLE)
        self._words = text_label(theme, "", kind="secondary")
        for label in (self._title, self._words):
            label.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._shown: list[QPushButton] = []
        spacing = theme.measures.spacing
        column = QVBoxLayout()
        column.setContentsMargins(spacing.xxl, spacing.xl, spacing.xxl, spacing.xl)
        column.setSpacing(spacing.m)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(spacing.s)
        self._buttons.setSpacing(spacing.s)
        column.addLayout(self._buttons)
        self.content.addLayout(column)
        self.closed.connect(lambda: self.chosen.emit(Choice.STAY))

    def ask(self, standing: Standing) -> None:
        """Ask what to do."""
        self._title.setText(self._title_of(standing))
        self._words.setText(self._words_of(standing))
        self._show(choices(standing))

    def wait(self) -> None:
        """Say that the window closes as soon as the work is done."""
        self._title.setText(self.tr("Finishing"))
        self._words.setText(self.tr("Bailee quits as soon as the work is done."))
        self._show([Choice.STAY])

    def _show(self, offered: Sequence[Choice]) -> None:
        for button in self._shown:
            button.hide()
            button.deleteLater()
        while self._buttons.takeAt(0) is not None:
            continue
        self._shown = [self._button(choice, is_first=at == 0) for at, choice in enumerate(offered)]
        self._buttons.addWidget(self._shown[0])
        for button in self._shown[1:-1]:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        if len(self._shown) > 1:
            self._buttons.addWidget(self._shown[-1])
        self._buttons.setDirection(self._direction())
        self.setAccessibleName(self._title.text())
        self.setAccessibleDescription(self._words.text())
        self.content.activate()
        self.open_over(self._shown[-1])
        self._shown[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _direction(self) -> QBoxLayout.Direction:
        """One below the other where their words are too long to stand side by side: none of them is ever cut."""
        measures = self.theme.measures
        wanted = -self._buttons.spacing()
        for button in self._shown:
            button.ensurePolished()
            wanted += button.sizeHint().width() + self._buttons.spacing()
        fits = wanted <= measures.scaled(WIDTH) - 2 * measures.spacing.xxl
        return QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom

    def _button(self, choice: Choice, *, is_first: bool) -> QPushButton:
        texts = {
            Choice.WIPE: self.tr("Wipe now and quit"),
            Choice.UNDO: self.tr("Undo and quit"),
            Choice.FINISH: self.tr("Finish and quit"),
            Choice.BACKGROUND: self.tr("Keep running in the background"),
            Choice.LEAVE: self.tr("Quit, and wipe at the next start"),
            Choice.STAY: self.tr("Cancel"),
        }
        make = danger if choice is Choice.WIPE else primary if is_first and choice is not Choice.STAY else plain
        button = make(self.theme, texts[choice])
        button.clicked.connect(lambda: self._choose(choice))
        return button

    def _choose(self, choice: Choice) -> None:
        self.drop()
        self.chosen.emit(choice)

    def _title_of(self, standing: Standing) -> str:
        if standing.wipes:
            return self.tr("%n wipe(s) are pending.", "", standing.wipes)
        return self.tr("%n job(s) still run.", "", standing.jobs)

    def _words_of(self, standing: Standing) -> str:
        if standing.wipes and standing.is_locked:
            return self.tr("Their time is kept. They are carried out when it comes, or at the next start.")
        if standing.wipes:
            return self.tr("Wiping destroys the copies for good. The customers' originals are not touched.")
        return self.tr("Finishing keeps the window open until the work is done. Nothing is cut short.")
