"""What the operations need from the world outside, as protocols. Adapters fulfil them, fakes stand in for them."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from app.model import NodeKind, Problem, TicketId
from app.progress import Monitor
from app.tables import Rows, Survey, Table

if TYPE_CHECKING:
    import apsw


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


@runtime_checkable
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


@runtime_checkable
class DatabaseSource(Protocol):
    """A database file that is taken whole: every page of it, or every row and every object of its schema."""

    @property
    def kind(self) -> str:
        """A stable word such as "sqlite"."""

    @property
    def location(self) -> str:
        """Where it lies, in a canonical form, without any secret."""

    @property
    def file_name(self) -> bytes:
        """What the file is to be called inside the copy: one name, no folders."""

    def copy_into(self, destination: "apsw.Connection", monitor: Monitor) -> tuple[Problem, ...]:
        """Fill the empty database `destination` with one moment's state, in bounded memory; what was wrong with it.

        Raises SourceUnreadable, NotADatabase, Cancelled, DiskFull.
        """


class TableSnapshot(Protocol):
    """A database at one moment. Nothing that others commit after it was opened can be seen."""

    def survey(self) -> Survey:
        """Every table and view, by schema and name."""

    def count(self, table: Table, where: str = "") -> int:
        """How many rows there are, exactly. Raises FilterRefused, SourceUnreadable, ServerGone."""

    def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
        """Every row, in batches of bounded size, cells in the order of `table.columns`, in bounded memory.

        `where` is a condition in the engine's own SQL, as the technician wrote it. Raises FilterRefused when it is not
        one, TableRefused without the right to read the table, ServerGone when the connection breaks.
        """


class TableSource(Protocol):
    """A database that is read table by table."""

    @property
    def kind(self) -> str:
        """A stable word such as "postgresql"."""

    @property
    def location(self) -> str:
        """The URL without password, in a canonical form."""

    @property
    def file_name(self) -> bytes:
        """What the sealed database is to be called inside the copy."""

    def open(self) -> AbstractContextManager[TableSnapshot]:
        """Connect and open the snapshot. Nothing is ever written to the database.

        Raises LoginFailed, ServerUnreachable, PlainConnectionRefused, SnapshotImpossible.
        """


class TicketDesk(Protocol):
    """Where tickets live."""

    def comment(self, ticket: TicketId, text: str) -> None:
        """Leave `text` with the ticket, for other people and for later proof."""
