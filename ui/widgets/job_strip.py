"""The newest running job at the foot of the rail."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui import formats
from ui.jobs import Job, JobRunner, JobState
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import ElidedLabel, text_label

_FINE = 1000


class JobStrip(QPushButton):
    """A button that is shown while a listed job runs or waits; pressed, it opens the job list."""

    def __init__(self, theme: Theme, runner: JobRunner) -> None:
        super().__init__()
        self._jobs: list[Job] = []
        self.setObjectName("jobStrip")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._what = ElidedLabel(theme, "", TextRole.SMALL_STRONG)
        self._share = text_label(theme, "", TextRole.SMALL, "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._lay_out(theme)
        runner.listed.connect(self._on_listed)
        self._show()

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001
        """Show the bar alone."""
        self._what.setVisible(not is_narrow)
        self._share.setVisible(not is_narrow)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: D102, N802
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def _lay_out(self, theme: Theme) -> None:
        spacing = theme.measures.spacing
        head = QHBoxLayout()
        head.setSpacing(spacing.s)
        head.addWidget(self._what, 1)
        head.addWidget(self._share)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(spacing.s, spacing.s, spacing.s, spacing.s)
        layout.setSpacing(spacing.xs)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        parts: tuple[QWidget, ...] = (self._what, self._share, self._bar)
        for part in parts:
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _on_listed(self, job: object) -> None:
        if isinstance(job, Job):
            self._jobs.append(job)
            job.started.connect(self._show)
            job.progressed.connect(self._show)
            job.finished.connect(partial(self._on_finished, job))
            self._show()

    def _on_finished(self, job: Job) -> None:
        self._jobs.remove(job)
        self._show()

    def _show(self) -> None:
        self.setVisible(bool(self._jobs))
        if not self._jobs:
            return
        job = newest(self._jobs)
        what = job.listing.what if job.listing else ""
        total = job.last.total if job.last else 0
        share = job.last.done / total if job.last and total else 0.0
        self._what.setText(what)
        self._share.setText(formats.percent(share) if total else "")
        is_still = job.state is JobState.WAITING
        self._bar.setRange(0, _FINE if total or is_still else 0)
        self._bar.setValue(round(share * _FINE))
        self._bar.setAccessibleName(what)
        others = len(self._jobs) - 1
        told = what if not others else self.tr("{what}, and %n more job(s)", "", others).format(what=what)
        self.setToolTip(told)
        self.setAccessibleName(f"{told} {self._share.text()}".strip())
        self.setAccessibleDescription(self.tr("Shows the jobs"))


def newest(jobs: list[Job]) -> Job:
    """The newest one that runs, or else the newest that waits."""
    running = [job for job in jobs if job.state is not JobState.WAITING]
    return (running or jobs)[-1]
