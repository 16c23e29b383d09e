"""Runs operations off the interface thread; everything they say arrives on the interface thread.

Worker threads touch one Qt object only, the runner, which outlives them all. Jobs, the handles that screens connect
to, are made, emitted from and deleted on the interface thread.
"""

import itertools
import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.errors import BaileeError, Cancelled
from app.progress import Monitor, Progress

log = logging.getLogger(__name__)

Work = Callable[[Monitor], Any]

_SECONDS_BETWEEN_REPORTS = 0.1
_WORKERS = 8
_HEAVY_AT_ONCE = 2


class JobState(Enum):
    """How far a job is."""

    WAITING = auto()
    RUNNING = auto()
    STOPPING = auto()
    SUCCEEDED = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self in {JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED}


@dataclass(frozen=True, slots=True)
class Listing:
    """How a job stands in the job list: what is done ("Checking out ERP-4711"), and for which ticket."""

    what: str
    ticket: str = ""


@dataclass(frozen=True, slots=True)
class _Event:
    job_id: int
    outcome: JobState
    payload: object = None


class Job(QObject):
    """An operation as the interface sees it: started, then one of succeeded, failed or cancelled, then finished.

    Signals:
        progressed: a Progress, at most ten times a second.
        failed: the BaileeError, or the exception of a bug.
    """

    started = Signal()
    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, job_id: int, work: Work, monitor: Monitor, lane: str, listing: Listing | None) -> None:
        super().__init__()
        self.job_id = job_id
        self.lane = lane
        self.listing = listing
        self.state = JobState.WAITING
        self.last: Progress | None = None
        self.began = time.monotonic()
        self.error: BaseException | None = None
        self._work = work
        self._monitor = monitor

    @Slot()
    def cancel(self) -> None:
        """Ask the operation to stop at its next safe point."""
        if not self.state.is_over:
            self.state = JobState.STOPPING
        self._monitor.cancel()

    def run_now(self, post: Callable[[_Event], object]) -> None:
        """Do the work, on a worker thread; nothing escapes."""
        try:
            self._monitor.check()
            post(_Event(self.job_id, JobState.SUCCEEDED, self._work(self._monitor)))
        except Cancelled:
            post(_Event(self.job_id, JobState.CANCELLED))
        except BaileeError as error:
            post(_Event(self.job_id, JobState.FAILED, error))
        except BaseException as bug:
            log.exception("job %d hit a bug", self.job_id)
            post(_Event(self.job_id, JobState.FAILED, bug))


class JobRunner(QObject):
    """Owns the worker threads. Jobs in one lane run one at a time, in order; of the listed ones two at a time.

    Signals:
        listed: a Job that belongs into the job list was submitted.
        idle: no job is left.
    """

    listed = Signal(object)
    idle = Signal()
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=_WORKERS, thread_name_prefix="job")
        self._ids = itertools.count(1)
        self._lanes: dict[str, deque[Job]] = {}
        self._jobs: dict[int, Job] = {}
        self._running_heavy: set[int] = set()
        self._waiting_heavy: deque[Job] = deque()
        self._posted.connect(self._on_posted)

    def submit(self, work: Work, *, lane: str, listing: Listing | None = None) -> Job:
        """Queue `work` behind whatever its lane is doing. Connect to the returned job at once."""
        job_id = next(self._ids)
        job = Job(job_id, work, Monitor(self._throttled(job_id)), lane, listing)
        job.setParent(self)
        self._jobs[job_id] = job
        queue = self._lanes.setdefault(lane, deque())
        queue.append(job)
        if len(queue) == 1:
            self._start(job)
        if listing is not None:
            self.listed.emit(job)
        return job

    @property
    def jobs(self) -> list[Job]:
        """What waits or runs, oldest first."""
        return list(self._jobs.values())

    def is_idle(self) -> bool:
        """Whether no job runs or waits."""
        return not self._jobs

    def cancel_all(self) -> None:
        """Ask every job to stop; `idle` is emitted once the last has."""
        for job in self._jobs.values():
            job.cancel()

    def shutdown(self) -> None:
        """Stop everything and wait, delivering the last outcomes. Called once, on quitting."""
        while self._jobs:
            self.cancel_all()
            QCoreApplication.sendPostedEvents(self)
            time.sleep(0.005)
        self._pool.shutdown(wait=True)

    def _start(self, job: Job) -> None:
        if job.listing is not None:
            if len(self._running_heavy) >= _HEAVY_AT_ONCE:
                self._waiting_heavy.append(job)
                return
            self._running_heavy.add(job.job_id)
        if job.state is JobState.WAITING:
            job.state = JobState.RUNNING
        job.began = time.monotonic()
        job.started.emit()
        self._pool.submit(job.run_now, self._posted.emit)

    def _throttled(self, job_id: int) -> Callable[[Progress], None]:
        last, step = 0.0, None

        def post(progress: Progress) -> None:
            nonlocal last, step
            now = time.monotonic()
            is_end = bool(progress.total) and progress.done >= progress.total
            if now - last >= _SECONDS_BETWEEN_REPORTS or is_end or progress.step is not step:
                last, step = now, progress.step
                self._posted.emit(_Event(job_id, JobState.RUNNING, progress))

        return post

    @Slot(object)
    def _on_posted(self, event: _Event) -> None:
        job = self._jobs[event.job_id]
        if isinstance(event.payload, Progress) and event.outcome is JobState.RUNNING:
            job.last = event.payload
            job.progressed.emit(event.payload)
            return
        job.state = event.outcome
        self._retire(job)
        match event.outcome:
            case JobState.SUCCEEDED:
                job.succeeded.emit(event.payload)
            case JobState.CANCELLED:
                job.cancelled.emit()
            case _:
                job.error = event.payload if isinstance(event.payload, BaseException) else None
                job.failed.emit(event.payload)
        job.finished.emit()
        job.deleteLater()
        if self.is_idle():
            self.idle.emit()

    def _retire(self, job: Job) -> None:
        del self._jobs[job.job_id]
        self._running_heavy.discard(job.job_id)
        queue = self._lanes[job.lane]
        queue.popleft()
        if queue:
            self._start(queue[0])
        else:
            del self._lanes[job.lane]
        if self._waiting_heavy and len(self._running_heavy) < _HEAVY_AT_ONCE:
            self._start(self._waiting_heavy.popleft())
