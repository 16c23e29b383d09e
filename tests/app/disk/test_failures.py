"""Every error of the system becomes the expected failure that stands behind it."""

import errno
import os
from pathlib import Path

import pytest

from app.disk.failures import known, translated
from app.errors import (
    AccessDenied,
    BaileeError,
    DiskFailed,
    DiskFull,
    FileExists,
    FileMissing,
    ReadOnlyFolder,
)

MEANINGS = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EROFS: ReadOnlyFolder,
    errno.EACCES: AccessDenied,
    errno.EPERM: AccessDenied,
    errno.EEXIST: FileExists,
    errno.ENOENT: FileMissing,
}


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_number_has_a_meaning(number: int) -> None:
    failure = known(OSError(number, os.strerror(number)), "/some/where")
    assert type(failure) is MEANINGS.get(number, DiskFailed)
    assert "/some/where" in str(failure)
    if isinstance(failure, DiskFailed):
        assert failure.reason == os.strerror(number)


def test_an_error_without_a_number_keeps_its_name() -> None:
    failure = known(TimeoutError(), Path("x"))
    assert isinstance(failure, DiskFailed)
    assert failure.reason == "TimeoutError"


def test_a_block_translates_what_the_system_says(tmp_path: Path) -> None:
    with pytest.raises(FileMissing) as caught, translated(tmp_path / "x"):
        (tmp_path / "x").stat()
    assert isinstance(caught.value.__cause__, FileNotFoundError)


def test_a_block_leaves_everything_else_alone(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), translated(tmp_path):
        raise ZeroDivisionError
    with pytest.raises(BaileeError) as caught, translated(tmp_path):
        raise DiskFull(path="inner")
    assert caught.value.__cause__ is None
