"""Fields are taken once each, as what they must be, and none is left over."""

from collections.abc import Callable

import pytest

from app.crypto.canonical import Json
from app.crypto.fields import Fields


def test_each_kind_is_taken_as_what_it_is() -> None:
    fields = Fields({"n": 5, "t": "text", "h": "00ff", "o": "AAE=", "in": {"x": 1}, "none": None, "some": {}})
    assert fields.names() == ["h", "in", "n", "none", "o", "some", "t"]
    assert fields.whole("n") == 5
    assert fields.text("t") == "text"
    assert fields.hex("h", 2) == "00ff"
    assert fields.octets("o", 2) == b"\x00\x01"
    inner = fields.object("in")
    assert inner.whole("x") == 1
    inner.finish()
    assert fields.optional_object("none") is None
    some = fields.optional_object("some")
    assert some is not None
    some.finish()
    fields.finish()


def test_all_that_is_left_can_be_taken_at_once() -> None:
    fields = Fields({"a": 1, "b": [2]})
    fields.whole("a")
    assert fields.values() == {"b": [2]}
    fields.finish()


REFUSED: list[tuple[Json, Callable[[Fields], object]]] = [
    (True, lambda fields: fields.whole("x")),
    ("5", lambda fields: fields.whole("x")),
    (-1, lambda fields: fields.whole("x")),
    (2**63, lambda fields: fields.whole("x")),
    (0, lambda fields: fields.whole("x", least=1)),
    (11, lambda fields: fields.whole("x", most=10)),
    (5, lambda fields: fields.text("x")),
    ("abc", lambda fields: fields.text("x", longest=2)),
    ("0", lambda fields: fields.hex("x", 1)),
    ("0G", lambda fields: fields.hex("x", 1)),
    ("FF", lambda fields: fields.hex("x", 1)),
    ("000", lambda fields: fields.hex("x", 1)),
    ("AAE=", lambda fields: fields.octets("x", 3)),
    (5, lambda fields: fields.octets("x")),
    ([], lambda fields: fields.object("x")),
    (None, lambda fields: fields.object("x")),
    ("", lambda fields: fields.optional_object("x")),
    (1, lambda fields: fields.whole("missing")),
    (None, lambda fields: fields.optional_object("missing")),
]


@pytest.mark.parametrize("number", range(len(REFUSED)))
def test_anything_else_is_a_value_error(number: int) -> None:
    value, take = REFUSED[number]
    with pytest.raises(ValueError, match=r"."):
        take(Fields({"x": value}))


def test_a_field_is_taken_once() -> None:
    fields = Fields({"x": 1})
    fields.whole("x")
    with pytest.raises(ValueError, match="x"):
        fields.whole("x")


def test_what_nobody_asked_for_is_refused() -> None:
    fields = Fields({"b": 1, "a": 1})
    with pytest.raises(ValueError, match="a"):
        fields.finish()


def test_the_object_it_was_made_from_stays_whole() -> None:
    values = {"x": 1}
    Fields(values).whole("x")
    assert values == {"x": 1}
