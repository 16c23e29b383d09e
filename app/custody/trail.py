"""What the ledger says about the end of one copy."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.crypto.canonical import Json
from app.crypto.fields import Fields
from app.custody.ledger import EMPTY, Event, Ledger, LedgerHead
from app.errors import LedgerDamaged
from app.model import CopyId, CopyRecord, KeyDeletion
from app.progress import make_way

_ENTRIES_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Trail:
    """The deletions of every epoch that held the copy's key, and the epoch it ended with.

    `is_sound` is False where the ledger is damaged: then this is what could be read before the damage.
    """

    head: LedgerHead
    deletions: tuple[KeyDeletion, ...]
    last_epoch: int
    is_sound: bool


def trail_of(ledger: Ledger, record: CopyRecord) -> Trail:
    """Read the ledger once, verifying it on the way."""
    first = record.first_epoch or 1
    head, last, is_sound = EMPTY, first, True
    found: dict[int, KeyDeletion] = {}
    try:
        for entry in ledger.entries():
            head = LedgerHead(entry.number, entry.hash)
            if entry.number % _ENTRIES_AT_ONCE == 0:
                make_way()
            if entry.event != Event.KEY_DESTROYED.value:
                continue
            deletion = _deletion(entry.facts)
            # After a crash a key may be reported gone twice; the first report counts what was deleted.
            found.setdefault(deletion.epoch, deletion)
            if record.id in _copies(entry.facts):
                last = deletion.epoch
    except (LedgerDamaged, ValueError):
        is_sound = False
    kept = tuple(deletion for epoch, deletion in sorted(found.items()) if first <= epoch <= last)
    return Trail(head, kept, last, is_sound)


def _deletion(facts: Mapping[str, Json]) -> KeyDeletion:
    fields = Fields(facts)
    return KeyDeletion(
        epoch=fields.whole("epoch"),
        store=fields.text("store"),
        entry=fields.text("entry"),
        deletions=fields.whole("deletions"),
        is_absent=facts.get("is_absent") is True,
    )


def _copies(facts: Mapping[str, Json]) -> list[CopyId]:
    copies = facts.get("copies")
    return [CopyId(copy) for copy in copies if isinstance(copy, str)] if isinstance(copies, list) else []
