"""First look: what a path leads to and about how much it is, before anybody decides to take it."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.disk.failures import translated
from app.model import NodeKind
from app.ports import Source, SourceItem
from app.sources.choice import source_at
from app.sources.naming import long_path
from app.sources.opening import open_file
from app.sources.problems import source_error

LIMIT_SECONDS = 0.3
_HEAD_BYTES = 4096
_SQLITE = b"SQLite format 3\0"
# What well-known formats begin with whose content looks as random as sealed content does.
_PACKED = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"\x28\xb5\x2f\xfd",
    b"Rar!",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF",
    b"ID3",
    b"OggS",
    b"RIFF",
    b"PGDMP",
    b"\x1a\x45\xdf\xa3",
)
_SMALLEST_PAGE_BYTES = 512
_LEAST_DISTINCT = 245
_MOST_OF_ONE = 64


class PathKind(StrEnum):
    """What a path leads to. FOLDER, FILE and SQLITE are words of `CopyRecord.source_kind`."""

    FOLDER = "folder"
    FILE = "file"
    SQLITE = "sqlite"
    ENCRYPTED = "encrypted"
    UNSEEN = ""


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
    kind = PathKind.UNSEEN if source.location in being_taken else _kind_of(path)
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


def _kind_of(path: str) -> PathKind:
    try:
        descriptor = open_file(path, None)
        try:
            head, size = os.read(descriptor, _HEAD_BYTES), os.fstat(descriptor).st_size
        finally:
            os.close(descriptor)
    except OSError as error:
        raise source_error(path, error) from error
    if head.startswith(_SQLITE):
        return PathKind.SQLITE
    return PathKind.ENCRYPTED if _looks_encrypted(head, size) else PathKind.FILE


def _looks_encrypted(head: bytes, size: int) -> bool:
    """Whole pages, and in the first 4 KiB every byte about as often as any other."""
    if len(head) < _HEAD_BYTES or size % _SMALLEST_PAGE_BYTES or head.startswith(_PACKED):
        return False
    counts = Counter(head)
    return len(counts) >= _LEAST_DISTINCT and max(counts.values()) <= _MOST_OF_ONE


def _free_bytes(home: Path) -> int:
    nearest = next((folder for folder in (home, *home.parents) if folder.is_dir()), home)
    with translated(nearest):
        return shutil.disk_usage(nearest).free
