"""Bytes are taken for the text they most likely are, and for none where they are none."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.copies.plain_text import PlainText, plain_text

TEXT = "Größe: 12 €\n"
GUESSES = [
    (TEXT.encode(), PlainText(TEXT, "utf-8")),
    (codecs.BOM_UTF8 + TEXT.encode(), PlainText(TEXT, "utf-8")),
    (TEXT.encode("utf-16"), PlainText(TEXT, "utf-16")),
    (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), PlainText(TEXT, "utf-16")),
    (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), PlainText(TEXT, "utf-32")),
    (TEXT.encode("cp1252"), PlainText(TEXT, "cp1252")),
    (b"a \x81 b", PlainText("a � b", "cp1252")),
    (b"", PlainText("", "utf-8")),
    (b"tabs\tand\x1b[1mcolours\r\n", PlainText("tabs\tand\x1b[1mcolours\r\n", "utf-8")),
]


@pytest.mark.parametrize(("data", "expected"), GUESSES, ids=range(len(GUESSES)))
def test_text_is_read(data: bytes, expected: PlainText) -> None:
    assert plain_text(data, is_cut=False) == expected


@pytest.mark.parametrize("data", [b"\0", b"text\0", bytes(range(32)), b"\x89PNG\r\n\x1a\n\0\0"])
def test_what_is_no_text_is_none(data: bytes) -> None:
    assert plain_text(data, is_cut=False) is None


def test_a_letter_that_is_cut_through_is_left_for_the_rest() -> None:
    data = "für".encode()[:2]
    assert plain_text(data, is_cut=True) == PlainText("f", "utf-8")
    assert plain_text(data, is_cut=False) == PlainText("fÃ", "cp1252")


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_give_text_or_none(data: bytes, is_cut: bool) -> None:
    found = plain_text(data, is_cut=is_cut)
    assert found is None or isinstance(found.text, str)


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1))
def test_text_in_utf_8_comes_back(text: str) -> None:
    if text[0] != "\ufeff":
        assert plain_text(text.encode(), is_cut=False) == PlainText(text, "utf-8")
