"""A secret shows nothing, and is gone once it was closed."""

import pytest

from app.crypto.secret import KEY_BYTES, Secret
from app.errors import SecretClosed


def test_gives_back_what_it_was_given() -> None:
    for material in (b"abc", bytearray(b"abc"), memoryview(b"abc")):
        secret = Secret(material)
        assert (secret.reveal(), len(secret), secret.is_open) == (b"abc", 3, True)


def test_is_a_copy_of_what_it_was_given() -> None:
    material = bytearray(b"abc")
    secret = Secret(material)
    material[0] = 0
    assert secret.reveal() == b"abc"


def test_after_closing_every_use_is_refused() -> None:
    secret = Secret(b"abc")
    secret.close()
    secret.close()
    assert not secret.is_open
    for use in (secret.reveal, secret.copy, lambda: secret.equals(b"abc"), lambda: Secret(b"abc").equals(secret)):
        with pytest.raises(SecretClosed):
            use()


def test_closing_overwrites_the_bytes_where_they_lie() -> None:
    secret = Secret(b"abc" * 1000)
    buffer = secret._buffer
    secret.close()
    assert buffer == bytes(3000)


def test_is_closed_at_the_end_of_a_block_whatever_happens() -> None:
    secret = Secret(b"abc")
    with pytest.raises(ZeroDivisionError), secret:
        raise ZeroDivisionError
    assert not secret.is_open
    with Secret(b"abc") as inside:
        assert inside.reveal() == b"abc"


def test_a_copy_lives_on_its_own() -> None:
    secret = Secret(b"abc")
    copy = secret.copy()
    secret.close()
    assert copy.reveal() == b"abc"


def test_shows_nothing_of_itself() -> None:
    secret = Secret(b"hunter2")
    for text in (repr(secret), str(secret), f"{secret}", f"{[secret]!r}"):
        assert "hunter2" not in text
        assert "Secret(open)" in text
    secret.close()
    assert repr(secret) == "Secret(closed)"


def test_is_compared_by_equals_only() -> None:
    one, same, other = Secret(b"abc"), Secret(b"abc"), Secret(b"abd")
    assert one != same
    assert len({one, same}) == 2
    assert one.equals(same)
    assert one.equals(b"abc")
    assert not one.equals(other)
    assert not one.equals(b"ab")


def test_random_ones_differ() -> None:
    assert len(Secret.random()) == KEY_BYTES
    assert len(Secret.random(5)) == 5
    assert len({Secret.random().reveal() for _ in range(100)}) == 100


def test_bytes_that_are_overwritten_while_they_are_read_are_not_given_out() -> None:
    class ClosedMeanwhile(bytearray):
        def __bytes__(self) -> bytes:
            secret.close()
            return bytes(32)

    secret = Secret(b"k" * 32)
    secret._buffer = ClosedMeanwhile(b"k" * 32)
    with pytest.raises(SecretClosed):
        secret.reveal()
    assert not any(secret._buffer)
