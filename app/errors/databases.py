"""B7xx: databases, where they come from and inside a copy."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class DriverMissing(BaileeError):
    """The optional package that speaks to this kind of database is not installed. `extra` is its name for pip."""

    code: ClassVar[str] = "B701"
    line: ClassVar[str] = "no driver for {engine}: install bailee[{extra}]"
    engine: str
    extra: str


@dataclass(kw_only=True, eq=False)
class UrlRefused(BaileeError):
    """The URL of a database cannot be used. Never holds the URL itself, which may carry a secret."""

    code: ClassVar[str] = "B702"
    line: ClassVar[str] = "database URL refused: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class LoginFailed(BaileeError):
    """The server does not let this user in."""

    code: ClassVar[str] = "B703"
    line: ClassVar[str] = "login refused by {source}"
    source: str


@dataclass(kw_only=True, eq=False)
class ServerUnreachable(BaileeError):
    """No server answers there."""

    code: ClassVar[str] = "B704"
    line: ClassVar[str] = "server not reached: {source} ({reason})"
    source: str
    reason: str


@dataclass(kw_only=True, eq=False)
class ServerGone(BaileeError):
    """The connection broke while the database was read."""

    code: ClassVar[str] = "B705"
    line: ClassVar[str] = "connection to {source} lost ({reason})"
    source: str
    reason: str


@dataclass(kw_only=True, eq=False)
class PlainConnectionRefused(BaileeError):
    """The connection would not be encrypted, the host is not this machine, and nobody said yes to that."""

    code: ClassVar[str] = "B706"
    line: ClassVar[str] = "connection to {source} is not encrypted"
    source: str


@dataclass(kw_only=True, eq=False)
class SnapshotImpossible(BaileeError):
    """The engine cannot show one moment's state of this database."""

    code: ClassVar[str] = "B707"
    line: ClassVar[str] = "no consistent snapshot of {source} ({reason})"
    source: str
    reason: str


@dataclass(kw_only=True, eq=False)
class TableUnknown(BaileeError):
    """The database has no such table, or the name fits several."""

    code: ClassVar[str] = "B708"
    line: ClassVar[str] = "no table {table}"
    table: str


@dataclass(kw_only=True, eq=False)
class TableRefused(BaileeError):
    """One table cannot be read, which says nothing about the others."""

    code: ClassVar[str] = "B709"
    line: ClassVar[str] = "table {table} cannot be read ({reason})"
    table: str
    reason: str


@dataclass(kw_only=True, eq=False)
class FilterRefused(BaileeError):
    """The condition for the rows of a table is not one."""

    code: ClassVar[str] = "B710"
    line: ClassVar[str] = "condition for table {table} refused ({reason})"
    table: str
    reason: str


@dataclass(kw_only=True, eq=False)
class TableDiffers(BaileeError):
    """What was written is not what was read: counts or hashes of a table are not the same."""

    code: ClassVar[str] = "B711"
    line: ClassVar[str] = "table {table} differs from its source: {expected} expected, {found} found"
    table: str
    expected: str
    found: str


@dataclass(kw_only=True, eq=False)
class NotADatabase(BaileeError):
    """The file is not a database that can be opened, or it is damaged inside."""

    code: ClassVar[str] = "B721"
    line: ClassVar[str] = "not a usable database: {path} ({reason})"
    path: str
    reason: str


@dataclass(kw_only=True, eq=False)
class StatementRefused(BaileeError):
    """The statement would do what is not allowed here: write in a read-only session, or reach out of the database."""

    code: ClassVar[str] = "B722"
    line: ClassVar[str] = "statement refused: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class StatementFailed(BaileeError):
    """The database's own complaint about a statement. `offset` counts characters from 0; -1 where it is not known.

    `said` is its message where that can repeat the customer's data: to be shown, never to be logged.
    """

    code: ClassVar[str] = "B723"
    line: ClassVar[str] = "statement failed: {reason} (offset {offset})"
    reason: str
    offset: int = -1
    said: str = field(default="", repr=False)


@dataclass(kw_only=True, eq=False)
class DatabaseBusy(BaileeError):
    """Another connection is writing to the database."""

    code: ClassVar[str] = "B724"
    line: ClassVar[str] = "database in use: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class NoRunToUndo(BaileeError):
    """No run has changed this database since its checkout, or all were undone."""

    code: ClassVar[str] = "B725"
    line: ClassVar[str] = "no run to undo in {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class RevertRefused(BaileeError):
    """The rows of one table alone cannot be made what they were at the checkout."""

    code: ClassVar[str] = "B726"
    line: ClassVar[str] = "rows of table {table} cannot be put back: {reason}"
    table: str
    reason: str


@dataclass(kw_only=True, eq=False)
class DumpRefused(BaileeError):
    """A dump does not run as a script for SQLite, or would do what is not allowed here. Lines count from 1.

    `said` is the database's message where that can repeat the customer's data: to be shown, never to be logged.
    """

    code: ClassVar[str] = "B727"
    line: ClassVar[str] = "dump refused at line {number}: {reason}"
    number: int
    reason: str
    said: str = field(default="", repr=False)


@dataclass(kw_only=True, eq=False)
class PolicyInvalid(BaileeError):
    """A masking policy cannot be used as it is written."""

    code: ClassVar[str] = "B731"
    line: ClassVar[str] = "masking policy refused: {reason}"
    reason: str
