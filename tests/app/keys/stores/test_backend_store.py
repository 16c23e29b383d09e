"""A store over a back end: good ones keep the contract, bad ones are seen through."""

# ruff: noqa: ARG002 - a fake has the signature of what it stands for

import base64
import subprocess
import traceback

import pytest
from keyring.errors import InitError, KeyringError, NoKeyringError, PasswordSetError

from app.errors import (
    BaileeError,
    KeyNotDestroyed,
    KeyStoreFailed,
    KeyStoreLocked,
    KeyStoreMissing,
)
from app.keys.stores.backend_store import MOST_DUPLICATES, USER, Backend, BackendStore
from app.ports import KeyStore
from tests.contracts.key_store import KeyStoreContract
from tests.fakes import (
    CompoundBackend,
    DeleteThenAddBackend,
    DictBackend,
    DuplicatingBackend,
    LockedBackend,
    NullBackend,
    TruncatingBackend,
)

ENTRY = "bailee/vault/1-ab"
SECRET = bytes(range(32))
TEXT = base64.b64encode(SECRET).decode()


def store_over(backend: Backend, limit_seconds: float = 30) -> BackendStore:
    return BackendStore(backend, name="some store", limit_seconds=limit_seconds)


class TestOverAGoodBackend(KeyStoreContract):
    @pytest.fixture(params=[DictBackend, CompoundBackend, DeleteThenAddBackend, DuplicatingBackend])
    def store(self, request: pytest.FixtureRequest) -> KeyStore:
        backend: Backend = request.param()
        return store_over(backend)


def test_the_entry_is_the_service_and_the_secret_base64() -> None:
    backend = DictBackend()
    store_over(backend).put(ENTRY, SECRET)
    assert backend.texts == {(ENTRY, "kek"): TEXT}


@pytest.mark.parametrize("backend", [NullBackend(), TruncatingBackend(), TruncatingBackend(most=0)])
def test_a_put_that_was_not_kept_is_noticed_and_taken_back(backend: DictBackend) -> None:
    with pytest.raises(KeyStoreFailed) as caught:
        store_over(backend).put(ENTRY, SECRET)
    assert (caught.value.act, caught.value.store) == ("put", "some store")
    assert backend.texts == {}


def test_a_put_that_dies_half_way_leaves_nothing() -> None:
    backend = DeleteThenAddBackend()
    store = store_over(backend)
    store.put("another", SECRET)
    backend.dies_between = True
    with pytest.raises(KeyStoreFailed, match="some store failed to put: PasswordSetError: interrupted"):
        store.put(ENTRY, SECRET)
    assert backend.texts == {("another", USER): TEXT}


def test_an_error_after_keeping_takes_the_secret_back() -> None:
    class FailsToShowWhatItKept(DictBackend):
        def get_password(self, service: str, username: str) -> str | None:
            if self.calls[-1:] == ["set"]:
                self.calls.append("get")
                raise PasswordSetError
            return super().get_password(service, username)

    backend = FailsToShowWhatItKept()
    with pytest.raises(KeyStoreFailed):
        store_over(backend).put(ENTRY, SECRET)
    assert backend.texts == {}


def test_when_taking_back_fails_too_the_first_failure_is_told() -> None:
    class LocksAfterKeeping(TruncatingBackend):
        def get_password(self, service: str, username: str) -> str | None:
            if self.calls.count("get") == 2:
                return LockedBackend().get_password(service, username)
            return super().get_password(service, username)

    with pytest.raises(KeyStoreFailed, match="not what it was given"):
        store_over(LocksAfterKeeping()).put(ENTRY, SECRET)


def test_a_secret_that_overwriting_had_kept_goes_too() -> None:
    backend = CompoundBackend()
    backend.set_password(ENTRY, USER, "old")
    backend.set_password(ENTRY, USER, TEXT)
    assert len(backend.texts) == 2
    store = store_over(backend)
    assert store.delete(ENTRY) == 2
    assert store.get(ENTRY) is None
    assert backend.texts == {}


@pytest.mark.parametrize("duplicates", [1, 2, MOST_DUPLICATES])
def test_every_duplicate_is_deleted(duplicates: int) -> None:
    backend = DuplicatingBackend()
    for _ in range(duplicates):
        backend.set_password(ENTRY, USER, TEXT)
    store = store_over(backend)
    assert store.delete(ENTRY) == duplicates
    assert store.get(ENTRY) is None


