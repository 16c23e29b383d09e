"""One form for each value, and no surprise from any bytes."""

import json
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.crypto.canonical import Json, decode_bytes, encode_bytes, parse_object, to_canonical

whole = st.integers(-(2**63), 2**64)
text = st.text(st.characters(), max_size=20)  # lone surrogates too: a customer's file name may become one
values: st.SearchStrategy[Json] = st.recursive(
    st.none() | st.booleans() | whole | text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4),
    max_leaves=20,
)
objects = st.dictionaries(text, values, max_size=5)


@given(objects)
def test_an_object_comes_back_as_it_was(value: dict[str, Json]) -> None:
    assert parse_object(to_canonical(value)) == value


@given(objects)
def test_the_order_in_which_it_was_made_does_not_matter(value: dict[str, Json]) -> None:
    turned = dict(reversed(list(value.items())))
    assert to_canonical(turned) == to_canonical(value)


def test_the_form_is_written_down() -> None:
    value: Json = {"b": [1, -2, True, False, None], "a": {"é": 'q"\\\n'}, "": ""}
    assert to_canonical(value) == b'{"":"","a":{"\\u00e9":"q\\"\\\\\\n"},"b":[1,-2,true,false,null]}'


@given(st.binary(max_size=100))
@example(b"")
@example(b"\xff")
@example(b"\xef\xbb\xbf{}")
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b'{"a":' + b"[" * 50_000 + b"]" * 50_000 + b"}")
@example(b'{"a":' + b"9" * 10_000 + b"}")
@example(b'{"a":1e999}')
def test_any_bytes_are_an_object_or_a_value_error(data: bytes) -> None:
    with suppress(ValueError):
        assert isinstance(parse_object(data), dict)


@given(objects, st.data())
def test_a_changed_text_is_an_object_or_a_value_error(value: dict[str, Json], data: st.DataObject) -> None:
    changed = bytearray(to_canonical(value))
    changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ValueError):
        parse_object(bytes(changed))


@pytest.mark.parametrize(
    "refused",
    [
        b"[]",
        b'"text"',
        b"null",
        b"1",
        b'{"a":1,"a":1}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b"{} {}",
        b"{'a':1}",
    ],
)
def test_what_is_not_one_object_of_our_kind_is_refused(refused: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_object(refused)


def test_a_number_that_is_no_number_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="JSON"):
        to_canonical(json.loads("NaN"))


@given(st.binary(max_size=100))
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    assert decode_bytes(encode_bytes(data)) == data
    assert decode_bytes(encode_bytes(data), len(data)) == data
    with pytest.raises(ValueError, match="length"):
        decode_bytes(encode_bytes(data), len(data) + 1)


@pytest.mark.parametrize(
    "refused", [None, 1, [], "=", "A", "AA", "AA=", "AB==", "AA==AA==", "AA==\n", " AA==", "é", "-_=="]
)
def test_bytes_have_one_form_only(refused: Json) -> None:
    with pytest.raises(ValueError, match="base64"):
        decode_bytes(refused)
