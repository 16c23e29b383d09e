"""Finds the SQLite databases among the files of a copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.copies.paths import is_workroom
from app.copies.sealed_copy import SealedCopy
from app.errors import FileDamaged
from app.model import NodeKind
from app.progress import Monitor

_MAGIC: Final = b"SQLite format 3\0"
_LEAST_PAGE_BYTES: Final = 512


@dataclass(frozen=True, slots=True)
class DatabaseFile:
    """A file that begins as a database does. `path` is its place in the copy."""

    path: bytes
    size_bytes: int


def databases_in(copy: SealedCopy, monitor: Monitor) -> Iterator[DatabaseFile]:
    """Every database, as the folders are walked. Only files of whole pages are looked into. Raises Cancelled."""
    for path, node in copy.walk():
        monitor.check()
        is_possible = node.kind == NodeKind.FILE and node.size > 0 and node.size % _LEAST_PAGE_BYTES == 0
        if is_possible and not is_workroom(path) and _begins_as_one(copy, path):
            yield DatabaseFile(path, node.size)


def _begins_as_one(copy: SealedCopy, path: bytes) -> bool:
    """Whether it says so itself. A file damaged there is none; the list of files tells of the damage."""
    try:
        with copy.open_file(path) as file:
            return file.pread(len(_MAGIC), 0) == _MAGIC
    except FileDamaged:
        return False
