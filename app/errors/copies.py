"""B3xx: a sealed copy and what is in it."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class CopyDamaged(BaileeError):
    """The catalogue of a copy does not open, contradicts itself, or was edited."""

    code: ClassVar[str] = "B301"
    line: ClassVar[str] = "copy {copy} damaged: {reason}"
    copy: str
    reason: str


@dataclass(kw_only=True, eq=False)
class CopyRolledBack(BaileeError):
    """The copy on disk is older than the register knows it to be."""

    code: ClassVar[str] = "B302"
    line: ClassVar[str] = "copy {copy} is of generation {found}, the register has seen {expected}"
    copy: str
    found: int
    expected: int


@dataclass(kw_only=True, eq=False)
class FileDamaged(BaileeError):
    """One file of a copy cannot be read as it was written; the others are not affected."""

    code: ClassVar[str] = "B303"
    line: ClassVar[str] = "damaged in the copy: {path} ({reason})"
    path: str
    reason: str


@dataclass(kw_only=True, eq=False)
class PathMissing(BaileeError):
    """No such file or folder in the copy."""

    code: ClassVar[str] = "B304"
    line: ClassVar[str] = "not in the copy: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class PathExists(BaileeError):
    """The name is taken in the copy."""

    code: ClassVar[str] = "B305"
    line: ClassVar[str] = "in the copy already: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class NotAFolder(BaileeError):
    """A folder was needed."""

    code: ClassVar[str] = "B306"
    line: ClassVar[str] = "not a folder: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class NotAFile(BaileeError):
    """A file was needed."""

    code: ClassVar[str] = "B307"
    line: ClassVar[str] = "not a file: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class FolderNotEmpty(BaileeError):
    """The folder still holds something."""

    code: ClassVar[str] = "B308"
    line: ClassVar[str] = "folder is not empty: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class NameRefused(BaileeError):
    """A name that cannot stand in a copy."""

    code: ClassVar[str] = "B309"
    line: ClassVar[str] = "name refused: {path} ({reason})"
    path: str
    reason: str


@dataclass(kw_only=True, eq=False)
class CopyReadOnly(BaileeError):
    """The copy, or the handle, was opened for reading only."""

    code: ClassVar[str] = "B310"
    line: ClassVar[str] = "opened for reading only: {path}"
    path: str


@dataclass(kw_only=True, eq=False)
class CopyBusy(BaileeError):
    """Another program of Bailee works on this copy."""

    code: ClassVar[str] = "B311"
    line: ClassVar[str] = "copy {copy} is in use by another Bailee"
    copy: str


@dataclass(kw_only=True, eq=False)
class ChunksUsedUp(BaileeError):
    """The key of this copy has sealed as many chunks as is safe."""

    code: ClassVar[str] = "B312"
    line: ClassVar[str] = "copy {copy} has used up its {limit} chunks"
    copy: str
    limit: int


@dataclass(kw_only=True, eq=False)
class HandleClosed(BaileeError):
    """The file or copy was closed."""

    code: ClassVar[str] = "B313"
    line: ClassVar[str] = "used after it was closed: {path}"
    path: str
