"""Certificates to render, and what to read the pages with."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from hypothesis import strategies as st

from app.crypto.secret import Secret
from app.crypto.signing import Signer
from app.custody.certificate import Certificate, make_certificate, read_certificate
from app.custody.evidence import Evidence, Verification
from app.custody.ledger import LedgerHead
from app.custody.rendering import render_pdf
from app.custody.trail import Trail
from app.disk.machine import Risk
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

NOW = datetime(2026, 11, 17, 17, 12, 3, 482_913, tzinfo=UTC)
VAULT = VaultId("3f9d0c51b2a84e6f9d7c10a2b3c4d5e6")
COPY = CopyId("9a7c34d1e8f2406bb1c5d0e9f8a76b54")
ROOT = "4be1" * 16
SIGNER = Signer(Secret(bytes(range(32))))
CUSTOMER = Customer(CustomerId("c1"), "K-1042", "Müller & Söhne (Bau)", "", NOW)
TICKET = Ticket(TicketId("t1"), "ERP-4711", "Update failed", TicketState.CLOSED, CUSTOMER, NOW)
RECORD = CopyRecord(
    COPY,
    TICKET,
    CopyState.VERIFYING,
    "folder",
    "/srv/erp",
    "Jana Novak",
    NOW - timedelta(days=6),
    size=CopySize(18_211, 1_204, 16, 12_345_678_901, 2, ROOT),
    first_epoch=5,
    generation=41,
    held_at=NOW - timedelta(days=5),
    closed_at=NOW - timedelta(minutes=4),
    key_destroyed_at=NOW - timedelta(minutes=1),
)
CLEARING = Clearing(
    "ext4",
    overwrites_in_place=True,
    files=(
        ClearedFile("copies/9a/segments/00000001", 16_000_000, was_overwritten=True, was_punched=True, is_removed=True),
        ClearedFile("copies/9a/catalogue", 55_000_000, was_overwritten=True, was_punched=False, is_removed=True),
        ClearedFile("keys/7.table", 4_096, was_overwritten=True, was_punched=True, is_removed=True),
    ),
)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


def deletion(epoch: int) -> KeyDeletion:
    return KeyDeletion(epoch, "secret-service", f"bailee/{VAULT}/{epoch}-5f21c0d9", 1, is_absent=True)


def escape(state: EscapeState = EscapeState.RECLAIMED, what: str = "clipboard") -> Escape:
    return Escape(NOW - timedelta(days=2), COPY, what, 8_123_456, "ab12" * 16, state)


EVIDENCE = Evidence(
    number="C-0012",
    vault=VAULT,
    tool_version="0.1.0",
    workstation="bench-03",
    record=RECORD,
    mode=KeyMode.KEYRING,
    trail=Trail(LedgerHead(1_893, "c0ffee42" * 8), (deletion(5), deletion(6)), 6, is_sound=True),
    clearing=CLEARING,
    verification=Verification(key_in_table=False, old_table_opens=False, files_remaining=0),
    escapes=[],
    risks=[Risk.KEYRING_FILE.value, Risk.FLASH.value],
    issued_at=NOW,
)


def certificate(evidence: Evidence = EVIDENCE) -> Certificate:
    return read_certificate(make_certificate(evidence, SIGNER))


def named(name: str) -> Evidence:
    ticket = replace(TICKET, title=name, customer=replace(CUSTOMER, name=name))
    return replace(EVIDENCE, record=replace(RECORD, ticket=ticket, technician=name), workstation=name)


def lines(pdf: bytes) -> list[str]:
    """The lines of an uncompressed document in the fonts that every reader has."""
    found = re.findall(rb"\(((?:[^\\()]|\\.)*)\) Tj", pdf)
    return [re.sub(rb"\\(.)", rb"\1", line).decode("cp1252") for line in found]


def printed(of: Certificate) -> list[str]:
    return lines(render_pdf(of, typefaces=(), is_compressed=False))


def text_of(of: Certificate) -> str:
    """All lines in one, so that a sentence is found wherever it was broken."""
    return " ".join(printed(of))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type /Page\b", pdf))


def make_font(file: Path, letters: str) -> str:
    """A TrueType font in which every letter is a box."""
    pen = TTGlyphPen(None)
    pen.moveTo((50, 0))
    pen.lineTo((50, 700))
    pen.lineTo((450, 700))
    pen.lineTo((450, 0))
    pen.closePath()
    box = pen.glyph()
    names = [".notdef", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(letter): f"u{ord(letter):04X}" for letter in letters})
    builder.setupGlyf(dict.fromkeys(names, box))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (500, 50)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "fullName": "Boxes Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(file)
    return str(file)
