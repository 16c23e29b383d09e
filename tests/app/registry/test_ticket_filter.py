"""What is typed into the search, taken apart."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.registry.ticket_filter import TicketFilter, read_filter

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def local(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day).astimezone()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", TicketFilter()),
        ("  vat run ", TicketFilter(words=("vat", "run"))),
        ("customer:müller vat", TicketFilter(words=("vat",), customer=("müller",))),
        ('Customer:"müller & söhne"', TicketFilter(customer=("müller", "söhne"))),
        ('customer:"müller', TicketFilter(customer=("müller",))),
        ("by:jonas", TicketFilter(people=("jonas",))),
        ("by:me", TicketFilter(people=("ada",))),
        ('by:"jonas peters"', TicketFilter(people=("jonas peters",))),
        ("OVERDUE", TicketFilter(overdue_at=NOW)),
        ('"overdue"', TicketFilter(overdue_at=NOW)),
        ("before:2026-11-03", TicketFilter(before=local(2026, 11, 3))),
        ("before:3.11.2026", TicketFilter(before=local(2026, 11, 3))),
        ("before:2026-11", TicketFilter(before=local(2026, 11, 1))),
        ("before:2026", TicketFilter(before=local(2026, 1, 1))),
        ("before:soon", TicketFilter(words=("soon",))),
        ("- & ...", TicketFilter()),
    ],
)
def test_words_stand_for_what_is_wanted(text: str, wanted: TicketFilter) -> None:
    assert read_filter(text, NOW, me="ada") == wanted


@pytest.mark.parametrize("text", ["before:0001", "before:9999-12-31"])
def test_a_day_at_the_end_of_time_is_a_day_or_a_word(text: str) -> None:
    found = read_filter(text, NOW)
    assert found.words == (text.removeprefix("before:"),) or found.before is not None


def test_nobody_is_me_where_that_is_not_known() -> None:
    assert read_filter("by:me", NOW).people == ("me",)


def test_no_more_is_taken_than_a_person_types() -> None:
    found = read_filter("a" * 500 + " b" * 100, NOW)
    assert len(found.words) == 12
    assert len(found.words[0]) == 80


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("", ""),
        ("vat", '("vat" *)'),
        ("vat run", '("vat" *) AND ("run" *)'),
        ("ERP-4711", '("ERP-4711" * OR "ERP4711" *)'),
        ("ERP4711", '("ERP4711" * OR "ERP 4711" *)'),
        ('say"so', '("say""so" *)'),
        ("customer:acme", '(customer : ("acme" *))'),
    ],
)
def test_words_are_looked_for_as_the_index_has_them(text: str, match: str) -> None:
    assert read_filter(text, NOW).match == match


@pytest.mark.parametrize(
    ("typed", "number", "is_it"),
    [
        ("ERP-4711", "ERP-4711", True),
        ("erp4711", "ERP-4711", True),
        ("ERP-471", "ERP-4711", False),
        ("ERP-4711 vat", "ERP-4711", False),
        ("", "", False),
    ],
)
def test_a_whole_number_is_known_with_and_without_its_hyphen(typed: str, number: str, *, is_it: bool) -> None:
    assert read_filter(typed, NOW).names(number) is is_it


@given(st.text(max_size=200))
def test_anything_can_be_typed(text: str) -> None:
    found = read_filter(text, NOW)
    assert isinstance(found.match, str)
    assert isinstance(found.exact_match, str)
