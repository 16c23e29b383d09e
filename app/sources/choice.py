"""Decides what a technician's words for a source mean, and refuses what cannot or must not be taken."""

import os
import stat
from pathlib import Path

from app.errors import HomeInsideSource, SourceInsideHome, SourceMissing, SourceRefused
from app.ports import Source
from app.sources.folder import FolderSource, SingleFileSource
from app.sources.listing import Identity, identity
from app.sources.naming import long_path, shown
from app.sources.opening import open_file
from app.sources.problems import source_error


def source_at(text: str, home: Path) -> Source:
    """The folder or file at `text`, which may be relative and lead through links.

    Raises SourceMissing, SourceRefused, SourceUnreadable, SourceInsideHome or HomeInsideSource. `home` need not
    exist yet; the comparison is by device and number as well as by name, so it sees through links and bind mounts.
    """
    path = _real_path(text)
    reachable = long_path(path)
    try:
        status = os.lstat(reachable)
        own_home = _keep_apart(path, os.path.realpath(home))
        if stat.S_ISDIR(status.st_mode):
            os.scandir(reachable).close()
            return FolderSource(path, barred=own_home)
        if stat.S_ISREG(status.st_mode):
            os.close(open_file(reachable, None))
            return SingleFileSource(path)
    except OSError as error:
        raise source_error(text, error) from error
    raise SourceRefused(source=shown(path), reason="neither a folder nor a file")


def _real_path(text: str) -> str:
    """What `text` leads to; the end of the way need not exist."""
    if not text:
        raise SourceMissing(source=text)
    try:
        os.fsencode(text)
        if "\0" not in text:
            return os.path.realpath(text)
    except OSError as error:  # a relative name, and the working folder is gone
        raise source_error(text, error) from error
    except UnicodeEncodeError:
        pass
    raise SourceRefused(source=ascii(text), reason="no file can have this name")


def _keep_apart(source: str, home: str) -> Identity | None:
    """Refuse a source that shares files with the home folder; gives the home folder's identity, if it exists."""
    if _is_inside(home, source):
        raise HomeInsideSource(source=shown(source), home=shown(home))
    if _is_inside(source, home):
        raise SourceInsideHome(source=shown(source), home=shown(home))
    return _identity_of(home)


def _is_inside(inner: str, outer: str) -> bool:
    """Whether `inner` is `outer` or lies below it, by any name: both are real paths."""
    outer_identity = _identity_of(outer)
    for folder in (Path(inner), *Path(inner).parents):
        if os.path.normcase(folder) == os.path.normcase(outer):
            return True
        if outer_identity is not None and _identity_of(folder) == outer_identity:
            return True
    return False


def _identity_of(path: str | Path) -> Identity | None:
    """Device and number of what is there; None where nothing is, or the file system does not number its files."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return identity(status) if status.st_ino else None
