"""Where the files that SQLite asks for by name are: names, and what a place of files must be able to do."""

from enum import StrEnum
from typing import Protocol
from urllib.parse import quote_from_bytes, unquote_to_bytes

from app.copies.paths import shown
from app.databases.sealed.locking import FileLocks
from app.errors import BaileeError, NameRefused

LONGEST_NAME_BYTES = 16 * 1024
_LONGEST_SUFFIX = 64


class View(StrEnum):
    """Which state of a database a name stands for."""

    LIVE = "live"
    """The files as they are in the copy."""
    APART = "apart"
    """The files of a copy that is read only, with what has to be put right in them done in memory."""
    PAST = "past"
    """The database as it was before its first recorded run."""


_VIEWS = frozenset(View)


def name_of(view: View, path: bytes) -> str:
    """The name under which SQLite opens `path`. What it puts behind the one is put behind the other.

    Raises NameRefused where the path is too long.
    """
    name = f"{view}/{quote_from_bytes(path)}"
    if len(name) + _LONGEST_SUFFIX > LONGEST_NAME_BYTES:
        raise NameRefused(path=shown(path), reason="too long for a database")
    return name


def parse_name(name: str) -> tuple[View, bytes] | None:
    """The view and the path that a name stands for; None for a name from elsewhere."""
    view, _, quoted = name.partition("/")
    return (View(view), unquote_to_bytes(quoted)) if view in _VIEWS else None


class Content(Protocol):
    """The bytes of a file. Offsets and sizes are in bytes."""

    @property
    def size(self) -> int:
        """How long the file is."""

    def read(self, amount: int, offset: int) -> bytes | bytearray:
        """Up to `amount` bytes; fewer only at the end."""

    def write(self, data: bytes, offset: int) -> None:
        """Write all of `data`; what lies between the old end and `offset` reads as zeros."""

    def truncate(self, size: int) -> None:
        """Make the file `size` bytes long."""

    def close(self) -> None:
        """Let go of it, as often as it was opened."""


class MainContent(Content, Protocol):
    """The bytes of a database file, and its locks."""

    @property
    def locks(self) -> FileLocks:
        """Who reads and who writes."""


class Place(Protocol):
    """The files of one view."""

    @property
    def settling(self) -> bytes | None:
        """The database that is being put right, and may be treated as is forbidden otherwise."""

    @property
    def can_write(self) -> bool:
        """Whether files can be opened for writing at all."""

    def open_main(self, path: bytes, *, writable: bool, create: bool) -> MainContent:
        """Open a database file. Raises PathMissing, NotAFile, CopyReadOnly."""

    def open_side(self, path: bytes, *, create: bool) -> Content:
        """Open a journal."""

    def delete(self, path: bytes) -> bool:
        """Remove a journal; whether it was there."""

    def has(self, path: bytes) -> bool:
        """Whether there is a file that is not empty."""

    def check(self) -> None:
        """Raise what makes further work here impossible."""

    def fail(self, error: BaileeError) -> None:
        """Take note that a change failed."""

    def commit(self) -> None:
        """A transaction has ended: make it durable."""
