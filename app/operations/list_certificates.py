"""List certificates: in pages, each with what it says; show one as a page, and hold it against key and ledger."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.custody.certificate import read_certificate
from app.custody.ledger import Event
from app.custody.rendering import lay_out
from app.custody.rendering.sheet import LaidOut
from app.errors import CertificateInvalid, CertificateMismatch, CertificateMissing, FormatNewer
from app.progress import Monitor, Step, Unit, make_way
from app.registry.certificate_search import CertificateKey, ListedCertificate
from app.registry.paging import Page, PageAsk, Survey
from app.unlocked.vault import Unlocked

_ENTRIES_BETWEEN_REPORTS: Final = 500
_ENTRIES_AT_ONCE: Final = 50


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """A certificate as a list shows it. `verdict` is "" where it cannot be read any more."""

    number: str
    ticket_number: str
    title: str
    customer: str
    technician: str
    wiped_at: datetime | None
    issued_at: datetime
    is_current: bool
    verdict: str


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """One certificate, laid out as its pages. `copy` is the id of the copy it speaks of."""

    row: CertificateRow
    copy: str
    laid_out: LaidOut


@dataclass(frozen=True, slots=True)
class CertificateHolds:
    """A certificate that fits its own signature, the key of the vault and the ledger, up to `entry`."""

    number: str
    fingerprint: str
    entry: int
    at: datetime


def page_certificates(
    vault: Unlocked, text: str, ask: PageAsk[CertificateKey], monitor: Monitor
) -> Page[CertificateRow, CertificateKey]:
    """A page of the certificates in which the words of `text` stand, newest first. Raises Cancelled."""
    page = vault.registry.certificate_search.page(text, ask, monitor)
    return Page(page.first, tuple(_row(listed) for listed in page.rows), page.last, is_end=page.is_end)


def survey_certificates(
    vault: Unlocked, text: str, numbers: Collection[str], monitor: Monitor
) -> Survey[CertificateKey]:
    """How many there are, and where those with these numbers stand. Raises Cancelled."""
    return vault.registry.certificate_search.survey(text, numbers, monitor)


def find_certificate(vault: Unlocked, subject: str) -> CertificateRow:
    """The certificate with this number, or the newest of the ticket with this number. Raises CertificateMissing."""
    search = vault.registry.certificate_search
    listed = search.by_number(subject) or search.newest_of(subject)
    if listed is None:
        raise CertificateMissing(ticket=subject)
    return _row(listed)


def certificate_sheet(vault: Unlocked, number: str) -> CertificateSheet:
    """A certificate as pages. Raises CertificateMissing, CertificateInvalid, FormatNewer."""
    listed = _listed(vault, number)
    certificate = read_certificate(listed.text.encode("ascii"))
    return CertificateSheet(_row(listed), certificate.copy_id, lay_out(certificate))


def check_certificate(vault: Unlocked, number: str, monitor: Monitor) -> CertificateHolds:
    """Verify a certificate against its signature, the key of this vault, and the ledger, which is verified with it.

    Raises CertificateMissing, CertificateInvalid, FormatNewer, CertificateMismatch, LedgerDamaged, Cancelled.
    """
    listed = _listed(vault, number)
    certificate = read_certificate(listed.text.encode("ascii"))
    if certificate.public_key != vault.keys.signer().public_key:
        raise CertificateMismatch(reason=f"it is signed by another key, {certificate.fingerprint}")
    size, last, digest = vault.ledger.head().size, 0, None
    for entry in vault.ledger.complete_entries():
        last = entry.number
        if entry.event == Event.COPY_WIPED.value and entry.facts.get("copy") == certificate.copy_id:
            digest = entry.facts.get("certificate")
        if last % _ENTRIES_AT_ONCE == 0:
            make_way()
        if last % _ENTRIES_BETWEEN_REPORTS == 0:
            monitor.report(Step.VERIFYING, last, max(size, last), Unit.ENTRIES)
    if digest is None:
        raise CertificateMismatch(reason="the ledger does not know of it")
    if digest != certificate.digest:
        raise CertificateMismatch(reason="the ledger knows of another one for this copy")
    return CertificateHolds(number, certificate.fingerprint, last, vault.clock.now())


def _listed(vault: Unlocked, number: str) -> ListedCertificate:
    listed = vault.registry.certificate_search.by_number(number)
    if listed is None:
        raise CertificateMissing(ticket=number)
    return listed


def _row(listed: ListedCertificate) -> CertificateRow:
    return CertificateRow(
        number=listed.number,
        ticket_number=listed.ticket_number,
        title=listed.title,
        customer=listed.customer,
        technician=listed.technician,
        wiped_at=listed.wiped_at,
        issued_at=listed.issued_at,
        is_current=listed.is_current,
        verdict=_verdict(listed.text),
    )


def _verdict(text: str) -> str:
    try:
        return read_certificate(text.encode("ascii")).verdict
    except (CertificateInvalid, FormatNewer):
        return ""
