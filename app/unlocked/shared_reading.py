"""A copy opened for reading once, for several who look into its databases at the same time."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Lock

from app.copies.sealed_copy import SealedCopy
from app.custody.states import WORKABLE
from app.databases.sealed.opening import SealedDatabases
from app.errors import Cancelled, NoCopyHeld
from app.model import CopyId, CopyRecord
from app.unlocked.vault import Unlocked


@dataclass(slots=True, eq=False)
class Opening:
    """The copy as it was at one moment. Whoever uses `copy` itself must hold `databases.lock`."""

    copy: SealedCopy
    databases: SealedDatabases
    generation: int
    closing: ExitStack = field(repr=False)
    users: int = 0


class SharedReading:
    """Gives out the newest state of a copy; older ones stay open as long as somebody uses them. For any thread.

    Close it, and everybody who took from it, when the vault is locked or the ticket is closed.
    """

    def __init__(self, vault: Unlocked, copy: CopyId) -> None:
        self.vault = vault
        self.copy = copy
        self._lock = Lock()
        self._newest: Opening | None = None
        self._is_open = True

    def record(self) -> CopyRecord:
        """The copy as the register has it now. Raises NoCopyHeld once it is to be wiped."""
        record = self.vault.registry.copies.get(self.copy)
        if record.state not in WORKABLE:
            raise NoCopyHeld(ticket=record.ticket.number)
        return record

    def take(self) -> Opening:
        """The newest state, until `give_back`. Raises NoCopyHeld, CopyDamaged and its kin; Cancelled when closed."""
        with self._lock:
            if not self._is_open:
                raise Cancelled
            record = self.record()
            newest = self._newest
            if newest is None or newest.generation < record.generation:
                newest = self._opened(record)
                self._leave(self._newest)
                self._newest = newest
                newest.users += 1  # our own
            newest.users += 1
            return newest

    def give_back(self, opening: Opening) -> None:
        """Say that it is no longer used."""
        with self._lock:
            self._leave(opening)

    def note_harmless(self, before: int, after: int) -> None:
        """Say that the commits from generation `before` to `after` changed nothing that anybody looks at here."""
        with self._lock:
            if self._newest is not None and self._newest.generation == before:
                self._newest.generation = after

    def close(self) -> None:
        """Let go as soon as nobody uses it any more. Safe to call twice."""
        with self._lock:
            self._is_open = False
            newest, self._newest = self._newest, None
            self._leave(newest)

    def _opened(self, record: CopyRecord) -> Opening:
        with ExitStack() as stack:
            copy = stack.enter_context(self.vault.opened(record, writable=False))
            databases = stack.enter_context(SealedDatabases(copy))
            return Opening(copy, databases, copy.generation, stack.pop_all())

    def _leave(self, opening: Opening | None) -> None:
        if opening is None:
            return
        opening.users -= 1
        if not opening.users:
            opening.closing.close()
