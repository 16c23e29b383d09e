"""The two ends of a checkout: the copy is held, or it never was."""

from app.custody.ledger import Event
from app.disk.clearing import clear
from app.model import CopyRecord, CopySize, CopyState
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked


def hold(vault: Unlocked, record: CopyRecord) -> CopyRecord:
    """Say that a copy is held: its key is in the table. Leaves a checkpoint with the ticket.

    Nothing in it has been worked on yet, and its source is known from now on.
    """
    vault.note_keys()
    now = vault.clock.now()
    facts = CopyFacts(held_at=now, exported_generation=record.generation)
    record = vault.step(record, CopyState.HELD, "check out", facts)
    vault.registry.sources.note(record.ticket.customer.id, record.source_kind, record.source, at=now)
    size = record.size or CopySize(0, 0, 0, 0, 0, "")
    vault.ledger.append(
        Event.COPY_HELD,
        copy=record.id,
        ticket=record.ticket.id,
        epoch=record.first_epoch,
        files=size.files,
        bytes=size.content_bytes,
        problems=size.problems,
        is_incomplete=record.is_incomplete,
        root=size.root,
    )
    vault.leave_checkpoint(record.ticket)
    return record


def abandon(vault: Unlocked, record: CopyRecord) -> bool:
    """Clear what a checkout that did not end left behind; its key was never written down. Whether nothing is left.

    The caller holds the copy's lock. What cannot be removed now stays entered as CHECKING_OUT, and is tried again by
    the next recovery.
    """
    if vault.keys.holds(record.id):
        return False
    folder = vault.folder_of(record.id)
    clear([folder, folder.with_name(f"{folder.name}.lock")], vault.home.path, lambda _done, _total: None)
    if folder.exists():
        return False
    vault.registry.copies.forget(record.id)
    vault.ledger.append(Event.CHECKOUT_ABANDONED, copy=record.id)
    return True
