"""Whoever kept every byte that ever lay in the vault, and has the keyring as it is now, recovers nothing wiped."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.crypto.derivation import stretch
from app.crypto.secret import Secret
from app.errors import BaileeError, DiskFailed, EpochKeyGone
from app.keys.epoch import derive
from app.keys.head import Head, parse_head
from app.keys.rotation import Unfinished, begin_wipe, delete_old_key, settle, unfinished
from app.keys.table import KeyTable, open_table
from app.keys.vault import Keys, create_vault
from app.model import CopyId
from tests.app.keys.vaults import A, B, C, add, key_of, unlock
from tests.fakes import MemoryKeyStore

PASSPHRASE = b"known to the adversary"


class Adversary:
    """Keeps every file of every moment, and looks into the keyring as it is."""

    def __init__(self, home: Path, store: MemoryKeyStore, passphrase: bytes | None) -> None:
        self.home, self.store, self.passphrase = home, store, passphrase
        self.heads: dict[bytes, Head] = {}
        self.blobs: set[bytes] = set()
        self.moments = 0

    def look(self) -> None:
        self.moments += 1
        for path in self.home.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                self.blobs.add(content)
                try:
                    self.heads[content] = parse_head(content)
                except BaileeError:
                    continue

    def recovers(self, values: dict[str, bytes]) -> set[bytes]:
        """Every key of a copy that any table gives out under any value, for any HEAD there ever was."""
        found: set[bytes] = set()
        for head in self.heads_and_guesses():
            stretched = self._stretched(head)
            for value in values.values():
                table_key = derive(Secret(value + stretched), head.context()).table
                for blob in self.blobs:
                    table = _try(blob, table_key, head)
                    if table is not None:
                        found |= {key.reveal() for key in table.copies.values()}
        return found

    def heads_and_guesses(self) -> list[Head]:
        guesses = [] if self.passphrase else map(_next, self.heads.values())
        return [*self.heads.values(), *guesses]

    def _stretched(self, head: Head) -> bytes:
        if self.passphrase is None:
            return b""
        return stretch(Secret(self.passphrase), head.salt, head.cost).reveal()


def _next(head: Head) -> Head:
    """What HEAD would have been next: an adversary can guess all of it but the salt of a passphrase."""
    return replace(head, epoch=head.epoch + 1, generation=head.generation + 1)


def _try(blob: bytes, key: Secret, head: Head) -> KeyTable | None:
    try:
        return open_table(blob, key, bytes.fromhex(head.vault), head.epoch, head.generation, head.table)
    except BaileeError:
        return None


class WatchedStore(MemoryKeyStore):
    """A keyring at each of whose calls the adversary looks at the disk: it may be the last of its kind."""

    look: Callable[[], None] | None = None

    def put(self, entry: str, secret: bytes) -> None:
        super().put(entry, secret)
        if self.look:
            self.look()

    def delete(self, entry: str) -> int:
        if self.look:
            self.look()
        return super().delete(entry)


def live(home: Path, store: WatchedStore, adversary: Adversary, passphrase: bytes | None) -> Keys:
    """Three copies come; A goes; a rotation is cut short; B goes."""
    store.look = adversary.look
    keys = create_vault(home, store, None if passphrase is None else Secret(passphrase))
    adversary.look()
    for copy in (A, B, C):
        add(keys, copy)
        adversary.look()
    rotate(keys, adversary, A)
    cut_short(home, store, passphrase, adversary)
    rotate(keys, adversary, B)
    return keys


def rotate(keys: Keys, adversary: Adversary, copy: CopyId) -> None:
    for step in (lambda: begin_wipe(keys, frozenset({copy})), lambda: delete_old_key(keys), lambda: settle(keys)):
        step()
        adversary.look()


def cut_short(home: Path, store: WatchedStore, passphrase: bytes | None, adversary: Adversary) -> None:
    """A rotation that got as far as a key in the keyring and a table on the disk; then HEAD cannot be replaced."""
    keys = unlock(home, store, passphrase)
    store.look = lambda: stand_in_the_way(home)
    with pytest.raises(DiskFailed):
        begin_wipe(keys, frozenset())
    store.look = adversary.look
    adversary.look()
    (home / "HEAD").rmdir()
    (home / "aside").rename(home / "HEAD")
    assert unfinished(keys) is Unfinished.TAKEN_BACK
    adversary.look()


def stand_in_the_way(home: Path) -> None:
    """A file does not replace a folder."""
    (home / "HEAD").rename(home / "aside")
    (home / "HEAD").mkdir()


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE], ids=["keyring", "keyring and passphrase"])
def test_the_present_keyring_opens_nothing_that_was_wiped(tmp_path: Path, passphrase: bytes | None) -> None:
    home, store = tmp_path / "home", WatchedStore()
    adversary = Adversary(home, store, passphrase)
    keys = live(home, store, adversary, passphrase)
    assert set(keys.table.copies) == {C}
    assert len(store.entries) == 1
    assert adversary.moments > 10
    assert len(adversary.heads) >= 6

    assert adversary.recovers(store.entries) == {key_of(C)}
    # The positive control: had the old values been kept, every copy would be recovered.
    ever = {str(number): value for number, value in enumerate(store.history)}
    assert adversary.recovers(ever) == {key_of(A), key_of(B), key_of(C)}


def test_no_byte_on_the_disk_is_a_key(tmp_path: Path) -> None:
    home, store = tmp_path / "home", WatchedStore()
    adversary = Adversary(home, store, None)
    keys = live(home, store, adversary, None)
    secrets = [*store.history, keys.registry_key().reveal(), *map(key_of, (A, B, C))]
    everything = b"\0".join(adversary.blobs)
    for secret in secrets:
        for form in (secret, secret.hex().encode()):
            assert form not in everything


def test_without_the_keyring_there_is_nothing_at_all(tmp_path: Path) -> None:
    home, store = tmp_path / "home", MemoryKeyStore()
    add(create_vault(home, store, None), A)
    store.entries.clear()
    shutil.copytree(home, tmp_path / "stolen")
    with pytest.raises(EpochKeyGone):
        unlock(tmp_path / "stolen", store)
