"""The jobs that run for one ticket, as the state of its pane takes them."""

from collections.abc import Callable, Iterator

from ui.jobs import Job, JobRunner, JobState
from ui.screens.ticket_pane.state import JobKind, TicketJob
from ui.wipe_acts import WIPE_LANE

IsCheckout = Callable[[Job], bool]


def jobs_of(runner: JobRunner, ticket: str, is_checkout: IsCheckout) -> list[TicketJob]:
    """The checkout and the wipe of a ticket, where they wait or run."""
    return [
        TicketJob(
            kind,
            job.job_id,
            job.last,
            is_stopping=job.state is JobState.STOPPING,
            is_waiting=job.state is JobState.WAITING,
        )
        for job, kind in _going_on(runner, ticket, is_checkout)
    ]


def stop_checkout(runner: JobRunner, ticket: str, is_checkout: IsCheckout) -> None:
    """Ask the checkout of a ticket to stop."""
    for job, kind in list(_going_on(runner, ticket, is_checkout)):
        if kind is JobKind.CHECK_OUT:
            job.cancel()


def _going_on(runner: JobRunner, ticket: str, is_checkout: IsCheckout) -> Iterator[tuple[Job, JobKind]]:
    for job in runner.jobs:
        if job.listing is None or job.listing.ticket != ticket or job.state.is_over:
            continue
        if job.lane == WIPE_LANE:
            yield job, JobKind.WIPE
        elif is_checkout(job):
            yield job, JobKind.CHECK_OUT
