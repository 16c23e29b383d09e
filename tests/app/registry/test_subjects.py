"""What ids mean, and the ids behind what people call things."""

from dataclasses import replace

import pytest

from app.model import CopyState
from app.registry.registry import Registry
from app.registry.subjects import Subject
from tests.app.registry.conftest import NOW, a_copy


@pytest.fixture
def some(registry: Registry) -> Registry:
    """Two tickets of two customers, the first with copies of ada and bob."""
    first = registry.customers.add("K-1", "Müller & Söhne", "", at=NOW)
    other = registry.customers.add("K-2", "Hafenlogistik", "", at=NOW)
    ticket = registry.tickets.add("ERP-1", "Invoices", first, at=NOW)
    registry.tickets.add("ERP-2", "Notes", other, at=NOW)
    registry.copies.insert(a_copy(ticket, "aa", "/a"))
    registry.copies.insert(replace(a_copy(ticket, "bb", "/b", CopyState.WIPED), technician="bob"))
    return registry


def test_ids_of_copies_and_tickets_are_told_by_ticket_and_customer(some: Registry) -> None:
    ticket = some.tickets.by_number("ERP-2")
    assert some.subjects.of(["aa", ticket.id, "nothing"]) == {
        "aa": Subject("ERP-1", "Invoices", "Müller & Söhne", "ada", "folder"),
        ticket.id: Subject("ERP-2", "Notes", "Hafenlogistik"),
    }
    assert some.subjects.of([]) == {}


def test_more_ids_than_fit_into_one_question_are_told(some: Registry) -> None:
    known = some.subjects.of([*(f"{number:032x}" for number in range(1_200)), "bb"])
    assert list(known) == ["bb"]


def test_people_find_ids_by_number_customer_and_technician(some: Registry) -> None:
    one, two = (some.tickets.by_number(number).id for number in ("ERP-1", "ERP-2"))
    assert some.subjects.named("erp-1") == {one, "aa", "bb"}
    assert some.subjects.named("logistik") == {two}
    assert some.subjects.named("BOB") == {"bb"}
    assert some.subjects.named("erp") == {one, two, "aa", "bb"}
    assert some.subjects.named("%") == frozenset()
    assert some.subjects.of_technician("ada") == {"aa"}
    assert some.subjects.of_technician("nobody") == frozenset()
    assert some.subjects.technicians() == ["ada", "bob"]
