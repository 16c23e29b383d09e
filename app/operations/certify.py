"""Certificates: give one out as a file, and verify one with nothing but a public key."""

from dataclasses import dataclass
from pathlib import Path

from app.crypto.canonical import encode_bytes
from app.custody.certificate import LIMIT_BYTES, Certificate, parse_public_key, read_certificate
from app.custody.ledger import Entry, Event, Ledger
from app.custody.rendering import render_pdf
from app.disk.durable import read_whole, write_new
from app.errors import CertificateMismatch, CertificateMissing, FileMissing, InputRefused
from app.model import CopyRecord
from app.ports import Clock
from app.unlocked.vault import Unlocked

_KEY_LIMIT_BYTES = 1000


@dataclass(frozen=True, slots=True)
class Verified:
    """A genuine certificate, and what it could be held against."""

    certificate: Certificate
    is_key_known: bool
    is_in_ledger: bool


def current_certificate(vault: Unlocked, ticket_number: str, *, copy: str | None = None) -> bytes:
    """The newest certificate of a ticket's wiped copies. Raises TicketUnknown, CertificateMissing."""
    ticket = vault.registry.tickets.by_number(ticket_number)
    copies = vault.registry.copies.of_ticket(ticket.id)
    records = [record for record in copies if record.certificate_number and record.id.startswith(copy or "")]
    records.sort(key=lambda record: (len(record.certificate_number), record.certificate_number))
    stored = vault.registry.certificates.current(records[-1].id) if records else None
    if stored is None:
        raise CertificateMissing(ticket=ticket_number)
    return stored.text.encode("ascii")


def verdict_of_copy(vault: Unlocked, record: CopyRecord) -> str | None:
    """What the certificate of a copy says in sum; None while there is none."""
    stored = vault.registry.certificates.current(record.id)
    return read_certificate(stored.text.encode("ascii")).verdict if stored else None


def export_certificate(vault: Unlocked, ticket_number: str, to: Path, *, copy: str | None = None) -> Certificate:
    """Write a certificate to a new file, JSON or PDF by the ending of its name. Raises FileExists, InputRefused."""
    text = current_certificate(vault, ticket_number, copy=copy)
    certificate = read_certificate(text)
    match to.suffix.lower():
        case ".json":
            data = text
        case ".pdf":
            data = render_pdf(certificate, source=text)
        case _:
            raise InputRefused(field="--to", reason="the name must end in .json or .pdf")
    write_new(to, data)
    return certificate


def verify_certificate(
    file: Path,
    *,
    key: Path | None,
    ledger: Path | None,
    ticket: str | None,
    clock: Clock,
) -> Verified:
    """Verify a certificate; no vault is needed.

    `key` is a file with the public key to hold it against, `ledger` a ledger that must know it as the newest of its
    copy, `ticket` the number it must speak of. Raises CertificateInvalid, CertificateMismatch, LedgerDamaged,
    FileMissing.
    """
    certificate = read_certificate(_content(file, LIMIT_BYTES))
    if key is not None:
        wanted = parse_public_key(_content(key, _KEY_LIMIT_BYTES).decode("ascii", "replace"))
        if wanted != certificate.public_key:
            raise CertificateMismatch(reason=f"it is signed by another key, {certificate.fingerprint}")
    if ticket is not None and ticket != certificate.ticket:
        raise CertificateMismatch(reason=f"it speaks of ticket {certificate.ticket}")
    if ledger is not None:
        if not ledger.exists():
            raise FileMissing(path=str(ledger))
        _check_ledger(Ledger(ledger, clock), certificate)
    return Verified(certificate, is_key_known=key is not None, is_in_ledger=ledger is not None)


def _content(file: Path, limit_bytes: int) -> bytes:
    """The content of a file that a person named: reading a pipe might never end."""
    if file.exists() and not file.is_file():
        raise InputRefused(field=str(file), reason="is not a file")
    return read_whole(file, limit_bytes)


def _check_ledger(ledger: Ledger, certificate: Certificate) -> None:
    entries = list(ledger.entries())
    _check_owner(entries, certificate)
    wiped = [entry for entry in entries if _is_wipe_of(entry, certificate)]
    if not wiped:
        raise CertificateMismatch(reason="the ledger does not know of it")
    if wiped[-1].facts.get("certificate") != certificate.digest:
        raise CertificateMismatch(reason="the ledger knows of another one for this copy")


def _check_owner(entries: list[Entry], certificate: Certificate) -> None:
    made = entries[0].facts if entries else {}
    if made.get("public_key") != encode_bytes(certificate.public_key):
        raise CertificateMismatch(reason="the ledger belongs to another vault")


def _is_wipe_of(entry: Entry, certificate: Certificate) -> bool:
    return entry.event == Event.COPY_WIPED.value and entry.facts.get("copy") == certificate.copy_id
