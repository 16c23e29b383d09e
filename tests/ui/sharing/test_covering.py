"""What is put in the place of names, and where they are found."""

from datetime import UTC, datetime

import pytest

from app.model import Customer, CustomerId
from ui.screen_sharing import COVERED, ScreenSharing, covered
from ui.source_names import line_name, whereabouts

NOW = datetime(2026, 11, 20, tzinfo=UTC)
MUELLER = Customer(CustomerId("1"), "C-7", "Müller & Söhne GmbH", "Ms Seidel, +49 30 555", NOW)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Müller: printer jams", f"{COVERED}: printer jams"),
        ("MÜLLER calls", f"{COVERED} calls"),
        ("/srv/mueller/export", f"/srv/{COVERED}/export"),
        ("muller_erp", f"{COVERED}_erp"),
        ("Müller & Söhne GmbH", COVERED),
        ("GmbH and others", "GmbH and others"),
        ("printer jams", "printer jams"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(text: str, shown: str) -> None:
    assert covered(text, MUELLER.name) == shown


def test_nothing_is_covered_while_it_is_off() -> None:
    sharing = ScreenSharing()
    assert sharing.customer(MUELLER) is MUELLER
    assert sharing.title("Müller", MUELLER) == "Müller"
    assert sharing.place("folder", "/srv/mueller", MUELLER) == "/srv/mueller"
    assert sharing.customer_of("Müller", "T-1") == "Müller"


def test_a_customer_is_a_number_and_no_contact() -> None:
    hidden = ScreenSharing(is_on=True).customer(MUELLER)
    assert (hidden.name, hidden.contact, hidden.number) == ("Customer C-7", "", "C-7")


def test_a_contact_is_covered_in_notes() -> None:
    assert ScreenSharing(is_on=True).title("Called Ms Seidel", MUELLER) == f"Called {COVERED}"


@pytest.mark.parametrize(
    ("kind", "location", "line", "where"),
    [
        ("folder", "/srv/customers/mueller", COVERED, f"Folder {COVERED}/{COVERED}"),
        ("folder", "/srv/mueller/export", "export", f"Folder {COVERED}/export"),
        ("postgresql", "postgresql://me@mueller-db1:5432/erp", "erp · PostgreSQL", f"PostgreSQL on {COVERED}"),
    ],
)
def test_of_a_source_only_the_end_is_shown(kind: str, location: str, line: str, where: str) -> None:
    place = ScreenSharing(is_on=True).place(kind, location, MUELLER)
    assert line_name(kind, place) == line
    assert whereabouts(kind, place) == where


def test_switching_tells_once() -> None:
    sharing, told = ScreenSharing(), []
    sharing.changed.connect(lambda: told.append(sharing.is_on))
    for is_on in (True, True, False):
        sharing.switch(is_on)
    assert told == [True, False]
