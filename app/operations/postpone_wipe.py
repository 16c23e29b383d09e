"""Postpone: while a person reads what will be wiped, the deadline that is stored moves, and not only what is shown."""

from datetime import datetime, timedelta

from app.custody.ledger import Event
from app.errors import InputRefused, NothingToUndo, TransitionRefused, UndoTooLate
from app.model import CopyRecord, CopyState
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked

LONGEST_STEP = timedelta(minutes=2)
"""How far one call can put a wipe off: whoever vanishes right after it delays the wipe by no more."""


def postpone_wipe(vault: Unlocked, ticket_number: str, *, before: datetime, wipe_at: datetime) -> list[CopyRecord]:
    """Have the copies of a ticket that are to be wiped at `before` wiped at `wipe_at`, which may be earlier.

    What waits for another deadline by now is left alone: it was closed anew, or somebody else put it off.

    Raises TicketUnknown; InputRefused for a time that is past or too far off; NothingToUndo where nothing waits for
    `before`; UndoTooLate when that time has come.
    """
    now = vault.clock.now()
    if not now < wipe_at <= before + LONGEST_STEP:
        raise InputRefused(field="wipe_at", reason="is past, or too far off")
    ticket = vault.registry.tickets.by_number(ticket_number)
    closing = vault.registry.copies.of_ticket(ticket.id, states=[CopyState.CLOSING])
    waiting = [record for record in closing if record.wipe_at == before]
    if not waiting:
        raise NothingToUndo(ticket=ticket_number)
    postponed = [_put_off(vault, record, wipe_at) for record in waiting if before > now]
    # Whoever looked for due wipes at `before` or later may have read what stood there until a moment ago.
    if vault.clock.now() >= before:
        raise UndoTooLate(ticket=ticket_number, ended=before.isoformat(timespec="seconds"))
    return postponed


def _put_off(vault: Unlocked, record: CopyRecord, wipe_at: datetime) -> CopyRecord:
    facts = CopyFacts(wipe_at=wipe_at)
    try:
        later = vault.registry.copies.move(record.id, expected=CopyState.CLOSING, to=CopyState.CLOSING, facts=facts)
    except TransitionRefused as error:
        raise NothingToUndo(ticket=record.ticket.number) from error
    vault.ledger.append(Event.WIPE_POSTPONED, copy=record.id, wipe_at=wipe_at.isoformat())
    return later
