"""Check out: take an encrypted working copy of a source for a ticket."""

import secrets
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from app.copies.ingest import Ingest, Loaded
from app.copies.sealed_copy import SealedCopy, copy_lock
from app.crypto.secret import Secret
from app.custody.ledger import Event
from app.disk.locks import FileLock
from app.errors import AlreadyCheckedOut, InputRefused, TicketClosed
from app.model import CopyId, CopyRecord, CopySize, CopyState, Ticket, TicketState
from app.ports import Source
from app.progress import Monitor, Step
from app.registry.facts import CopyFacts
from app.settings import DUE_DAYS
from app.unlocked.checkouts import abandon, hold
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class CheckOutPlan:
    """What will be taken, for which ticket, and for how long it will be held."""

    ticket: Ticket
    source: Source
    due_days: int


def plan_check_out(
    vault: Unlocked, ticket_number: str, source_text: str, *, due_days: int | None = None
) -> CheckOutPlan:
    """Say what a checkout would do.

    Raises TicketUnknown, TicketClosed, AlreadyCheckedOut, InputRefused, SourceMissing and kin.
    """
    least, most = DUE_DAYS
    if due_days is not None and not least <= due_days <= most:
        raise InputRefused(field="days", reason=f"{least} to {most} are possible")
    ticket = vault.registry.tickets.by_number(ticket_number)
    if ticket.state is TicketState.CLOSED:
        raise TicketClosed(ticket=ticket.number)
    source = vault.find_source(source_text, vault.home.path)
    held = vault.registry.copies.of_ticket(ticket.id)
    if any(record.source == source.location and record.state is not CopyState.WIPED for record in held):
        raise AlreadyCheckedOut(ticket=ticket.number, source=source.location)
    return CheckOutPlan(ticket, source, vault.settings.due_days if due_days is None else due_days)


def check_out(vault: Unlocked, plan: CheckOutPlan, monitor: Monitor, *, with_total: bool = False) -> CopyRecord:
    """Seal the source into a new copy. Stopped or failed, it leaves nothing but two lines in the ledger.

    The key of the copy is in memory alone until everything is sealed: what a crash leaves is unreadable from then on.
    `with_total` walks the source first, so that progress has an end.
    """
    total = plan.source.estimate() if with_total else 0
    now = vault.clock.now()
    record = CopyRecord(
        id=CopyId(secrets.token_hex(16)),
        ticket=plan.ticket,
        state=CopyState.CHECKING_OUT,
        source_kind=plan.source.kind,
        source=plan.source.location,
        technician=vault.technician,
        created_at=now,
        due_at=now + timedelta(days=plan.due_days),
    )
    # The lock is held from before the register knows of the copy, so that nobody takes it for an abandoned one.
    with copy_lock(vault.folder_of(record.id), record.id) as lock:
        vault.registry.copies.insert(record)
        with Secret.random() as secret, ExitStack() as shield:
            try:
                vault.ledger.append(Event.CHECKOUT_BEGUN, copy=record.id, ticket=plan.ticket.id)
                record = _seal(vault, plan, record, secret, lock, total, monitor)
                shield.enter_context(monitor.point_of_no_return())
                monitor.report(Step.SAVING, 0, 1)
                vault.keys.add_copy(record.id, secret)
            except BaseException:
                abandon(vault, record)
                raise
            record = hold(vault, record)
            monitor.report(Step.SAVING, 1, 1)
    return record


def _seal(
    vault: Unlocked,
    plan: CheckOutPlan,
    record: CopyRecord,
    secret: Secret,
    lock: FileLock,
    total: int,
    monitor: Monitor,
) -> CopyRecord:
    with SealedCopy.create(vault.folder_of(record.id), record.id, secret, lent=lock) as copy:
        loaded = Ingest(copy, monitor, total).run(plan.source)
        copy.commit()
        facts = CopyFacts(
            size=_size(loaded, copy.root),
            is_incomplete=loaded.doubtful > 0,
            generation=copy.generation,
            first_epoch=vault.keys.head.epoch,
        )
    return vault.registry.copies.note(record.id, facts)


def _size(loaded: Loaded, root: str) -> CopySize:
    return CopySize(
        files=loaded.files,
        folders=loaded.folders,
        links=loaded.links,
        content_bytes=loaded.content_bytes,
        problems=loaded.problems,
        root=root,
    )
