"""A vault opens for whoever has all of its parts, in every mode, and follows what other processes do to it."""

import re
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from app.crypto.secret import Secret
from app.crypto.signing import is_signed_by
from app.disk.durable import write_all
from app.errors import (
    BaileeError,
    DiskFull,
    EpochKeyGone,
    HeadDamaged,
    KeyStoreDiffers,
    KeyStoreFailed,
    KeyTableDamaged,
    PassphraseNeeded,
    PassphraseWrong,
    SecretClosed,
    VaultBusy,
    VaultExists,
    VaultLocked,
    VaultMissing,
    VaultRolledBack,
)
from app.keys.files import KeyFiles, Pending
from app.keys.vault import Keys, create_vault
from app.model import CopyId, KeyMode
from tests.app.disk.places import small_disk
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
    random_name,
    unlock,
    wipe,
)
from tests.fakes import MemoryKeyStore, StoppedClock


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def store() -> MemoryKeyStore:
    return MemoryKeyStore()


def write_note(home: Path, pending: Pending) -> None:
    (home / "keys").mkdir(parents=True)
    KeyFiles(home).write_pending(pending)


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


def test_where_no_vault_is_that_is_said(home: Path, store: MemoryKeyStore) -> None:
    with pytest.raises(VaultMissing):
        unlock(home, store)
    home.mkdir()
    with pytest.raises(VaultMissing):
        unlock(home, store)


def test_a_vault_that_lost_its_head_is_neither_missing_nor_made_anew(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    head = (home / "HEAD").read_bytes()
    (home / "HEAD").unlink()
    for do in (unlock, create_vault):
        with pytest.raises(HeadDamaged, match="missing"):
            do(home, store, None)
    (home / "HEAD").write_bytes(head)
    assert copies_in(unlock(home, store)) == holding(A)


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


def test_the_caller_may_close_the_key_of_a_copy_it_added(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store)
    key = Secret(key_of(A))
    keys.add_copy(A, key)
    key.close()
    assert copies_in(keys) == holding(A)


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


def test_a_head_that_asks_for_a_passphrase_all_of_a_sudden_is_not_followed(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A)
    edited = replace(keys.head, mode=KeyMode.KEYRING_AND_PASSPHRASE, salt=bytes(16))
    (home / "HEAD").write_bytes(edited.to_bytes())
    with pytest.raises(PassphraseNeeded):
        keys.refresh()
    with pytest.raises(PassphraseWrong):
        unlock(home, store, b"anything")


def test_a_folder_of_keys_that_is_gone_is_a_named_failure(home: Path, store: MemoryKeyStore) -> None:
    make(home, store, A)
    for path in (home / "keys").iterdir():
        path.unlink()
    (home / "keys").rmdir()
    with pytest.raises(KeyTableDamaged, match="missing"):
        unlock(home, store)


def test_a_home_that_cannot_be_made_is_a_named_failure(tmp_path: Path, store: MemoryKeyStore) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BaileeError):
        make(tmp_path / "file" / "home", store)
    assert store.entries == {}
