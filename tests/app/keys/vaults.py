"""Vaults for the tests of keys: small, quick to make, and told apart by what is in them."""

import secrets
import shutil
from pathlib import Path

from app.crypto.secret import Secret
from app.errors import KeyStoreDiffers
from app.keys.rotation import OldEpoch, begin_wipe, delete_old_key, settle
from app.keys.vault import Keys, create_vault, unlock_vault
from app.model import CopyId
from app.ports import KeyStore
from tests.fakes import StoppedClock

A, B, C = (CopyId(letter * 32) for letter in "abc")


def key_of(copy: CopyId) -> bytes:
    """The key that the tests give to `copy`."""
    return (copy[:1] * 32).encode()


def make(home: Path, store: KeyStore | None, *copies: CopyId, passphrase: bytes | None = None) -> Keys:
    """A new vault with `copies` in it."""
    keys = create_vault(home, store, None if passphrase is None else Secret(passphrase))
    for copy in copies:
        add(keys, copy)
    return keys


def add(keys: Keys, copy: CopyId) -> None:
    """Add a copy with its key."""
    with Secret(key_of(copy)) as key:
        keys.add_copy(copy, key)


def unlock(
    home: Path, store: KeyStore | None, passphrase: bytes | None = None, clock: StoppedClock | None = None
) -> Keys:
    """Open the vault as another process would."""

    def stores(name: str) -> KeyStore:
        if store is None or store.name != name:
            raise KeyStoreDiffers(pinned=name, offered=store.name if store else "none")
        return store

    return unlock_vault(home, stores, None if passphrase is None else Secret(passphrase), clock or StoppedClock())


def wipe(keys: Keys, *doomed: CopyId) -> OldEpoch:
    """A whole rotation."""
    old = begin_wipe(keys, frozenset(doomed))
    delete_old_key(keys)
    settle(keys)
    return old


def copies_in(keys: Keys) -> dict[CopyId, bytes]:
    """What the vault holds."""
    return {copy: key.reveal() for copy, key in keys.table.copies.items()}


def holding(*copies: CopyId) -> dict[CopyId, bytes]:
    """What a vault with these copies holds."""
    return {copy: key_of(copy) for copy in copies}


def key_files(home: Path) -> dict[str, bytes]:
    """Every file of the keys, by its path."""
    files = [home / "HEAD", *(home / "keys").rglob("*")]
    return {str(file.relative_to(home)): file.read_bytes() for file in files if file.is_file()}


def put_back(home: Path, files: dict[str, bytes]) -> None:
    """Make the key files what they once were."""
    shutil.rmtree(home / "keys")
    (home / "keys").mkdir()
    for name, content in files.items():
        (home / name).write_bytes(content)


def is_tidy(home: Path) -> bool:
    """Whether there is nothing but HEAD, one table and files that are always there."""
    in_home = {path.name for path in home.iterdir()} - {"HEAD", "keys", "vault.lock"}
    in_keys = [path.name for path in (home / "keys").iterdir()]
    return not in_home and len(in_keys) == 1 and in_keys[0].startswith("table-")


def random_name() -> str:
    """A name in the keyring that is not ours."""
    return f"bailee/{secrets.token_hex(16)}/1-{secrets.token_hex(4)}"
