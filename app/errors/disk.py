"""B6xx: the disk."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class DiskFull(BaileeError):
    """No space is left."""

    code: ClassVar[str] = "B601"
    line: ClassVar[str] = "disk full: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class ReadOnlyFolder(BaileeError):
    """The file system is mounted for reading only."""

    code: ClassVar[str] = "B602"
    line: ClassVar[str] = "file system is read-only: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class AccessDenied(BaileeError):
    """The system does not permit it."""

    code: ClassVar[str] = "B603"
    line: ClassVar[str] = "permission denied: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class DiskFailed(BaileeError):
    """The disk or the system reported another error."""

    code: ClassVar[str] = "B604"
    line: ClassVar[str] = "{path}: {reason}"
    path: str
    reason: str


@dataclass(kw_only=True, eq=False)
class FileExists(BaileeError):
    """Something stands in the way; nothing is overwritten."""

    code: ClassVar[str] = "B605"
    line: ClassVar[str] = "exists already: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class FileMissing(BaileeError):
    """No such file."""

    code: ClassVar[str] = "B606"
    line: ClassVar[str] = "no such file: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class VaultBusy(BaileeError):
    """Another program of Bailee holds the lock."""

    code: ClassVar[str] = "B607"
    line: ClassVar[str] = "{what} is locked by another Bailee"
    what: str
