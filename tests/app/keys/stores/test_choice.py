"""Which store a machine gets, with the platforms' back ends played by fakes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from keyring.backends import Windows, macOS

from app.errors import KeyStoreDiffers, KeyStoreFailed, KeyStoreLocked, KeyStoreMissing
from app.keys.stores import kwallet, macos_keychain, secret_service, windows_credentials
from app.keys.stores.choice import available, pinned, probe
from app.keys.stores.names import StoreName
from tests.fakes import DictBackend, LockedBackend, MemoryKeyStore, NullBackend

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")


@pytest.fixture
def every_back_end_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_service, "SecretService", DictBackend)
    monkeypatch.setattr(kwallet, "KWallet", DictBackend)
    monkeypatch.setattr(macos_keychain, "MacKeychain", DictBackend)
    monkeypatch.setattr(windows_credentials, "WindowsCredentials", DictBackend)
    monkeypatch.setattr(Windows, "win32cred", object(), raising=False)
    monkeypatch.setattr(macOS, "api", object(), raising=False)


@pytest.mark.usefixtures("every_back_end_works")
@pytest.mark.parametrize(
    ("platform", "desktop", "name"),
    [
        ("win32", "", "windows-credential-manager"),
        ("darwin", "", "macos-keychain"),
        ("linux", "", "secret-service"),
        ("linux", "ubuntu:GNOME", "secret-service"),
        ("linux", "KDE", "kwallet"),
        ("freebsd14", "X-Custom:KDE", "kwallet"),
        ("freebsd14", "NOTKDE", "secret-service"),
        ("win32", "KDE", "windows-credential-manager"),
    ],
)
def test_each_platform_gets_its_own(platform: str, desktop: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", desktop)
    assert available(platform).name == name


@pytest.mark.usefixtures("every_back_end_works")
def test_kde_without_an_answering_wallet_gets_the_secret_service(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setattr(kwallet, "KWallet", NullBackend)
    assert available("linux").name == "secret-service"


@pytest.mark.usefixtures("every_back_end_works")
def test_when_none_works_all_reasons_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    monkeypatch.setattr(kwallet, "KWallet", NullBackend)
    monkeypatch.setattr(secret_service, "SecretService", NullBackend)
    with pytest.raises(KeyStoreMissing) as caught:
        available("linux")
    assert "kwallet failed to put" in caught.value.reason
    assert "secret-service failed to put" in caught.value.reason


@pytest.mark.usefixtures("every_back_end_works")
def test_a_locked_keyring_is_not_a_missing_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(secret_service, "SecretService", LockedBackend)
    with pytest.raises(KeyStoreLocked):
        available("linux")


def test_an_unknown_platform_has_none() -> None:
    with pytest.raises(KeyStoreMissing, match="none known for emscripten"):
        available("emscripten")
    with pytest.raises(KeyStoreDiffers, match="vault is pinned to kwallet, offered: none"):
        pinned("kwallet", "emscripten")


@pytest.mark.usefixtures("every_back_end_works")
@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("windows-credential-manager", "win32"),
        ("macos-keychain", "darwin"),
        ("kwallet", "linux"),
        ("secret-service", "linux"),
    ],
)
def test_a_vault_gets_the_store_it_was_made_with(name: str, platform: str) -> None:
    assert pinned(name, platform).name == name


@pytest.mark.parametrize("name", ["macos-keychain", "nonsense", ""])
def test_a_store_of_another_platform_differs(name: str) -> None:
    with pytest.raises(KeyStoreDiffers) as caught:
        pinned(name, "linux")
    assert (caught.value.pinned, caught.value.offered) == (name, "secret-service, kwallet")


def test_a_pinned_store_is_not_tried_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert pinned(StoreName.SECRET_SERVICE, "linux").name == "secret-service"


def test_the_probe_leaves_nothing_behind() -> None:
    store = MemoryKeyStore()
    probe(store)
    probe(store)
    assert store.entries == {}
    assert len({entry for _, entry in store.calls}) == 2
    assert all(entry.startswith("bailee/probe/") for _, entry in store.calls)


class GivesSomethingElse(MemoryKeyStore):
    def get(self, entry: str) -> bytes | None:
        return (super().get(entry) or b"")[::-1]


class ForgetsAfterReading(MemoryKeyStore):
    def get(self, entry: str) -> bytes | None:
        return self.entries.pop(entry)


@pytest.mark.parametrize("store", [GivesSomethingElse(), ForgetsAfterReading()])
def test_the_probe_notices_a_store_that_is_not_one(store: MemoryKeyStore) -> None:
    with pytest.raises(KeyStoreFailed, match="memory failed to probe"):
        probe(store)
    assert store.entries == {}


def test_the_search_of_the_library_is_never_used() -> None:
    program = """
import sys
import app.keys.stores.choice as choice
assert not any(name.partition(".")[0] == "keyring" for name in sys.modules), "imported too early"
choice.pinned("secret-service", "linux")
import keyring.backend, keyring.core
assert keyring.core._keyring_backend is None
assert "keyring.backends.chainer" not in sys.modules and "keyring.backends.null" not in sys.modules
"""
    environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert outcome.returncode == 0, outcome.stderr
