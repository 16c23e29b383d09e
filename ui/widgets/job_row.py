"""One job in the job list: a bar and Cancel while it runs, afterwards how it ended."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.progress import Progress
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import Job, JobState
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.announcing import announce
from ui.widgets.buttons import link
from ui.widgets.labels import ElidedLabel, IconView, text_label
from ui.widgets.progress import ProgressBlock

_MARKS = {
    JobState.SUCCEEDED: (Icon.CHECK_CIRCLE, IconRole.OK),
    JobState.CANCELLED: (Icon.CROSS_CIRCLE, IconRole.QUIET),
    JobState.FAILED: (Icon.WARNING, IconRole.DANGER),
}

OpenTicket = Callable[[str], object]


class JobRow(QWidget):
    """Shows a job from its listing on. It keeps nothing of the job itself once that has ended."""

    def __init__(self, theme: Theme, job: Job, open_ticket: OpenTicket | None) -> None:
        super().__init__()
        self.is_over = False
        self.ended_at = 0.0
        self._job: Job | None = job
        self._ticket = job.listing.ticket if job.listing else ""
        self._open_ticket = open_ticket
        self._details = ""
        self._what = job.listing.what if job.listing else ""
        self.setAccessibleName(self._what)
        self._mark = IconView(theme, Icon.RUNNING, IconRole.INFO)
        self._block = ProgressBlock(theme)
        self._block.hide()
        self._said = text_label(theme, self.tr("Waits for other work to end"), TextRole.SMALL, "muted")
        self._detail = text_label(theme, "", TextRole.CODE, "secondary")
        self._open = link(theme, self.tr("Show ticket"))
        self._show_details = link(theme, self.tr("Details"))
        self._copy = link(theme, self.tr("Copy details"))
        self._stop = link(theme, self.tr("Cancel"))
        self._lay_out(theme)
        self._connect(job)
        if job.state is not JobState.WAITING:
            self._on_started()

    def said(self) -> str:
        """How it stands, in words."""
        return self._said.text()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.measures.spacing
        for label in (self._said, self._detail):
            label.setWordWrap(True)
        self._detail.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.setSpacing(spacing.s)
        head.addWidget(self._mark)
        head.addWidget(ElidedLabel(theme, self._what, TextRole.STRONG), 1)
        for button in (self._stop, self._open):
            head.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(spacing.s)
        for button in (self._show_details, self._copy):
            foot.addWidget(button)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, spacing.s)
        layout.setSpacing(spacing.xs)
        layout.addLayout(head)
        for part in (self._block, self._said, self._detail):
            layout.addWidget(part)
        layout.addLayout(foot)
        for later in (self._open, self._show_details, self._copy, self._detail):
            later.hide()

    def _connect(self, job: Job) -> None:
        self._block.cancel_asked.connect(job.cancel)
        self._stop.clicked.connect(self._on_stop)
        self._open.clicked.connect(self._on_open)
        self._show_details.clicked.connect(self._on_details)
        self._copy.clicked.connect(self._on_copy)
        job.started.connect(self._on_started)
        job.progressed.connect(self._on_progress)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)

    def _on_started(self) -> None:
        self._stop.hide()
        if self._job is not None:
            self._block.reset(time.monotonic() - self._job.began)
        self._block.show()
        self._said.setText(self.tr("Runs in the background"))

    def _on_stop(self) -> None:
        """It does not run yet, so there is no bar whose Cancel could be pressed."""
        if self._job is not None:
            self._job.cancel()
            self._stop.setEnabled(False)
            self._said.setText(self.tr("Stopping…"))

    def _on_progress(self, progress: object) -> None:
        if isinstance(progress, Progress):
            self._block.show_progress(progress)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            told = words.failure(error)
            self._details = told.detail
            self._detail.setText(told.detail)
            parts = (told.happened, told.means, told.next_step)
            self._said.setText("\n".join(part for part in parts if part))
            self._show_details.show()

    def _on_finished(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        self.is_over = True
        self.ended_at = time.monotonic()
        self._block.hide()
        self._stop.hide()
        self._mark.set_icon(*_MARKS[job.state])
        self._open.setVisible(bool(self._ticket) and self._open_ticket is not None)
        self._open.setAccessibleName(self.tr("Show ticket {ticket}").format(ticket=self._ticket))
        took = formats.duration(self.ended_at - job.began)
        if job.state is JobState.SUCCEEDED:
            self._said.setText(self.tr("Done in {time}").format(time=took))
        elif job.state is JobState.CANCELLED:
            self._said.setText(self.tr("Stopped after {time}").format(time=took))
        self.setAccessibleDescription(self._said.text())
        if job.state is not JobState.SUCCEEDED:  # whoever began it tells of a success
            announce(self.window(), f"{self._what}. {self._said.text()}")

    def _on_open(self) -> None:
        if self._open_ticket is not None:
            self._open_ticket(self._ticket)

    def _on_details(self) -> None:
        is_shown = self._detail.isHidden()
        self._detail.setVisible(is_shown)
        self._copy.setVisible(is_shown)
        self._show_details.setText(self.tr("Hide details") if is_shown else self.tr("Details"))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
