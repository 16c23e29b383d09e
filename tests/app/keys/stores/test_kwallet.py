"""The real back end for KWallet over a wallet made of a dictionary."""

# ruff: noqa: ARG002, N802 - a fake has the names and signatures of what it stands for

import pytest
from keyring.backends import kwallet as upstream

from app.errors import KeyStoreFailed, KeyStoreLocked, KeyStoreMissing
from app.keys.stores.kwallet import kwallet
from app.ports import KeyStore
from tests.contracts.key_store import KeyStoreContract

HANDLE = 7


class DBusException(Exception):  # noqa: N818 - its name in dbus-python
    """dbus.DBusException."""


class Wallet:
    """The modules dbus and dbus.mainloop.glib, and the interface org.kde.KWallet behind them."""

    DBusException = DBusException

    def __init__(self) -> None:
        self.folders: dict[str, dict[str, str]] = {}
        self.programs: set[str] = set()
        self.is_there = True
        self.is_allowed = True
        self.opened = 0

    def SessionBus(self, mainloop: object) -> "Wallet":
        return self

    def DBusGMainLoop(self) -> None:
        pass

    def Interface(self, remote: object, name: str) -> "Wallet":
        return self

    def get_object(self, bus_name: str, path: str) -> None:
        if not self.is_there:
            message = "org.freedesktop.DBus.Error.ServiceUnknown"
            raise DBusException(message)

    def networkWallet(self) -> str:
        return "kdewallet"

    def open(self, wallet: str, window: int, program: str) -> int:
        self.programs.add(program)
        self.opened += 1
        return HANDLE if self.is_allowed else -1

    def isOpen(self, handle: int) -> bool:
        return self.is_allowed

    def hasEntry(self, handle: int, folder: str, key: str, program: str) -> bool:
        return key in self.folders.get(folder, {})

    def readPassword(self, handle: int, folder: str, key: str, program: str) -> str:
        return self.folders[folder][key]

    def writePassword(self, handle: int, folder: str, key: str, value: str, program: str) -> int:
        self.folders.setdefault(folder, {})[key] = value
        return 0

    def removeEntry(self, handle: int, folder: str, key: str, program: str) -> int:
        del self.folders[folder][key]
        return 0

    def entryList(self, handle: int, folder: str, program: str) -> list[str]:
        return list(self.folders[folder])

    def removeFolder(self, handle: int, folder: str, program: str) -> bool:
        return self.folders.pop(folder) == {}


@pytest.fixture
def wallet(monkeypatch: pytest.MonkeyPatch) -> Wallet:
    wallet = Wallet()
    monkeypatch.setattr(upstream, "dbus", wallet, raising=False)
    monkeypatch.setattr(upstream, "DBusGMainLoop", wallet.DBusGMainLoop, raising=False)
    monkeypatch.setenv("KEYRING_PROPERTY_BUS_NAME", "org.example.other")
    monkeypatch.setenv("KEYRING_PROPERTY_GET_PASSWORD", "not even callable")
    return wallet


class TestKWallet(KeyStoreContract):
    @pytest.fixture
    def store(self, wallet: Wallet) -> KeyStore:
        return kwallet()


def test_no_folder_is_left_behind(wallet: Wallet) -> None:
    store = kwallet()
    store.put("e", b"secret")
    assert set(wallet.folders) == {"e"}
    store.delete("e")
    assert wallet.folders == {}


def test_a_folder_with_something_else_in_it_stays(wallet: Wallet) -> None:
    store = kwallet()
    store.put("e", b"secret")
    wallet.folders["e"]["other"] = "text"
    store.delete("e")
    assert wallet.folders == {"e": {"other": "text"}}


def test_the_wallet_is_opened_once_and_under_our_name(wallet: Wallet) -> None:
    store = kwallet()
    store.put("e", b"secret")
    store.delete("e")
    assert (wallet.opened, wallet.programs) == (1, {"Bailee"})


def test_old_entries_of_other_programs_stay_where_they_are(wallet: Wallet) -> None:
    wallet.folders["Python"] = {"user@service": "text"}
    kwallet().put("e", b"secret")
    assert wallet.folders["Python"] == {"user@service": "text"}


def test_a_wallet_that_the_user_does_not_open_is_locked(wallet: Wallet) -> None:
    wallet.is_allowed = False
    with pytest.raises(KeyStoreLocked):
        kwallet().put("e", b"secret")


def test_no_daemon_is_a_missing_keyring(wallet: Wallet) -> None:
    wallet.is_there = False
    with pytest.raises(KeyStoreMissing, match="kwallet: InitError: Failed to open keyring"):
        kwallet().get("e")


def test_a_daemon_that_goes_away_is_a_failure(wallet: Wallet, monkeypatch: pytest.MonkeyPatch) -> None:
    store = kwallet()
    store.put("e", b"secret")

    def gone(*_: object) -> bool:
        raise DBusException

    monkeypatch.setattr(wallet, "isOpen", gone)
    with pytest.raises(KeyStoreFailed, match="DBusException"):
        store.get("e")


def test_without_the_dbus_package_the_keyring_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(upstream, "dbus", raising=False)
    with pytest.raises(KeyStoreMissing, match="dbus package"):
        kwallet().get("e")
