"""What a file seems to be by its first bytes: an SQLite database, an encrypted one, or anything else."""

import os
from collections import Counter
from enum import StrEnum

from app.sources.opening import open_file
from app.sources.problems import source_error

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


def kind_of(path: str) -> PathKind:
    """FILE, SQLITE or ENCRYPTED, for a path that `long_path` gave. Raises SourceUnreadable and its kin."""
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
