"""The job list: what runs and waits, and what ended within the last day."""

import time

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.progress import Progress
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import Job, JobRunner, JobState
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.buttons import link
from ui.widgets.labels import ElidedLabel, IconView, text_label
from ui.widgets.progress import ProgressBlock

_DAY_SECONDS = 24 * 3600.0
_MOST_ENDED = 50

_MARKS = {
    JobState.SUCCEEDED: (Icon.CHECK_CIRCLE, IconRole.OK),
    JobState.CANCELLED: (Icon.CROSS_CIRCLE, IconRole.QUIET),
    JobState.FAILED: (Icon.WARNING, IconRole.DANGER),
}


class JobsPopover(QFrame):
    """Opens above the job strip. Esc, or a click elsewhere, closes it; jobs go on either way."""

    def __init__(self, theme: Theme, runner: JobRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[_JobRow] = []
        self.setObjectName("palette")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(self.tr("Jobs"))
        self._nothing = text_label(theme, self.tr("Nothing is running."), kind="muted")
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.measures.spacing.s)
        self._lay_out()
        runner.listed.connect(self._on_listed)
        self.hide()

    def open_above(self, point: QPoint) -> None:
        """Show it with its lower left corner at `point` of the parent."""
        self._forget_old()
        self._nothing.setVisible(not self._rows)
        width = self._theme.measures.scaled(420)
        height = min(point.y() - 10, max(120, self._inner.sizeHint().height() + 60))
        self.resize(width, height)
        self.move(point.x(), max(10, point.y() - height))
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def forget(self) -> None:
        """Drop what has ended: the vault is being locked. Running jobs stay without being shown."""
        self.hide()
        for row in [row for row in self._rows if row.is_over]:
            self._drop(row)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addLayout(self._list)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self._inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.l, spacing.m, spacing.l, spacing.m)
        layout.addWidget(text_label(self._theme, self.tr("Jobs"), TextRole.HEADING))
        layout.addWidget(area, 1)

    def _on_listed(self, job: object) -> None:
        if isinstance(job, Job):
            row = _JobRow(self._theme, job)
            self._rows.insert(0, row)
            self._list.insertWidget(0, row)
            self._nothing.hide()

    def _forget_old(self) -> None:
        ended = [row for row in self._rows if row.is_over]
        for row in ended[_MOST_ENDED:]:
            self._drop(row)
        for row in ended[:_MOST_ENDED]:
            if time.monotonic() - row.ended_at > _DAY_SECONDS:
                self._drop(row)

    def _drop(self, row: "_JobRow") -> None:
        self._rows.remove(row)
        self._list.removeWidget(row)
        row.setParent(None)
        row.deleteLater()


class _JobRow(QWidget):
    """One job: while it runs with a bar and Cancel, afterwards with how it ended."""

    def __init__(self, theme: Theme, job: Job) -> None:
        super().__init__()
        self.is_over = False
        self.ended_at = 0.0
        self._job: Job | None = job
        self._detail = ""
        what = job.listing.what if job.listing else ""
        self.setAccessibleName(what)
        self._mark = IconView(theme, Icon.RUNNING, IconRole.INFO)
        self._block = ProgressBlock(theme)
        self._block.cancel_asked.connect(job.cancel)
        self._said = text_label(theme, self.tr("Waits for other work to end"), TextRole.SMALL, "muted")
        self._said.setWordWrap(True)
        self._copy = link(theme, self.tr("Copy details"))
        self._copy.clicked.connect(self._on_copy)
        self._copy.hide()
        head = QHBoxLayout()
        head.addWidget(self._mark)
        head.addWidget(ElidedLabel(theme, what, TextRole.STRONG), 1)
        head.addWidget(self._copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, theme.measures.spacing.s)
        layout.setSpacing(theme.measures.spacing.xs)
        layout.addLayout(head)
        layout.addWidget(self._block)
        layout.addWidget(self._said)
        job.started.connect(self._on_started)
        job.progressed.connect(self._on_progress)
        job.failed.connect(self._on_failed)
        job.finished.connect(self._on_finished)
        if job.state is JobState.RUNNING:
            self._on_started()

    def _on_started(self) -> None:
        self._said.setText(self.tr("Runs in the background"))

    def _on_progress(self, progress: object) -> None:
        if isinstance(progress, Progress):
            self._block.show_progress(progress)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            told = words.failure(error)
            self._detail = f"{told.happened}\n{told.detail}"
            self._said.setText(f"{told.happened} {told.means}")
            self._copy.show()

    def _on_finished(self) -> None:
        job, self._job = self._job, None
        if job is None:
            return
        self.is_over = True
        self.ended_at = time.monotonic()
        self._block.hide()
        self._mark.set_icon(*_MARKS[job.state])
        took = formats.duration(self.ended_at - job.began)
        if job.state is JobState.SUCCEEDED:
            self._said.setText(self.tr("Done in {time}").format(time=took))
        elif job.state is JobState.CANCELLED:
            self._said.setText(self.tr("Stopped after {time}").format(time=took))

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._detail)
