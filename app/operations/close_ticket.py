"""Close: end a ticket; its copies wait through the undo window and are then wiped."""

from dataclasses import dataclass
from datetime import timedelta

from app.custody.ledger import Event
from app.custody.states import WORKABLE
from app.errors import Cancelled, CopyBusy, InputRefused, TicketClosed, TransitionRefused
from app.model import CopyRecord, CopyState, Ticket, TicketState
from app.progress import Monitor
from app.registry.facts import CopyFacts
from app.unlocked.vault import Unlocked

UNDO_SECONDS = (10, 600)
"""The least and the most that one close can ask for in the place of the setting."""


@dataclass(frozen=True, slots=True)
class ClosePlan:
    """The copies that will be wiped, and those whose wipe waits already."""

    ticket: Ticket
    held: tuple[CopyRecord, ...]
    closing: tuple[CopyRecord, ...]


def plan_close(vault: Unlocked, ticket_number: str, *, at_once: bool = False) -> ClosePlan:
    """Say what closing would wipe. A ticket without a copy can be closed too.

    Raises TicketUnknown; TicketClosed for a closed ticket, unless a waiting wipe is to be done at once;
    TransitionRefused while a checkout for it goes on.
    """
    ticket = vault.registry.tickets.by_number(ticket_number)
    copies = vault.registry.copies.of_ticket(ticket.id)
    for record in copies:
        if record.state is CopyState.CHECKING_OUT:
            raise TransitionRefused(copy=record.id, state=record.state.value, act="close")
    held = tuple(record for record in copies if record.state in WORKABLE)
    closing = tuple(record for record in copies if record.state is CopyState.CLOSING)
    if ticket.state is TicketState.CLOSED and not held and not (at_once and closing):
        raise TicketClosed(ticket=ticket.number)
    return ClosePlan(ticket, held, closing)


def close_ticket(
    vault: Unlocked, plan: ClosePlan, monitor: Monitor, *, at_once: bool = False, undo_seconds: int | None = None
) -> list[CopyRecord]:
    """Close the ticket. The copies are CLOSING until their time has come, or WIPED where it was to be at once.

    `undo_seconds` is the undo window where it is not to be that of the settings; InputRefused out of its bounds.

    A wipe at once that is stopped, or finds a copy in use, takes the close back: Cancelled and CopyBusy mean that
    nothing was changed. After any other failure the close stands, and the wipe is tried again by the next recovery.
    """
    least, most = UNDO_SECONDS
    if undo_seconds is not None and not least <= undo_seconds <= most:
        raise InputRefused(field="undo_seconds", reason=f"{least} to {most} are possible")
    if not at_once:
        return _begin(vault, plan, vault.settings.undo_seconds if undo_seconds is None else undo_seconds)
    wiper = vault.wiper()
    # Taken first: nobody else's recovery may find these copies due before they are ours to wipe.
    with wiper.alone():
        closing = _begin(vault, plan, 0)
        if not closing:
            return closing
        try:
            wiper.wipe(closing, monitor)
        except (Cancelled, CopyBusy):
            _take_back(vault, plan)
            raise
    vault.leave_checkpoint(plan.ticket)
    return [vault.registry.copies.get(record.id) for record in closing]


def _begin(vault: Unlocked, plan: ClosePlan, undo_seconds: int) -> list[CopyRecord]:
    """Make the copies CLOSING and the ticket closed."""
    now = vault.clock.now()
    wipe_at = now + timedelta(seconds=undo_seconds)
    closing = [*plan.closing]
    for record in plan.held:
        facts = CopyFacts(closed_at=now, wipe_at=wipe_at)
        closing.append(vault.step(record, CopyState.CLOSING, "close", facts))
        vault.ledger.append(Event.COPY_CLOSING, copy=record.id, wipe_at=wipe_at.isoformat())
    vault.registry.tickets.set_state(plan.ticket.id, TicketState.CLOSED)
    return closing


def _take_back(vault: Unlocked, plan: ClosePlan) -> None:
    """Hold again what was held. The caller holds the lock under which keys are destroyed, and none was."""
    for record in plan.held:
        closing = vault.registry.copies.get(record.id)
        if closing.state is not CopyState.CLOSING:
            continue
        vault.step(closing, record.state, "close", CopyFacts(closed_at=None, wipe_at=None))
        vault.ledger.append(Event.COPY_KEPT, copy=record.id)
    vault.registry.tickets.set_state(plan.ticket.id, plan.ticket.state)
