import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.errors import InputRefused
from app.registry import text


@pytest.mark.parametrize(
    ("untrusted", "reason"),
    [
        ("", "empty"),
        ("  \n ", "empty"),
        ("x" * 65, "longer than 64 characters"),
        ("a/b", "holds a /"),
        ("a\nb", "holds a control character"),
        ("a\0b", "holds a control character"),
        ("a\x7fb", "holds a control character"),
        ("a\u200bb", "holds a control character"),  # cannot be seen, so two numbers would look the same
        ("a\u202eb", "holds a control character"),
        ("a\udc80b", "holds half a surrogate pair"),
    ],
)
def test_what_a_number_cannot_be(untrusted: str, reason: str) -> None:
    with pytest.raises(InputRefused) as caught:
        text.number("number", untrusted)
    assert (caught.value.field, caught.value.reason) == ("number", reason)


@pytest.mark.parametrize(
    ("untrusted", "kept"),
    [(" K-1\t", "K-1"), ("x" * 64, "x" * 64), ("№ 7", "№ 7"), ("Mu\u0308ller", "Müller"), ("..", "..")],
)
def test_a_number_is_stripped_and_composed(untrusted: str, kept: str) -> None:
    assert text.number("number", untrusted) == kept
    assert text.sought(untrusted) == kept


@pytest.mark.parametrize("untrusted", ["", " ", "x" * 301, "a\nb", "a\u2028b", "a\0b", "a\ud800b"])
def test_what_a_line_cannot_be(untrusted: str) -> None:
    with pytest.raises(InputRefused):
        text.line("name", untrusted)


def test_a_line_may_be_empty_where_that_is_said() -> None:
    assert text.line("contact", " ", may_be_empty=True) == ""


@pytest.mark.parametrize("untrusted", ["x" * 100_001, "a\0b", "a\ud800b"])
def test_what_a_passage_cannot_be(untrusted: str) -> None:
    with pytest.raises(InputRefused):
        text.passage("text", untrusted)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_any_other_passage_is_kept_and_legible(untrusted: str) -> None:
    assert text.passage("text", untrusted) == untrusted
    assert text.legible(untrusted) == untrusted
    assert text.is_storable(untrusted)


@given(st.text())
def test_anything_can_be_made_legible(untrusted: str) -> None:
    made = text.legible(untrusted)
    assert text.is_storable(made)
    assert made.encode().decode() == made


@given(st.text())
def test_a_number_that_was_taken_is_found_again(untrusted: str) -> None:
    try:
        stored = text.number("number", untrusted)
    except InputRefused:
        assume(False)
    assert text.number("number", stored) == stored
    assert text.sought(untrusted) == stored


def test_what_no_database_holds_is_spelt_out() -> None:
    assert text.legible("a\0b\udc80") == "a\\x00b\\udc80"
