"""Certificates as a list, as pages, and held against key and ledger."""

import pytest

from app.custody.evidence import Verdict
from app.custody.ledger import Event
from app.custody.rendering.sheet import Line
from app.errors import CertificateInvalid, CertificateMismatch, CertificateMissing, LedgerDamaged
from app.operations.list_certificates import (
    certificate_sheet,
    check_certificate,
    find_certificate,
    page_certificates,
    survey_certificates,
)
from app.progress import Monitor, Progress
from app.registry.paging import PageAsk
from app.registry.transactions import writing
from app.unlocked.vault import Unlocked
from tests.app.world import World


@pytest.fixture
def wiped(world: World, vault: Unlocked) -> Unlocked:
    """C-0001 of T-1 and C-0002 of T-2."""
    for ticket in ("T-1", "T-2"):
        world.check_out(vault, ticket)
        world.close(vault, ticket, at_once=True)
    return vault


def change(vault: Unlocked, statement: str) -> None:
    with writing(vault.registry._engine) as connection:
        connection.exec_driver_sql(statement)


def test_certificates_say_what_they_are_about(wiped: Unlocked) -> None:
    page = page_certificates(wiped, "", PageAsk(), Monitor())
    assert [row.number for row in page.rows] == ["C-0002", "C-0001"]
    newest = page.rows[0]
    assert (newest.ticket_number, newest.customer, newest.technician) == ("T-2", "Quartz and Vale", wiped.technician)
    assert newest.verdict == Verdict.PASS.value
    assert newest.is_current
    assert newest.wiped_at is not None
    assert survey_certificates(wiped, "t-1", ["C-0001"], Monitor()).positions == {"C-0001": 0}


def test_one_that_was_changed_says_so(wiped: Unlocked) -> None:
    change(wiped, "UPDATE certificates SET text = replace(text, 'T-1', 'T-9') WHERE number = 'C-0001'")
    row = find_certificate(wiped, "C-0001")
    assert row.verdict == ""
    with pytest.raises(CertificateInvalid):
        certificate_sheet(wiped, "C-0001")
    with pytest.raises(CertificateInvalid):
        check_certificate(wiped, "C-0001", Monitor())


def test_a_certificate_is_found_by_its_own_number_or_its_tickets(wiped: Unlocked) -> None:
    assert find_certificate(wiped, "C-0001").ticket_number == "T-1"
    assert find_certificate(wiped, "T-1").number == "C-0001"
    with pytest.raises(CertificateMissing):
        find_certificate(wiped, "T-3")


def test_a_certificate_is_laid_out_as_pages(wiped: Unlocked) -> None:
    sheet = certificate_sheet(wiped, "C-0002")
    texts = [mark.words.text for page in sheet.laid_out.pages for mark in page if isinstance(mark, Line)]
    assert "Certificate of destruction" in texts
    assert any("C-0002" in text for text in texts)
    assert sheet.copy == wiped.registry.copies.of_ticket(wiped.registry.tickets.by_number("T-2").id)[0].id
    with pytest.raises(CertificateMissing):
        certificate_sheet(wiped, "C-0009")


def test_a_genuine_certificate_holds(wiped: Unlocked) -> None:
    for _ in range(500):
        wiped.ledger.append(Event.ESCAPE, copy="x", bytes=1, sha256="")
    reports: list[Progress] = []
    holds = check_certificate(wiped, "C-0001", Monitor(reports.append))
    assert (holds.number, holds.entry) == ("C-0001", wiped.ledger.head().size)
    assert reports[0].done == 500


def test_one_that_the_ledger_does_not_bear_out_does_not_hold(wiped: Unlocked) -> None:
    copy = wiped.registry.copies.of_ticket(wiped.registry.tickets.by_number("T-1").id)[0].id
    wiped.ledger.append(Event.COPY_WIPED, copy=copy, certificate="0" * 64)
    with pytest.raises(CertificateMismatch, match="another one"):
        check_certificate(wiped, "C-0001", Monitor())
    path = wiped.ledger.path
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    with pytest.raises(LedgerDamaged):
        check_certificate(wiped, "C-0002", Monitor())


def test_one_that_the_ledger_does_not_know_does_not_hold(world: World, wiped: Unlocked) -> None:
    text = wiped.registry.certificates.current(
        wiped.registry.copies.of_ticket(wiped.registry.tickets.by_number("T-1").id)[0].id
    )
    assert text is not None
    world.check_out(wiped, "T-3")
    held = wiped.registry.copies.of_ticket(wiped.registry.tickets.by_number("T-3").id)[0].id
    forged = text.text.replace(text.copy_id, held)
    wiped.registry.certificates.add("C-0099", held, forged, text.sha256, at=world.clock.now())
    with pytest.raises(CertificateInvalid):
        check_certificate(wiped, "C-0099", Monitor())


def test_one_of_another_vault_does_not_hold(
    world: World, wiped: Unlocked, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = World(tmp_path_factory.mktemp("other"))
    with other.created() as stranger:
        from tests.app.world import enter

        enter(stranger)
        other.check_out(stranger)
        other.close(stranger, at_once=True)
        row = stranger.registry.certificate_search.by_number("C-0001")
    assert row is not None
    copy = wiped.registry.copies.of_ticket(wiped.registry.tickets.by_number("T-1").id)[0].id
    wiped.registry.certificates.add("C-0099", copy, row.text, "0" * 64, at=world.clock.now())
    with pytest.raises(CertificateMismatch, match="another key"):
        check_certificate(wiped, "C-0099", Monitor())
