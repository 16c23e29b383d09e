"""An unlocked vault: everything that the operations work on, held together."""

import getpass
import platform
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.copies.sealed_copy import SealedCopy
from app.custody.checkpoint import make_checkpoint
from app.custody.ledger import Ledger
from app.custody.states import WORKABLE, require_step
from app.custody.wiping import Surroundings, Wiper
from app.errors import CopyAmbiguous, CopyDamaged, NoCopyHeld
from app.keys.vault import Keys
from app.model import CopyId, CopyRecord, CopyState, Ticket
from app.ports import Clock, Source, TicketDesk
from app.registry.facts import CopyFacts
from app.registry.registry import Registry
from app.settings import Home, Settings
from app.unlocked.wipe_register import KEYS_GENERATION, WipeRegister


class SourceFinder(Protocol):
    """Finds the source that a person named."""

    def __call__(self, text: str, home: Path, /) -> Source:
        """The source at `text`. Raises SourceMissing and its kin."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """One unlocked vault with everything around it. Close it to lock the vault."""

    home: Home
    settings: Settings
    clock: Clock
    keys: Keys
    registry: Registry
    ledger: Ledger
    desk: TicketDesk
    find_source: SourceFinder
    version: str

    def close(self) -> None:
        """Lock: drop the keys and let go of the register."""
        self.registry.close()
        self.keys.close()

    @property
    def technician(self) -> str:
        """Who works here: the name of the account."""
        try:
            return getpass.getuser()
        except (OSError, KeyError):
            return "unknown"

    def folder_of(self, copy: CopyId) -> Path:
        """Where a copy lies."""
        return self.home.copies / copy

    def wiper(self) -> Wiper:
        """What wipes copies of this vault."""
        around = Surroundings(self.home.path, self.home.copies, self.version, platform.node())
        return Wiper(self.keys, self.ledger, WipeRegister(self.registry, self.clock), around, self.clock)

    def note_keys(self) -> None:
        """Tell the register how far the key table has come, so that an older one put back shows."""
        self.registry.meta.raise_to(KEYS_GENERATION, self.keys.head.generation)

    def leave_checkpoint(self, ticket: Ticket) -> None:
        """Leave the state of the ledger with a ticket: the witness outside the ledger itself."""
        self.desk.comment(ticket.id, make_checkpoint(self.keys.signer(), self.keys.vault, self.ledger.head()))

    def pick_copy(self, ticket_number: str, copy: str | None, states: Collection[CopyState] = WORKABLE) -> CopyRecord:
        """The one copy of a ticket that is meant. `copy` is its id or the beginning of it, needed where there are more.

        Raises TicketUnknown, NoCopyHeld, CopyAmbiguous.
        """
        ticket = self.registry.tickets.by_number(ticket_number)
        found = [
            record
            for record in self.registry.copies.of_ticket(ticket.id, states=states)
            if record.id.startswith(copy or "")
        ]
        if not found:
            raise NoCopyHeld(ticket=ticket_number)
        if len(found) > 1:
            raise CopyAmbiguous(ticket=ticket_number, copies=", ".join(record.id[:8] for record in found))
        return found[0]

    @contextmanager
    def opened(self, record: CopyRecord, *, writable: bool, as_work: bool = True) -> Iterator[SealedCopy]:
        """The copy, open and authenticated. What was committed inside the block is noted in the register after it.

        Without `as_work` it is a note of Bailee's own: a copy without changes that are not exported stays one.

        Raises CopyDamaged, CopyRolledBack, CopyBusy, FormatNewer.
        """
        try:
            secret = self.keys.copy_key(record.id)
        except KeyError as error:
            raise CopyDamaged(copy=record.id, reason="its key is not in the key table") from error
        with secret:
            copy = SealedCopy.open(
                self.folder_of(record.id), record.id, secret, writable=writable, least_generation=record.generation
            )
        with copy:
            before = copy.generation
            try:
                yield copy
            finally:
                # It may also have been committed by somebody who had no time to note it any more.
                if copy.generation > record.generation:
                    since = None if as_work else before
                    self.registry.copies.note_generation(record.id, copy.generation, exported_since=since)

    def step(self, record: CopyRecord, to: CopyState, act: str, facts: CopyFacts | None = None) -> CopyRecord:
        """Move a copy to another state, if that step exists and nobody was faster. Raises TransitionRefused."""
        require_step(record, to, act)
        return self.registry.copies.move(record.id, expected=record.state, to=to, facts=facts)
