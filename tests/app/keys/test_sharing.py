"""Processes that share a vault see each other's changes, and notice what is none of theirs."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.errors import (
    HeadDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    VaultBusy,
    VaultRolledBack,
)
from app.keys.files import KeyFiles
from app.keys.vault import Keys
from app.model import CopyId, KeyMode
from tests.app.keys.vaults import (
    A,
    B,
    C,
    add,
    copies_in,
    holding,
    is_tidy,
    key_files,
    key_of,
    make,
    put_back,
    unlock,
    wipe,
)
from tests.fakes import MemoryKeyStore


def _proof(secret: bytes, entry: str) -> bytes:
    import hmac

    return hmac.digest(secret, b"bailee/v1/pending" + entry.encode(), "sha256")


def test_a_copy_is_there_for_every_process_once_it_was_added(home: Path, store: MemoryKeyStore) -> None:
    one = make(home, store)
    other = unlock(home, store)
    add(one, A)
    assert copies_in(unlock(home, store)) == holding(A)
    assert other.holds(A)
    with other.copy_key(A) as key:
        assert key.reveal() == key_of(A)
    assert not other.holds(B)
    assert is_tidy(home)


def test_two_processes_changing_by_turns_lose_nothing(home: Path, store: MemoryKeyStore) -> None:
    one = make(home, store)
    other = unlock(home, store)
    for number in range(6):
        add((one, other)[number % 2], CopyId(f"{number:032x}"))
    wipe(one, CopyId(f"{1:032x}"))
    wipe(other, CopyId(f"{4:032x}"))
    add(one, A)
    expected = {CopyId(f"{number:032x}") for number in (0, 2, 3, 5)} | {A}
    for keys in (one, other, unlock(home, store)):
        assert keys.holds(A)
        assert set(keys.table.copies) == expected
        assert keys.head.epoch == 3
        assert keys.head.generation == 1 + 6 + 2 + 1
    assert len(store.entries) == 1
    assert is_tidy(home)


def test_a_change_waits_for_another_process(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    with keys.locked_for_change() as lock:
        assert lock.is_held
        brief = KeyFiles(home).locked()
        brief._wait_seconds = 0.0
        with pytest.raises(VaultBusy):
            brief.acquire()


class OthersAtWork(MemoryKeyStore):
    """A keyring during whose answers another process gets its turn."""

    turns: list[Keys]
    does = "add"

    def get(self, entry: str) -> bytes | None:
        found = super().get(entry)
        if self.turns:
            keys = self.turns.pop()
            if self.does == "add":
                add(keys, C)
            else:
                wipe(keys, B)
                found = super().get(entry) if self.does == "wipe before" else found
        return found


@pytest.mark.parametrize("does", ["add", "wipe before", "wipe after"])
def test_a_vault_turned_over_while_it_is_being_opened_opens_all_the_same(home: Path, does: str) -> None:
    store = OthersAtWork()
    store.turns = []
    store.does = does
    other = make(home, store, A, B)
    lagging = unlock(home, store)
    add(other, CopyId("d" * 32))
    store.turns = [other]
    left = copies_in(unlock(home, store))
    assert store.turns == []
    assert left == copies_in(other)
    add(other, CopyId("e" * 32))
    store.turns = [other] if does == "add" else []
    assert lagging.holds(CopyId("e" * 32))


def test_keys_rolled_back_while_open_are_noticed(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    older = key_files(home)
    add(keys, B)
    put_back(home, older)
    for use in (keys.refresh, lambda: keys.holds(A), lambda: add(keys, C)):
        with pytest.raises(VaultRolledBack) as caught:
            use()
        assert (caught.value.found, caught.value.expected) == (2, 3)
    assert copies_in(keys) == holding(A, B)


def test_keys_of_another_vault_put_in_place_while_open_are_noticed(
    home: Path, tmp_path: Path, store: MemoryKeyStore
) -> None:
    keys = make(home, store, A)
    make(tmp_path / "sibling", store, B)
    put_back(home, key_files(tmp_path / "sibling"))
    with pytest.raises(HeadDamaged, match="another vault"):
        keys.refresh()


def test_a_head_that_asks_for_a_passphrase_all_of_a_sudden_is_not_followed(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    edited = replace(keys.head, mode=KeyMode.KEYRING_AND_PASSPHRASE, salt=bytes(16))
    (home / "HEAD").write_bytes(edited.to_bytes())
    with pytest.raises(PassphraseNeeded):
        keys.refresh()
    with pytest.raises(PassphraseWrong):
        unlock(home, store, b"anything")
