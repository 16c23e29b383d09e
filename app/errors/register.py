"""B1xx: the register, and what a person typed."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class CustomerUnknown(BaileeError):
    """No customer has this number."""

    code: ClassVar[str] = "B101"
    line: ClassVar[str] = "no customer {number}"
    number: str


@dataclass(kw_only=True, eq=False)
class CustomerExists(BaileeError):
    """The customer number is taken."""

    code: ClassVar[str] = "B102"
    line: ClassVar[str] = "customer {number} exists already"
    number: str


@dataclass(kw_only=True, eq=False)
class TicketUnknown(BaileeError):
    """No ticket has this number."""

    code: ClassVar[str] = "B103"
    line: ClassVar[str] = "no ticket {number}"
    number: str


@dataclass(kw_only=True, eq=False)
class TicketExists(BaileeError):
    """The ticket number is taken."""

    code: ClassVar[str] = "B104"
    line: ClassVar[str] = "ticket {number} exists already"
    number: str


@dataclass(kw_only=True, eq=False)
class InputRefused(BaileeError):
    """A value that was typed cannot be used."""

    code: ClassVar[str] = "B105"
    line: ClassVar[str] = "{field}: {reason}"
    field: str
    reason: str


@dataclass(kw_only=True, eq=False)
class RegistryDamaged(BaileeError):
    """The register cannot be opened with its own key, or its content contradicts itself."""

    code: ClassVar[str] = "B106"
    line: ClassVar[str] = "register damaged: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class RegistryNewer(BaileeError):
    """The register was written by a newer Bailee."""

    code: ClassVar[str] = "B107"
    line: ClassVar[str] = "register has schema {found}, this Bailee knows {known}"
    found: str
    known: str


@dataclass(kw_only=True, eq=False)
class RegistryBusy(BaileeError):
    """Another program keeps the register locked."""

    code: ClassVar[str] = "B108"
    line: ClassVar[str] = "register is busy"
