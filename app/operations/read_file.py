"""Read: give out the bytes of one file of a copy, and account for them where they leave the sealed copy."""

import hashlib
from collections.abc import Callable

from app.custody.ledger import Event
from app.model import CopyRecord, Escape, EscapeState
from app.unlocked.vault import Unlocked

_BLOCK_BYTES = 1024 * 1024


def read_file(
    vault: Unlocked,
    ticket: str,
    path: bytes,
    write: Callable[[memoryview], object],
    *,
    copy: str | None = None,
    escapes_to: str = "",
) -> CopyRecord:
    """Hand the content to `write`, block by block, each authenticated before it is given out.

    `escapes_to` names where the bytes go if that is outside of Bailee, such as "file": what was given out is then
    entered as an escape, with its size and SHA-256, even when reading ends early. Raises FileDamaged and its kin.
    """
    record = vault.pick_copy(ticket, copy)
    digest, given = hashlib.sha256(), 0
    try:
        with vault.opened(record, writable=False) as sealed, sealed.open_file(path) as file:
            buffer = memoryview(bytearray(_BLOCK_BYTES))
            for offset in range(0, file.size, _BLOCK_BYTES):
                part = buffer[: file.pread_into(buffer[: min(_BLOCK_BYTES, file.size - offset)], offset)]
                digest.update(part)
                given += len(part)
                write(part)
    finally:
        if escapes_to and given:
            _account(vault, record, escapes_to, given, digest.hexdigest())
    return record


def _account(vault: Unlocked, record: CopyRecord, what: str, size: int, digest: str) -> None:
    escape = Escape(vault.clock.now(), record.id, what, size, digest, EscapeState.OUTSTANDING)
    vault.registry.escapes.add(escape)
    vault.ledger.append(Event.ESCAPE, copy=record.id, bytes=size, sha256=digest)
