"""What stands between editor and result for as long as it holds: a question, an open transaction, what went wrong."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.databases.console.ran import Transaction
from ui.screens.copy.tables.routing import Question
from ui.surroundings import NoticeAct
from ui.theme.painting import Tone
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.words import Failure

Act = Callable[[], object]


class ConsoleBars(QWidget):
    """At most one question or remark, one transaction, one failure."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = InlineBar(theme, Tone.INFO)
        self.transaction = InlineBar(theme, Tone.WARN)
        self.failure = FailureBar(theme)
        spacing = theme.measures.spacing
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(spacing.s, 0, spacing.s, 0)
        self._layout.setSpacing(spacing.xs)
        for bar in (self.question, self.transaction, self.failure):
            self._layout.addWidget(bar)
            bar.hide()
        self.failure.closed.connect(self._settle)
        self._room = spacing.xs
        self._settle()

    def ask(self, question: Question, run: Act, cancel: Act) -> None:
        """Say what a script would change, and offer to run it."""
        self.question.set_tone(Tone.WARN if question.is_wide else Tone.INFO)
        run_it = NoticeAct(self.tr("Run with checkpoint"), run)
        self.question.show_text(question.text, run_it, NoticeAct(self.tr("Cancel"), cancel))
        self.question.show()
        announce(self.question, question.text)
        self._settle()

    def ask_again(self, question: Question) -> None:
        """The same question, as more is known."""
        if self.question.text() != question.text:
            self.question.set_tone(Tone.WARN if question.is_wide else Tone.INFO)
            self.question.set_text(question.text)
            announce(self.question, question.text)

    def tell(self, text: str, *acts: NoticeAct) -> None:
        """Say what was done."""
        self.question.set_tone(Tone.OK)
        self.question.show_text(text, *acts)
        self.question.show()
        announce(self.question, text)
        self._settle()

    def show_transaction(self, transaction: Transaction, commit: Act, roll_back: Act) -> None:
        """Say that a transaction is open; nothing where none is."""
        self.transaction.setVisible(transaction.is_open)
        if transaction.is_open:
            text = (
                self.tr("%n statement(s) not committed.", "", transaction.uncommitted)
                if transaction.uncommitted
                else self.tr("A transaction is open. Nothing was changed in it yet.")
            )
            acts = (NoticeAct(self.tr("Commit"), commit), NoticeAct(self.tr("Roll back"), roll_back))
            self.transaction.show_text(text, *acts)
        self._settle()

    def show_failure(self, failure: Failure, *acts: NoticeAct) -> None:
        """Say what went wrong."""
        self.failure.show_failure(failure, *acts)
        self._settle()

    def clear(self) -> None:
        """Something new begins: what was asked, told or went wrong is over. A transaction stays."""
        self.question.hide()
        self.failure.clear()
        self._settle()

    def forget(self) -> None:
        """Say nothing."""
        self.question.show_text("")
        self.transaction.show_text("")
        self.transaction.hide()
        self.clear()

    def _settle(self) -> None:
        is_used = any(not bar.isHidden() for bar in (self.question, self.transaction, self.failure))
        room = self._room if is_used else 0
        margins = self._layout.contentsMargins()
        self._layout.setContentsMargins(margins.left(), room, margins.right(), room)
        self.setVisible(is_used)
