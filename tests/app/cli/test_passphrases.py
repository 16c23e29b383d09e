"""Where a passphrase comes from, and where it never gets to."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.cli.passphrases import Passphrases
from app.errors import InputRefused


@contextmanager
def given(data: bytes) -> Iterator[int]:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    try:
        yield reading
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"correct horse", b"correct horse"),
        (b"correct horse\n", b"correct horse"),
        (b"correct horse\r\n", b"correct horse"),
        (b"correct horse\nmore\n", b"correct horse"),
        (b" spaces stay \n", b" spaces stay "),
        ("Köln-Straße 7".encode(), "Köln-Straße 7".encode()),
        (b"\xff\xfe\x00 bytes", b"\xff\xfe\x00 bytes"),
        (b"x" * 4096 + b"\n", b"x" * 4096),
        (b"", b""),
    ],
    ids=range(9),
)
def test_it_is_the_first_line_of_a_descriptor(data: bytes, expected: bytes) -> None:
    with given(data) as descriptor:
        assert Passphrases(descriptor).existing().reveal() == expected


def test_one_that_is_too_long_is_refused() -> None:
    with given(b"x" * 5000) as descriptor, pytest.raises(InputRefused):
        Passphrases(descriptor).existing()


@pytest.mark.parametrize("descriptor", [-1, 9999, 10**30])
def test_a_descriptor_that_cannot_be_read_from_is_refused(descriptor: int) -> None:
    with pytest.raises(InputRefused) as caught:
        Passphrases(descriptor).existing()
    assert caught.value.field == "--passphrase-fd"


def test_a_new_one_must_not_be_short() -> None:
    with given(b"1234567\n") as descriptor, pytest.raises(InputRefused):
        Passphrases(descriptor).new()
    with given(b"12345678\n") as descriptor:
        assert Passphrases(descriptor).new().reveal() == b"12345678"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at the prompts, one after the other."""
    lines: list[str] = []

    def prompt(text: str) -> str:
        assert text.endswith(": ")
        if not lines:
            raise EOFError
        return lines.pop(0)

    monkeypatch.setattr("getpass.getpass", prompt)
    return lines


def test_a_new_one_is_typed_twice(typed: list[str]) -> None:
    typed += ["correct horse", "correct horse"]
    assert Passphrases(None).new().reveal() == b"correct horse"
    typed += ["correct horse", "correct house"]
    with pytest.raises(InputRefused, match="differ"):
        Passphrases(None).new()


def test_the_existing_one_is_typed_once(typed: list[str]) -> None:
    typed += ["Straße \udcff"]
    assert Passphrases(None).existing().reveal() == "Straße ".encode() + b"\xff"


def test_a_prompt_that_is_left_without_an_answer_is_refused(typed: list[str]) -> None:
    assert not typed
    with pytest.raises(InputRefused, match="none was given"):
        Passphrases(None).existing()
