"""Recover: end by itself whatever a crash, a power cut or a quit left unended. Safe to run at any time."""

from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from app.copies.sealed_copy import copy_lock
from app.custody.ledger import Event
from app.custody.states import ENDING, PRESENT
from app.custody.wiping import Wiper
from app.disk.clearing import clear
from app.disk.durable import leftovers, remove_file
from app.disk.locks import remove_free_lock
from app.errors import CopyBusy, TransitionRefused, VaultBusy, WipeIncomplete
from app.model import CopyId, CopyRecord, CopyState
from app.progress import Monitor, Step, Unit
from app.registry.facts import CopyFacts
from app.unlocked.checkouts import abandon, hold
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was ended. `unended` needs another try: files in use, or a copy another Bailee works on.

    `postponed` are copies whose wipe was due and got a moment of grace.
    """

    completed: list[CopyRecord] = field(default_factory=list)
    abandoned: list[CopyRecord] = field(default_factory=list)
    wiped: list[CopyRecord] = field(default_factory=list)
    unended: list[CopyRecord] = field(default_factory=list)
    postponed: list[CopyRecord] = field(default_factory=list)
    swept: int = 0

    @property
    def did_something(self) -> bool:
        """Whether there was anything to do."""
        return bool(self.completed or self.abandoned or self.wiped or self.unended or self.postponed or self.swept)


def recover(vault: Unlocked, monitor: Monitor, *, grace_seconds: int = 0) -> Recovery:
    """End rotations first, then checkouts, then wipes, and carry out the wipes whose time has come.

    With `grace_seconds` a wipe that fell due while nobody was there gets a new deadline that much later: for the first
    recovery after a start, so that a person can look at it first. The deadline is stored and lasts.

    Raises what the keyring raises while a deleted key cannot be proved gone.
    """
    monitor.report(Step.RECOVERING, 0, 1, Unit.STEPS)
    found = Recovery()
    wiper = vault.wiper()
    try:
        with wiper.alone(wait_seconds=0.0):
            wiper.finish_rotation()
            for record in vault.registry.copies.all(states=ENDING):
                _end_wipe(vault, wiper, record, found, monitor)
            if grace_seconds:
                found.postponed.extend(_postpone(vault, grace_seconds))
            _wipe_due(vault, wiper, found, monitor)
    except VaultBusy:
        # Another Bailee is at a wipe and ends it itself.
        monitor.check()
    for record in vault.registry.copies.all(states=[CopyState.CHECKING_OUT]):
        _end_checkout(vault, record, found)
    found = replace(found, swept=_sweep(vault))
    monitor.report(Step.RECOVERING, 1, 1, Unit.STEPS)
    return found


def _end_checkout(vault: Unlocked, listed: CopyRecord, found: Recovery) -> None:
    try:
        with copy_lock(vault.folder_of(listed.id), listed.id, wait_seconds=0.0):
            # Whoever held the lock a moment ago may have ended it.
            going_on = vault.registry.copies.all(states=[CopyState.CHECKING_OUT])
            for record in (record for record in going_on if record.id == listed.id):
                if vault.keys.holds(record.id):
                    found.completed.append(hold(vault, record))
                else:
                    (found.abandoned if abandon(vault, record) else found.unended).append(record)
    except VaultBusy:
        # Another Bailee is at work on this very checkout.
        return


def _end_wipe(vault: Unlocked, wiper: Wiper, record: CopyRecord, found: Recovery, monitor: Monitor) -> None:
    try:
        found.wiped.extend(wiper.remove([record], monitor))
    except WipeIncomplete:
        found.unended.append(record)
        return
    vault.leave_checkpoint(record.ticket)


def _postpone(vault: Unlocked, grace_seconds: int) -> list[CopyRecord]:
    """Give every wipe that is due a new deadline. The caller holds the lock under which keys are destroyed."""
    wipe_at = vault.clock.now() + timedelta(seconds=grace_seconds)
    postponed = []
    for record in _due(vault):
        try:
            later = vault.registry.copies.move(
                record.id, expected=CopyState.CLOSING, to=CopyState.CLOSING, facts=CopyFacts(wipe_at=wipe_at)
            )
        except TransitionRefused:
            # Its close was taken back a moment ago.
            continue
        vault.ledger.append(Event.WIPE_POSTPONED, copy=record.id, wipe_at=wipe_at.isoformat())
        postponed.append(later)
    return postponed


def _due(vault: Unlocked) -> list[CopyRecord]:
    now = vault.clock.now()
    closing = vault.registry.copies.all(states=[CopyState.CLOSING])
    return [record for record in closing if record.wipe_at is None or record.wipe_at <= now]


def _wipe_due(vault: Unlocked, wiper: Wiper, found: Recovery, monitor: Monitor) -> None:
    """Wipe what is due, in one epoch; a copy that somebody works on waits without holding up the others."""
    due = _due(vault)
    while due:
        try:
            found.wiped.extend(wiper.wipe(due, monitor))
        except CopyBusy as error:
            found.unended.extend(record for record in due if record.id == error.copy)
            due = [record for record in due if record.id != error.copy]
            continue
        except WipeIncomplete:
            latest = [vault.registry.copies.get(record.id) for record in due]
            found.wiped.extend(record for record in latest if record.state is CopyState.WIPED)
            found.unended.extend(record for record in latest if record.state is not CopyState.WIPED)
        break
    for ticket in {record.ticket.id: record.ticket for record in due}.values():
        vault.leave_checkpoint(ticket)


def _sweep(vault: Unlocked) -> int:
    """Clear what belongs to no copy of the register: folders, locks, files that were to replace others."""
    present = _present(vault)
    for path in leftovers(vault.home.copies):
        remove_file(path)
    found = [path for path in vault.home.copies.iterdir() if path.stem not in present]
    swept = sum(_sweep_folder(vault, path) for path in found if path.is_dir())
    for path in found:
        if path.suffix == ".lock" and path.stem not in _present(vault):
            remove_free_lock(path)
    return swept


def _sweep_folder(vault: Unlocked, folder: Path) -> bool:
    """Clear one folder, unless a checkout began meanwhile; whether it was a stray one."""
    copy = CopyId(folder.name)
    try:
        with copy_lock(folder, copy, wait_seconds=0.0):
            if copy in _present(vault) or vault.keys.holds(copy):
                return False
            clear([folder], vault.home.path, lambda _done, _total: None)
    except VaultBusy:
        return False
    return True


def _present(vault: Unlocked) -> frozenset[str]:
    return frozenset(record.id for record in vault.registry.copies.all(states=PRESENT))
