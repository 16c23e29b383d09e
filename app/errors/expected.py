"""Every failure Bailee expects derives from BaileeError; anything else is a bug.

`code` never changes once released. `str()` is an English line for the log; the words shown to people live with
the front ends.
"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(kw_only=True, eq=False)
class BaileeError(Exception):
    """An expected failure with a stable code and the facts that belong to it."""

    code: ClassVar[str] = "B000"
    line: ClassVar[str] = "something expected went wrong"

    def __str__(self) -> str:
        return self.line.format(**vars(self))


@dataclass(kw_only=True, eq=False)
class Cancelled(BaileeError):
    """The technician stopped the operation."""

    code: ClassVar[str] = "B001"
    line: ClassVar[str] = "stopped on request"


@dataclass(kw_only=True, eq=False)
class SettingsDamaged(BaileeError):
    """The settings file cannot be understood."""

    code: ClassVar[str] = "B002"
    line: ClassVar[str] = "settings cannot be read: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class SettingUnknown(BaileeError):
    """A setting that does not exist, or a value outside its bounds."""

    code: ClassVar[str] = "B003"
    line: ClassVar[str] = "setting {name}: {reason}"
    name: str
    reason: str
