"""Passwords of customers' databases, kept in the keyring and nowhere else, for those who want not to be asked again."""

import hashlib

from app.crypto.secret import Secret
from app.errors import KeyStoreMissing
from app.unlocked.vault import Unlocked


class SourcePasswords:
    """The passwords that this vault was told to remember. They are no part of its keys and outlive its epochs."""

    def __init__(self, vault: Unlocked) -> None:
        self._store = vault.keys.store
        self._vault = vault.keys.vault

    def get(self, location: str) -> Secret | None:
        """The password for the database at `location`, or None. Raises KeyStoreLocked and its kin."""
        found = self._store.get(self._entry(location)) if self._store else None
        return None if found is None else Secret(found)

    def remember(self, location: str, password: Secret) -> None:
        """Keep a password in the place of one kept before. Raises KeyStoreMissing where the vault uses no keyring."""
        if self._store is None:
            raise KeyStoreMissing(reason="this vault is opened by a passphrase alone and keeps nothing in a keyring")
        self._store.delete(self._entry(location))
        self._store.put(self._entry(location), password.reveal())

    def forget(self, location: str) -> bool:
        """Delete a password; whether there was one."""
        return bool(self._store and self._store.delete(self._entry(location)))

    def _entry(self, location: str) -> str:
        """A name that does not say whose database it is."""
        return f"bailee-source/{self._vault}/{hashlib.sha256(location.encode()).hexdigest()[:32]}"
