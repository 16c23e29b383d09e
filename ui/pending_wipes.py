"""Which wipes wait, which are under way, and what the work in the background does for them. Nothing here knows Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState
from app.operations.recover import Recovery, recover
from app.operations.show_board import show_board
from app.progress import Monitor, Step, Unit
from app.unlocked.vault import Unlocked

FRESH_SECONDS = 10
"""The undo window a wipe gets that fell due while nobody was there."""

RETRIES_SECONDS = (3, 10, 30, 60)
"""How long a wipe that could not be ended is left alone before each try, the last for all that follow."""

_LOOK_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class PendingWipe:
    """A ticket whose copies are closed and wait for `wipe_at` to be wiped together."""

    ticket: str
    customer: str
    wipe_at: datetime
    content_bytes: int
    copies: int
    closed_at: datetime


@dataclass(frozen=True, slots=True)
class Ending:
    """The copies that are on their way out: those that wait, and those whose key is gone already."""

    pending: tuple[PendingWipe, ...] = ()
    under_way: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unended:
    """A copy whose wipe has to be tried again: it is in use, or its key is destroyed and `remaining` files are left."""

    record: CopyRecord
    remaining: int = 0


@dataclass(frozen=True, slots=True)
class Round:
    """What one go at the wipes brought: the copies wiped, with their certificates, and those still to be ended."""

    wiped: tuple[CopyRecord, ...] = ()
    unended: tuple[Unended, ...] = ()


def pending_wipes(records: Iterable[CopyRecord]) -> tuple[PendingWipe, ...]:
    """The tickets that wait for a wipe, by the time of it."""
    waiting = sorted(
        (record for record in records if record.state is CopyState.CLOSING), key=lambda record: record.ticket.number
    )
    found = []
    for number, group in groupby(waiting, key=lambda record: record.ticket.number):
        copies = list(group)
        found.append(
            PendingWipe(
                ticket=number,
                customer=copies[0].ticket.customer.name,
                wipe_at=min(record.wipe_at or record.created_at for record in copies),
                content_bytes=sum(record.size.content_bytes for record in copies if record.size),
                copies=len(copies),
                closed_at=max(record.closed_at or record.created_at for record in copies),
            )
        )
    return tuple(sorted(found, key=lambda wipe: wipe.wipe_at))


def read_ending(vault: Unlocked) -> Ending:
    """What waits and what is under way now."""
    records = [held.record for held in show_board(vault)]
    return Ending(pending_wipes(records), tuple(record.ticket.number for record in records if record.state in ENDING))


def first_round(vault: Unlocked, fresh_seconds: int, monitor: Monitor) -> Round:
    """After the vault was opened: end what was cut short, and give what fell due meanwhile a fresh undo window."""
    return _round(vault, recover(vault, monitor, grace_seconds=fresh_seconds))


def one_round(vault: Unlocked, monitor: Monitor) -> Round:
    """Wipe what is due and end what was cut short."""
    return _round(vault, recover(vault, monitor))


def stay_with(vault: Unlocked, monitor: Monitor) -> tuple[CopyRecord, ...]:
    """Wipe every copy that waits when its time has come, however long that takes; what was wiped.

    For the time the vault is locked. Stopped before the end, it leaves the wipes waiting, and they survive that.
    """
    wiped: list[CopyRecord] = []
    tries = 0
    while (ending := read_ending(vault)) != Ending():
        wait = 0.0 if ending.under_way and not tries else _seconds_until_due(vault, ending)
        if tries:
            wait = max(wait, float(retry_seconds(tries - 1)))
        _wait(vault, wait, monitor)
        found = one_round(vault, monitor)
        wiped.extend(found.wiped)
        tries = tries + 1 if found.unended or not found.wiped else 0
    return tuple(wiped)


def retry_seconds(tries: int) -> int:
    """How long to wait after so many tries in vain."""
    return RETRIES_SECONDS[min(tries, len(RETRIES_SECONDS) - 1)]


def numbers_of(records: Sequence[CopyRecord]) -> tuple[str, ...]:
    """The tickets of some copies, each once."""
    return tuple(dict.fromkeys(record.ticket.number for record in records))


def _round(vault: Unlocked, found: Recovery) -> Round:
    wiped = tuple(vault.registry.copies.get(record.id) for record in found.wiped)
    latest = [vault.registry.copies.get(record.id) for record in found.unended]
    return Round(wiped, tuple(Unended(record, _files_left(vault, record)) for record in latest))


def _files_left(vault: Unlocked, record: CopyRecord) -> int:
    """How many files of a copy are still there, where its key is gone."""
    if record.state not in ENDING:
        return 0
    return sum(not path.is_dir() for path in vault.folder_of(record.id).rglob("*"))


def _seconds_until_due(vault: Unlocked, ending: Ending) -> float:
    if not ending.pending:
        return 0.0
    return max(0.0, (ending.pending[0].wipe_at - vault.clock.now()).total_seconds())


def _wait(vault: Unlocked, seconds: float, monitor: Monitor) -> None:
    until = vault.clock.now().timestamp() + seconds
    while (left := until - vault.clock.now().timestamp()) > 0:
        monitor.report(Step.WAITING, 0, 0, Unit.SECONDS)
        vault.clock.sleep(min(_LOOK_SECONDS, left))
    monitor.check()
