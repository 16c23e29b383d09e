"""Records and evidence to make certificates from."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from app.custody.evidence import Evidence, Verification
from app.custody.ledger import LedgerHead
from app.custody.trail import Trail
from app.model import (
    ClearedFile,
    Clearing,
    CopyId,
    CopyRecord,
    CopySize,
    CopyState,
    Customer,
    CustomerId,
    Escape,
    EscapeState,
    KeyDeletion,
    KeyMode,
    Ticket,
    TicketId,
    TicketState,
    VaultId,
)
from tests.fakes import NEW_YEAR

VAULT = VaultId("0123456789abcdef" * 2)
COPY = CopyId("00112233445566778899aabbccddeeff")
HEAD = LedgerHead(7, hashlib.sha256(b"a ledger").hexdigest())


def a_record(*, state: CopyState = CopyState.VERIFYING, copy: CopyId = COPY, first_epoch: int | None = 1) -> CopyRecord:
    customer = Customer(CustomerId("c" * 32), "C-1", "Köhler & Söhne", "it@example.org", NEW_YEAR)
    ticket = Ticket(TicketId("t" * 32), "T-1", "Invoices stop", TicketState.CLOSED, customer, NEW_YEAR)
    return CopyRecord(
        id=copy,
        ticket=ticket,
        state=state,
        source_kind="folder",
        source="/srv/data",
        technician="ada",
        created_at=NEW_YEAR,
        size=CopySize(3, 1, 0, 100, 0, "ab" * 32),
        first_epoch=first_epoch,
        generation=1,
        held_at=NEW_YEAR,
        closed_at=NEW_YEAR + timedelta(days=1),
        key_destroyed_at=NEW_YEAR + timedelta(days=1, seconds=30),
    )


def a_deletion(epoch: int = 1, *, is_absent: bool = True) -> KeyDeletion:
    return KeyDeletion(epoch, "memory", f"bailee/{VAULT}/{epoch}-00000000", 1, is_absent)


def a_trail(*epochs: int, last: int | None = None, is_sound: bool = True) -> Trail:
    return Trail(HEAD, tuple(a_deletion(epoch) for epoch in epochs), last or max(epochs, default=1), is_sound)


def an_escape(state: EscapeState = EscapeState.OUTSTANDING) -> Escape:
    return Escape(NEW_YEAR, COPY, "file", 10, "cd" * 32, state)


def evidence(
    *,
    mode: KeyMode = KeyMode.KEYRING,
    trail: Trail | None = None,
    verification: Verification | None = None,
    escapes: Sequence[Escape] = (),
    record: CopyRecord | None = None,
) -> Evidence:
    """Evidence of a wipe without any shortfall, but for what is given."""
    return Evidence(
        number="C-0001",
        vault=VAULT,
        tool_version="1.0",
        workstation="desk-7",
        record=record or a_record(),
        mode=mode,
        trail=trail or a_trail(1),
        clearing=Clearing("ext4", overwrites_in_place=True, files=_cleared()),
        verification=verification or sound(),
        escapes=escapes,
        risks=["medium-may-keep-old-blocks"],
        issued_at=NEW_YEAR + timedelta(days=1, seconds=31),
    )


def sound() -> Verification:
    return Verification(key_in_table=False, old_table_opens=False, files_remaining=0)


def _cleared() -> tuple[ClearedFile, ...]:
    done = ClearedFile(f"copies/{COPY}/catalogue.db", 10, was_overwritten=True, was_punched=True, is_removed=True)
    return (
        done,
        replace(done, name=f"copies/{COPY}/segments/0a", size_bytes=100, was_punched=False),
        replace(done, name=f"copies/{COPY}/segments/0b", size_bytes=1, was_overwritten=False, failure="B603"),
        replace(done, name="keys/table-1-00", size_bytes=5),
    )
