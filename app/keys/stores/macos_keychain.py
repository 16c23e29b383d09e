"""The macOS Keychain of the logged-in user."""

from keyring.backends import macOS

from app.errors import KeyStoreMissing
from app.keys.stores.backend_store import BackendStore
from app.keys.stores.names import StoreName


def macos_keychain() -> BackendStore:
    """The store. Raises KeyStoreMissing where there is no Security framework."""
    if not hasattr(macOS, "api"):
        raise KeyStoreMissing(reason="the Security framework of macOS is missing")
    backend = MacKeychain()  # type: ignore[no-untyped-call]
    return BackendStore(backend, name=StoreName.MACOS_KEYCHAIN)


class MacKeychain(macOS.Keyring):
    """Keyring's back end on the default keychain.

    Setting is deleting and adding there, so a crash between the two loses a key that is overwritten: BackendStore never
    overwrites.
    """

    # Upstream takes this from KEYCHAIN_PATH, ignores it and warns at each call (keyring #623).
    keychain = None

    def set_properties_from_env(self) -> None:
        """Ignore KEYRING_PROPERTY_*."""
