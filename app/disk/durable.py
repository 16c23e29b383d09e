"""Files and folders that are there after a power cut once the call has returned."""

import errno
import os
import secrets
import sys
from contextlib import suppress
from pathlib import Path

from app.disk.failures import translated

FOLDER_MODE = 0o700
FILE_MODE = 0o600
SPOILED_PREFIX = ".bailee-gone-"
_BINARY = getattr(os, "O_BINARY", 0)
_CLOSE_ON_EXEC = getattr(os, "O_CLOEXEC", 0)
_TEMPORARY_PREFIX = ".bailee-new-"
# What a file system answers that cannot do this for a folder; there is nothing more to be done then.
_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOTSUP})


def sync_handle(handle: int) -> None:
    """Force what was written through `handle` to the medium, as far as the system can promise that."""
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - not on Windows

        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
        except OSError:  # a file system without it, such as a network drive
            os.fsync(handle)
    elif sys.platform == "win32":
        os.fsync(handle)
    else:
        os.fdatasync(handle)


def sync_folder(folder: Path) -> None:
    """Force the names in `folder` to the medium. Windows has no such call and keeps names in its journal."""
    if sys.platform == "win32":
        return
    with translated(folder):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _CLOSE_ON_EXEC)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NOT_OFFERED:
                raise
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Make `folder` for its owner alone; fine if it is there. The folder above must exist."""
    _make_folder(folder, FOLDER_MODE)


def make_home(folder: Path) -> None:
    """Make a home folder for its owner alone, with the folders above it as the system makes them."""
    with translated(folder):
        above = [parent for parent in folder.parents if not parent.exists()]
    for parent in reversed(above):
        _make_folder(parent, 0o777)
    make_folder(folder)


def write_all(handle: int, data: bytes | memoryview) -> None:
    """Write every byte; `os.write` may stop earlier."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def write_new(path: Path, data: bytes, *, mode: int = FILE_MODE) -> None:
    """Write a file that does not exist yet, whole or not at all. Raises FileExists."""
    _write_new(path, data, mode)
    sync_folder(path.parent)


def replace_file(path: Path, data: bytes) -> None:
    """Put `data` in the place of `path` in one step: after a crash there is the old content or the new one."""
    temporary = path.parent / f"{_temporary_prefix(path)}{secrets.token_hex(8)}"
    _write_new(temporary, data, FILE_MODE)
    with translated(path):
        try:
            _rename_over(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    sync_folder(path.parent)


def leftovers(folder: Path) -> list[Path]:
    """What a crash in the middle of `replace_file` or of clearing may have left in `folder`.

    Among it may be what another process is writing at this moment: `leftovers_of` can be told apart from that.
    """
    with translated(folder):
        return sorted([*folder.glob(f"{_TEMPORARY_PREFIX}*"), *folder.glob(f"{SPOILED_PREFIX}*")])


def leftovers_of(path: Path) -> list[Path]:
    """What a crash in the middle of replacing or clearing `path` may have left.

    Whoever replaces `path` must hold the lock that the caller holds.
    """
    return [
        found for found in leftovers(path.parent) if found.name.startswith((_temporary_prefix(path), SPOILED_PREFIX))
    ]


def remove_file(path: Path) -> bool:
    """Remove a file; whether it was there."""
    with translated(path):
        try:
            os.unlink(path)
        except FileNotFoundError:
            return False
    sync_folder(path.parent)
    return True


def read_whole(path: Path, limit_bytes: int) -> bytes:
    """The content of a small file; at most `limit_bytes` and one more, so that the caller sees an overlong one."""
    with translated(path), path.open("rb") as file:
        return file.read(limit_bytes + 1)


def _temporary_prefix(path: Path) -> str:
    return f"{_TEMPORARY_PREFIX}{path.name}-"


def _make_folder(folder: Path, mode: int) -> None:
    with translated(folder):
        try:
            os.mkdir(folder, mode)
        except FileExistsError:
            if not folder.is_dir():
                raise
            return
    sync_folder(folder.parent)


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """The name itself is not forced to the medium yet."""
    with translated(path):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY | _CLOSE_ON_EXEC, mode)
        try:
            try:
                write_all(handle, data)
                sync_handle(handle)
            finally:
                os.close(handle)
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise


if sys.platform == "win32":
    import time

    _SHARING_TRIES = 50
    _SHARING_PAUSE_SECONDS = 0.02

    def _rename_over(source: Path, target: Path) -> None:
        """Windows refuses while anybody, a virus scanner perhaps, has the target open for a moment."""
        for _ in range(_SHARING_TRIES):
            try:
                os.replace(source, target)
            except PermissionError:
                time.sleep(_SHARING_PAUSE_SECONDS)
            else:
                return
        os.replace(source, target)

else:

    def _rename_over(source: Path, target: Path) -> None:
        os.replace(source, target)
