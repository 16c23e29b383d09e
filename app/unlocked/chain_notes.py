"""What the last look at the whole chain of the ledger gave, kept in the register."""

from dataclasses import dataclass
from datetime import datetime

from app.crypto.canonical import parse_object, to_canonical
from app.crypto.fields import Fields
from app.errors import LedgerDamaged
from app.registry.meta import Meta

_VERIFIED = "ledger.verified"
_BROKEN = "ledger.broken"


@dataclass(frozen=True, slots=True)
class ChainVerified:
    """The chain held up to an entry."""

    entry: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ChainBroken:
    """The first entry that did not fit; 0 where that cannot be told."""

    entry: int
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChainState:
    """`verified` is None before the first time; `broken` stays until the chain was verified again."""

    verified: ChainVerified | None = None
    broken: ChainBroken | None = None


def chain_state(meta: Meta) -> ChainState:
    """What is known."""
    return ChainState(_verified(meta.get(_VERIFIED) or ""), _broken(meta.get(_BROKEN) or ""))


def note_verified(meta: Meta, entry: int, at: datetime) -> None:
    """The chain was verified and held."""
    text = to_canonical({"entry": entry, "at": at.isoformat()}).decode("ascii")
    meta.set_many({_VERIFIED: text, _BROKEN: ""})


def note_broken(meta: Meta, damage: LedgerDamaged, at: datetime) -> None:
    """The chain was verified and did not hold."""
    meta.set(_BROKEN, to_canonical({"entry": damage.entry, "reason": damage.reason, "at": at.isoformat()}).decode())


def _verified(text: str) -> ChainVerified | None:
    fields = _fields(text)
    if fields is None:
        return None
    return ChainVerified(fields.whole("entry"), datetime.fromisoformat(fields.text("at")))


def _broken(text: str) -> ChainBroken | None:
    fields = _fields(text)
    if fields is None:
        return None
    return ChainBroken(fields.whole("entry"), fields.text("reason"), datetime.fromisoformat(fields.text("at")))


def _fields(text: str) -> Fields | None:
    return Fields(parse_object(text.encode())) if text else None
