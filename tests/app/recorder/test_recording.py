"""The recorder sees every byte."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.app.recorder import toys
from tests.recorder.build import DriverError, preloaded, shim_path
from tests.recorder.recording import Recording, recorded_environment, run_recorded
from tests.recorder.shim import Shim

TOYS = "tests.app.recorder.toys"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def record(home: Path, function: str, *arguments: str) -> Recording:
    return run_recorded(f"{TOYS}:{function}", home, *arguments, log=home.parent / "log")


def on_disk(home: Path) -> dict[str, bytes]:
    """Files below a folder, without the zeros at their ends, which an image leaves out."""
    files = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    return {os.path.realpath(path): path.read_bytes().rstrip(b"\0") for path in files}


def reconstructed(recording: Recording) -> dict[str, bytes]:
    return {path: content.rstrip(b"\0") for path, content in recording.images().items()}


def test_every_call_is_seen(home: Path) -> None:
    recording = record(home, "every_call")
    assert recording.calls() == {
        "mkdir": 2,
        "open": 4,
        "write": 4,
        "pwrite": 2,
        "writev": 1,
        "pwritev2": 1,
        "posix_fallocate": 1,
        "fsync": 1,
        "fdatasync": 1,
        "ftruncate": 1,
        "sendfile": 1,
        "copy_file_range": 1,
        "splice": 1,
        "truncate": 1,
        "rename": 2,
        "link": 1,
        "symlink": 1,
        "unlink": 1,
        "rmdir": 1,
    }
    assert reconstructed(recording) == on_disk(home)
    assert recording.escapes() == []
    numbers = [one.number for one in recording.records()]
    assert numbers == list(range(1, len(numbers) + 1))
    assert b"through a pipe" in list(recording.every_byte())


@pytest.mark.parametrize("where", ["two writes", "overwritten", "name", "link"])
def test_a_marker_on_the_disk_is_found(home: Path, where: str) -> None:
    assert record(home, "marked", where).find(b"nothing of the kind", toys.MARKER)


@pytest.mark.parametrize("where", ["two files", "beside", "nowhere"])
def test_a_marker_that_is_not_there_is_not_found(home: Path, where: str) -> None:
    assert record(home, "marked", where).find(toys.MARKER) == []


def test_searching_for_nothing_is_refused(home: Path) -> None:
    with pytest.raises(ValueError, match="nothing to search for"):
        record(home, "marked", "nowhere").find(b"")


def test_everything_can_be_watched(home: Path) -> None:
    recording = run_recorded(f"{TOYS}:marked", home, "beside", log=home.parent / "log", watch=[Path("/")])
    found = recording.find(toys.MARKER)
    assert {finding.path for finding in found} == {os.path.realpath(home.parent / "beside")}


def test_shared_memory_is_named_as_an_escape(home: Path) -> None:
    assert record(home, "shared_memory").escapes() == [os.path.realpath(home / "mapped")]


@pytest.mark.parametrize("journal", ["delete", "wal", "truncate", "persist"])
def test_all_that_a_plain_database_writes_is_seen(home: Path, journal: str) -> None:
    recording = record(home, "database", "plain", journal)
    assert recording.find(toys.MARKER)
    assert reconstructed(recording) == on_disk(home)
    assert {Path(finding.path).name for finding in recording.find(toys.MARKER)} >= {"data.db"}


@pytest.mark.parametrize("journal", ["delete", "wal", "truncate", "persist"])
def test_all_that_an_encrypted_database_writes_is_seen(home: Path, journal: str) -> None:
    recording = record(home, "database", "encrypted", journal)
    paths = {Path(one.path).name for one in recording.records() if one.data}
    beside = {"data.db-journal", "data.db-wal", "data.db-shm"} if journal == "wal" else {"data.db-journal"}
    assert paths == {"data.db", *beside}
    assert recording.find(toys.MARKER, b"create table", b"SQLite format 3") == []
    assert reconstructed(recording) == on_disk(home)
    shared = [os.path.realpath(home / "data.db-shm")] if journal == "wal" else []
    assert recording.escapes() == shared


def test_threads_and_forked_processes_are_recorded(home: Path) -> None:
    assert reconstructed(record(home, "threads")) == on_disk(home)
    (home.parent / "log").unlink()
    recording = record(home, "forked")
    assert {one.path: one.data for one in recording.records() if one.data} == {
        os.path.realpath(home / "child"): b"by the child",
        os.path.realpath(home / "parent"): b"by the parent",
    }


def test_a_program_is_recorded_with_those_it_starts(home: Path) -> None:
    inner = "open('inner', 'w').write('by the inner')"
    start = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    outer = f"open('outer', 'w').write('by the outer'); {start}"
    log = home.parent / "log"
    environment = recorded_environment(log, [home])
    subprocess.run([sys.executable, "-c", outer], check=True, cwd=home, env=environment)
    assert list(Recording(log).every_byte()) == [b"by the outer", b"by the inner"]


def test_writes_can_be_shortened_and_refused(home: Path) -> None:
    record(home, "refused")


def test_a_failure_of_the_recorded_function_is_told(home: Path) -> None:
    (home / "inner").touch()
    with pytest.raises(DriverError, match="FileExistsError"):
        record(home, "every_call")


def test_a_damaged_log_is_refused(home: Path) -> None:
    recording = record(home, "threads")
    content = recording.log.read_bytes()
    recording.log.write_bytes(content[:-1])
    with pytest.raises(ValueError, match="ends inside"):
        recording.calls()
    recording.log.write_bytes(b"x" + content)
    with pytest.raises(ValueError, match="damaged"):
        recording.calls()


def test_without_the_library_there_is_no_control() -> None:
    shim_path()
    assert not Shim.is_loaded()
    with pytest.raises(RuntimeError, match="LD_PRELOAD"):
        Shim()


def test_without_a_compiler_the_test_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(pytest.skip.Exception, match=r"C compiler|Linux"):
        preloaded()
