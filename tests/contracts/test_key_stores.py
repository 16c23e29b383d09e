"""The key stores of the tests keep the contract that they stand in for."""

import json
import multiprocessing
import os
from pathlib import Path

import pytest

from app.ports import Clock, KeyStore
from tests.contracts.key_store import KeyStoreContract
from tests.fakes import NEW_YEAR, FileKeyStore, MemoryKeyStore, StoppedClock


class TestMemoryKeyStore(KeyStoreContract):
    @pytest.fixture
    def store(self) -> KeyStore:
        return MemoryKeyStore()

    def test_remembers_what_it_held_and_was_asked(self) -> None:
        store = MemoryKeyStore("other")
        store.put("a", b"secret")
        store.get("a")
        store.delete("a")
        assert (store.name, store.entries, store.history) == ("other", {}, [b"secret"])
        assert store.calls == [("put", "a"), ("get", "a"), ("delete", "a")]


class TestFileKeyStore(KeyStoreContract):
    @pytest.fixture
    def store(self, tmp_path: Path) -> KeyStore:
        return FileKeyStore(tmp_path / "keys.json")

    def test_another_process_sees_what_was_put_before_a_kill(self, tmp_path: Path) -> None:
        path = tmp_path / "keys.json"
        assert FileKeyStore(path).history == []
        process = multiprocessing.get_context("spawn").Process(target=put_two_delete_one_and_die, args=(path,))
        process.start()
        process.join()
        store = FileKeyStore(path)
        assert store.entries == {"b": b"second"}
        assert store.history == [b"first", b"second"]
        assert json.loads(path.read_text(encoding="utf-8")) == {"b": b"second".hex()}


def put_two_delete_one_and_die(path: Path) -> None:
    store = FileKeyStore(path)
    store.put("a", b"first")
    store.put("b", b"second")
    store.delete("a")
    os._exit(9)


def test_the_stopped_clock_moves_when_told_to_and_when_somebody_sleeps() -> None:
    clock = StoppedClock()
    as_port: Clock = clock
    assert as_port.now() == NEW_YEAR
    as_port.sleep(1.5)
    clock.advance(60)
    assert (as_port.now() - NEW_YEAR).total_seconds() == 61.5
