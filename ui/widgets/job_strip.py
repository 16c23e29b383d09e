"""The newest running job at the foot of the rail."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.progress import Progress
from ui import formats
from ui.jobs import Job, JobRunner
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import ElidedLabel, text_label

_FINE = 1000


class JobStrip(QWidget):
    """Shown while a listed job runs. A click, or Enter, opens the job list.

    Signals:
        clicked: the person wants to see the jobs.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, runner: JobRunner) -> None:
        super().__init__()
        self._runner = runner
        self._jobs: list[Job] = []
        self._is_narrow = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._what = ElidedLabel(theme, "", TextRole.SMALL_STRONG)
        self._share = text_label(theme, "", TextRole.SMALL, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        head = QHBoxLayout()
        head.addWidget(self._what, 1)
        head.addWidget(self._share)
        layout = QVBoxLayout(self)
        spacing = theme.measures.spacing
        layout.setContentsMargins(spacing.s, spacing.xs, spacing.s, spacing.xs)
        layout.setSpacing(spacing.xs)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        runner.listed.connect(self._on_listed)
        self._show()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001
        """Show the bar alone."""
        self._is_narrow = is_narrow
        self._what.setVisible(not is_narrow)
        self._share.setVisible(not is_narrow)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: D102, N802
        super().mouseReleaseEvent(event)
        if self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def _on_listed(self, job: object) -> None:
        if isinstance(job, Job):
            self._jobs.append(job)
            job.progressed.connect(self._on_progress)
            job.finished.connect(lambda: self._on_finished(job))
            self._show()

    def _on_progress(self, progress: object) -> None:
        if isinstance(progress, Progress) and self._jobs and self.sender() is self._jobs[-1]:
            self._show()

    def _on_finished(self, job: Job) -> None:
        self._jobs.remove(job)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._jobs))
        if not self._jobs:
            return
        job = self._jobs[-1]
        what = job.listing.what if job.listing else ""
        total = job.last.total if job.last else 0
        share = job.last.done / total if job.last and total else 0.0
        self._what.setText(what)
        self._share.setText(formats.percent(share) if total else "")
        self._bar.setRange(0, _FINE if total else 0)
        self._bar.setValue(round(share * _FINE))
        self._bar.setAccessibleName(what)
        more = len(self._jobs) - 1
        self.setToolTip(what if not more else self.tr("{what}, and %n more job(s)", "", more).format(what=what))
        self.setAccessibleName(f"{what} {self._share.text()}".strip())
