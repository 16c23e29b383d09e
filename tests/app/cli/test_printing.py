"""Sizes, times and tables."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from app.cli.output import Output, count_text, printable, size_text, table, when_text
from app.cli.shapes import name_bytes, name_text


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (None, ""),
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1.0 kB"),
        (1_500_000, "1.5 MB"),
        (2 * 10**9, "2.0 GB"),
        (10**15, "1.0 PB"),
        (10**19, "10000.0 PB"),
    ],
)
def test_sizes_are_decimal(size: int | None, text: str) -> None:
    assert size_text(size) == text


def test_a_time_of_today_is_shown_without_its_day() -> None:
    now = datetime.now(UTC)
    assert when_text(None) == ""
    assert when_text(now) == now.astimezone().strftime("%H:%M:%S")
    assert when_text(now - timedelta(days=400)) == (now - timedelta(days=400)).astimezone().strftime("%d %b %Y %H:%M")


def test_counts_have_their_noun() -> None:
    assert [count_text(1, "file"), count_text(2_000, "file"), count_text(0, "copy", "copies")] == [
        "1 file",
        "2,000 files",
        "0 copies",
    ]


def test_columns_are_as_wide_as_they_need_to_be_by_what_is_shown() -> None:
    assert table(("A", "Name"), [("1", "x\x07"), ("22", "")]) == ["A   Name", "1   x\\x07", "22"]


def test_text_that_a_terminal_shows_as_it_is_stays() -> None:
    assert printable("Köln\n\tx") == "Köln\n\tx"
    assert printable("\x1b[2J\u202e\ud800") == "\\x1b[2J\\u202e\\ud800"


@pytest.mark.parametrize("name", [b"", b"plain", "Köln".encode(), b"\xff\x00\xfe", bytes(range(1, 256))], ids=ascii)
def test_names_of_any_bytes_go_through_text_and_back(name: bytes) -> None:
    assert name_bytes(name_text(name)) == name


def test_text_goes_to_where_it_was_asked_to() -> None:
    out, err = io.StringIO(), io.StringIO()
    output = Output(as_json=False, out=out, err=err)
    output.give({}, "one", "two")
    output.give_error("B000", "x", "y", "z")
    output.aside("three")
    assert (out.getvalue(), err.getvalue()) == ("one\ntwo\n", "three\n")
