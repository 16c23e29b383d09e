"""The note of a rotation helps to end it, and can be damaged, edited or gone without harm."""

from pathlib import Path

import pytest

from app.keys.files import KeyFiles, Pending
from app.keys.rotation import Unfinished, begin_wipe, delete_old_key, settle, unfinished
from app.keys.vault import Keys
from tests.app.keys.vaults import A, B, copies_in, holding, is_tidy, make, random_name, unlock, wipe
from tests.fakes import MemoryKeyStore

DOOM_A = frozenset({A})


def test_an_old_key_is_found_without_the_note(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    begin_wipe(keys, DOOM_A)
    KeyFiles(home).forget_pending()
    again = unlock(home, store)
    assert unfinished(again) is Unfinished.COMMITTED
    delete_old_key(again)
    settle(again)
    assert unfinished(again) is Unfinished.NOTHING
    assert is_tidy(home)


def note_naming(note: str, keys: Keys, foreign: str) -> Pending:
    ahead, table = keys.head.epoch + 1, keys.head.table
    return {
        "the key in force": Pending(ahead, keys.head.entry, "table-x", bytes(32)),
        "a foreign entry": Pending(ahead, foreign, "table-x", bytes(32)),
        "any entry": Pending(ahead, "mail", "table-x", bytes(32)),
        "the table in force": Pending(ahead, "", table, bytes(32)),
        "a path": Pending(ahead, "", "../../victim", bytes(32)),
        "an old epoch": Pending(1, foreign, table, bytes(32)),
        "the epoch in force": Pending(keys.head.epoch, foreign, table, b""),
    }[note]


@pytest.mark.parametrize(
    "note",
    [
        "the key in force",
        "a foreign entry",
        "any entry",
        "the table in force",
        "a path",
        "an old epoch",
        "the epoch in force",
    ],
)
def test_an_edited_note_makes_nothing_go_that_counts(home: Path, store: MemoryKeyStore, note: str) -> None:
    keys = make(home, store, A, B)
    wipe(keys, B)
    foreign = random_name()
    store.put(foreign, b"x" * 32)
    store.put("mail", b"secret")
    (home.parent / "victim").touch()
    KeyFiles(home).write_pending(note_naming(note, keys, foreign))
    again = unlock(home, store)
    state = unfinished(again)
    if state is Unfinished.COMMITTED:
        assert delete_old_key(again).is_absent
    settle(again)
    assert copies_in(unlock(home, store)) == holding(A)
    assert set(store.entries) == {keys.head.entry, foreign, "mail"}
    assert (home.parent / "victim").exists()
    assert is_tidy(home)
    assert unfinished(again) is Unfinished.NOTHING


@pytest.mark.parametrize("content", [b"", b"\xff", b"{}", b"[" * 3000, b'{"epoch":2}'])
@pytest.mark.parametrize("epoch", [1, 2])
def test_a_damaged_note_keeps_nobody_from_going_on(
    home: Path, store: MemoryKeyStore, content: bytes, epoch: int
) -> None:
    keys = make(home, store, A, B)
    if epoch == 2:
        wipe(keys, B)
    (home / "keys" / "next").write_bytes(content)
    again = unlock(home, store)
    assert unfinished(again) is (Unfinished.NOTHING if epoch == 1 else Unfinished.COMMITTED)
    settle(again)
    assert is_tidy(home)
    assert copies_in(again) == copies_in(keys)
    wipe(again, A)
    assert is_tidy(home)


def test_a_vault_made_and_killed_before_it_was_tidy_has_nothing_to_take_back(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    KeyFiles(home).write_pending(Pending(1, keys.head.entry, keys.head.table, bytes(32)))
    assert unfinished(keys) is Unfinished.NOTHING
    assert is_tidy(home)
    assert copies_in(unlock(home, store)) == {}
