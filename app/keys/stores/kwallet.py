"""KWallet over its own D-Bus interface, for KDE desktops with the dbus package of Python."""

from keyring.backends import kwallet as upstream
from keyring.errors import InitError

from app.keys.stores.backend_store import BackendStore
from app.keys.stores.names import StoreName


def kwallet() -> BackendStore:
    """The store. Nothing is asked of the wallet before the first call."""
    return BackendStore(KWallet(), name=StoreName.KWALLET)


class KWallet(upstream.DBusKeyring):
    """Keyring's back end without its side effects.

    KWallet grants access by application name, which upstream takes from the command line.
    """

    appid = "Bailee"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def set_properties_from_env(self) -> None:
        """Ignore KEYRING_PROPERTY_*: they could point to another bus name."""

    def connected(self, service: str) -> bool:
        """Whether the wallet is open; asks the user to open it."""
        if not hasattr(upstream, "dbus"):
            message = "the dbus package of Python is not installed"
            raise InitError(message)
        return bool(super().connected(service))  # type: ignore[no-untyped-call]

    def delete_password(self, service: str, username: str) -> None:
        """Delete the entry, and its folder with it: each epoch would leave an empty one behind."""
        super().delete_password(service, username)  # type: ignore[no-untyped-call]
        if not self.iface.entryList(self.handle, service, self.appid):
            self.iface.removeFolder(self.handle, service, self.appid)

    def _migrate(self, service: str) -> None:
        """Leave the entries of other programs where they are; upstream moves old ones at each opening."""
