from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.crypto.canonical import Json
from app.custody.rendering.content import Part
from app.custody.rendering.figures import count, moment, size, things, time
from app.custody.rendering.letters import ELLIPSIS, is_right_to_left, lines_of, shown
from app.custody.rendering.painting import as_seen
from tests.app.custody.rendering_samples import ANY_TEXT


def a_millimetre(text: str) -> float:
    return float(len(text))


@given(text=ANY_TEXT, room=st.integers(2, 30), most=st.integers(1, 6))
def test_lines_are_never_wider_than_the_room(text: str, room: int, most: int) -> None:
    made = lines_of(text, a_millimetre, room, most)
    assert 1 <= len(made) <= most
    assert all(len(line) <= room for line in made)


@given(text=ANY_TEXT, room=st.integers(2, 30))
def test_nothing_but_spaces_is_lost_between_lines(text: str, room: int) -> None:
    assert "".join(lines_of(text, a_millimetre, room, 1_000)).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("", 2, [""]),
        ("one two", 1, ["one two"]),
        ("one two three", 2, ["one two", "three"]),
        ("one two three", 1, ["one two…"]),
        ("onetwothree", 2, ["onetwoth", "ree"]),
        ("onetwothree", 1, ["onetwot…"]),
        ("one two  ", 1, ["one two"]),
        (" onetwothree", 1, [" onetwo…"]),
    ],
)
def test_lines_break_between_words(text: str, most: int, expected: Sequence[str]) -> None:
    assert lines_of(text, a_millimetre, 8, most) == expected


@given(text=ANY_TEXT)
def test_what_is_shown_can_be_seen(text: str) -> None:
    made = shown(text, lambda char: char.isascii(), longest=20)
    assert made.removesuffix(ELLIPSIS).isascii()
    assert made.removesuffix(ELLIPSIS).isprintable()


@given(text=st.text(st.characters(exclude_categories=["C"]), max_size=80))
def test_reading_order_loses_no_letter(text: str) -> None:
    visible = shown(text, lambda _: True)
    assert len(as_seen(visible)) == len(visible)


def test_scripts_from_right_to_left_are_turned_around() -> None:
    assert as_seen("Fa. אבג 12") == "Fa. 12 גבא"
    assert as_seen("Fa. abc 12") == "Fa. abc 12"
    assert is_right_to_left("مرحبا")


@pytest.mark.parametrize(
    ("number", "short", "exact"),
    [
        (0, "0 bytes", "0 bytes"),
        (1, "1 byte", "1 byte"),
        (999, "999 bytes", "999 bytes"),
        (1_000, "1.0 kB", "1.0 kB (1,000 bytes)"),
        (12_345_678_901, "12.3 GB", "12.3 GB (12,345,678,901 bytes)"),
        (10**18, "1,000.0 PB", "1,000.0 PB (1,000,000,000,000,000,000 bytes)"),
        (None, "not stated", "not stated"),
        (True, "true", "true"),
    ],
)
def test_sizes_are_decimal(number: Json, short: str, exact: str) -> None:
    part = Part({"bytes": number})
    assert (size(part, "bytes"), size(part, "bytes", exact=True)) == (short, exact)


def test_counts_have_their_thousands_apart() -> None:
    assert count(Part({"n": 1_234_567}), "n") == "1,234,567"
    assert count(Part({"n": "many"}), "n") == "many"
    assert things(1, "item", "items") == "1 item"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-17T17:12:03+00:00", "17 Nov 2026 17:12:03 UTC"),
        ("2026-01-02T01:00:00.5+02:00", "1 Jan 2026 23:00:00 UTC"),
        ("2026-11-17T17:12:03", "17 Nov 2026 17:12:03 UTC"),
        ("0001-01-01T00:00:00+02:00", "0001-01-01T00:00:00+02:00"),
        ("soon", "soon"),
        (None, "not stated"),
    ],
)
def test_times_are_written_out_in_utc(text: Json, expected: str) -> None:
    assert time(Part({"at": text}), "at") == expected


def test_what_is_no_time_is_none() -> None:
    assert moment("soon") is None


def test_any_value_has_a_text() -> None:
    part = Part({"a": [1, {"b": None}], "c": "", "d": False})
    assert part.text("a") == '[1,{"b":null}]'
    assert part.text("c") == "not stated"
    assert part.text("d") == "false"
    assert [item.as_text() for item in part.parts("a")] == ["1", '{"b":null}']
    assert part.parts("c") == []
    assert part.fields("a") == []
    assert part.part("a").part("b").value is None
