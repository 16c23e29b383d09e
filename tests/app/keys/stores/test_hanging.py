"""Back ends that do not come back: given up, cleaned up after, and in nobody's way."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from keyring.errors import KeyringError

from app.errors import KeyStoreTimeout
from app.keys.stores.backend_store import Backend, BackendStore
from tests.fakes import HangingBackend

ROOT = Path(__file__).resolve().parents[4]
ENTRY = "bailee/vault/1-ab"
SECRET = bytes(range(32))
# For a call that must get as far as the act that hangs, also on a busy machine.
LONG_ENOUGH_TO_REACH_IT = 1.0


def store_over(backend: Backend, limit_seconds: float = 30) -> BackendStore:
    return BackendStore(backend, name="some store", limit_seconds=limit_seconds)


def join_calls() -> None:
    for thread in threading.enumerate():
        if thread.name == "keyring call":
            thread.join(10)
            assert not thread.is_alive()


def test_a_call_that_hangs_is_given_up_and_the_next_one_is_not_held_up() -> None:
    backend = HangingBackend("get")
    store = store_over(backend, limit_seconds=0.1)
    with pytest.raises(KeyStoreTimeout, match=r"some store did not answer within 0\.1 s"):
        store.get(ENTRY)
    backend.hangs_in.clear()
    store._limit_seconds = 30
    store.put(ENTRY, SECRET)
    assert store.get(ENTRY) == SECRET
    backend.answered.set()
    join_calls()


def test_a_put_that_lands_after_its_time_is_undone() -> None:
    backend = HangingBackend("set")
    with pytest.raises(KeyStoreTimeout):
        store_over(backend, limit_seconds=LONG_ENOUGH_TO_REACH_IT).put(ENTRY, SECRET)
    backend.answered.set()
    join_calls()
    assert backend.went_on.is_set()
    # Looked, set, read back; then, given up long since: looked, deleted, looked. Nothing beside a call that hangs.
    assert backend.calls == ["get", "set", "get", "get", "delete", "get"]
    assert backend.texts == {}


def test_an_undo_that_fails_stays_in_its_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    backend = HangingBackend("set")
    with pytest.raises(KeyStoreTimeout):
        store_over(backend, limit_seconds=LONG_ENOUGH_TO_REACH_IT).put(ENTRY, SECRET)

    def fails(service: str, username: str) -> str | None:
        backend.calls.append(f"get of {username} of {service} failed")
        raise KeyringError

    monkeypatch.setattr(backend, "get_password", fails)
    backend.answered.set()
    join_calls()
    assert backend.calls[-1] == f"get of kek of {ENTRY} failed"


def test_a_delete_that_was_given_up_still_happens_when_the_prompt_is_answered() -> None:
    backend = HangingBackend()
    backend.set_password(ENTRY, "kek", "text")
    backend.hangs_in.add("delete")
    with pytest.raises(KeyStoreTimeout):
        store_over(backend, limit_seconds=LONG_ENOUGH_TO_REACH_IT).delete(ENTRY)
    assert backend.texts
    backend.answered.set()
    join_calls()
    assert backend.texts == {}


def test_a_second_caller_waits_no_longer_than_its_own_time() -> None:
    backend = HangingBackend("get")
    patient = store_over(backend)
    first = threading.Thread(target=patient.get, args=(ENTRY,))
    first.start()
    while not patient._calls._turn.locked():
        pass
    patient._limit_seconds = 0.05
    with pytest.raises(KeyStoreTimeout):
        patient.get("another")
    backend.answered.set()
    first.join()


@pytest.mark.parametrize("hangs_in", ["get", "set"])
def test_a_hanging_call_does_not_keep_the_process_from_ending(hangs_in: str) -> None:
    program = f"""
from app.errors import KeyStoreTimeout
from app.keys.stores.backend_store import BackendStore
from tests.fakes import HangingBackend
try:
    BackendStore(HangingBackend({hangs_in!r}), name="n", limit_seconds=0.1).put("e", b"s")
except KeyStoreTimeout:
    print("given up")
"""
    command = [sys.executable, "-c", program]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (outcome.stdout, outcome.stderr, outcome.returncode) == ("given up\n", "", 0)
