"""The ledger: show it, verify it against everything that is known of it, and sign how far it has come."""

from dataclasses import dataclass

from app.crypto.canonical import encode_bytes
from app.custody.checkpoint import find_checkpoints, make_checkpoint, read_checkpoint
from app.custody.ledger import Entry, Event, LedgerHead
from app.errors import CertificateInvalid, LedgerDamaged
from app.model import CopyState, NoteKind
from app.unlocked.vault import Unlocked


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


def verify_ledger(vault: Unlocked) -> LedgerReport:
    """Hold the ledger against the register, its copies, the vault's key, and all checkpoints left with tickets.

    Raises LedgerDamaged.
    """
    head = vault.ledger.verify()
    entries = list(vault.ledger.entries())
    hashes = [entry.hash for entry in entries]
    _check_vault(vault, entries)
    _check_copies(vault, entries)
    count = 0
    for ticket in vault.registry.tickets.all():
        for note in vault.registry.tickets.notes(ticket.id):
            if note.kind is NoteKind.CUSTODY:
                count += _check_checkpoints(vault, note.text, hashes)
    return LedgerReport(head, count)


def _check_vault(vault: Unlocked, entries: list[Entry]) -> None:
    first = entries[0].facts if entries else {}
    if first.get("vault") != vault.keys.vault or first.get("public_key") != encode_bytes(
        vault.keys.signer().public_key
    ):
        raise LedgerDamaged(entry=1, reason="it belongs to another vault")


def _check_copies(vault: Unlocked, entries: list[Entry]) -> None:
    """Every copy that the ledger calls held or wiped must be so in the register."""
    known = {str(record.id): record.state for record in vault.registry.copies.all()}
    for entry in entries:
        state = known.get(str(entry.facts.get("copy", "")))
        if entry.event == Event.COPY_HELD.value and state is None:
            raise LedgerDamaged(entry=entry.number, reason="the register does not know this copy")
        if entry.event == Event.COPY_WIPED.value and state not in {CopyState.WIPED, CopyState.VERIFYING}:
            raise LedgerDamaged(entry=entry.number, reason="the register does not know of this wipe")


def _check_checkpoints(vault: Unlocked, text: str, hashes: list[str]) -> int:
    notes = find_checkpoints(text)
    for note in notes:
        try:
            head = read_checkpoint(note, vault.keys.signer().public_key).head
        except CertificateInvalid as error:
            raise LedgerDamaged(entry=0, reason="a checkpoint left with a ticket was not signed here") from error
        if head.size > len(hashes) or hashes[head.size - 1] != head.hash:
            raise LedgerDamaged(entry=head.size, reason="does not lead to a checkpoint left with a ticket")
    return len(notes)
