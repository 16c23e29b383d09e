"""Which failures of the database engine Bailee expects, and what they are called; the rest are bugs."""

import os
import shutil
import sys
from pathlib import Path
from typing import Final

from app.errors import (
    AccessDenied,
    BaileeError,
    DiskFailed,
    DiskFull,
    FileMissing,
    ReadOnlyFolder,
    RegistryBusy,
    RegistryDamaged,
)

# Primary result codes of SQLite, https://www.sqlite.org/rescode.html: the low byte of the extended ones.
_PRIMARY: Final = 0xFF
_IOERR: Final = 10
_FULL: Final = 13
_BUSY: Final = frozenset({5, 6, 15})  # BUSY, LOCKED, PROTOCOL (lost the race for the locks of the WAL)
_DAMAGED: Final = frozenset({11, 24, 26})  # CORRUPT, FORMAT, NOTADB (also what a wrong key looks like)
_DENIED: Final = frozenset({3, 8, 14, 23})  # PERM, READONLY, CANTOPEN, AUTH
_LEAST_ROOM_BYTES: Final = 65536
_IOERR_NOMEM: Final = 3082  # a lack of memory, not of the disk


def expected_failure(error: BaseException | None, path: Path) -> BaileeError | None:
    """What `error`, raised by the engine over the database at `path`, means; None when it is a bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(code, int) or code == _IOERR_NOMEM:
        return None
    primary = code & _PRIMARY
    found: BaileeError | None = None
    if primary in _BUSY:
        found = RegistryBusy()
    elif primary in _DAMAGED:
        found = RegistryDamaged(reason=str(error))
    elif primary == _FULL:
        found = DiskFull(path=str(path))
    elif primary == _IOERR:
        # It says the same when the file that finds pages in the write-ahead log cannot grow.
        is_full = path.parent.is_dir() and shutil.disk_usage(path.parent).free < _LEAST_ROOM_BYTES
        found = DiskFull(path=str(path)) if is_full else DiskFailed(path=str(path), reason=_name(error))
    elif primary in _DENIED:
        found = _refused(error, path)
    return found


def _refused(error: BaseException | None, path: Path) -> BaileeError:
    """The engine only says that it may not or cannot: ask the system why."""
    if not path.parent.is_dir():
        return FileMissing(path=str(path))
    nearest = path if path.exists() else path.parent
    if _is_mounted_read_only(nearest):
        return ReadOnlyFolder(path=str(path))
    # The folder counts too: the WAL is made beside the database.
    if os.access(nearest, os.R_OK | os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK):
        return DiskFailed(path=str(path), reason=_name(error))
    return AccessDenied(path=str(path))


def _is_mounted_read_only(path: Path) -> bool:
    if sys.platform == "win32":
        return False
    try:
        return bool(os.statvfs(path).f_flag & os.ST_RDONLY)
    except OSError:
        return False


def _name(error: BaseException | None) -> str:
    return str(getattr(error, "sqlite_errorname", error))
