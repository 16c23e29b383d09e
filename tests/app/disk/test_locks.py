"""One holder at a time, among processes, and none after its death."""

import os
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from app.disk.locks import FileLock, remove_free_lock
from app.errors import DiskFailed, FileMissing, VaultBusy

if sys.platform == "win32":
    pytest.skip("signals of POSIX", allow_module_level=True)


def hold(path: Path, said: Connection) -> None:
    lock = FileLock(path, what="it")
    lock.acquire()
    said.send("held")
    said.recv()
    lock.release()
    said.send("released")
    signal.pause()


def test_a_lock_is_held_and_given_back(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock", what="it")
    assert not lock.is_held
    with lock as inside:
        assert inside is lock
        assert lock.is_held
    assert not lock.is_held
    lock.release()
    assert (tmp_path / "lock").read_bytes() == b""
    assert (tmp_path / "lock").stat().st_mode & 0o777 == 0o600


def test_a_second_holder_is_refused(tmp_path: Path) -> None:
    first, second = (FileLock(tmp_path / "lock", what="the vault", wait_seconds=0.05) for _ in range(2))
    with first:
        began = time.monotonic()
        with pytest.raises(VaultBusy, match="the vault is locked by another Bailee"):
            second.acquire()
        assert time.monotonic() - began >= 0.05
        assert not second.is_held
    with second:
        assert second.is_held


def test_it_is_given_back_when_a_block_fails(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "lock", what="it", wait_seconds=0)
    with pytest.raises(ZeroDivisionError), lock:
        raise ZeroDivisionError
    with FileLock(tmp_path / "lock", what="it", wait_seconds=0):
        assert not lock.is_held


def test_between_processes_the_second_waits_for_the_first(tmp_path: Path) -> None:
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=hold, args=(tmp_path / "lock", there))
    process.start()
    assert here.recv() == "held"
    with pytest.raises(VaultBusy):
        FileLock(tmp_path / "lock", what="it", wait_seconds=0).acquire()
    here.send("go on")
    with FileLock(tmp_path / "lock", what="it", wait_seconds=30) as lock:
        assert lock.is_held
    assert here.recv() == "released"
    process.kill()
    process.join()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    here, there = get_context("spawn").Pipe()
    process = get_context("spawn").Process(target=hold, args=(tmp_path / "lock", there))
    process.start()
    assert here.recv() == "held"
    process.kill()
    process.join()
    with FileLock(tmp_path / "lock", what="it", wait_seconds=0) as lock:
        assert lock.is_held


def test_what_cannot_be_locked_is_told_and_left_closed(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileMissing):
        FileLock(tmp_path / "none" / "lock", what="it").acquire()
    with pytest.raises(DiskFailed):
        FileLock(tmp_path, what="it").acquire()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_lock_that_nobody_holds_can_be_removed(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with FileLock(path, what="it"):
        remove_free_lock(path)
        assert path.exists()
    remove_free_lock(path)
    remove_free_lock(path)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("is_made_again", [True, False])
def test_a_lock_removed_while_somebody_waits_for_it_is_made_anew(tmp_path: Path, *, is_made_again: bool) -> None:
    path = tmp_path / "lock"
    first = FileLock(path, what="it")
    first.acquire()
    with ThreadPoolExecutor() as pool:
        second = FileLock(path, what="it", wait_seconds=30)
        waiting = pool.submit(second.acquire)
        while not _is_waiting(path):
            time.sleep(0.001)
        path.unlink()
        third = FileLock(path, what="it", wait_seconds=0)
        if is_made_again:
            third.acquire()
        first.release()
        assert not (third.is_held and second.is_held)
        third.release()
        waiting.result()
    assert second.is_held
    assert path.exists()
    second.release()


def _is_waiting(path: Path) -> bool:
    """Whether the file has been opened a second time."""
    return sum(os.path.realpath(link) == str(path) for link in Path("/proc/self/fd").iterdir()) > 1
