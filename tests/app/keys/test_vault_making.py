"""A vault is made once, and anew where making it was cut short; nothing that others own goes with it."""

from pathlib import Path

import pytest

from app.errors import (
    BaileeError,
    HeadDamaged,
    PassphraseNeeded,
    VaultExists,
    VaultMissing,
)
from app.keys.files import KeyFiles, Pending
from app.keys.vault import create_vault
from tests.app.keys.vaults import (
    A,
    copies_in,
    holding,
    is_tidy,
    make,
    random_name,
    unlock,
)
from tests.fakes import MemoryKeyStore


def write_note(home: Path, pending: Pending) -> None:
    (home / "keys").mkdir(parents=True)
    KeyFiles(home).write_pending(pending)


def test_with_nothing_to_open_it_no_vault_is_made(home: Path, store: MemoryKeyStore) -> None:
    for some_store, passphrase in ((None, None), (None, b""), (store, b"")):
        with pytest.raises(PassphraseNeeded):
            make(home, some_store, passphrase=passphrase)
    assert not home.exists()
    assert store.entries == {}


def test_a_second_vault_in_the_same_home_is_refused(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    with pytest.raises(VaultExists):
        make(home, store)
    assert copies_in(unlock(home, store)) == holding(A)
    assert len(store.entries) == 1


def test_a_vault_that_lost_its_head_is_neither_missing_nor_made_anew(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    head = (home / "HEAD").read_bytes()
    (home / "HEAD").unlink()
    for do in (unlock, create_vault):
        with pytest.raises(HeadDamaged, match="missing"):
            do(home, store, None)
    (home / "HEAD").write_bytes(head)
    assert copies_in(unlock(home, store)) == holding(A)


def test_a_vault_cut_short_while_it_was_made_is_made_anew(home: Path, store: MemoryKeyStore) -> None:
    make(home, store)
    files = KeyFiles(home)
    [(entry, secret)] = store.entries.items()
    proof = _proof(secret, entry)
    files.write_pending(Pending(1, entry, files.read_head().table, proof))
    files.head.unlink()
    with pytest.raises(VaultMissing):
        unlock(home, store)
    make(home, store, A)
    assert entry not in store.entries
    assert len(store.entries) == 1
    assert is_tidy(home)
    assert copies_in(unlock(home, store)) == holding(A)


def _proof(secret: bytes, entry: str) -> bytes:
    import hmac

    return hmac.digest(secret, b"bailee/v1/pending" + entry.encode(), "sha256")


@pytest.mark.parametrize("form", ["ours", "not ours", "odd", "gone"])
def test_a_prepared_note_makes_no_foreign_entry_go(home: Path, store: MemoryKeyStore, form: str) -> None:
    """Somebody hands a folder with a note in it to a person whose keyring has other entries."""
    entry = random_name() if form != "not ours" else "mail/password"
    secret = b"short" if form == "odd" else b"x" * 32
    if form != "gone":
        store.put(entry, secret)
    write_note(home, Pending(1, entry, "table-x", _proof(secret, entry) if form == "not ours" else bytes(32)))
    make(home, store, A)
    assert store.entries.get(entry) == (None if form == "gone" else secret)
    assert is_tidy(home)


def test_a_damaged_note_keeps_no_vault_from_being_made(home: Path, store: MemoryKeyStore) -> None:
    (home / "keys").mkdir(parents=True)
    (home / "keys" / "next").write_bytes(b"\xff not a note")
    make(home, store, A)
    assert is_tidy(home)


def test_a_home_that_cannot_be_made_is_a_named_failure(tmp_path: Path, store: MemoryKeyStore) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BaileeError):
        make(tmp_path / "file" / "home", store)
    assert store.entries == {}
