"""A checkout that is cut short after its key was written down, and before it was in force, ends the epoch."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.keys.rotation import Unfinished, unfinished
from app.keys.table import KeyTable, seal_table
from app.keys.vault import Keys
from app.model import CopyId
from tests.app.keys.vaults import A, B, C, copies_in, holding, is_tidy, key_of, make, unlock, wipe
from tests.fakes import MemoryKeyStore


def cut_short(keys: Keys, *copies: CopyId, after: int = 1) -> str:
    """Write a table as `add_copy` does and leave it at that; its name. `after` is how far it is from HEAD's."""
    head = keys.head
    name = keys.files.new_table_name(head.epoch)
    table = KeyTable({copy: Secret(key_of(copy)) for copy in copies}, keys.table.registry, keys.table.signing)
    with open_key(keys) as key:
        sealed = seal_table(table, key, bytes.fromhex(head.vault), head.epoch, head.generation + after)
    keys.files.table(name).write_bytes(sealed)
    return name


def open_key(keys: Keys) -> Secret:
    return keys._state.epoch_keys.table.copy()


@pytest.mark.parametrize("length", [None, 40, 0], ids=["whole", "torn", "empty"])
def test_a_key_that_was_spilt_needs_a_new_epoch(home: Path, store: MemoryKeyStore, length: int | None) -> None:
    keys = make(home, store, A)
    table = keys.files.table(cut_short(keys, A, B))
    table.write_bytes(table.read_bytes()[:length])
    again = unlock(home, store)
    assert unfinished(again) is Unfinished.SPILT
    assert unfinished(again) is Unfinished.SPILT, "nothing was done about it yet"
    wipe(again)
    assert again.head.epoch == 2
    assert unfinished(again) is Unfinished.NOTHING
    assert copies_in(unlock(home, store)) == holding(A)
    assert is_tidy(home)


def test_the_next_checkout_does_not_hide_what_was_spilt(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    cut_short(keys, A, B)
    with Secret(key_of(C)) as key:
        keys.add_copy(C, key)
    assert unfinished(keys) is Unfinished.SPILT
    assert copies_in(keys) == holding(A, C)


def test_a_rotation_taken_back_does_not_hide_what_was_spilt(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    cut_short(keys, A, B)
    before = keys.head
    keys.begin_epoch(frozenset())
    keys.files.head.write_bytes(before.to_bytes())
    again = unlock(home, store)
    assert unfinished(again) is Unfinished.TAKEN_BACK
    assert unfinished(again) is Unfinished.SPILT
    assert set(store.entries) == {before.entry}


def test_the_table_before_is_only_cleared(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    cut_short(keys, A, after=-1)
    assert unfinished(keys) is Unfinished.NOTHING
    assert is_tidy(home)


def test_a_table_of_another_epoch_is_only_cleared(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    name = cut_short(keys, A, B, C)
    wipe(keys, B)
    keys.files.table(name).write_bytes(b"still there")
    assert unfinished(keys) is Unfinished.NOTHING
    assert is_tidy(home)


def test_other_files_are_cleared_beside_what_was_spilt(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    name = cut_short(keys, B)
    (home / "keys" / "litter").write_bytes(b"litter")
    assert unfinished(keys) is Unfinished.SPILT
    assert {path.name for path in (home / "keys").iterdir()} == {name, keys.head.table}
    assert replace(keys.head) == keys.files.read_head()
