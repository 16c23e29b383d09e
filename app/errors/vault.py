"""B2xx: the vault and its keys."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class VaultMissing(BaileeError):
    """The home folder holds no vault yet."""

    code: ClassVar[str] = "B201"
    line: ClassVar[str] = "no vault in {home}"
    home: str


@dataclass(kw_only=True, eq=False)
class VaultExists(BaileeError):
    """The home folder holds a vault already."""

    code: ClassVar[str] = "B202"
    line: ClassVar[str] = "{home} holds a vault already"
    home: str


@dataclass(kw_only=True, eq=False)
class HeadDamaged(BaileeError):
    """HEAD is missing parts, was edited, or does not belong to its keys."""

    code: ClassVar[str] = "B203"
    line: ClassVar[str] = "HEAD damaged: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class KeyTableDamaged(BaileeError):
    """The key table that HEAD names is missing, edited, or an older one put back."""

    code: ClassVar[str] = "B204"
    line: ClassVar[str] = "key table {table} damaged: {reason}"
    table: str
    reason: str


@dataclass(kw_only=True, eq=False)
class VaultRolledBack(BaileeError):
    """The key files are older than the register knows them to be."""

    code: ClassVar[str] = "B205"
    line: ClassVar[str] = "keys are of generation {found}, the register has seen {expected}"
    found: int
    expected: int


@dataclass(kw_only=True, eq=False)
class EpochKeyGone(BaileeError):
    """The keyring no longer holds the key of the epoch that HEAD names."""

    code: ClassVar[str] = "B206"
    line: ClassVar[str] = "{store} holds no key for epoch {epoch}"
    store: str
    epoch: int


@dataclass(kw_only=True, eq=False)
class PassphraseNeeded(BaileeError):
    """The vault needs a passphrase and none was given."""

    code: ClassVar[str] = "B207"
    line: ClassVar[str] = "a passphrase is needed"


@dataclass(kw_only=True, eq=False)
class PassphraseWrong(BaileeError):
    """The passphrase does not open the vault; the next try waits `pause_seconds`."""

    code: ClassVar[str] = "B208"
    line: ClassVar[str] = "wrong passphrase; next try after {pause_seconds:g} s"
    pause_seconds: float


@dataclass(kw_only=True, eq=False)
class KeyStoreMissing(BaileeError):
    """This machine offers no keyring that Bailee trusts."""

    code: ClassVar[str] = "B209"
    line: ClassVar[str] = "no usable keyring: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class KeyStoreLocked(BaileeError):
    """The keyring is there and locked."""

    code: ClassVar[str] = "B210"
    line: ClassVar[str] = "{store} is locked"
    store: str


@dataclass(kw_only=True, eq=False)
class KeyStoreFailed(BaileeError):
    """The keyring refused, or did not keep what it was given."""

    code: ClassVar[str] = "B211"
    line: ClassVar[str] = "{store} failed to {act}: {reason}"
    store: str
    act: str
    reason: str


@dataclass(kw_only=True, eq=False)
class KeyStoreTimeout(BaileeError):
    """The keyring did not answer in time; a prompt may be waiting on the screen."""

    code: ClassVar[str] = "B212"
    line: ClassVar[str] = "{store} did not answer within {seconds:g} s"
    store: str
    seconds: float


@dataclass(kw_only=True, eq=False)
class KeyStoreDiffers(BaileeError):
    """The vault is pinned to another kind of keyring than the one offered."""

    code: ClassVar[str] = "B213"
    line: ClassVar[str] = "vault is pinned to {pinned}, offered: {offered}"
    pinned: str
    offered: str


@dataclass(kw_only=True, eq=False)
class KeyNotDestroyed(BaileeError):
    """The keyring still gives out a key that was deleted from it."""

    code: ClassVar[str] = "B214"
    line: ClassVar[str] = "{store} still holds {entry}"
    store: str
    entry: str


@dataclass(kw_only=True, eq=False)
class VaultLocked(BaileeError):
    """The keys were dropped; unlock first."""

    code: ClassVar[str] = "B215"
    line: ClassVar[str] = "the vault is locked"


@dataclass(kw_only=True, eq=False)
class FormatNewer(BaileeError):
    """A file was written in a newer format than this Bailee knows."""

    code: ClassVar[str] = "B216"
    line: ClassVar[str] = "{what} has format {found}, this Bailee knows {known}"
    what: str
    found: int
    known: int


@dataclass(kw_only=True, eq=False)
class SealBroken(BaileeError):
    """Sealed bytes do not open: damaged, exchanged, or sealed under another key."""

    code: ClassVar[str] = "B217"
    line: ClassVar[str] = "{what} does not open under its key"
    what: str


@dataclass(kw_only=True, eq=False)
class SecretClosed(BaileeError):
    """A key was used after it was dropped."""

    code: ClassVar[str] = "B218"
    line: ClassVar[str] = "the key was dropped already"
