"""What a certificate is made from, and what it adds up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from app.custody.trail import Trail
from app.model import Clearing, CopyRecord, Escape, EscapeState, KeyMode, VaultId


class Verdict(Enum):
    """What the certificate says in sum."""

    PASS = "PASS"  # noqa: S105 - a verdict
    EXCEPTIONS = "PASS WITH EXCEPTIONS"
    FAIL = "FAIL"


class Shortfall(Enum):
    """Why a verdict is not a plain PASS. The codes never change."""

    PASSPHRASE_ONLY = "passphrase-only-no-forward-secrecy"  # noqa: S105 - a code
    ESCAPES = "escapes-outstanding"
    OLD_EPOCH_NOT_TRIED = "old-epoch-not-tried-after-interruption"
    EVIDENCE_MISSING = "key-deletion-evidence-missing"
    KEY_PRESENT = "key-still-present"
    OLD_TABLE_OPENS = "old-key-table-still-opens"
    FILES_REMAIN = "files-remain"
    LEDGER_DAMAGED = "ledger-damaged"

    @property
    def fails(self) -> bool:
        """Whether this alone makes the verdict FAIL."""
        return self in {Shortfall.KEY_PRESENT, Shortfall.OLD_TABLE_OPENS, Shortfall.FILES_REMAIN}


@dataclass(frozen=True, slots=True)
class Verification:
    """What was tried after the wipe. `old_table_opens` is None where the old bytes were no longer at hand."""

    key_in_table: bool
    old_table_opens: bool | None
    files_remaining: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a certificate is made from."""

    number: str
    vault: VaultId
    tool_version: str
    workstation: str
    record: CopyRecord
    mode: KeyMode
    trail: Trail
    clearing: Clearing
    verification: Verification
    escapes: Sequence[Escape]
    risks: Sequence[str]
    issued_at: datetime


def shortfalls(evidence: Evidence) -> list[Shortfall]:
    """What keeps the verdict from being a plain PASS."""
    tried = evidence.verification
    found = _about_keyring(evidence) if evidence.mode.uses_keyring else [Shortfall.PASSPHRASE_ONLY]
    if not evidence.trail.is_sound:
        found.append(Shortfall.LEDGER_DAMAGED)
    if any(escape.state is EscapeState.OUTSTANDING for escape in evidence.escapes):
        found.append(Shortfall.ESCAPES)
    if tried.key_in_table:
        found.append(Shortfall.KEY_PRESENT)
    if tried.files_remaining:
        found.append(Shortfall.FILES_REMAIN)
    return found


def _about_keyring(evidence: Evidence) -> list[Shortfall]:
    found = []
    proven = {deletion.epoch for deletion in evidence.trail.deletions if deletion.is_absent}
    if not set(range(evidence.record.first_epoch or 1, evidence.trail.last_epoch + 1)) <= proven:
        found.append(Shortfall.EVIDENCE_MISSING)
    if evidence.verification.old_table_opens is None:
        found.append(Shortfall.OLD_EPOCH_NOT_TRIED)
    elif evidence.verification.old_table_opens:
        found.append(Shortfall.OLD_TABLE_OPENS)
    return found


def verdict_of(found: Sequence[Shortfall]) -> Verdict:
    """The sum of all shortfalls."""
    if any(shortfall.fails for shortfall in found):
        return Verdict.FAIL
    return Verdict.EXCEPTIONS if found else Verdict.PASS
