"""A growing file has what was added, in order, and nothing of what failed."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from app.disk.append import AppendFile
from app.errors import AccessDenied, DiskFailed, DiskFull, FileExists, FileMissing
from tests.app.disk.places import small_disk
from tests.app.disk.test_durable import files_limited_to
from tests.app.sources.rights import as_nobody

if sys.platform == "win32":
    pytest.skip("limits and signals of POSIX", allow_module_level=True)


def test_what_is_added_stands_at_the_end(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    assert (file.append(b"one"), file.append(memoryview(b"two")), file.size) == (0, 3, 6)
    file.sync()
    file.close()
    file.close()
    again = AppendFile.open(tmp_path / "file")
    assert (again.size, again.append(b"!")) == (6, 6)
    again.close()
    assert (tmp_path / "file").read_bytes() == b"onetwo!"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_is_made_once_and_opened_only_if_there(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        AppendFile.open(tmp_path / "file")
    AppendFile.create(tmp_path / "file").close()
    with pytest.raises(FileExists):
        AppendFile.create(tmp_path / "file")


def test_much_data_is_written_early_and_forced_later(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file", is_name_forced=False)
    file.append(b"first")
    file.append_directly(b"x" * 1_000_000)
    assert file.append(b"last") == 1_000_005
    file.sync()
    file.close()
    assert (tmp_path / "file").read_bytes() == b"first" + b"x" * 1_000_000 + b"last"


def test_cutting_drops_the_end(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    file.append(b"0123456789")
    file.cut(4)
    assert (file.size, file.append(b"!")) == (4, 4)
    file.close()
    assert (tmp_path / "file").read_bytes() == b"0123!"


def test_a_failed_addition_can_be_repeated(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    file.append(b"0123456789")
    with files_limited_to(1000), pytest.raises(DiskFull):
        file.append(b"x" * 5000)
    assert file.size == 10
    assert (tmp_path / "file").stat().st_size == 10
    assert file.append(b"y" * 5000) == 10
    file.close()
    assert (tmp_path / "file").read_bytes() == b"0123456789" + b"y" * 5000


def test_a_full_disk_is_told(tmp_path: Path) -> None:
    with small_disk(tmp_path, 65536) as place:
        file = AppendFile.create(place / "file")
        with pytest.raises(DiskFull):
            file.append(b"x" * 100_000)
        assert file.append(b"fits") == 0
        file.close()
        assert (place / "file").read_bytes() == b"fits"


def test_after_closing_every_use_is_refused(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    file.close()
    for use in (lambda: file.append(b"x"), lambda: file.cut(0)):
        with pytest.raises(DiskFailed):
            use()


def test_a_name_that_cannot_be_forced_leaves_no_open_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o733)  # whoever may write there but not read cannot open the folder to force it
        before = os.listdir("/proc/self/fd")
        with as_nobody(), pytest.raises(AccessDenied):
            AppendFile.create(Path(folder, "file"))
        assert os.listdir("/proc/self/fd") == before
        os.chmod(folder, 0o700)
