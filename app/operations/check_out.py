"""Check out: take an encrypted working copy of a source for a ticket."""

import secrets
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import timedelta

from app.copies.ingest import Ingest, Loaded
from app.copies.sealed_copy import SealedCopy, copy_lock
from app.crypto.secret import Secret
from app.custody.ledger import Event
from app.custody.states import WORKABLE
from app.databases.intake import TablesWanted, take_database, take_tables
from app.databases.masking_key import keep_masking_key, kept_masking_key
from app.disk.locks import FileLock
from app.errors import AlreadyCheckedOut, CopyDamaged, CopyRolledBack, InputRefused, TicketClosed
from app.model import CopyId, CopyRecord, CopySize, CopyState, Ticket, TicketState
from app.ports import DatabaseSource, Source
from app.progress import Monitor, Step, Unit
from app.registry.facts import CopyFacts
from app.settings import DUE_DAYS
from app.unlocked.checkouts import abandon, hold
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class CheckOutPlan:
    """What will be taken, for which ticket, and for how long it will be held."""

    ticket: Ticket
    source: Source | DatabaseSource | TablesWanted
    due_days: int


def plan_check_out(
    vault: Unlocked,
    ticket_number: str,
    wanted: str | DatabaseSource | TablesWanted,
    *,
    due_days: int | None = None,
) -> CheckOutPlan:
    """Say what a checkout would do. `wanted` is the path of a folder or file, or a database that was found before.

    Raises TicketUnknown, TicketClosed, AlreadyCheckedOut, InputRefused, SourceMissing and kin.
    """
    least, most = DUE_DAYS
    if due_days is not None and not least <= due_days <= most:
        raise InputRefused(field="days", reason=f"{least} to {most} are possible")
    ticket = vault.registry.tickets.by_number(ticket_number)
    if ticket.state is TicketState.CLOSED:
        raise TicketClosed(ticket=ticket.number)
    source = vault.find_source(wanted, vault.home.path) if isinstance(wanted, str) else wanted
    held = vault.registry.copies.of_ticket(ticket.id)
    if any(record.source == source.location and record.state is not CopyState.WIPED for record in held):
        raise AlreadyCheckedOut(ticket=ticket.number, source=source.location)
    return CheckOutPlan(ticket, source, vault.settings.due_days if due_days is None else due_days)


def check_out(vault: Unlocked, plan: CheckOutPlan, monitor: Monitor, *, with_total: bool = False) -> CopyRecord:
    """Seal the source into a new copy. Stopped or failed, it leaves nothing but two lines in the ledger.

    The key of the copy is in memory alone until everything is sealed: what a crash leaves is unreadable from then on.
    `with_total` walks the source first, so that progress has an end.
    """
    total = plan.source.estimate() if with_total and isinstance(plan.source, Source) else 0
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
                monitor.report(Step.SAVING, 0, 1, Unit.STEPS)
                vault.keys.add_copy(record.id, secret)
            except BaseException:
                abandon(vault, record)
                raise
            record = hold(vault, record)
            monitor.report(Step.SAVING, 1, 1, Unit.STEPS)
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
        loaded = _take(vault, plan, record, copy, total, monitor)
        copy.commit()
        facts = CopyFacts(
            size=_size(loaded, copy.root),
            is_incomplete=loaded.doubtful > 0,
            generation=copy.generation,
            first_epoch=vault.keys.head.epoch,
        )
    return vault.registry.copies.note(record.id, facts)


def _take(
    vault: Unlocked, plan: CheckOutPlan, record: CopyRecord, copy: SealedCopy, total: int, monitor: Monitor
) -> Loaded:
    if isinstance(plan.source, TablesWanted):
        return _take_tables(vault, plan.ticket, plan.source, record, copy, monitor)
    if isinstance(plan.source, DatabaseSource):
        return take_database(copy, plan.source, monitor)
    return Ingest(copy, monitor, total).run(plan.source)


def _take_tables(
    vault: Unlocked, ticket: Ticket, wanted: TablesWanted, record: CopyRecord, copy: SealedCopy, monitor: Monitor
) -> Loaded:
    if wanted.policy is None:
        loaded, report = take_tables(copy, wanted, None, monitor)
    else:
        with _masking_key(vault, ticket) as key:
            loaded, report = take_tables(copy, wanted, key, monitor)
            keep_masking_key(copy, key)
    vault.ledger.append(
        Event.TABLES_TAKEN,
        copy=record.id,
        tables=len(report.tables),
        rows=report.rows,
        refused=len(report.refused),
        masked_columns=sum(len(table.masked) for table in report.tables),
        is_connection_encrypted=report.is_connection_encrypted,
        is_plain_allowed=wanted.is_plain_allowed,
    )
    return loaded


def _masking_key(vault: Unlocked, ticket: Ticket) -> Secret:
    """That of the ticket's other copies, so that the same value is masked in the same way, or a fresh one."""
    for record in vault.registry.copies.of_ticket(ticket.id, states=WORKABLE):
        with suppress(CopyDamaged, CopyRolledBack), vault.opened(record, writable=False) as other:
            found = kept_masking_key(other)
            if found is not None:
                return found
    return Secret.random()


def _size(loaded: Loaded, root: str) -> CopySize:
    return CopySize(
        files=loaded.files,
        folders=loaded.folders,
        links=loaded.links,
        content_bytes=loaded.content_bytes,
        problems=loaded.problems,
        root=root,
    )
