"""Files are there whole or not at all, with rights for their owner alone."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.disk.durable import (
    leftovers,
    leftovers_of,
    make_folder,
    make_home,
    read_whole,
    remove_file,
    replace_file,
    sync_folder,
    write_all,
    write_new,
)
from app.errors import AccessDenied, DiskFailed, DiskFull, FileExists, FileMissing
from tests.app.disk.places import immutable, small_disk
from tests.recorder.build import preloaded

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)


@contextmanager
def files_limited_to(size_bytes: int) -> Iterator[None]:
    """A write beyond `size_bytes` fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_new(tmp_path / "file", b"content")
    assert read_whole(tmp_path / "file", 100) == b"content"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    write_new(tmp_path / "other", b"", mode=0o644)
    assert (tmp_path / "other").stat().st_mode & 0o077 == 0o044 & ~_umask()


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def test_a_new_file_replaces_nothing(tmp_path: Path) -> None:
    write_new(tmp_path / "file", b"first")
    with pytest.raises(FileExists):
        write_new(tmp_path / "file", b"second")
    assert read_whole(tmp_path / "file", 100) == b"first"


def test_a_new_file_that_does_not_fit_is_not_there(tmp_path: Path) -> None:
    with files_limited_to(1000), pytest.raises(DiskFull):
        write_new(tmp_path / "file", b"x" * 5000)
    assert os.listdir(tmp_path) == []


def test_replacing_leaves_the_new_content_and_nothing_else(tmp_path: Path) -> None:
    for content in (b"first", b"second", b""):
        replace_file(tmp_path / "file", content)
        assert read_whole(tmp_path / "file", 100) == content
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_replacing_that_does_not_fit_leaves_the_old_content(tmp_path: Path) -> None:
    replace_file(tmp_path / "file", b"old")
    with files_limited_to(1000), pytest.raises(DiskFull):
        replace_file(tmp_path / "file", b"x" * 5000)
    assert read_whole(tmp_path / "file", 100) == b"old"
    assert os.listdir(tmp_path) == ["file"]


def test_replacing_on_a_full_disk_leaves_the_old_content(tmp_path: Path) -> None:
    with small_disk(tmp_path, 65536) as place:
        replace_file(place / "file", b"old")
        with pytest.raises(DiskFull):
            replace_file(place / "file", b"x" * 100_000)
        assert read_whole(place / "file", 100) == b"old"
        assert os.listdir(place) == ["file"]


def test_what_cannot_be_replaced_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(DiskFailed):
        replace_file(tmp_path / "folder", b"content")
    assert os.listdir(tmp_path) == ["folder"]
    replace_file(tmp_path / "file", b"old")
    with immutable(tmp_path / "file"), pytest.raises(AccessDenied):
        replace_file(tmp_path / "file", b"new")
    assert sorted(os.listdir(tmp_path)) == ["file", "folder"]
    assert read_whole(tmp_path / "file", 100) == b"old"


def test_what_a_crash_leaves_is_found(tmp_path: Path) -> None:
    for name in (".bailee-new-HEAD-00", ".bailee-new-other-00", ".bailee-gone-00", "HEAD", "other"):
        (tmp_path / name).touch()
    names = [path.name for path in leftovers(tmp_path)]
    assert names == [".bailee-gone-00", ".bailee-new-HEAD-00", ".bailee-new-other-00"]
    names = [path.name for path in leftovers_of(tmp_path / "HEAD")]
    assert names == [".bailee-gone-00", ".bailee-new-HEAD-00"]


def test_what_replacing_writes_first_is_among_what_a_crash_leaves(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:  # dies of the signal for a file that is too large, in the middle of the write
        os.close(read_end)
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        replace_file(tmp_path / "file", b"x" * 5000)
        os._exit(1)
    os.close(write_end)
    os.close(read_end)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert len(leftovers_of(tmp_path / "file")) == 1
    assert leftovers_of(tmp_path / "other") == []


def test_removing_says_whether_it_was_there(tmp_path: Path) -> None:
    write_new(tmp_path / "file", b"")
    assert remove_file(tmp_path / "file")
    assert not remove_file(tmp_path / "file")
    with pytest.raises(DiskFailed):
        remove_file(tmp_path)


def test_reading_stops_one_byte_beyond_the_limit(tmp_path: Path) -> None:
    write_new(tmp_path / "file", b"0123456789")
    assert read_whole(tmp_path / "file", 10) == b"0123456789"
    assert read_whole(tmp_path / "file", 3) == b"0123"
    with pytest.raises(FileMissing):
        read_whole(tmp_path / "none", 3)
    with pytest.raises(DiskFailed):
        read_whole(tmp_path, 3)


def test_folders_are_for_their_owner_alone(tmp_path: Path) -> None:
    make_folder(tmp_path / "folder")
    make_folder(tmp_path / "folder")
    assert (tmp_path / "folder").stat().st_mode & 0o777 == 0o700
    write_new(tmp_path / "file", b"")
    with pytest.raises(FileExists):
        make_folder(tmp_path / "file")
    with pytest.raises(FileMissing):
        make_folder(tmp_path / "none" / "folder")


def test_a_home_comes_with_the_folders_above_it(tmp_path: Path) -> None:
    make_home(tmp_path / "a" / "b" / "home")
    make_home(tmp_path / "a" / "b" / "home")
    assert (tmp_path / "a" / "b" / "home").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o777 & ~_umask()
    write_new(tmp_path / "file", b"")
    with pytest.raises(DiskFailed):
        make_home(tmp_path / "file" / "home")


def test_a_file_system_that_cannot_force_folders_is_borne() -> None:
    sync_folder(Path("/proc"))


def test_a_folder_that_cannot_be_forced_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        sync_folder(tmp_path / "none")


def test_short_writes_are_gone_on_with() -> None:
    read_end, write_end = os.pipe()
    os.set_blocking(write_end, True)
    child = os.fork()
    if child == 0:
        os.close(write_end)
        got = 0
        while piece := os.read(read_end, 1000):
            got += len(piece)
        os._exit(0 if got == 1_000_000 else 1)
    os.close(read_end)
    write_all(write_end, b"x" * 1_000_000)
    os.close(write_end)
    assert os.waitpid(child, 0)[1] == 0


_FAILING = """
import sys
from pathlib import Path
from app.disk.durable import sync_folder
from app.errors import DiskFailed
from tests.recorder.shim import Mode, Shim
shim = Shim()
shim.watch([Path(sys.argv[1])])
shim.start()
shim.inflict(1, Mode.BROKEN)
try:
    sync_folder(Path(sys.argv[1]))
except DiskFailed as error:
    print(error.reason)
shim.stop()
"""


def test_a_medium_that_fails_is_told(tmp_path: Path) -> None:
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
    command = [sys.executable, "-c", _FAILING, str(tmp_path)]
    done = subprocess.run(command, env=preloaded() | measured, capture_output=True, text=True, check=True)
    assert done.stdout == "Input/output error\n"
