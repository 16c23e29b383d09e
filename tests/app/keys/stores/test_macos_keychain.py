"""The real back end for macOS over a keychain made of a dictionary."""

# ruff: noqa: ARG002, N818 - a fake has the names and signatures of what it stands for

import pytest
from keyring.backends import macOS

from app.errors import KeyStoreFailed, KeyStoreLocked, KeyStoreMissing
from app.keys.stores.macos_keychain import macos_keychain
from app.ports import KeyStore
from tests.contracts.key_store import KeyStoreContract


class Keychain:
    """The module keyring.backends.macOS.api, as far as it is used."""

    class Error(Exception):
        pass

    class NotFound(Error):
        pass

    class KeychainDenied(Error):
        pass

    def __init__(self) -> None:
        self.texts: dict[tuple[str, str], str] = {}
        self.refuses: Exception | None = None

    def find_generic_password(self, keychain: str | None, service: str, username: str) -> str:
        self._asked(keychain)
        try:
            return self.texts[service, username]
        except KeyError:
            raise self.NotFound from None

    def set_generic_password(self, keychain: str | None, service: str, username: str, password: str) -> None:
        self._asked(keychain)
        self.texts[service, username] = password

    def delete_generic_password(self, keychain: str | None, service: str, username: str) -> None:
        self._asked(keychain)
        if self.texts.pop((service, username), None) is None:
            raise self.NotFound

    def _asked(self, keychain: str | None) -> None:
        assert keychain is None
        if self.refuses is not None:
            raise self.refuses


@pytest.fixture
def keychain(monkeypatch: pytest.MonkeyPatch) -> Keychain:
    keychain = Keychain()
    monkeypatch.setattr(macOS, "api", keychain, raising=False)
    # As if KEYCHAIN_PATH had been set when the library was imported: a warning at each call, without our attribute.
    monkeypatch.setattr(macOS.Keyring, "keychain", "/some/other.keychain")
    monkeypatch.setenv("KEYRING_PROPERTY_KEYCHAIN", "/yet/another.keychain")
    return keychain


class TestMacosKeychain(KeyStoreContract):
    @pytest.fixture
    def store(self, keychain: Keychain) -> KeyStore:
        return macos_keychain()


def test_a_denied_keychain_is_locked(keychain: Keychain) -> None:
    keychain.refuses = Keychain.KeychainDenied(-128, "Keychain Access Denied")
    with pytest.raises(KeyStoreLocked):
        macos_keychain().get("e")


def test_a_badly_signed_program_is_told_the_number(keychain: Keychain) -> None:
    keychain.refuses = Keychain.Error(-25293, "Security Auth Failure")
    with pytest.raises(KeyStoreFailed, match="-25293"):
        macos_keychain().get("e")


def test_without_the_security_framework_the_store_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(macOS, "api", raising=False)
    with pytest.raises(KeyStoreMissing, match="Security framework"):
        macos_keychain()
