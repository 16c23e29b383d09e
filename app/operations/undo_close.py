"""Undo: take back a close while its undo window lasts."""

from datetime import datetime

from app.copies.sealed_copy import copy_lock
from app.custody.ledger import Event
from app.custody.states import ENDING
from app.errors import CopyBusy, NothingToUndo, UndoTooLate, VaultBusy
from app.model import CopyRecord, CopyState, TicketState
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked


def undo_close(vault: Unlocked, ticket_number: str) -> list[CopyRecord]:
    """Hold the copies of the ticket again. Raises TicketUnknown, NothingToUndo, UndoTooLate, CopyBusy.

    Past the deadline it is refused even where the wipe has not begun: a promise to the customer has fallen due.
    """
    ticket = vault.registry.tickets.by_number(ticket_number)
    copies = vault.registry.copies.of_ticket(ticket.id)
    closing = [record for record in copies if record.state is CopyState.CLOSING]
    gone = [record for record in copies if record.state in ENDING | {CopyState.WIPED}]
    if not closing and not gone:
        raise NothingToUndo(ticket=ticket_number)
    now = vault.clock.now()
    late = [record for record in closing or gone[-1:] if record.state is not CopyState.CLOSING or _is_late(record, now)]
    if late:
        raise UndoTooLate(ticket=ticket_number, ended=_ended(vault, late[0]))
    kept = []
    for record in closing:
        kept.append(_keep(vault, record))
        vault.ledger.append(Event.COPY_KEPT, copy=record.id)
    vault.registry.tickets.set_state(ticket.id, TicketState.OPEN)
    return kept


def _keep(vault: Unlocked, record: CopyRecord) -> CopyRecord:
    """A wipe holds the lock of the copy while it destroys the key: whoever comes second sees what the first did."""
    state = CopyState.DAMAGED if record.damage else CopyState.HELD
    try:
        with copy_lock(vault.folder_of(record.id), record.id):
            if not vault.keys.holds(record.id):
                raise UndoTooLate(ticket=record.ticket.number, ended=_ended(vault, record))
            return vault.step(record, state, "undo", CopyFacts(closed_at=None, wipe_at=None))
    except VaultBusy as error:
        raise CopyBusy(copy=record.id) from error


def _ended(vault: Unlocked, record: CopyRecord) -> str:
    return (record.wipe_at or vault.clock.now()).isoformat(timespec="seconds")


def _is_late(record: CopyRecord, now: datetime) -> bool:
    return record.wipe_at is not None and record.wipe_at <= now
