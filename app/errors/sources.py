"""B4xx: where a copy is taken from."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class SourceMissing(BaileeError):
    """The source does not exist."""

    code: ClassVar[str] = "B401"
    line: ClassVar[str] = "source not found: {source}"
    source: str


@dataclass(kw_only=True, eq=False)
class SourceRefused(BaileeError):
    """The source cannot be checked out."""

    code: ClassVar[str] = "B402"
    line: ClassVar[str] = "source refused: {source} ({reason})"
    source: str
    reason: str


@dataclass(kw_only=True, eq=False)
class SourceInsideHome(BaileeError):
    """The source lies inside the home folder of Bailee."""

    code: ClassVar[str] = "B403"
    line: ClassVar[str] = "source {source} lies inside {home}"
    source: str
    home: str


@dataclass(kw_only=True, eq=False)
class HomeInsideSource(BaileeError):
    """The home folder of Bailee lies inside the source."""

    code: ClassVar[str] = "B404"
    line: ClassVar[str] = "{home} lies inside the source {source}"
    source: str
    home: str


@dataclass(kw_only=True, eq=False)
class SourceUnreadable(BaileeError):
    """The source as a whole cannot be read."""

    code: ClassVar[str] = "B405"
    line: ClassVar[str] = "source cannot be read: {source} ({reason})"
    source: str
    reason: str
