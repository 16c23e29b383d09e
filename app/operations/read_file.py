"""Read: give out the bytes of one file of a copy, and account for them before they leave the sealed copy."""

import hashlib
from collections.abc import Callable

from app.copies.handle import SealedFile
from app.copies.paths import outside_workroom
from app.model import CopyRecord
from app.progress import Monitor, Step, Unit
from app.unlocked.escaping import enter_escape
from app.unlocked.vault import Unlocked

_BLOCK_BYTES = 1024 * 1024


def read_file(
    vault: Unlocked,
    ticket: str,
    path: bytes,
    write: Callable[[memoryview], object],
    monitor: Monitor,
    *,
    copy: str | None = None,
    escapes_to: str = "",
) -> CopyRecord:
    """Hand the content to `write`, block by block, each authenticated before it is given out.

    `escapes_to` names where the bytes go if that is outside of Bailee, such as "file". Then the whole file is read
    once to hash it and entered as an escape before the first byte is given out: no certificate can miss it, whatever
    happens afterwards. Raises FileDamaged, TransitionRefused when the copy is being wiped meanwhile, and their kin.
    """
    record = vault.pick_copy(ticket, copy)
    with vault.opened(record, writable=False) as sealed, sealed.open_file(outside_workroom(path)) as file:
        if escapes_to and file.size:
            _account(vault, record, escapes_to, file, monitor)
        _pass_on(file, write, monitor)
    return record


def _pass_on(file: SealedFile, write: Callable[[memoryview], object], monitor: Monitor) -> None:
    buffer = memoryview(bytearray(min(_BLOCK_BYTES, max(file.size, 1))))
    for offset in range(0, file.size, _BLOCK_BYTES):
        monitor.report(Step.READING, offset, file.size, Unit.BYTES)
        count = file.pread_into(buffer[: min(_BLOCK_BYTES, file.size - offset)], offset)
        write(buffer[:count])


def _account(vault: Unlocked, record: CopyRecord, what: str, file: SealedFile, monitor: Monitor) -> None:
    digest = hashlib.sha256()
    _pass_on(file, digest.update, monitor)
    enter_escape(vault, record, what, file.size, digest.hexdigest())
