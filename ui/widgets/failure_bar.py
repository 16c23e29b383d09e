"""What went wrong, what it means for the data, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.surroundings import NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import link, plain, tool
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconView, text_label
from ui.words import Failure


class FailureBar(QFrame):
    """Hidden until there is something to say. The details hold neither customers' content nor passphrases.

    Signals:
        closed: the person has put it away.
    """

    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._failure: Failure | None = None
        self.setObjectName("dangerBar")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._happened = text_label(theme, "", TextRole.STRONG)
        self._means = text_label(theme, "", TextRole.SMALL, "secondary")
        self._next_step = text_label(theme, "", TextRole.SMALL, "secondary")
        for label in (self._happened, self._means, self._next_step):
            label.setWordWrap(True)
        self._close = tool(theme, Icon.CROSS, self.tr("Put away"))
        self._close.clicked.connect(self._on_close)
        self._copy = link(theme, self.tr("Copy details"))
        self._copy.clicked.connect(self.copy_details)
        self._acts: list[QPushButton] = []
        self._lay_out()
        self.hide()

    @property
    def failure(self) -> Failure | None:
        """What is shown, if anything is."""
        return self._failure

    def show_failure(self, failure: Failure, *acts: NoticeAct) -> None:
        """Say it, here and to screen readers."""
        self._failure = failure
        self._happened.setText(failure.happened)
        self._means.setText(failure.means)
        self._next_step.setText(failure.next_step)
        self._next_step.setVisible(bool(failure.next_step))
        self._drop_acts()
        for act in acts:
            button = plain(self._theme, act.text)
            button.clicked.connect(lambda _checked=False, run=act.run: run())
            self._acts.append(button)
        self._show_buttons()
        self.setAccessibleName(failure.happened)
        self.setAccessibleDescription(f"{failure.means} {failure.next_step}".strip())
        self.show()
        announce(self, f"{failure.happened} {failure.means}")

    def clear(self) -> None:
        """Nothing is wrong any more."""
        self._failure = None
        self._drop_acts()
        self.hide()

    def copy_details(self) -> None:
        """Put the details on the clipboard."""
        if self._failure is not None:
            QGuiApplication.clipboard().setText(self._failure.detail)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._foot = FlowLayout(gap=spacing.s)
        words = QVBoxLayout()
        words.setSpacing(spacing.xs)
        for label in (self._happened, self._means, self._next_step):
            words.addWidget(label)
        words.addLayout(self._foot)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(spacing.m, spacing.s, spacing.s, spacing.s)
        layout.setSpacing(spacing.s)
        layout.addWidget(IconView(self._theme, Icon.WARNING, IconRole.DANGER), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        layout.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        self._show_buttons()

    def _show_buttons(self) -> None:
        """The acts, then the way to the details: in as many lines as they need, and so for Tab."""
        while self._foot.takeAt(0) is not None:
            continue
        before: QWidget = self._close
        for button in (*self._acts, self._copy):
            self._foot.addWidget(button)
            QWidget.setTabOrder(before, button)
            before = button

    def _drop_acts(self) -> None:
        for button in self._acts:
            self._foot.removeWidget(button)
            button.setParent(None)
            button.deleteLater()
        self._acts.clear()

    def _on_close(self) -> None:
        self.clear()
        self.closed.emit()
