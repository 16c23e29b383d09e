"""B5xx: the life of a copy, the ledger, the certificate."""

from dataclasses import dataclass
from typing import ClassVar

from app.errors.expected import BaileeError


@dataclass(kw_only=True, eq=False)
class TransitionRefused(BaileeError):
    """The copy is not in a state that allows this."""

    code: ClassVar[str] = "B501"
    line: ClassVar[str] = "copy {copy} is {state}, which does not allow {act}"
    copy: str
    state: str
    act: str


@dataclass(kw_only=True, eq=False)
class AlreadyCheckedOut(BaileeError):
    """This source is checked out for this ticket already."""

    code: ClassVar[str] = "B502"
    line: ClassVar[str] = "ticket {ticket} holds a copy of {source} already"
    ticket: str
    source: str


@dataclass(kw_only=True, eq=False)
class NoCopyHeld(BaileeError):
    """The ticket has no copy that this act could be done on."""

    code: ClassVar[str] = "B503"
    line: ClassVar[str] = "ticket {ticket} holds no copy"
    ticket: str


@dataclass(kw_only=True, eq=False)
class CopyAmbiguous(BaileeError):
    """The ticket has several copies; say which."""

    code: ClassVar[str] = "B504"
    line: ClassVar[str] = "ticket {ticket} has several copies: {copies}"
    ticket: str
    copies: str


@dataclass(kw_only=True, eq=False)
class UndoTooLate(BaileeError):
    """The undo window has ended."""

    code: ClassVar[str] = "B505"
    line: ClassVar[str] = "the undo window of ticket {ticket} ended at {ended}"
    ticket: str
    ended: str


@dataclass(kw_only=True, eq=False)
class TicketClosed(BaileeError):
    """The ticket is closed."""

    code: ClassVar[str] = "B506"
    line: ClassVar[str] = "ticket {ticket} is closed"
    ticket: str


@dataclass(kw_only=True, eq=False)
class LedgerDamaged(BaileeError):
    """The ledger was edited, cut, or does not fit what is known of it."""

    code: ClassVar[str] = "B507"
    line: ClassVar[str] = "ledger damaged at entry {entry}: {reason}"
    entry: int
    reason: str


@dataclass(kw_only=True, eq=False)
class CertificateInvalid(BaileeError):
    """The certificate is not as it was signed, or not one at all."""

    code: ClassVar[str] = "B508"
    line: ClassVar[str] = "certificate invalid: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class CertificateMissing(BaileeError):
    """There is no certificate yet."""

    code: ClassVar[str] = "B509"
    line: ClassVar[str] = "no certificate for ticket {ticket}"
    ticket: str


@dataclass(kw_only=True, eq=False)
class CertificateMismatch(BaileeError):
    """The certificate is genuine but speaks of something else than asked."""

    code: ClassVar[str] = "B510"
    line: ClassVar[str] = "certificate does not fit: {reason}"
    reason: str


@dataclass(kw_only=True, eq=False)
class NothingToUndo(BaileeError):
    """No wipe of this ticket is waiting."""

    code: ClassVar[str] = "B511"
    line: ClassVar[str] = "no wipe of ticket {ticket} is waiting"
    ticket: str


@dataclass(kw_only=True, eq=False)
class WipeIncomplete(BaileeError):
    """The key is destroyed; some files could not be removed yet."""

    code: ClassVar[str] = "B512"
    line: ClassVar[str] = "key destroyed, {remaining} files of copy {copy} still to be removed"
    copy: str
    remaining: int


@dataclass(kw_only=True, eq=False)
class TooManyEntries(BaileeError):
    """More entries than a document for people can hold."""

    code: ClassVar[str] = "B513"
    line: ClassVar[str] = "more than the {most} entries that a document holds"
    most: int
