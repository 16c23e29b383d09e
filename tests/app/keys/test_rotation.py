"""A rotation dooms what it should, can be ended by anybody, and proves what it did."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import KeyNotDestroyed, KeyStoreLocked, SecretClosed, VaultBusy, VaultLocked
from app.keys.epoch import begin
from app.keys.files import Pending
from app.keys.rotation import Unfinished, begin_wipe, delete_old_key, settle, still_opens, unfinished
from app.keys.vault import Keys
from app.model import CopyId, KeyDeletion, KeyMode
from tests.app.disk.places import immutable
from tests.app.keys.vaults import A, B, C, add, copies_in, holding, is_tidy, make, unlock, wipe
from tests.fakes import MemoryKeyStore

DOOM_A = frozenset({A})


def unreached(keys: Keys) -> str:
    """Begin a rotation as far as a crash before the commit point; the entry that lies about then."""
    fresh = begin(keys.vault, keys.head.epoch + 1, keys.head.mode, keys.passphrase)
    name = keys.files.new_table_name(fresh.context.epoch)
    keys.files.write_pending(Pending(fresh.context.epoch, fresh.entry, name, fresh.proof()))
    fresh.keep_in(keys.store)
    keys.files.table(name).write_bytes(b"half a table")
    return fresh.entry


def test_each_step_does_its_part(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    before = keys.head
    old = begin_wipe(keys, DOOM_A)
    assert old.head == before
    assert keys.head.epoch == 2
    assert keys.head.generation == before.generation + 1
    assert copies_in(keys) == copies_in(unlock(home, store)) == holding(B)
    assert set(store.entries) == {before.entry, keys.head.entry}
    assert still_opens(keys, old)

    assert unfinished(keys) is Unfinished.COMMITTED
    deletion = delete_old_key(keys)
    assert deletion == KeyDeletion(1, "memory", before.entry, 1, is_absent=True)
    assert set(store.entries) == {keys.head.entry}
    assert not still_opens(keys, old)
    assert unfinished(keys) is Unfinished.COMMITTED
    assert delete_old_key(keys) == replace(deletion, deletions=0)

    clearing = settle(keys)
    assert [item.name for item in clearing.files] == [f"keys/{before.table}"]
    assert not clearing.remaining
    assert unfinished(keys) is Unfinished.NOTHING
    assert is_tidy(home)
    assert settle(keys).files == ()
    assert not still_opens(keys, old)


def test_the_key_of_a_doomed_copy_is_dropped_at_the_commit_point(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    doomed, survivor = keys.table.copies[A], keys.table.copies[B]
    begin_wipe(keys, DOOM_A)
    with pytest.raises(SecretClosed):
        doomed.reveal()
    assert survivor.is_open


def test_several_copies_share_one_epoch(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B, C)
    wipe(keys, A, C)
    assert copies_in(unlock(home, store)) == holding(B)
    assert keys.head.epoch == 2
    wipe(keys, CopyId("never there"))
    assert copies_in(unlock(home, store)) == holding(B)
    assert keys.head.epoch == 3


def test_every_epoch_has_a_name_and_a_key_that_never_were(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    for _ in range(10):
        wipe(keys)
    puts = [entry for act, entry in store.calls if act == "put"]
    assert len(set(puts)) == len(puts) == 11
    assert len(set(store.history)) == 11


def test_there_is_no_old_key_in_the_first_epoch(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    assert unfinished(keys) is Unfinished.NOTHING
    with pytest.raises(AssertionError, match="no epoch before"):
        delete_old_key(keys)


def test_a_rotation_that_did_not_commit_is_taken_back(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    before = keys.head
    entry = unreached(keys)
    assert entry in store.entries
    again = unlock(home, store)
    assert unfinished(again) is Unfinished.TAKEN_BACK
    assert unfinished(again) is Unfinished.NOTHING
    assert again.head == before
    assert copies_in(again) == holding(A, B)
    assert set(store.entries) == {before.entry}
    assert is_tidy(home)


@pytest.mark.parametrize("do", [lambda keys: wipe(keys, A), settle], ids=["next wipe", "settle"])
def test_whatever_comes_next_takes_back_what_did_not_commit(home: Path, store: MemoryKeyStore, do: object) -> None:
    keys = make(home, store, A, B)
    entry = unreached(keys)
    assert callable(do)
    do(keys)
    assert entry not in store.entries
    assert set(store.entries) == {keys.head.entry}
    assert is_tidy(home)


def test_a_rotation_under_way_keeps_its_note_when_a_copy_is_added(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    begin_wipe(keys, DOOM_A)
    add(unlock(home, store), B)
    again = unlock(home, store)
    assert unfinished(again) is Unfinished.COMMITTED
    assert delete_old_key(again).deletions == 1
    settle(again)
    assert copies_in(again) == holding(B)
    assert is_tidy(home)


def test_a_rotation_that_was_committed_is_ended_before_the_next(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    begin_wipe(keys, DOOM_A)
    other = unlock(home, store)
    with pytest.raises(VaultBusy):
        begin_wipe(other, frozenset({B}))
    delete_old_key(other)
    with pytest.raises(VaultBusy):
        begin_wipe(keys, frozenset({B}))
    settle(other)
    wipe(keys, B)
    assert copies_in(unlock(home, store)) == {}


def test_settling_late_harms_nobody(home: Path, store: MemoryKeyStore) -> None:
    """The process that began is slow; another ended its rotation, added a copy and began the next one."""
    slow = make(home, store, A, B)
    begin_wipe(slow, DOOM_A)
    quick = unlock(home, store)
    delete_old_key(quick)
    settle(quick)
    add(quick, C)
    old = begin_wipe(quick, frozenset({B}))
    settle(slow)
    again = unlock(home, store)
    assert copies_in(again) == holding(C)
    assert still_opens(again, old)
    assert unfinished(again) is Unfinished.COMMITTED
    delete_old_key(again)
    settle(again)
    assert not still_opens(again, old)
    assert unfinished(slow) is Unfinished.NOTHING


def test_an_old_key_brought_back_is_found(home: Path, store: MemoryKeyStore) -> None:
    """Somebody restores a backup of the keyring."""
    keys = make(home, store, A, B)
    saved = dict(store.entries)
    old = wipe(keys, A)
    store.entries.update(saved)
    assert still_opens(keys, old)
    assert unfinished(keys) is Unfinished.COMMITTED
    delete_old_key(keys)
    assert not still_opens(keys, old)


class StubbornStore(MemoryKeyStore):
    """A keyring that does not delete, for a while."""

    failure: Exception | None = None

    def delete(self, entry: str) -> int:
        if self.failure is not None:
            raise self.failure
        return super().delete(entry)


@pytest.mark.parametrize(
    "failure", [KeyNotDestroyed(store="memory", entry="x"), KeyStoreLocked(store="memory")], ids=["kept", "locked"]
)
def test_a_keyring_that_does_not_delete_leaves_the_wipe_to_be_ended(home: Path, failure: Exception) -> None:
    store = StubbornStore()
    keys = make(home, store, A, B)
    old = begin_wipe(keys, DOOM_A)
    store.failure = failure
    with pytest.raises(type(failure)):
        delete_old_key(keys)
    settle(keys)
    again = unlock(home, store)
    assert copies_in(again) == holding(B)
    assert unfinished(again) is Unfinished.COMMITTED
    assert still_opens(again, old)
    with pytest.raises(VaultBusy):
        begin_wipe(again, frozenset({B}))
    store.failure = None
    assert delete_old_key(again).deletions == 1
    settle(again)
    assert not still_opens(again, old)
    assert unfinished(again) is Unfinished.NOTHING
    assert is_tidy(home)


def test_a_table_that_cannot_be_removed_is_listed(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    old = begin_wipe(keys, DOOM_A)
    delete_old_key(keys)
    with immutable(home / "keys" / old.head.table):
        clearing = settle(keys)
    assert [item.name for item in clearing.remaining] == [f"keys/{old.head.table}"]
    assert not still_opens(keys, old)
    settle(keys)
    assert is_tidy(home)


def test_a_passphrase_alone_cannot_destroy_an_epoch(home: Path) -> None:
    keys = make(home, None, A, B, passphrase=b"correct")
    old = begin_wipe(keys, DOOM_A)
    assert unfinished(keys) is Unfinished.COMMITTED
    assert delete_old_key(keys) == KeyDeletion(1, "", "", 0, is_absent=False)
    settle(keys)
    assert unfinished(keys) is Unfinished.NOTHING
    assert still_opens(keys, old)
    assert copies_in(unlock(home, None, b"correct")) == holding(B)


def test_a_passphrase_rotation_that_did_not_commit_is_taken_back(home: Path) -> None:
    keys = make(home, None, A, passphrase=b"correct")
    unreached(keys)
    assert unfinished(keys) is Unfinished.TAKEN_BACK
    assert is_tidy(home)


def test_keyring_and_passphrase_together_destroy_an_epoch(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B, passphrase=b"correct")
    salt = keys.head.salt
    old = wipe(keys, A)
    assert keys.head.mode is KeyMode.KEYRING_AND_PASSPHRASE
    assert keys.head.salt != salt
    assert not still_opens(keys, old)


def test_an_old_table_under_the_key_in_force_would_be_found(home: Path, store: MemoryKeyStore) -> None:
    """The check itself is checked: a rotation that kept the key would show."""
    keys = make(home, store, A)
    old = wipe(keys, A)
    head = keys.head
    same_key = replace(old, head=head, sealed_table=keys.files.read_table(head.table))
    assert still_opens(keys, same_key)
    other_commitment = replace(same_key, head=replace(head, commitment=bytes(32)))
    assert still_opens(keys, other_commitment)
    store.entries[old.head.entry] = bytes(32)
    assert not still_opens(keys, old)


def test_a_locked_vault_is_not_turned_over(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    keys.close()
    for do in (unfinished, settle, lambda keys: begin_wipe(keys, DOOM_A)):
        with pytest.raises(VaultLocked):
            do(keys)
