"""Threads that share the keys of one vault: none sees a key that another has dropped, and a lock ends them all."""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import pytest

from app.disk.durable import replace_file
from app.errors import VaultLocked, VaultRolledBack
from app.keys.rotation import Unfinished, begin_wipe, still_opens, unfinished
from app.keys.vault import Keys
from app.model import CopyId
from tests.app.keys.vaults import A, B, C, add, copies_in, holding, key_files, key_of, make, put_back, unlock, wipe
from tests.fakes import MemoryKeyStore


class Waking(MemoryKeyStore):
    """A keyring during whose next answer to `act` something else happens, in a thread of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.act = "get"
        self.meanwhile: Callable[[], object] | None = None

    def get(self, entry: str) -> bytes | None:
        self._wake("get")
        return super().get(entry)

    def put(self, entry: str, secret: bytes) -> None:
        self._wake("put")
        super().put(entry, secret)

    def _wake(self, act: str) -> None:
        if self.meanwhile is not None and act == self.act:
            something, self.meanwhile = self.meanwhile, None
            with ThreadPoolExecutor(1) as pool:
                pool.submit(something).result()


class WatchedGuard:
    """A lock that tells when somebody has to wait for it."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self.is_waited_for = threading.Event()

    def __enter__(self) -> None:
        if not self._lock.acquire(blocking=False):
            self.is_waited_for.set()
            self._lock.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()


@pytest.fixture
def waking() -> Waking:
    return Waking()


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns far more often than they would."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_a_look_between_the_new_head_and_the_end_of_a_change_waits_for_it(
    home: Path, store: MemoryKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = make(home, store, A)
    guard = WatchedGuard()
    monkeypatch.setattr(keys, "_guard", guard)
    seen: list[bool] = []
    looking = threading.Thread(target=lambda: seen.append(keys.holds(B)))

    def replace_and_look(path: Path, data: bytes) -> None:
        replace_file(path, data)
        calls = len(store.calls)
        looking.start()
        assert guard.is_waited_for.wait(30)
        assert len(store.calls) == calls, "it opened what is about to be in force anyway"

    monkeypatch.setattr("app.keys.vault.replace_file", replace_and_look)
    add(keys, B)
    looking.join()
    assert seen == [True]
    assert copies_in(keys) == holding(A, B)


def test_two_threads_follow_another_process_and_one_of_them_in_vain(home: Path, waking: Waking) -> None:
    keys = make(home, waking, A)
    add(unlock(home, waking), B)
    waking.meanwhile = keys.refresh
    assert keys.holds(B)
    assert copies_in(keys) == holding(A, B)


def test_a_thread_that_comes_late_with_an_older_state_drops_it(home: Path, waking: Waking) -> None:
    keys, other = make(home, waking, A), unlock(home, waking)
    add(other, B)

    def go_on() -> None:
        add(other, C)
        keys.refresh()

    waking.meanwhile = go_on
    keys.refresh()
    assert copies_in(keys) == holding(A, B, C)


def test_keys_put_back_are_noticed_with_two_threads_at_it(home: Path, waking: Waking) -> None:
    keys = make(home, waking, A)
    older = key_files(home)
    add(keys, B)
    put_back(home, older)
    ends: list[BaseException] = []

    def look() -> None:
        with pytest.raises(VaultRolledBack) as caught:
            keys.refresh()
        ends.append(caught.value)

    waking.meanwhile = look
    with pytest.raises(VaultRolledBack):
        keys.refresh()
    assert len(ends) == 1
    assert copies_in(keys) == holding(A, B)


@pytest.mark.parametrize("passphrase", [None, b"correct"], ids=["keyring", "keyring and passphrase"])
def test_a_lock_while_another_process_is_followed(home: Path, waking: Waking, passphrase: bytes | None) -> None:
    keys = make(home, waking, A, passphrase=passphrase)
    add(unlock(home, waking, passphrase), B)
    waking.meanwhile = keys.close
    with pytest.raises(VaultLocked):
        keys.refresh()
    assert not keys._state.table.registry.is_open


def test_a_lock_in_the_middle_of_a_rotation_before_its_commit_point(home: Path, waking: Waking) -> None:
    keys = make(home, waking, A, B)
    waking.act, waking.meanwhile = "put", keys.close
    with pytest.raises(VaultLocked):
        wipe(keys, A)
    again = unlock(home, waking)
    assert unfinished(again) is Unfinished.TAKEN_BACK
    assert copies_in(again) == holding(A, B)
    assert list(waking.entries) == [again.head.entry]


def test_after_a_lock_every_use_is_refused(home: Path, store: MemoryKeyStore) -> None:
    keys = make(home, store, A, B)
    old = wipe(keys, B)
    sealed = keys.files.read_table(keys.head.table)
    keys.close()
    keys.close()
    uses: list[Callable[[], object]] = [
        lambda: keys.head,
        lambda: keys.vault,
        lambda: keys.table,
        keys.registry_key,
        keys.signer,
        lambda: keys.holds(A),
        lambda: keys.copy_key(A),
        lambda: add(keys, C),
        lambda: keys.is_superseded(sealed),
        lambda: keys.begin_epoch(frozenset()),
        lambda: begin_wipe(keys, frozenset()),
        lambda: unfinished(keys),
        lambda: still_opens(keys, old),
        keys.refresh,
    ]
    for use in uses:
        with pytest.raises(VaultLocked):
            use()
    assert copies_in(unlock(home, store)) == holding(A)


def test_a_key_that_is_not_there_is_not_given_out(home: Path, store: MemoryKeyStore) -> None:
    keys, other = make(home, store, A, B), unlock(home, store)
    wipe(other, B)
    with pytest.raises(KeyError):
        keys.copy_key(B)
    add(other, C)
    with keys.copy_key(C) as key:
        assert key.reveal() == key_of(C)


@pytest.mark.usefixtures("restless")
def test_threads_of_two_processes_change_and_look_at_once(home: Path, store: MemoryKeyStore) -> None:
    one = make(home, store, A)
    both = [one, unlock(home, store)]
    registry, public_key = one.registry_key().reveal(), one.signer().public_key
    is_over, one_wipe = threading.Event(), threading.Lock()

    def change(keys: Keys, letter: str) -> None:
        for number in range(12):
            copy = CopyId(f"{letter}{number:031x}")
            add(keys, copy)
            if number % 4 == 3:
                with one_wipe:
                    wipe(keys, copy)

    def look(keys: Keys) -> int:
        looks = 0
        while not is_over.is_set():
            with keys.copy_key(A) as key, keys.registry_key() as registry_key:
                assert key.reveal() == key_of(A)
                assert registry_key.reveal() == registry
            assert keys.signer().public_key == public_key
            assert keys.holds(A)
            looks += 1
        return looks

    with ThreadPoolExecutor(8) as pool:
        looking = [pool.submit(look, keys) for keys in both for _ in range(2)]
        changing = [pool.submit(change, keys, letter) for keys, letter in zip([*both, *both], "1234", strict=True)]
        try:
            for future in changing:
                future.result()
        finally:
            is_over.set()
        assert all(future.result() > 0 for future in looking)
    kept = {CopyId(f"{letter}{number:031x}") for letter in "1234" for number in range(12) if number % 4 != 3} | {A}
    for keys in (*both, unlock(home, store)):
        assert keys.holds(A)
        assert set(copies_in(keys)) == kept
    assert unfinished(one) is Unfinished.NOTHING
