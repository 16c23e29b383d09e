"""The ledger: show it, verify it against everything that is known of it, and sign how far it has come."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.crypto.canonical import encode_bytes
from app.custody.checkpoint import find_checkpoints, make_checkpoint, read_checkpoint
from app.custody.ledger import EMPTY, Entry, Event, LedgerHead
from app.errors import CertificateInvalid, LedgerDamaged
from app.model import CopyState, NoteKind
from app.progress import Monitor, Step, Unit, make_way
from app.unlocked.chain_notes import note_broken, note_verified
from app.unlocked.vault import Unlocked

_ENTRIES_BETWEEN_REPORTS: Final = 500
_ENTRIES_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class LedgerReport:
    """A ledger that holds: how long it is, and how many checkpoints left with tickets bear it out."""

    head: LedgerHead
    checkpoints: int


def show_ledger(vault: Unlocked) -> list[Entry]:
    """Every entry, verified. Raises LedgerDamaged."""
    return list(vault.ledger.entries())


def sign_ledger(vault: Unlocked) -> str:
    """Verify the ledger and sign its head: a checkpoint to keep elsewhere. Raises LedgerDamaged."""
    return make_checkpoint(vault.keys.signer(), vault.keys.vault, vault.ledger.verify())


def verify_ledger(vault: Unlocked, monitor: Monitor | None = None) -> LedgerReport:
    """Hold the ledger against the register, its copies, the vault's key, and all checkpoints left with tickets.

    What came of it is noted in the register. Raises LedgerDamaged, Cancelled.
    """
    try:
        report = _verify(vault, monitor or Monitor())
    except LedgerDamaged as damage:
        note_broken(vault.registry.meta, damage, vault.clock.now())
        raise
    note_verified(vault.registry.meta, report.head.size, vault.clock.now())
    return report


def _verify(vault: Unlocked, monitor: Monitor) -> LedgerReport:
    """Entry by entry, in little memory however many there are."""
    # First, so that every line it speaks of is there when the ledger is read.
    check = _Check(vault)
    size, head = vault.ledger.head().size, EMPTY
    for entry in vault.ledger.complete_entries():
        check.look_at(entry)
        if entry.number % _ENTRIES_AT_ONCE == 0:
            make_way()
        head = LedgerHead(entry.number, entry.hash)
        if entry.number % _ENTRIES_BETWEEN_REPORTS == 0:
            monitor.report(Step.VERIFYING, entry.number, max(size, entry.number), Unit.ENTRIES)
    check.finish(head)
    return LedgerReport(head, check.checkpoints)


class _Check:
    """What the entries are held against: the register and the checkpoints as they were when it was made."""

    def __init__(self, vault: Unlocked) -> None:
        self._vault = vault
        heads = [head for text in _custody_notes(vault) for head in _signed_heads(vault, text)]
        self.checkpoints = len(heads)
        self._left: dict[int, set[str]] = {}
        for head in heads:
            self._left.setdefault(head.size, set()).add(head.hash)
        self._copies = _copies(vault)
        self._doubtful: list[Entry] = []

    def look_at(self, entry: Entry) -> None:
        """The next entry. Raises LedgerDamaged."""
        if entry.number == 1:
            _check_vault(self._vault, entry)
        if _doubt(self._copies, entry):
            self._doubtful.append(entry)
        if self._left.pop(entry.number, {entry.hash}) != {entry.hash}:
            raise LedgerDamaged(entry=entry.number, reason="does not lead to a checkpoint left with a ticket")

    def finish(self, head: LedgerHead) -> None:
        """There are no more. Raises LedgerDamaged."""
        if not head.size:
            raise LedgerDamaged(entry=1, reason="it belongs to another vault")
        if self._left:
            raise LedgerDamaged(entry=min(self._left), reason="does not lead to a checkpoint left with a ticket")
        # Others go on working meanwhile: what the register did not know at the beginning it must know by now.
        copies = _copies(self._vault) if self._doubtful else {}
        for entry in self._doubtful:
            doubt = _doubt(copies, entry)
            if doubt:
                raise LedgerDamaged(entry=entry.number, reason=doubt)


def _copies(vault: Unlocked) -> Mapping[str, CopyState]:
    return {str(record.id): record.state for record in vault.registry.copies.all()}


def _custody_notes(vault: Unlocked) -> list[str]:
    tickets = vault.registry.tickets.all()
    notes = (note for ticket in tickets for note in vault.registry.tickets.notes(ticket.id))
    return [note.text for note in notes if note.kind is NoteKind.CUSTODY]


def _signed_heads(vault: Unlocked, text: str) -> list[LedgerHead]:
    """What the checkpoints in a note say."""
    public_key = vault.keys.signer().public_key
    try:
        return [read_checkpoint(note, public_key).head for note in find_checkpoints(text)]
    except CertificateInvalid as error:
        raise LedgerDamaged(entry=0, reason="a checkpoint left with a ticket was not signed here") from error


def _check_vault(vault: Unlocked, first: Entry) -> None:
    own = encode_bytes(vault.keys.signer().public_key)
    if first.facts.get("vault") != vault.keys.vault or first.facts.get("public_key") != own:
        raise LedgerDamaged(entry=1, reason="it belongs to another vault")


def _doubt(known: Mapping[str, CopyState], entry: Entry) -> str:
    """Every copy that the ledger calls held or wiped must be so in the register: what is wrong, or ""."""
    state = known.get(str(entry.facts.get("copy", "")))
    if entry.event == Event.COPY_HELD.value and state is None:
        return "the register does not know this copy"
    if entry.event == Event.COPY_WIPED.value and state not in {CopyState.WIPED, CopyState.VERIFYING}:
        return "the register does not know of this wipe"
    return ""
