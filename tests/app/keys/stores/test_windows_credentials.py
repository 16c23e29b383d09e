"""The real back end for Windows over a Credential Manager made of a dictionary."""

# ruff: noqa: ARG002, N802, N803 - a fake has the names and signatures of what it stands for

from typing import Any

import pytest
from keyring.backends import Windows
from keyring.errors import PasswordDeleteError

from app.errors import KeyStoreFailed, KeyStoreMissing
from app.keys.stores.backend_store import USER, Backend
from app.keys.stores.windows_credentials import WindowsCredentials, windows_credentials
from app.ports import KeyStore
from tests.contracts.key_store import KeyStoreContract

LOCAL_MACHINE, ENTERPRISE = 2, 3


class WindowsError(Exception):
    """pywintypes.error."""

    def __init__(self, winerror: int, funcname: str, strerror: str) -> None:
        super().__init__(winerror, funcname, strerror)
        self.winerror, self.funcname, self.strerror = winerror, funcname, strerror


class CredentialManager:
    """The module win32cred, as far as it is used."""

    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_LOCAL_MACHINE, CRED_PERSIST_ENTERPRISE = LOCAL_MACHINE, ENTERPRISE

    def __init__(self) -> None:
        self.credentials: dict[str, dict[str, Any]] = {}

    def CredRead(self, *, Type: int, TargetName: str) -> dict[str, Any]:
        if TargetName not in self.credentials:
            raise WindowsError(1168, "CredRead", "Element not found.")
        return dict(self.credentials[TargetName])

    def CredWrite(self, credential: dict[str, Any], flags: int) -> None:
        blob = credential["CredentialBlob"].encode("utf-16-le")
        if len(blob) > 2560:
            raise WindowsError(1783, "CredWrite", "The stub received bad data.")
        self.credentials[credential["TargetName"]] = {**credential, "CredentialBlob": blob}

    def CredDelete(self, *, Type: int, TargetName: str) -> None:
        del self.credentials[TargetName]


@pytest.fixture
def manager(monkeypatch: pytest.MonkeyPatch) -> CredentialManager:
    class PyWinTypes:
        error = WindowsError

    manager = CredentialManager()
    monkeypatch.setattr(Windows, "win32cred", manager, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", PyWinTypes, raising=False)
    return manager


class TestWindowsCredentials(KeyStoreContract):
    @pytest.fixture
    def store(self, manager: CredentialManager) -> KeyStore:
        return windows_credentials()


def test_keys_stay_on_this_machine(manager: CredentialManager, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYRING_PROPERTY_PERSIST", "enterprise")
    monkeypatch.setenv("KEYRING_PROPERTY_GET_PASSWORD", "not even callable")
    windows_credentials().put("e", b"secret")
    assert [credential["Persist"] for credential in manager.credentials.values()] == [LOCAL_MACHINE]


def test_the_old_secret_that_overwriting_kept_is_deleted(manager: CredentialManager) -> None:
    backend: Backend = WindowsCredentials()
    backend.set_password("e", USER, "old")
    backend.set_password("e", USER, "new")
    assert set(manager.credentials) == {"e", "kek@e"}
    assert windows_credentials().delete("e") == 1
    assert manager.credentials == {}


@pytest.mark.parametrize("target", ["e", "kek@e"])
def test_a_credential_whose_user_name_was_edited_is_deleted(manager: CredentialManager, target: str) -> None:
    store = windows_credentials()
    store.put("e", b"secret")
    edited = manager.credentials.pop("e")
    manager.credentials = {"e": edited, target: {**edited, "UserName": "somebody"}}
    WindowsCredentials().delete_password("e", USER)
    assert manager.credentials == {}


def test_only_the_compound_name_is_left(manager: CredentialManager) -> None:
    store = windows_credentials()
    store.put("e", b"secret")
    manager.credentials["kek@e"] = manager.credentials.pop("e")
    assert store.get("e") == b"secret"
    assert store.delete("e") == 1
    assert manager.credentials == {}


@pytest.mark.usefixtures("manager")
def test_deleting_what_is_not_there_is_an_error_of_the_back_end_alone() -> None:
    with pytest.raises(PasswordDeleteError):
        WindowsCredentials().delete_password("e", USER)


@pytest.mark.usefixtures("manager")
def test_a_secret_beyond_the_limit_of_windows_is_told_with_its_number() -> None:
    with pytest.raises(KeyStoreFailed, match="CredWrite, 1783"):
        windows_credentials().put("e", bytes(2000))


def test_without_the_windows_api_the_store_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(Windows, "win32cred", raising=False)
    with pytest.raises(KeyStoreMissing, match="pywin32-ctypes"):
        windows_credentials()
