"""What the operations need from the world outside, as protocols. Adapters fulfil them, fakes stand in for them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.model import NodeKind, Problem, TicketId


class Clock(Protocol):
    """The time of day and of waiting."""

    def now(self) -> datetime:
        """The time, aware, in UTC."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class KeyStore(Protocol):
    """A small place that forgets for good what is deleted from it: the keyring of the operating system.

    Every call may raise KeyStoreLocked, KeyStoreFailed, KeyStoreTimeout or KeyStoreMissing, and ends within a time
    limit of its own.
    """

    @property
    def name(self) -> str:
        """The stable name of this kind of store; a vault is pinned to it."""

    def put(self, entry: str, secret: bytes) -> None:
        """Keep `secret` under the new name `entry`; on return it has been read back and compared."""

    def get(self, entry: str) -> bytes | None:
        """The secret under `entry`, or None when there is none."""

    def delete(self, entry: str) -> int:
        """Delete every duplicate of `entry`; the number deleted. Raises KeyNotDestroyed when one can still be read."""


class SourceFile(Protocol):
    """One opened file of a source, read once from front to end."""

    @property
    def size_bytes(self) -> int:
        """Its size when it was opened; reading stops there even if the file grows."""

    def next_data(self, offset: int) -> int | None:
        """The first offset at or after `offset` that holds data and not a hole; None when only a hole is left."""

    def read_into(self, offset: int, buffer: memoryview) -> int:
        """Fill `buffer` from `offset`; fewer bytes than asked for only at the end of the file."""

    def trouble(self) -> Problem | None:
        """After the last read: whether the file changed meanwhile."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One name in a source. `path` is relative, its parts separated by b"/"; b"" is the source folder itself.

    `size_bytes` is what the system said before reading, for progress only.
    """

    path: bytes
    kind: NodeKind
    mode: int
    mtime_ns: int
    size_bytes: int = 0
    target: bytes = b""


class Source(Protocol):
    """Where a copy is taken from."""

    @property
    def kind(self) -> str:
        """A stable word such as "folder"."""

    @property
    def location(self) -> str:
        """Where it lies, in a canonical form: two sources are the same if this is."""

    def estimate(self) -> int:
        """How many bytes of content there are, roughly and quickly; 0 where it is not known."""

    def items(self) -> Iterator[SourceItem | Problem]:
        """Every name, a folder before what is in it. Names that cannot be taken come as problems."""

    def open(self, item: SourceItem) -> AbstractContextManager[SourceFile | Problem]:
        """Open the file that `items` has just given; a problem when that is not possible."""


class TicketDesk(Protocol):
    """Where tickets live."""

    def comment(self, ticket: TicketId, text: str) -> None:
        """Leave `text` with the ticket, for other people and for later proof."""
