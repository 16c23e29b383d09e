"""The list of certificates: newest first, in pages, found by what stands on them."""

from datetime import timedelta

import pytest

from app.errors import Cancelled
from app.model import CopyId
from app.progress import Monitor
from app.registry.certificate_search import CertificateSearch
from app.registry.paging import ANCHOR_ROWS, PageAsk
from app.registry.registry import Registry
from app.registry.transactions import writing
from tests.app.registry.conftest import NOW, a_copy

MANY = 2_500


@pytest.fixture
def some(registry: Registry) -> CertificateSearch:
    """C-0001 to C-0003: the third replaces the second, which are of another ticket than the first."""
    customer = registry.customers.add("K-1", "Müller & Söhne", "", at=NOW)
    for number, copy in (("ERP-1", "aa"), ("ERP-2", "bb")):
        registry.copies.insert(a_copy(registry.tickets.add(number, "Title", customer, at=NOW), copy))
    for at, (number, copy) in enumerate((("C-0001", "aa"), ("C-0002", "bb"), ("C-0003", "bb"))):
        registry.certificates.add(number, CopyId(copy), "{}", f"{at:064}", at=NOW + timedelta(hours=at))
    return registry.certificate_search


def numbers(search: CertificateSearch, text: str) -> list[str]:
    return [row.number for row in search.page(text, PageAsk(), Monitor()).rows]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["C-0003", "C-0002", "C-0001"]),
        ("erp-2", ["C-0003", "C-0002"]),
        ("müller c-0001", ["C-0001"]),
        ("ADA 3", ["C-0003"]),
        ("nobody", []),
        ("%", []),
    ],
)
def test_certificates_are_found_newest_first(some: CertificateSearch, text: str, found: list[str]) -> None:
    assert numbers(some, text) == found
    assert some.survey(text, (), Monitor()).count == len(found)


def test_a_page_follows_the_one_before(some: CertificateSearch) -> None:
    first = some.page("", PageAsk(most=2), Monitor())
    assert not first.is_end
    second = some.page("", PageAsk(2, first.last, 0, 2), Monitor())
    assert ([row.number for row in second.rows], second.is_end) == (["C-0001"], True)
    assert not second.rows[0].is_current or second.rows[0].ticket_number == "ERP-1"
    assert some.page("", PageAsk(3, second.last), Monitor()).last is None


def test_a_certificate_is_found_by_its_number_and_by_its_ticket(some: CertificateSearch) -> None:
    found = some.by_number("C-0002")
    assert found is not None
    assert (found.is_current, found.ticket_number, found.customer) == (False, "ERP-2", "Müller & Söhne")
    newest = some.newest_of("ERP-2")
    assert newest is not None
    assert newest.number == "C-0003"
    assert some.by_number("C-9") is None
    assert some.newest_of("ERP-9") is None


def test_many_are_jumped_into_by_anchors(registry: Registry) -> None:
    customer = registry.customers.add("K-1", "Müller", "", at=NOW)
    registry.copies.insert(a_copy(registry.tickets.add("ERP-1", "Title", customer, at=NOW), "aa"))
    with writing(registry._engine) as connection:
        connection.exec_driver_sql(
            "INSERT INTO certificates (number, copy_id, serial, text, sha256, issued_at, is_current) "
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
            "SELECT printf('C-%05d', i), 'aa', i, '{}', '', "
            "printf('2026-11-04T10:%02d:00.000000+00:00', i / 100), 0 FROM n",
            (MANY,),
        )
    search = registry.certificate_search
    survey = search.survey("", ["C-00001", "C-02500", "C-9"], Monitor())
    assert (survey.count, len(survey.anchors)) == (MANY, MANY // ANCHOR_ROWS)
    assert survey.positions == {"C-00001": MANY - 1, "C-02500": 0}
    jump = search.page("", PageAsk(2_200, survey.anchors[1], 200), Monitor())
    assert jump.rows[0].number == f"C-{MANY - 2_200:05d}"
    stopped = Monitor()
    stopped.cancel()
    with pytest.raises(Cancelled):
        search.page("", PageAsk(), stopped)
