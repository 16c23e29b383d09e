"""The gallery's page of what goes on: progress, jobs, the hold, toasts, and files held over a place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QWidget

from app.errors import DiskFull
from app.progress import Monitor, Progress, Step, Unit
from ui.gallery_parts import column, disabled, labelled, row, section
from ui.icons.names import Icon
from ui.jobs import Job, JobRunner, JobState, Listing
from ui.surroundings import NoticeAct
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain
from ui.widgets.countdown_toast import CountdownToast
from ui.widgets.drop_target import DropHighlight
from ui.widgets.hold_button import HoldButton
from ui.widgets.job_row import JobRow
from ui.widgets.job_strip import JobStrip
from ui.widgets.progress import ProgressBlock
from ui.widgets.toast import Toast

SEALING = Progress(Step.SEALING, 192_000_000, 310_000_000, Unit.BYTES)
ENTRIES = Progress(Step.VERIFYING, 412_000, 1_000_412, Unit.ENTRIES)
NOW = datetime(2026, 11, 22, 17, 12, tzinfo=UTC)


def progress_page(theme: Theme) -> QWidget:
    """Everything that says what goes on, and takes it back."""
    left = column(_progress(theme), _hold(theme), _drop(theme), None, gap=16)
    right = column(_jobs(theme), _toasts(theme), None, gap=16)
    return row(left, right, gap=16)


class StillHold(HoldButton):
    """The button as it is at one moment of a hold, or after a first press."""

    def __init__(self, theme: Theme, share: float, *, is_first_press_done: bool = False) -> None:
        self._moment = 0.0
        super().__init__(theme, "Hold to wipe", lambda: self._moment)
        if share > 0:
            self._press()
            self._moment = share * theme.durations.hold / 1000
        if is_first_press_done:
            self._arm(0.0)

    def advance(self) -> None:
        """Time stands still."""


def sample_job(ticket: str, what: str = "Checking out", *, seconds: float = 0.0) -> Job:
    """A job that nobody works at, begun so many seconds ago."""
    job = Job(1, _no_work, Monitor(), "gallery", Listing(f"{what} {ticket}", ticket))
    job.state = JobState.RUNNING
    job.last = SEALING
    job.began -= seconds
    return job


def strip_of(theme: Theme) -> JobStrip:
    """The strip with a job that runs."""
    runner = JobRunner()
    strip = JobStrip(theme, runner)
    runner.setParent(strip)
    job = sample_job("KAS-1190")
    job.setParent(strip)
    runner.listed.emit(job)
    return strip


class StillClock:
    """Stands where it was put."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """The time."""
        return self.now


def _block(theme: Theme, seconds: float, now: Progress = SEALING) -> ProgressBlock:
    """Work that goes on for so many seconds, and has reported at its beginning and now."""
    clock = StillClock()
    made = ProgressBlock(theme, clock)
    made.show_progress(replace(now, done=0))
    clock.now = seconds
    made.show_progress(now)
    return made


def _progress(theme: Theme) -> QWidget:
    stopping = _block(theme, 8)
    stopping.set_stopping()
    return section(
        theme,
        "Progress",
        labelled(theme, "After 0.1 s"),
        _block(theme, 0.1),
        labelled(theme, "After 1 s"),
        _block(theme, 1),
        labelled(theme, "After 8 s"),
        _block(theme, 8),
        labelled(theme, "Counted in entries"),
        _block(theme, 8, ENTRIES),
        labelled(theme, "Total not known"),
        _block(theme, 8, replace(SEALING, total=0)),
        labelled(theme, "Being stopped"),
        stopping,
        labelled(theme, "Cannot be stopped"),
        _block(theme, 8, replace(SEALING, cancellable=False)),
    )


def _hold(theme: Theme) -> QWidget:
    off = HoldButton(theme, "Hold to wipe")
    close = danger(theme, "Close && wipe", Icon.WIPE)
    return section(
        theme,
        "Hold to wipe",
        row(StillHold(theme, 0), StillHold(theme, 0.62), StillHold(theme, 0.99), None),
        row(StillHold(theme, 0, is_first_press_done=True), disabled(off), None),
        labelled(theme, "Never beside", plain(theme, "Keep copy"), None, close),
    )


def _drop(theme: Theme) -> QWidget:
    place = QWidget()
    place.setFixedSize(theme.measures.scaled(420), theme.measures.scaled(90))
    DropHighlight(place).show_over(place, "Check out “export_2026-11” for ERP-4711")
    return section(theme, "Files held over a place", place)


def _jobs(theme: Theme) -> QWidget:
    waiting, running, done, failed, stopped = (sample_job(f"KAS-119{number}", seconds=75) for number in range(5))
    waiting.state = JobState.WAITING
    rows = [JobRow(theme, job, _shows_nothing) for job in (waiting, running, done, failed, stopped)]
    holder = section(theme, "Jobs", *rows, strip_of(theme))
    for job in (waiting, running, done, failed, stopped):
        job.setParent(holder)
    running.progressed.emit(running.last)
    failed.failed.emit(DiskFull(path="/"))
    for job, end in ((done, JobState.SUCCEEDED), (failed, JobState.FAILED), (stopped, JobState.CANCELLED)):
        job.state = end
        job.finished.emit()
    return holder


def _toasts(theme: Theme) -> QWidget:
    place = QWidget()
    undo, at_once = NoticeAct("Undo", _nothing), NoticeAct("Wipe now", _nothing)
    detail = "Copy is locked already. Optik Sander, 188 MB"
    until = NOW + timedelta(seconds=24)
    wiping = CountdownToast(theme, "ERP-4698 wipes in {left}", detail, until, (undo, at_once), place, lambda: NOW)
    short = Toast(theme, "Copy ready, 2.1 GB.", "", (NoticeAct("Open", _nothing),), place)
    rows = [row(wiping, None), row(short, None)]
    for holder in rows:
        holder.setContentsMargins(12, 4, 12, 20)  # room for the shadow
    return section(theme, "Toasts", *rows)


def _no_work(_monitor: Monitor) -> None:
    """Nobody works at the jobs of samples."""


def _nothing() -> None:
    """The acts of samples do nothing."""


def _shows_nothing(_ticket: str) -> None:
    """There is no ticket to open."""
