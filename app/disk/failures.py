"""Turns what the operating system reports into the errors Bailee knows."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import (
    AccessDenied,
    BaileeError,
    DiskFailed,
    DiskFull,
    FileExists,
    FileMissing,
    ReadOnlyFolder,
)


def known(error: OSError, path: str | os.PathLike[str]) -> BaileeError:
    """The expected failure that stands behind `error`."""
    where = os.fspath(path)
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return DiskFull(path=where)
        case errno.EROFS:
            return ReadOnlyFolder(path=where)
        case errno.EACCES | errno.EPERM:
            return AccessDenied(path=where)
        case errno.EEXIST:
            return FileExists(path=where)
        case errno.ENOENT:
            return FileMissing(path=where)
        case _:
            return DiskFailed(path=where, reason=error.strerror or type(error).__name__)


@contextmanager
def translated(path: str | os.PathLike[str]) -> Iterator[None]:
    """Inside this block an OSError becomes the expected failure it stands for, about `path`."""
    try:
        yield
    except OSError as error:
        raise known(error, path) from error
