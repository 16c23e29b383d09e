"""The Windows Credential Manager of the logged-in user."""

from keyring.backends import Windows
from keyring.errors import PasswordDeleteError

from app.errors import KeyStoreMissing
from app.keys.stores.backend_store import BackendStore
from app.keys.stores.names import StoreName


def windows_credentials() -> BackendStore:
    """The store. Raises KeyStoreMissing where the Windows API cannot be called."""
    if not hasattr(Windows, "win32cred"):
        raise KeyStoreMissing(reason="neither pywin32-ctypes nor pywin32 is installed")
    return BackendStore(WindowsCredentials(), name=StoreName.WINDOWS_CREDENTIALS)


class WindowsCredentials(Windows.WinVaultKeyring):
    """Keyring's back end, whose keys stay on this machine and leave it completely.

    Upstream's default persistence takes credentials along to every machine the user's profile roams to.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.persist = "local machine"

    def set_properties_from_env(self) -> None:
        """Ignore KEYRING_PROPERTY_*: they could change the persistence."""

    def delete_password(self, service: str, username: str) -> None:
        """Delete the entry and the compound name beside it.

        Overwriting keeps the old secret as user@service (keyring #545). Upstream deletes both, but only where the user
        name is still the one it wrote, and that can be edited in the Credential Manager.
        """
        targets = (service, self._compound_name(username, service))  # type: ignore[no-untyped-call]
        present = [target for target in targets if self._read_credential(target)]  # type: ignore[no-untyped-call]
        if not present:
            raise PasswordDeleteError(service)
        for target in present:
            self._delete_password(target)  # type: ignore[no-untyped-call]
