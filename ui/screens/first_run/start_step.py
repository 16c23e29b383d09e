"""The third step: something to begin with."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.operations.make_sample import Sample, make_sample
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui.icons.names import Icon
from ui.session import VaultSession
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import ghost, plain, primary
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import text_label
from ui.words import failure


class StartStep(QFrame):
    """A sample, a ticket, or nothing. Possible once there is a vault.

    Signals:
        sample_made: the number of the sample's ticket, and the folder to check out.
        ticket_wanted: begin with a new ticket.
        nothing_wanted: begin with the empty board.
    """

    sample_made = Signal(str, str)
    ticket_wanted = Signal()
    nothing_wanted = Signal()

    def __init__(self, theme: Theme, session: VaultSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self._sample = primary(theme, self.tr("Try with a sample customer"), Icon.PLAY)
        self._ticket = plain(theme, self.tr("New ticket"), Icon.ADD)
        self._nothing = ghost(theme, self.tr("Start with an empty board"))
        self._reason = text_label(theme, self.tr("Make the vault first."), TextRole.SMALL, "muted")
        self._failure = FailureBar(theme)
        self._lay_out(theme)
        self._sample.clicked.connect(self._on_sample)
        self._ticket.clicked.connect(self.ticket_wanted)
        self._nothing.clicked.connect(self.nothing_wanted)
        self.set_ready(False)

    def set_ready(self, is_ready: bool) -> None:  # noqa: FBT001
        """Whether there is a vault."""
        reason = "" if is_ready else self.tr("Make the vault first.")
        for button in (self._sample, self._ticket, self._nothing):
            button.setEnabled(is_ready)
            button.setToolTip(reason)
        self._reason.setVisible(not is_ready)
        if is_ready:
            self._sample.setFocus()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.measures.spacing
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.xl, spacing.l, spacing.xl, spacing.l)
        column.setSpacing(spacing.s)
        column.addWidget(text_label(theme, self.tr("3. Start with"), TextRole.HEADING))
        about = text_label(
            theme,
            self.tr("The sample is made up: check it out, change something, close it, and see its certificate."),
            kind="secondary",
        )
        about.setWordWrap(True)
        column.addWidget(about)
        column.addWidget(self._failure)
        row = QHBoxLayout()
        row.setSpacing(spacing.s)
        for button in (self._sample, self._ticket, self._nothing):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._reason)

    @Slot()
    def _on_sample(self) -> None:
        name, title = self.tr("Sample customer"), self.tr("Invoices are printed twice")

        def make(vault: Unlocked, _monitor: Monitor) -> Sample:
            return make_sample(vault, name=name, title=title)

        self._sample.setEnabled(False)
        job = self._session.run(make, lane="sample", ticket="")
        job.succeeded.connect(self._on_made)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_made(self, sample: object) -> None:
        if isinstance(sample, Sample):
            self.sample_made.emit(sample.ticket.number, str(Path(sample.folder)))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._sample.setEnabled(True)
        if isinstance(error, BaseException):
            self._failure.show_failure(failure(error))
