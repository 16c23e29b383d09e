"""Wipe, the part that cannot be taken back: a new epoch, then the old one's key deleted and proved gone.

The steps are those of `docs/wipe.md`: `begin_wipe`, `delete_old_key`, `settle`. They may be cut short anywhere;
`unfinished` says what is left to do.
"""

from contextlib import closing
from dataclasses import dataclass, replace
from enum import Enum

from app.crypto.secret import Secret
from app.errors import EpochKeyGone, KeyTableDamaged, VaultBusy
from app.keys.epoch import entry_prefix
from app.keys.files import Pending
from app.keys.head import Head
from app.keys.table import open_table
from app.keys.vault import Keys
from app.model import Clearing, CopyId, KeyDeletion


@dataclass(frozen=True, slots=True)
class OldEpoch:
    """What an adversary could have kept of the epoch that ended: held in memory to try it out afterwards."""

    head: Head
    sealed_table: bytes


class Unfinished(Enum):
    """What a crash left of a rotation."""

    NOTHING = "nothing"
    TAKEN_BACK = "taken back"
    COMMITTED = "committed"
    SPILT = "spilt"


def begin_wipe(keys: Keys, doomed: frozenset[CopyId]) -> OldEpoch:
    """Switch to an epoch without `doomed`: the commit point of a wipe.

    A rotation that was committed must have been ended before, by `delete_old_key` and `settle`. Raises VaultBusy
    otherwise: only HEAD knows which key is still to be deleted.
    """
    with keys.locked_for_change():
        keys.refresh()
        state = _state(keys)
        if state is Unfinished.COMMITTED:
            raise VaultBusy(what="the vault")
        if state is Unfinished.TAKEN_BACK:
            _take_back(keys)
        old = OldEpoch(keys.head, keys.files.read_table(keys.head.table))
        keys.begin_epoch(doomed)
    return old


def delete_old_key(keys: Keys) -> KeyDeletion:
    """Delete the keyring entry of the epoch before, every duplicate, and read back that it is gone.

    Idempotent. Raises KeyNotDestroyed, or what the keyring raises; then the copies stay doomed and it is tried again.
    """
    previous = keys.head.previous
    if previous is None:
        msg = "there was no epoch before this one"
        raise AssertionError(msg)
    if keys.store is None:
        return KeyDeletion(previous.epoch, "", "", 0, is_absent=False)
    keys.files.make_head_lasting()
    deletions = keys.store.delete(previous.entry)
    return KeyDeletion(
        previous.epoch, keys.store.name, previous.entry, deletions, keys.store.get(previous.entry) is None
    )


def settle(keys: Keys) -> Clearing:
    """Clear the old key table and whatever else lies about in the key folder; the rotation is over.

    Should its key still be in the keyring, `unfinished` goes on saying so.
    """
    with keys.locked_for_change():
        keys.refresh()
        return _tidy(keys)


def unfinished(keys: Keys) -> Unfinished:
    """Look whether a crash cut a rotation short, and take it back if it had not been committed.

    COMMITTED means that the caller must go on with `delete_old_key`, note the evidence, and `settle`. SPILT means that
    a checkout was cut short after its key was written and before it was in force: only a new epoch takes that back.
    """
    with keys.locked_for_change():
        keys.refresh()
        state = _state(keys)
        if state is not Unfinished.COMMITTED:
            _take_back(keys)
        if state is Unfinished.NOTHING and any(_may_hold_more(keys, name) for name in _other_tables(keys)):
            return Unfinished.SPILT
        return state


def still_opens(keys: Keys, old: OldEpoch) -> bool:
    """Try the bytes of the old epoch against everything the present keyring gives out, as an adversary would."""
    keys.refresh()
    for head in (old.head, replace(old.head, entry=keys.head.entry), keys.head):
        try:
            found = keys.fetch(head)
        except EpochKeyGone:
            continue
        with closing(found):
            if found.fit(old.head) or _opens(old, found.table):
                return True
    return False


def _opens(old: OldEpoch, key: Secret) -> bool:
    head = old.head
    try:
        open_table(old.sealed_table, key, bytes.fromhex(head.vault), head.epoch, head.generation, head.table).close()
    except KeyTableDamaged:
        return False
    return True


def _state(keys: Keys) -> Unfinished:
    """Where a rotation stands. HEAD is authentic; the note is not, so it decides only what HEAD and keyring do not."""
    pending, head = keys.files.read_pending(), keys.head
    if _old_key_is_there(keys):
        return Unfinished.COMMITTED
    if pending is None:
        return Unfinished.NOTHING
    if pending.epoch > head.epoch:
        return Unfinished.TAKEN_BACK
    return Unfinished.NOTHING if head.previous is None else Unfinished.COMMITTED


def _old_key_is_there(keys: Keys) -> bool:
    previous = keys.head.previous
    return keys.store is not None and previous is not None and keys.store.get(previous.entry) is not None


def _tidy(keys: Keys) -> Clearing:
    """Remove what is not in force: the key of an epoch that was never reached, tables, and at last the note."""
    pending = keys.files.read_pending()
    if pending is not None:
        _delete_unreached_key(keys, pending)
    clearing = keys.files.sweep(keys.head.table)
    if pending is not None and not _old_key_is_there(keys):
        keys.files.forget_pending()
    return clearing


def _take_back(keys: Keys) -> None:
    """Remove the key and the table of an epoch that was never reached, what else lies about, and at last the note.

    A table that may hold a key which was given up stays: the next epoch has to come before it goes.
    """
    pending = keys.files.read_pending()
    if pending is not None:
        _delete_unreached_key(keys, pending)
    for name in _other_tables(keys):
        if not _may_hold_more(keys, name):
            keys.files.clear_table(name)
    keys.files.sweep_all_but_tables()
    if pending is not None:
        keys.files.forget_pending()


def _other_tables(keys: Keys) -> list[str]:
    return keys.files.other_tables(keys.head.table)


def _may_hold_more(keys: Keys, name: str) -> bool:
    """Whether a table that is not in force may hold a key that is not either, and that can still be had.

    Those of other epochs cannot: their part of the key is not in the keyring.
    """
    return keys.files.is_of_epoch(name, keys.head.epoch) and not keys.is_superseded(keys.files.read_table(name))


def _delete_unreached_key(keys: Keys, pending: Pending) -> None:
    """Only an entry of this vault that is not in force may go, whatever the note says."""
    is_unreached = pending.epoch > keys.head.epoch and pending.entry != keys.head.entry
    if keys.store is not None and is_unreached and pending.entry.startswith(entry_prefix(keys.vault)):
        keys.store.delete(pending.entry)
