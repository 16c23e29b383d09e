"""First look: what a path leads to and about how much it is, before anybody decides to take it."""

import os
import shutil
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from app.disk.failures import translated
from app.model import NodeKind
from app.ports import Source, SourceItem
from app.sources.choice import source_at
from app.sources.head_kind import PathKind, kind_of
from app.sources.naming import long_path

__all__ = ["FirstLook", "PathKind", "first_look"]

LIMIT_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class FirstLook:
    """`bytes` and `files` of what was seen in the time there was: with `is_at_least` there is more.

    `free_bytes` is the room on the medium of the home folder. ENCRYPTED is a guess: an SQLCipher database looks like
    that, and so does any other file that is random from its first byte on. UNSEEN is a file that was not opened.
    """

    kind: PathKind
    bytes: int
    files: int
    is_at_least: bool
    free_bytes: int


def first_look(
    text: str,
    home: Path,
    *,
    being_taken: Collection[str] = (),
    limit_seconds: float = LIMIT_SECONDS,
    now: Callable[[], float] = time.monotonic,
) -> FirstLook:
    """Look at the folder or file that a person named, for no longer than `limit_seconds`.

    A file whose location is `being_taken` is not opened: that would give up the locks of the checkout that reads it
    (POSIX). Raises SourceMissing, SourceRefused, SourceUnreadable, SourceInsideHome, HomeInsideSource.
    """
    until = now() + limit_seconds
    source = source_at(text, home)
    free = _free_bytes(home)
    if source.kind == PathKind.FOLDER:
        return _folder(source, free, lambda: now() >= until)
    path = long_path(os.path.realpath(text))
    kind = PathKind.UNSEEN if source.location in being_taken else kind_of(path)
    return FirstLook(kind, source.estimate(), 1, is_at_least=False, free_bytes=free)


def _folder(source: Source, free_bytes: int, is_late: Callable[[], bool]) -> FirstLook:
    content_bytes = files = 0
    for item in source.items():
        if isinstance(item, SourceItem) and item.kind == NodeKind.FILE:
            content_bytes += item.size_bytes
            files += 1
        if is_late():
            return FirstLook(PathKind.FOLDER, content_bytes, files, is_at_least=True, free_bytes=free_bytes)
    return FirstLook(PathKind.FOLDER, content_bytes, files, is_at_least=False, free_bytes=free_bytes)


def _free_bytes(home: Path) -> int:
    nearest = next((folder for folder in (home, *home.parents) if folder.is_dir()), home)
    with translated(nearest):
        return shutil.disk_usage(nearest).free
