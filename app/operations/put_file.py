"""Put: write one file of a copy, new or in the place of what is there."""

from collections.abc import Callable

from app.copies.paths import outside_workroom
from app.copies.reclaim import reclaim
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.saved_blocks import forget_recorded_runs
from app.errors import Cancelled
from app.model import CopyRecord
from app.progress import Monitor, Step, Unit
from app.unlocked.vault import Unlocked

_BLOCK_BYTES = 1024 * 1024


def put_file(
    vault: Unlocked,
    ticket: str,
    path: bytes,
    read: Callable[[int], bytes],
    monitor: Monitor,
    *,
    copy: str | None = None,
) -> tuple[CopyRecord, int]:
    """Write what `read` gives until it gives nothing; the copy and the bytes written. All of it or nothing is kept.

    Raises NotAFile, PathMissing for the folder above, NameRefused, CopyBusy, DiskFull and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=True) as sealed:
        forget_recorded_runs(sealed, outside_workroom(path))
        with sealed.replace_content(path, create=True) as file:
            size = 0
            while block := read(_BLOCK_BYTES):
                monitor.report(Step.SAVING, size, 0, Unit.BYTES)
                size += file.pwrite(block, size)
        monitor.check()
        sealed.commit()
        _give_back_room(sealed, monitor)
    return record, size


def _give_back_room(sealed: SealedCopy, monitor: Monitor) -> None:
    """Reclaim dead chunks after a change, which is committed: to stop now only leaves the room for the next time."""
    try:
        reclaim(sealed, monitor)
    except Cancelled:
        return
