"""The Secret Service of a Linux desktop: GNOME Keyring, KDE's ksecretd, KeePassXC."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from keyring.backends.SecretService import Keyring
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from app.errors import KeyStoreMissing
from app.keys.stores.backend_store import BackendStore
from app.keys.stores.names import StoreName

if TYPE_CHECKING:
    from secretstorage import Collection, Item

# What KeePassXC adds to every item (FdoSecrets::Item). Its delete only moves an entry.
_OF_KEEPASSXC = frozenset({"Uuid", "Path"})


def secret_service() -> BackendStore:
    """The store. Nothing is asked of the service before the first call."""
    if find_spec("secretstorage") is None:
        raise KeyStoreMissing(reason="SecretStorage is not installed")
    backend = SecretService()  # type: ignore[no-untyped-call]
    return BackendStore(backend, name=StoreName.SECRET_SERVICE)


class SecretService(Keyring):
    """Keyring's back end, which always closes its connection and looks for a key in every collection.

    Upstream looks in the default collection alone. A user who makes another one the default would have a key declared
    gone that is still there.
    """

    appid = "Bailee"

    def set_properties_from_env(self) -> None:
        """Ignore KEYRING_PROPERTY_*: they could move keys to a collection that is forgotten at log-out."""

    def get_password(self, service: str, username: str) -> str | None:
        """The text of the first match, or None."""
        with self._unlocked() as collection:
            for item in self._matches(collection, service, username):
                return item.get_secret().decode("utf-8")
        return None

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep a text in the default collection."""
        with self._unlocked() as collection:
            attributes = self._query(service, username, application=self.appid)
            item = collection.create_item(f"Bailee: {service}", attributes, password.encode())
            if set(item.get_attributes()) >= _OF_KEEPASSXC:
                item.delete()
                message = "KeePassXC keeps deleted keys in its recycle bin and history; a wipe could not be proved"
                raise InitError(message)

    def delete_password(self, service: str, username: str) -> None:
        """Delete the first match."""
        with self._unlocked() as collection:
            for item in self._matches(collection, service, username):
                item.delete()
                return
        message = "no such entry"
        raise PasswordDeleteError(message)

    def _matches(self, collection: "Collection", service: str, username: str) -> Iterator["Item"]:
        from secretstorage import search_items  # noqa: PLC0415 - not there on Windows and macOS

        for item in search_items(collection.connection, self._query(service, username)):
            if item.is_locked():
                item.unlock()
            yield item

    @contextmanager
    def _unlocked(self) -> Iterator["Collection"]:
        """The default collection, unlocked, on a connection of its own.

        Upstream leaves the socket open when the user dismisses the prompt, and lets the failure to reach the bus
        through as whatever it is (no address: SecretStorage's error; a stale one: FileNotFoundError; one that is no
        unix socket: RuntimeError).
        """
        import secretstorage  # noqa: PLC0415 - not there on Windows and macOS

        try:
            connection = secretstorage.dbus_init()
        except (OSError, RuntimeError, secretstorage.SecretStorageException) as error:
            message = f"no session bus: {error}"
            raise InitError(message) from error
        with closing(connection):
            try:
                try:
                    collection = secretstorage.get_default_collection(connection)
                except secretstorage.PromptDismissedException as error:
                    message = "there is no default collection, and none was made"
                    raise InitError(message) from error
                if collection.is_locked():
                    collection.unlock()
                    # After a dismissed prompt it still is, and every use of it says so.
                    collection.ensure_not_locked()
                yield collection
            except secretstorage.LockedException as error:
                message = "locked in the meantime, or the prompt was dismissed"
                raise KeyringLocked(message) from error
            except secretstorage.SecretServiceNotAvailableException as error:
                message = f"no Secret Service on the session bus: {error}"
                raise InitError(message) from error