def test_more_duplicates_than_can_be_are_not_taken_for_destroyed() -> None:
    backend = DuplicatingBackend()
    for _ in range(MOST_DUPLICATES + 1):
        backend.set_password(ENTRY, USER, TEXT)
    with pytest.raises(KeyNotDestroyed) as caught:
        store_over(backend).delete(ENTRY)
    assert (caught.value.store, caught.value.entry) == ("some store", ENTRY)


def test_a_delete_that_does_nothing_is_seen_through() -> None:
    class KeepsAll(DictBackend):
        def delete_password(self, service: str, username: str) -> None:
            self.calls.append("delete")

    backend = KeepsAll()
    store = store_over(backend)
    store.put(ENTRY, SECRET)
    with pytest.raises(KeyNotDestroyed, match=f"some store still holds {ENTRY}"):
        store.delete(ENTRY)
    assert backend.calls.count("delete") == MOST_DUPLICATES


# Cut short; not ours; stray last bits that a lenient decoder takes; empty; no ASCII.
@pytest.mark.parametrize("text", [TEXT[:-3], "hunter2!", "QR==", "", "Schlüssel", TEXT + "\n"])
def test_a_damaged_value_is_told_from_a_missing_one(text: str) -> None:
    backend = DictBackend()
    backend.set_password(ENTRY, USER, text)
    store = store_over(backend)
    with pytest.raises(KeyStoreFailed, match="some store failed to get: the value is damaged"):
        store.get(ENTRY)
    assert store.delete(ENTRY) == 1


def test_a_value_that_is_no_text_is_damaged_and_can_be_deleted() -> None:
    class HoldsBytes(DictBackend):
        def get_password(self, service: str, username: str) -> str | None:
            return b"\xff".decode() if (service, username) in self.texts else None

    backend = HoldsBytes()
    backend.set_password(ENTRY, USER, TEXT)
    store = store_over(backend)
    with pytest.raises(KeyStoreFailed):
        store.get(ENTRY)
    assert store.delete(ENTRY) == 1


def test_locked_is_told_by_every_act() -> None:
    store = store_over(LockedBackend())
    with pytest.raises(KeyStoreLocked, match="some store is locked"):
        store.put(ENTRY, SECRET)
    with pytest.raises(KeyStoreLocked):
        store.get(ENTRY)
    with pytest.raises(KeyStoreLocked):
        store.delete(ENTRY)


class RaisingBackend(DictBackend):
    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def set_password(self, service: str, username: str, password: str) -> None:
        raise self.error


class WindowsLikeError(Exception):
    """Shaped like pywintypes.error."""

    winerror, funcname, strerror = 1783, "CredWrite", "The stub received bad data"


@pytest.mark.parametrize(
    ("error", "kind", "line"),
    [
        (InitError("no bus"), KeyStoreMissing, "no usable keyring: some store: InitError: no bus"),
        (NoKeyringError("none"), KeyStoreMissing, "no usable keyring: some store: NoKeyringError: none"),
        (KeyringError("full"), KeyStoreFailed, "some store failed to put: KeyringError: full"),
        (
            WindowsLikeError(1),
            KeyStoreFailed,
            "some store failed to put: WindowsLikeError: CredWrite, 1783, The stub received bad data",
        ),
        (ValueError("what"), KeyStoreFailed, "some store failed to put: ValueError"),
        (
            ConnectionResetError(104, "reset"),
            KeyStoreFailed,
            "some store failed to put: ConnectionResetError: 104, reset",
        ),
    ],
)
def test_each_error_of_the_libraries_becomes_one_of_ours(error: Exception, kind: type[BaileeError], line: str) -> None:
    with pytest.raises(kind) as caught:
        store_over(RaisingBackend(error)).put(ENTRY, SECRET)
    assert str(caught.value) == line


@pytest.mark.parametrize(
    "error",
    [
        subprocess.CalledProcessError(1, ["pass", "insert", TEXT], output=TEXT),
        PasswordSetError(f"cannot keep {TEXT}"),
        InitError(TEXT),
        OSError(5, TEXT),
        ValueError(TEXT),
    ],
)
def test_no_traceback_shows_the_secret(error: Exception) -> None:
    with pytest.raises(BaileeError) as caught:
        store_over(RaisingBackend(error)).put(ENTRY, SECRET)
    assert TEXT not in "".join(traceback.format_exception(caught.value))
    assert (caught.value.__cause__, caught.value.__context__) == (None, None)
