"""Wait: stay through the undo window of a close, then wipe."""

from collections.abc import Sequence

from app.model import CopyRecord, CopyState
from app.progress import Monitor, Step
from app.unlocked.vault import Unlocked

_PAUSE_SECONDS = 0.2


def wait_for_wipe(vault: Unlocked, records: Sequence[CopyRecord], monitor: Monitor) -> list[CopyRecord]:
    """Wipe copies when their deadline has come; those that were taken back meanwhile are left out.

    Stopped before, it leaves the wipe waiting: whoever runs next carries it out.
    """
    deadlines = [record.wipe_at for record in records if record.wipe_at is not None]
    if not deadlines:
        return []
    began, until = vault.clock.now(), max(deadlines)
    whole = int((until - began).total_seconds())
    while (now := vault.clock.now()) < until:
        monitor.report(Step.WAITING, int((now - began).total_seconds()), whole)
        vault.clock.sleep(min(_PAUSE_SECONDS, (until - now).total_seconds()))
    waiting = [vault.registry.copies.get(record.id) for record in records]
    closing = [record for record in waiting if record.state is CopyState.CLOSING]
    if not closing:
        return waiting
    wiper = vault.wiper()
    with wiper.alone():
        wiped = wiper.wipe(closing, monitor)
    vault.leave_checkpoint(closing[0].ticket)
    return wiped
