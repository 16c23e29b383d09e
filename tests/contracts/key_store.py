"""What every key store must do, whatever lies behind it. Inherit and give a `store` fixture."""

import secrets

import pytest

from app.errors import KeyStoreFailed
from app.keys.stores.choice import probe
from app.ports import KeyStore


class KeyStoreContract:
    @pytest.fixture
    def entry(self) -> str:
        """A new name in the form that epochs use; a real keyring may be shared by tests."""
        return f"bailee/{secrets.token_hex(8)}/1-{secrets.token_hex(4)}"

    @pytest.fixture
    def store(self) -> KeyStore:
        raise NotImplementedError

    def test_gives_back_what_was_put(self, store: KeyStore, entry: str) -> None:
        secret = secrets.token_bytes(32)
        store.put(entry, secret)
        assert store.get(entry) == secret
        store.delete(entry)

    @pytest.mark.parametrize("secret", [b"\x00" * 32, b"\xff" * 32, bytes(range(64)), b"\n"])
    def test_keeps_any_bytes(self, store: KeyStore, entry: str, secret: bytes) -> None:
        store.put(entry, secret)
        assert store.get(entry) == secret
        store.delete(entry)

    def test_what_was_never_put_is_none(self, store: KeyStore, entry: str) -> None:
        assert store.get(entry) is None

    def test_deleting_what_is_not_there_is_no_error(self, store: KeyStore, entry: str) -> None:
        assert store.delete(entry) == 0

    def test_what_was_deleted_is_gone(self, store: KeyStore, entry: str) -> None:
        store.put(entry, secrets.token_bytes(32))
        assert store.delete(entry) == 1
        assert store.get(entry) is None
        assert store.delete(entry) == 0

    def test_an_entry_is_never_overwritten(self, store: KeyStore, entry: str) -> None:
        first = secrets.token_bytes(32)
        store.put(entry, first)
        with pytest.raises(KeyStoreFailed) as caught:
            store.put(entry, secrets.token_bytes(32))
        assert (caught.value.act, caught.value.store) == ("put", store.name)
        assert store.get(entry) == first
        assert store.delete(entry) == 1

    def test_entries_do_not_touch_each_other(self, store: KeyStore, entry: str) -> None:
        other = f"{entry}0"
        store.put(entry, b"first")
        store.put(other, b"second")
        store.delete(entry)
        assert (store.get(entry), store.get(other)) == (None, b"second")
        store.delete(other)

    def test_a_deleted_name_can_be_used_again(self, store: KeyStore, entry: str) -> None:
        store.put(entry, b"first")
        store.delete(entry)
        store.put(entry, b"second")
        assert store.get(entry) == b"second"
        store.delete(entry)

    def test_has_a_name(self, store: KeyStore) -> None:
        assert store.name

    def test_passes_the_probe(self, store: KeyStore) -> None:
        probe(store)
