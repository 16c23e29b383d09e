"""What Bailee speaks about: ids, states and records. Values only, no input or output."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, IntEnum
from typing import NewType

VaultId = NewType("VaultId", str)
CopyId = NewType("CopyId", str)
TicketId = NewType("TicketId", str)
CustomerId = NewType("CustomerId", str)
UntrustedName = NewType("UntrustedName", bytes)
"""A file name as some customer's disk had it: never a path of ours until `disk` has checked it."""


class CopyState(Enum):
    """The life of a copy; `app.custody.states` says which steps are allowed."""

    CHECKING_OUT = "CHECKING_OUT"
    HELD = "HELD"
    CLOSING = "CLOSING"
    KEY_DESTROYED = "KEY_DESTROYED"
    REMOVING = "REMOVING"
    VERIFYING = "VERIFYING"
    WIPED = "WIPED"
    DAMAGED = "DAMAGED"


class KeyMode(Enum):
    """What opens a vault. The keyring and the passphrase are needed together, never one instead of the other."""

    KEYRING = "keyring"
    KEYRING_AND_PASSPHRASE = "keyring+passphrase"  # noqa: S105 - a mode
    PASSPHRASE = "passphrase"  # noqa: S105 - a mode

    @property
    def uses_keyring(self) -> bool:
        """Whether part of the key lies in the keyring, so that deleting it there destroys the epoch."""
        return self is not KeyMode.PASSPHRASE

    @property
    def uses_passphrase(self) -> bool:
        """Whether part of the key is derived from a passphrase."""
        return self is not KeyMode.KEYRING


class NodeKind(IntEnum):
    """What a name in a copy stands for."""

    FOLDER = 1
    FILE = 2
    LINK = 3


class TicketState(Enum):
    """Whether work on a ticket goes on."""

    OPEN = "open"
    CLOSED = "closed"


class Priority(Enum):
    """How pressing a ticket is."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"


class NoteKind(Enum):
    """Who wrote a note: a person, or Bailee on its own account."""

    WORK = "work"
    CUSTODY = "custody"


class ProblemKind(Enum):
    """Why something in the source is not, or not surely, in the copy."""

    UNREADABLE = "unreadable"
    VANISHED = "vanished"
    CHANGED = "changed while read"
    SKIPPED_DEVICE = "device skipped"
    SKIPPED_SOCKET = "socket skipped"
    SKIPPED_PIPE = "pipe skipped"
    SKIPPED_OTHER = "kind of file not known, skipped"
    INEXACT = "not kept exactly"

    @property
    def makes_incomplete(self) -> bool:
        """Whether customer data is missing or doubtful, as opposed to left out on purpose."""
        return self in {ProblemKind.UNREADABLE, ProblemKind.VANISHED, ProblemKind.CHANGED}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the source that did not arrive as it should have. `path` is relative to the source, or a table."""

    path: bytes
    kind: ProblemKind
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """Whose data it is."""

    id: CustomerId
    number: str
    name: str
    contact: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """The unit of work that a copy is bound to. `assignee` is the account that works on it, "" while nobody does."""

    id: TicketId
    number: str
    title: str
    state: TicketState
    customer: Customer
    created_at: datetime
    assignee: str = ""
    priority: Priority = Priority.NORMAL


@dataclass(frozen=True, slots=True)
class Note:
    """A line in the work log of a ticket."""

    at: datetime
    kind: NoteKind
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkTime:
    """A span of work on a ticket. `booked_at` is None until it was handed on to where times are booked."""

    id: int
    author: str
    began_at: datetime
    seconds: int
    note: str = ""
    booked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed and not entered yet."""

    key: str
    text: str
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class KnownSource:
    """Where a copy for a customer was taken from before. `location` never holds a password."""

    kind: str
    location: str
    last_used_at: datetime


@dataclass(frozen=True, slots=True)
class Day:
    """A day as the clock on the wall has it, in UTC: from `begins_at` up to, and without, `ends_at`."""

    begins_at: datetime
    ends_at: datetime

    def holds(self, moment: datetime | None) -> bool:
        """Whether a moment is in it; a time that has not come yet is in no day."""
        return moment is not None and self.begins_at <= moment < self.ends_at

    def seconds_of(self, times: Iterable[WorkTime]) -> int:
        """How much of some spans of work lies in it."""
        return sum(self._seconds_of(time) for time in times)

    def _seconds_of(self, time: WorkTime) -> int:
        ended_at = time.began_at + timedelta(seconds=time.seconds)
        overlap = min(ended_at, self.ends_at) - max(time.began_at, self.begins_at)
        return max(0, int(overlap.total_seconds()))


@dataclass(frozen=True, slots=True)
class CopySize:
    """What a copy held when its checkout ended. `root` is the hash that its first commit record signs (hex)."""

    files: int
    folders: int
    links: int
    content_bytes: int
    problems: int
    root: str


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """A copy as the register knows it. Times are UTC; a time is None while the step has not happened."""

    id: CopyId
    ticket: Ticket
    state: CopyState
    source_kind: str
    source: str
    technician: str
    created_at: datetime
    is_incomplete: bool = False
    size: CopySize | None = None
    first_epoch: int | None = None
    generation: int = 0
    due_at: datetime | None = None
    held_at: datetime | None = None
    closed_at: datetime | None = None
    wipe_at: datetime | None = None
    key_destroyed_at: datetime | None = None
    wiped_at: datetime | None = None
    damage: str = ""
    certificate_number: str = ""
    exported_generation: int | None = None
    extensions: int = 0

    @property
    def is_changed(self) -> bool:
        """Whether the copy holds work that was not exported; True where that is not known."""
        return self.generation > (self.exported_generation or 0)


class EscapeState(Enum):
    """What became of data that was taken out of a copy."""

    OUTSTANDING = "outstanding"
    RECLAIMED = "reclaimed"


@dataclass(frozen=True, slots=True)
class Escape:
    """Data that left the sealed copy. `digest` is the SHA-256 of what left, in hex."""

    at: datetime
    copy_id: CopyId
    what: str
    content_bytes: int
    digest: str
    state: EscapeState


@dataclass(frozen=True, slots=True)
class KeyDeletion:
    """Evidence that the key of one epoch is gone from where it was kept.

    `deletions` counts the entries removed; `is_absent` is what reading it back said afterwards. A vault opened by a
    passphrase alone has no entry to delete: then `store` is empty and `is_absent` False.
    """

    epoch: int
    store: str
    entry: str
    deletions: int
    is_absent: bool


@dataclass(frozen=True, slots=True)
class ClearedFile:
    """What was done to one file on the way out. `name` is a path below the home folder."""

    name: str
    size_bytes: int
    was_overwritten: bool
    was_punched: bool
    is_removed: bool
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Clearing:
    """What clearing did, item by item. Nothing is raised half-way: failures are listed."""

    filesystem: str
    overwrites_in_place: bool
    files: tuple[ClearedFile, ...] = field(default_factory=tuple)

    @property
    def remaining(self) -> tuple[ClearedFile, ...]:
        """The files that are still there."""
        return tuple(item for item in self.files if not item.is_removed)
