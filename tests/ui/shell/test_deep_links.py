"""Links from elsewhere: places and nothing else, whatever somebody wrote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.places import Place, Where
from ui.shell.deep_links import LONGEST, place_of


@pytest.mark.parametrize(
    ("link", "place"),
    [
        ("bailee://ticket/ERP-4711", Place(Where.TICKETS, "ERP-4711")),
        ("bailee://ticket/Stra%C3%9Fe%201", Place(Where.TICKETS, "Straße 1")),
        ("bailee://customer/C-100", Place(Where.CUSTOMERS, "C-100")),
        ("bailee://certificate/C-2212", Place(Where.LOG, "C-2212", "certificates")),
    ],
)
def test_a_link_names_a_place(link: str, place: Place) -> None:
    assert place_of(link) == place


@pytest.mark.parametrize(
    "link",
    [
        "",
        "ERP-4711",
        "http://ticket/ERP-4711",
        "bailee://ticket/",
        "bailee://ticket",
        "bailee://wipe/ERP-4711",
        "bailee://ticket/a/b",
        "bailee://ticket/a%2Fb",
        "bailee://ticket/a%00",
        "bailee://ticket/a%0Ab",
        "bailee://ticket/%ff",
        "bailee://ticket/a?act=wipe",
        "bailee://ticket/a#wipe",
        "bailee://[ticket/a",
        "bailee://ticket/" + "a" * LONGEST,
    ],
)
def test_anything_else_is_no_place(link: str) -> None:
    assert place_of(link) is None


@given(st.text(max_size=600))
def test_any_text_is_a_place_to_look_at_or_none(text: str) -> None:
    place = place_of(f"bailee://ticket/{text}")
    assert place is None or (place.where is Where.TICKETS and place.subject.isprintable() and place.part == "")
