"""A vault opens for whoever has all of its parts, in every mode, and follows what other processes do to it."""

import re
from pathlib import Path
from typing import cast

import pytest

from app.crypto.secret import Secret
from app.crypto.signing import is_signed_by
from app.disk.durable import write_all
from app.errors import (
    DiskFull,
    EpochKeyGone,
    HeadDamaged,
    KeyStoreDiffers,
    KeyStoreFailed,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    SecretClosed,
    VaultLocked,
    VaultMissing,
)
from app.model import CopyId, KeyMode
from tests.app.disk.places import small_disk
from tests.app.keys.vaults import (
    A,
    B,
    add,
    copies_in,
    holding,
    is_tidy,
    key_files,
    key_of,
    make,
    unlock,
    wipe,
)
from tests.fakes import MemoryKeyStore, StoppedClock

MODES = [
    (KeyMode.KEYRING, True, None),
    (KeyMode.KEYRING_AND_PASSPHRASE, True, b"correct"),
    (KeyMode.PASSPHRASE, False, b"correct"),
]


@pytest.mark.parametrize(("mode", "uses_store", "passphrase"), MODES, ids=["keyring", "both", "passphrase"])
def test_each_mode_opens_with_its_parts_alone(
    home: Path, mode: KeyMode, passphrase: bytes | None, *, uses_store: bool
) -> None:
    store = MemoryKeyStore() if uses_store else None
    made = make(home, store, A, passphrase=passphrase)
    opened = unlock(home, store, passphrase)
    assert opened.head.mode is mode
    assert opened.head == made.head
    assert copies_in(opened) == holding(A)
    assert opened.table.equals(made.table)
    assert is_tidy(home)
    assert len(store.entries if store else []) == uses_store
    wipe(opened, A)
    assert copies_in(unlock(home, store, passphrase)) == {}


def test_the_keyring_holds_a_key_of_32_bytes_under_a_name_of_the_vault(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    [(entry, secret)] = store.entries.items()
    assert re.fullmatch(f"bailee/{keys.vault}/1-[0-9a-f]{{8}}", entry)
    assert len(secret) == 32
    assert not any(secret in content for content in key_files(home).values())


def test_a_vault_is_for_its_owner_alone(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    for path in (home, *home.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0


def test_where_no_vault_is_that_is_said(home: Path, store: MemoryKeyStore) -> None:
    with pytest.raises(VaultMissing):
        unlock(home, store)
    home.mkdir()
    with pytest.raises(VaultMissing):
        unlock(home, store)


def test_the_parts_are_needed_together(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A, passphrase=b"correct")
    with pytest.raises(PassphraseNeeded):
        unlock(home, store)
    with pytest.raises(PassphraseWrong):
        unlock(home, store, b"wrong")
    with pytest.raises(KeyStoreDiffers):
        unlock(home, None, b"correct")
    store.entries[next(iter(store.entries))] = bytes(32)
    with pytest.raises(PassphraseWrong):
        unlock(home, store, b"correct")
    store.entries.clear()
    with pytest.raises(EpochKeyGone):
        unlock(home, store, b"correct")


def test_a_passphrase_that_is_not_needed_is_dropped(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    assert unlock(home, store, b"not needed").passphrase is None


def test_another_key_in_the_keyring_does_not_open_it(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    [entry] = store.entries
    store.entries[entry] = bytes(32)
    with pytest.raises(HeadDamaged, match="keyring"):
        unlock(home, store)
    store.entries[entry] = bytes(31)
    with pytest.raises(KeyStoreFailed, match="not a key"):
        unlock(home, store)


def test_wrong_passphrases_make_the_next_try_wait(home: Path) -> None:
    make(home, None, passphrase=b"correct")
    clock = StoppedClock()
    pauses = []
    began = clock.now()
    for _ in range(5):
        with pytest.raises(PassphraseWrong) as caught:
            unlock(home, None, b"wrong", clock)
        pauses.append(caught.value.pause_seconds)
    assert pauses == [0, 0, 1, 2, 4]
    assert (clock.now() - began).total_seconds() == 1 + 2
    unlock(home, None, b"correct", clock)
    assert (clock.now() - began).total_seconds() == 1 + 2 + 4
    with pytest.raises(PassphraseWrong, match="after 0 s"):
        unlock(home, None, b"wrong", clock)


def test_a_passphrase_may_be_wrong_even_on_a_full_disk(tmp_path: Path) -> None:
    with small_disk(tmp_path, 128 << 10) as place:
        make(place / "home", None, passphrase=b"correct")
        with (place / "rest").open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            write_all(file.fileno(), b"x" * (256 << 10))
        with pytest.raises(PassphraseWrong):
            unlock(place / "home", None, b"wrong")
        with pytest.raises(DiskFull):
            add(unlock(place / "home", None, b"correct"), A)
        (place / "rest").unlink()
        opened = unlock(place / "home", None, b"correct")
        add(opened, A)
        assert copies_in(opened) == holding(A)


def test_the_caller_may_close_the_key_of_a_copy_it_added(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    key = Secret(key_of(A))
    keys.add_copy(A, key)
    key.close()
    assert copies_in(keys) == holding(A)


def test_a_locked_vault_gives_nothing_out(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, passphrase=b"correct")
    table, passphrase = keys.table, keys.passphrase
    keys.close()
    keys.close()
    for use in (
        lambda: keys.table,
        keys.refresh,
        keys.registry_key,
        keys.signer,
        lambda: keys.holds(A),
        lambda: keys.copy_key(A),
        lambda: add(keys, B),
    ):
        with pytest.raises(VaultLocked):
            use()
    assert passphrase is not None
    for secret in (passphrase, table.registry, table.signing, table.copies[A]):
        with pytest.raises(SecretClosed):
            secret.reveal()


def test_what_was_given_out_outlives_the_lock(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    registry, copy, signer = keys.registry_key(), keys.copy_key(A), keys.signer()
    keys.close()
    assert copy.reveal() == key_of(A)
    assert len(registry.reveal()) == 32
    assert is_signed_by(signer.public_key, b"x", signer.sign(b"x"))


def test_registry_and_signatures_keep_their_keys_over_epochs(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    registry, public = keys.registry_key().reveal(), keys.signer().public_key
    wipe(keys, A)
    again = unlock(home, store)
    assert again.registry_key().reveal() == registry
    assert again.signer().public_key == public


def test_a_table_that_does_not_come_back_the_same_is_not_put_in_force(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    before = (home / "HEAD").read_bytes()
    with pytest.raises(AssertionError, match="key table"):
        keys.add_copy(cast("CopyId", 5), Secret(bytes(32)))  # JSON makes a string of it
    assert (home / "HEAD").read_bytes() == before
    assert copies_in(unlock(home, store)) == {}


def test_a_folder_of_keys_that_is_gone_is_a_named_failure(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    for path in (home / "keys").iterdir():
        path.unlink()
    (home / "keys").rmdir()
    with pytest.raises(KeyTableDamaged, match="missing"):
        unlock(home, store)
