"""Bytes that leave a sealed copy: each is entered as an escape before it is given out."""

import hashlib
from collections.abc import Callable

from app.custody.ledger import Event
from app.custody.states import WORKABLE
from app.model import CopyRecord, Escape, EscapeState
from app.unlocked.vault import Unlocked

_HELD_BACK_BYTES = 16 * 1024 * 1024


def enter_escape(vault: Unlocked, record: CopyRecord, what: str, size: int, digest: str) -> None:
    """Enter that `size` bytes of a copy leave for `what`, such as "file". Raises TransitionRefused."""
    escape = Escape(vault.clock.now(), record.id, what, size, digest, EscapeState.OUTSTANDING)
    vault.registry.escapes.add(escape, states=WORKABLE)
    vault.ledger.append(Event.ESCAPE, copy=record.id, bytes=size, sha256=digest)


class AccountedOutput:
    """Passes bytes on. Those that leave are held back until they are entered, some megabytes at a time.

    With `what` empty they go to somebody's eyes only, and nothing is entered. Call `finish`, or nothing of the last
    part is given out.
    """

    def __init__(self, vault: Unlocked, record: CopyRecord, what: str, write: Callable[[memoryview], object]) -> None:
        self._vault = vault
        self._record = record
        self._what = what
        self._write = write
        self._held_back = bytearray()

    def write(self, data: bytes) -> None:
        """Take some bytes."""
        if not self._what:
            self._write(memoryview(data))
            return
        self._held_back += data
        if len(self._held_back) >= _HELD_BACK_BYTES:
            self.finish()

    def finish(self) -> None:
        """Enter and give out what is held back."""
        if not self._held_back:
            return
        data, self._held_back = self._held_back, bytearray()
        enter_escape(self._vault, self._record, self._what, len(data), hashlib.sha256(data).hexdigest())
        self._write(memoryview(data))
