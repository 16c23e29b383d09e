"""The store over a real Secret Service on a private bus, and over none."""

import gc
import secrets
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest
from keyring.errors import PasswordDeleteError

from app.errors import KeyStoreLocked, KeyStoreMissing, KeyStoreTimeout
from app.keys.stores import secret_service as module
from app.keys.stores.backend_store import BackendStore
from app.keys.stores.choice import available
from app.keys.stores.secret_service import SecretService, secret_service
from app.ports import KeyStore
from tests.contracts.key_store import KeyStoreContract
from tests.servers.secret_service import (
    SecretServiceSession,
    missing_programs,
    open_dbus_connection,
    running_bus,
    running_secret_service,
    secretstorage,
)

needs_programs = pytest.mark.skipif(bool(missing_programs()), reason=missing_programs() or "never")
ENTRY = "bailee/vault/1-ab"
SECRET = bytes(range(32))
SESSION_COLLECTION = "/org/freedesktop/secrets/collection/session"


@pytest.fixture(scope="module")
def shared_session() -> Iterator[SecretServiceSession]:
    with running_secret_service() as session:
        yield session


@pytest.fixture
def session(shared_session: SecretServiceSession, monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceSession]:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", shared_session.address)
    yield shared_session
    # A socket left open is a warning, and so a failure, of this test and not of a later one.
    gc.collect()


@pytest.fixture
def own_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[SecretServiceSession]:
    """For tests after which the service is of no more use."""
    with running_secret_service() as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
        yield session
        gc.collect()


