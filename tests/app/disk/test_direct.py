"""Direct writes put down the same bytes as ordinary ones, or leave them to those."""

import fcntl
import mmap
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.disk.append import AppendFile
from app.disk.direct import BLOCK_BYTES, write_directly
from app.errors import DiskFull
from tests.app.disk.test_durable import files_limited_to

if sys.platform != "linux":
    pytest.skip("only Linux offers direct writes that way", allow_module_level=True)

_FILLED = bytes(range(256)) * 16 * 8


@contextmanager
def opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
    try:
        yield handle
    finally:
        os.close(handle)


def page_aligned(data: bytes) -> memoryview:
    memory = memoryview(mmap.mmap(-1, len(data)))
    memory[:] = data
    return memory


def test_whole_blocks_are_written_and_the_rest_is_left(tmp_path: Path) -> None:
    data = page_aligned(_FILLED + b"rest")
    with opened(tmp_path / "file") as handle:
        before = fcntl.fcntl(handle, fcntl.F_GETFL)
        assert write_directly(handle, 0, data) in {0, len(_FILLED)}
        assert fcntl.fcntl(handle, fcntl.F_GETFL) == before
        written = os.fstat(handle).st_size
    assert (tmp_path / "file").read_bytes() == _FILLED[:written]


def test_nothing_is_tried_inside_a_block_or_with_less_than_one(tmp_path: Path) -> None:
    with opened(tmp_path / "file") as handle:
        assert write_directly(handle, 5, page_aligned(_FILLED)) == 0
        assert write_directly(handle, 0, b"x" * (BLOCK_BYTES - 1)) == 0
        assert os.fstat(handle).st_size == 0


def test_what_a_file_system_does_not_offer_is_left_to_an_ordinary_write() -> None:
    with opened(Path("/proc/self/comm")) as handle:
        assert write_directly(handle, 0, page_aligned(_FILLED)) == 0


def test_any_place_in_memory_will_do_in_the_end(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    for start in (0, 1, 512, 4096):
        assert file.append_directly(page_aligned(b"." * start + _FILLED)[start:]) == file.size - len(_FILLED)
    file.append_directly(b"end")
    file.append_directly(page_aligned(_FILLED))
    file.close()
    assert (tmp_path / "file").read_bytes() == _FILLED * 4 + b"end" + _FILLED


def test_a_failed_direct_write_leaves_nothing_of_itself(tmp_path: Path) -> None:
    file = AppendFile.create(tmp_path / "file")
    file.append_directly(page_aligned(_FILLED))
    for limit in (len(_FILLED), len(_FILLED) + BLOCK_BYTES):
        with files_limited_to(limit), pytest.raises(DiskFull):
            file.append_directly(page_aligned(_FILLED))
        assert file.size == (tmp_path / "file").stat().st_size == len(_FILLED)
    file.append_directly(page_aligned(_FILLED))
    file.close()
    assert (tmp_path / "file").read_bytes() == _FILLED * 2
