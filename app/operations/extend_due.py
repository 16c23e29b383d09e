"""Extend: hold a copy longer than it was to be, for a reason that is kept; and the way back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.custody.ledger import Event
from app.errors import InputRefused, TransitionRefused
from app.model import CopyRecord, NoteKind
from app.registry.facts import CopyFacts
from app.registry.text import line
from app.settings import DUE_DAYS
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class ExtendPlan:
    """The copy, until when it will be held, and why."""

    record: CopyRecord
    due_at: datetime
    reason: str


def plan_extend(
    vault: Unlocked,
    ticket_number: str,
    *,
    reason: str,
    days: int | None = None,
    due_at: datetime | None = None,
    copy: str | None = None,
) -> ExtendPlan:
    """Say until when a copy would be held: `days` from now, or to `due_at`, which may also be earlier than before.

    Raises InputRefused without a reason in one line, or out of 1 to 365 days; TicketUnknown, NoCopyHeld, CopyAmbiguous.
    """
    least, most = DUE_DAYS
    now = vault.clock.now()
    until = due_at or now + timedelta(days=min(days or 0, most + 1))
    if not now + timedelta(days=least) <= until <= now + timedelta(days=most):
        raise InputRefused(field="days", reason=f"{least} to {most} are possible")
    reason = line("reason", reason)
    return ExtendPlan(vault.pick_copy(ticket_number, copy), until, reason)


def extend_due(vault: Unlocked, plan: ExtendPlan, *, note: str = "") -> CopyRecord:
    """Hold the copy until then. `note` is what the work log says in the place of the bare reason.

    Raises TransitionRefused when the copy is on its way out by now.
    """
    record = plan.record
    facts = CopyFacts(due_at=plan.due_at, extensions=record.extensions + 1)
    record = vault.registry.copies.move(record.id, expected=record.state, to=record.state, facts=facts)
    # The reason may name people: it belongs in the register, not in the ledger, which lies in clear.
    vault.ledger.append(
        Event.COPY_EXTENDED, copy=record.id, due_at=plan.due_at.isoformat(), extensions=record.extensions
    )
    text = note or plan.reason
    vault.registry.tickets.add_note(record.ticket.id, NoteKind.WORK, vault.technician, text, at=vault.clock.now())
    return record


def take_back_extension(vault: Unlocked, extended: CopyRecord, before: CopyRecord, note: str) -> CopyRecord:
    """Have a copy due again when it was `before`, unless it was extended once more; `note` goes to the work log.

    Raises TransitionRefused when the copy is on its way out by now, or is due at yet another time.
    """
    latest = vault.registry.copies.get(extended.id)
    if latest.due_at != extended.due_at or latest.extensions != extended.extensions:
        raise TransitionRefused(copy=latest.id, state=latest.state.value, act="extend")
    facts = CopyFacts(due_at=before.due_at, extensions=before.extensions)
    record = vault.registry.copies.move(latest.id, expected=extended.state, to=extended.state, facts=facts)
    due_at = "" if record.due_at is None else record.due_at.isoformat()
    vault.ledger.append(Event.COPY_EXTENDED, copy=record.id, due_at=due_at, extensions=record.extensions)
    vault.registry.tickets.add_note(record.ticket.id, NoteKind.WORK, vault.technician, note, at=vault.clock.now())
    return record