@pytest.mark.real_keyring
@needs_programs
class TestRealSecretService(KeyStoreContract):
    @pytest.fixture
    def store(self, session: SecretServiceSession) -> KeyStore:  # noqa: ARG002 - only to be set up before it
        return secret_service()

    @pytest.mark.usefixtures("session")
    def test_it_is_what_this_machine_offers(self) -> None:
        store = available("linux")
        assert store.name == "secret-service"

    def test_another_program_finds_the_entry_while_it_is_there(
        self, store: KeyStore, entry: str, session: SecretServiceSession
    ) -> None:
        command = ["secret-tool", "lookup", "service", entry, "username", "kek"]
        store.put(entry, SECRET)
        assert looked_up(command, session) != ""
        store.delete(entry)
        assert looked_up(command, session) == ""

    def test_an_entry_in_another_collection_is_found_and_deleted(
        self, store: KeyStore, entry: str, session: SecretServiceSession
    ) -> None:
        store.put(entry, SECRET)
        with closing(open_dbus_connection(bus=session.address)) as connection:
            other = secretstorage.Collection(connection, SESSION_COLLECTION)
            other.create_item("copy", {"service": entry, "username": "kek"}, b"AAAA")
        assert store.delete(entry) == 2
        assert store.get(entry) is None

    def test_duplicates_are_deleted_too(self, store: KeyStore, entry: str, session: SecretServiceSession) -> None:
        store.put(entry, SECRET)
        with closing(open_dbus_connection(bus=session.address)) as connection:
            collection = secretstorage.Collection(connection)
            for application in ("one", "two"):
                attributes = {"service": entry, "username": "kek", "application": application}
                collection.create_item("copy", attributes, b"AAAA")
        assert store.delete(entry) == 3

    def test_the_environment_cannot_move_keys_to_another_collection(
        self, entry: str, session: SecretServiceSession, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("KEYRING_PROPERTY_PREFERRED_COLLECTION", SESSION_COLLECTION)
        monkeypatch.setenv("KEYRING_PROPERTY_SCHEME", "KeePassXC")
        store = secret_service()
        store.put(entry, SECRET)
        with closing(open_dbus_connection(bus=session.address)) as connection:
            items = list(secretstorage.Collection(connection).search_items({"service": entry}))
            assert [item.get_label() for item in items] == [f"Bailee: {entry}"]
        store.delete(entry)

    @pytest.mark.usefixtures("session")
    def test_deleting_what_is_not_there_is_an_error_of_the_back_end_alone(self, entry: str) -> None:
        backend = SecretService()  # type: ignore[no-untyped-call]
        with pytest.raises(PasswordDeleteError):
            backend.delete_password(entry, "kek")


def looked_up(command: list[str], session: SecretServiceSession) -> str:
    if shutil.which(command[0]) is None:
        pytest.skip("secret-tool is not installed")
    return subprocess.run(command, env=session.environment, capture_output=True, text=True, check=False).stdout


@pytest.mark.real_keyring
@needs_programs
def test_a_locked_collection_is_told_as_such(own_session: SecretServiceSession) -> None:
    store = secret_service()
    store.put(ENTRY, SECRET)
    own_session.lock()
    with pytest.raises(KeyStoreLocked):
        store.get(ENTRY)
    # Nobody can tell what is not there while it is locked.
    with pytest.raises(KeyStoreLocked):
        store.get("never put")
    with pytest.raises(KeyStoreLocked):
        store.put("another", SECRET)
    with pytest.raises(KeyStoreLocked):
        store.delete(ENTRY)
    with pytest.raises(KeyStoreLocked):
        available("linux")


@pytest.mark.real_keyring
@needs_programs
def test_an_item_locked_in_another_collection_is_told_as_locked(
    own_session: SecretServiceSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With another collection made the default one, the key is in a locked collection, not gone."""
    store = secret_service()
    store.put(ENTRY, SECRET)
    own_session.lock()
    monkeypatch.setattr(
        secretstorage,
        "get_default_collection",
        lambda connection: secretstorage.Collection(connection, SESSION_COLLECTION),
    )
    asked: list[object] = []
    monkeypatch.setattr(secretstorage.Item, "unlock", lambda item: asked.append(item))  # noqa: PLW0108 - to be bound
    with pytest.raises(KeyStoreLocked):
        store.get(ENTRY)
    with pytest.raises(KeyStoreLocked):
        store.delete(ENTRY)
    assert len(asked) == 2


@pytest.mark.real_keyring
@needs_programs
def test_no_default_collection_is_a_missing_keyring(own_session: SecretServiceSession) -> None:
    with closing(open_dbus_connection(bus=own_session.address)) as connection:
        secretstorage.Collection(connection).delete()
    with pytest.raises(KeyStoreMissing, match="no default collection"):
        secret_service().get(ENTRY)


@pytest.mark.real_keyring
@needs_programs
def test_a_service_that_does_not_answer_is_given_up(own_session: SecretServiceSession) -> None:
    backend = SecretService()  # type: ignore[no-untyped-call]
    store = BackendStore(backend, name="secret-service", limit_seconds=0.3)
    own_session.pause()
    try:
        with pytest.raises(KeyStoreTimeout):
            store.get(ENTRY)
    finally:
        own_session.go_on()
    for thread in threading.enumerate():
        if thread.name == "keyring call":
            thread.join(10)
    assert secret_service().get(ENTRY) is None


@pytest.mark.real_keyring
@needs_programs
def test_a_service_that_dies_is_missing(own_session: SecretServiceSession) -> None:
    store = secret_service()
    store.put(ENTRY, SECRET)
    own_session.kill()
    with pytest.raises(KeyStoreMissing, match="no Secret Service on the session bus"):
        store.get(ENTRY)


@pytest.mark.real_keyring
@needs_programs
def test_a_bus_with_no_service_on_it_is_a_missing_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    with running_bus() as session:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", session.address)
        with pytest.raises(KeyStoreMissing, match="no Secret Service on the session bus"):
            available("linux")
    gc.collect()


@pytest.mark.parametrize(
    "address", [None, "", "unix:path=/nonexistent/bus", "disabled:", "tcp:host=localhost,port=1", "nonsense"]
)
def test_no_bus_is_a_missing_keyring(address: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(KeyStoreMissing, match="secret-service: InitError: no session bus"):
        secret_service().put(f"bailee/{secrets.token_hex(4)}", SECRET)
    gc.collect()


def test_without_its_library_the_store_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    with pytest.raises(KeyStoreMissing, match="SecretStorage is not installed"):
        secret_service()


class LikeKeePassXC(SecretService):
    """The real service, whose items carry what KeePassXC adds to each of its own."""

    def _query(self, service: str, username: str | None = None, **more: str) -> dict[str, str]:
        query: dict[str, str] = super()._query(service, username, **more)
        return query | {"Uuid": "1", "Path": "/"} if more else query


@pytest.mark.real_keyring
@pytest.mark.usefixtures("session")
@needs_programs
def test_keepassxc_is_refused_since_what_it_deletes_lies_in_its_recycle_bin() -> None:
    backend = LikeKeePassXC()  # type: ignore[no-untyped-call]
    store = BackendStore(backend, name="secret-service")
    entry = f"bailee/vault/1-{secrets.token_hex(4)}"

    with pytest.raises(KeyStoreMissing, match="recycle bin"):
        store.put(entry, SECRET)

    assert store.get(entry) is None
