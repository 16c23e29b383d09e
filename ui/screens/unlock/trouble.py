"""The page for a vault that does not open whatever is typed: what happened, where, and the ways on."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link, plain, primary
from ui.widgets.labels import IconView, text_label
from ui.words import Failure

WIDTH = 620
_SAID_MS = 2_000


class TroublePage(QWidget):
    """Nothing on it changes anything.

    Signals:
        again: try once more.
        other_wanted: choose another vault.
    """

    again = Signal()
    other_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._detail = ""
        self._card = QFrame()
        self._card.setObjectName("card")
        self._card.setFixedWidth(theme.measures.scaled(WIDTH))
        self._title = text_label(theme, "", TextRole.TITLE)
        self._means = text_label(theme, "")
        self._next = text_label(theme, "")
        self._path = text_label(theme, "", TextRole.SMALL, "secondary")
        self._code = text_label(theme, "", TextRole.SMALL, "muted")
        for label in (self._title, self._means, self._next, self._path, self._code):
            label.setWordWrap(True)
        self._path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._again = primary(theme, self.tr("Try again"), Icon.REFRESH)
        self._other = plain(theme, self.tr("Choose another vault…"), Icon.FOLDER_OPEN)
        self._copy = link(theme, self.tr("Copy details"), Icon.COPY)
        self._lay_out()
        self._again.clicked.connect(self.again)
        self._other.clicked.connect(self.other_wanted)
        self._copy.clicked.connect(self._on_copy)

    def show_failure(self, failure: Failure, home: Path) -> None:
        """Say what happened to the vault of this home folder."""
        self._detail = f"{failure.detail}\n{home}"
        self._title.setText(failure.happened)
        self._means.setText(failure.means)
        self._next.setText(failure.next_step)
        self._path.setText(self.tr("Vault: {path}").format(path=home))
        self._code.setText(self.tr("Code {code}").format(code=failure.code))
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        theme, spacing = self._theme, self._theme.measures.spacing
        column = QVBoxLayout(self._card)
        column.setContentsMargins(28, 28, 28, 24)
        column.setSpacing(spacing.m)
        mark = IconView(theme, Icon.DAMAGED, IconRole.DANGER, theme.measures.icons.empty)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignLeading)
        for label in (self._title, self._means, self._next, self._path, self._code):
            column.addWidget(label)
        column.addSpacing(spacing.s)
        buttons = QHBoxLayout()
        buttons.setSpacing(spacing.s)
        for button in (self._again, self._other, self._copy):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._card)
        row.addStretch(1)
        whole.addLayout(row)
        whole.addStretch(3)

    @Slot()
    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._detail)
        self._copy.setText(self.tr("Copied"))
        QTimer.singleShot(_SAID_MS, self, self._on_copied_said)

    @Slot()
    def _on_copied_said(self) -> None:
        self._copy.setText(self.tr("Copy details"))
