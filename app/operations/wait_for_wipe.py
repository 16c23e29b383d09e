"""Wait: stay through the undo window of a close, then wipe."""

from collections.abc import Sequence
from datetime import datetime

from app.model import CopyRecord, CopyState
from app.progress import Monitor, Step, Unit
from app.unlocked.vault import Unlocked

_PAUSE_SECONDS = 0.2


def wait_for_wipe(vault: Unlocked, records: Sequence[CopyRecord], monitor: Monitor) -> list[CopyRecord]:
    """Wipe copies when their deadline has come, wherever it was moved; those taken back meanwhile are left out.

    Stopped before, it leaves the wipe waiting: whoever runs next carries it out.
    """
    began = vault.clock.now()
    waiting = _latest(vault, records)
    while (until := _deadline(waiting)) is not None and (now := vault.clock.now()) < until:
        passed, left = (now - began).total_seconds(), (until - now).total_seconds()
        monitor.report(Step.WAITING, int(passed), int(passed + left), Unit.SECONDS)
        vault.clock.sleep(min(_PAUSE_SECONDS, left))
        # The close may be taken back meanwhile, or its deadline moved.
        waiting = _latest(vault, records)
    if until is None:
        return waiting
    closing = [record for record in waiting if _waits(record)]
    wiper = vault.wiper()
    with wiper.alone():
        wiped = wiper.wipe(closing, monitor)
    vault.leave_checkpoint(closing[0].ticket)
    return wiped


def _latest(vault: Unlocked, records: Sequence[CopyRecord]) -> list[CopyRecord]:
    return [vault.registry.copies.get(record.id) for record in records]


def _deadline(records: Sequence[CopyRecord]) -> datetime | None:
    """When all that is closed may be wiped; None where nothing is."""
    return max((record.wipe_at for record in records if _waits(record) and record.wipe_at), default=None)


def _waits(record: CopyRecord) -> bool:
    return record.state is CopyState.CLOSING
