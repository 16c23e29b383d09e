"""Whatever is done to a ledger behind Bailee's back is found and named, before and after more is added to it."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from app.custody.ledger import Event
from app.errors import LedgerDamaged
from tests.app.custody.ledgers import Anchored, written

Tampering = Callable[[bytes, bytes], bytes | None]
"""Makes of the ledger's bytes, and those of a sibling, what stands there afterwards; None deletes the file."""


def lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def old_version(data: bytes, _: bytes) -> bytes:
    return b"".join(lines(data)[:3])


def without_a_line(data: bytes, _: bytes) -> bytes:
    return b"".join([*lines(data)[:2], *lines(data)[3:]])


def a_line_twice(data: bytes, _: bytes) -> bytes:
    return b"".join([*lines(data)[:3], *lines(data)[2:]])


def two_lines_exchanged(data: bytes, _: bytes) -> bytes:
    first, second, third, *rest = lines(data)
    return b"".join([first, third, second, *rest])


def spliced(data: bytes, sibling: bytes) -> bytes:
    return b"".join([*lines(data)[:3], lines(sibling)[3], *lines(data)[4:]])


def spliced_at_the_end(data: bytes, sibling: bytes) -> bytes:
    return data + lines(sibling)[6]


def another_end(data: bytes, sibling: bytes) -> bytes:
    return b"".join([*lines(data)[:3], *lines(sibling)[3:6]])


DEEDS: dict[str, Tampering] = {
    "an old version": old_version,
    "a line taken out": without_a_line,
    "a line twice": a_line_twice,
    "two lines exchanged": two_lines_exchanged,
    "a line of another": spliced,
    "a line of another at the end": spliced_at_the_end,
    "the end of another": another_end,
    "another as long": lambda _, sibling: b"".join(lines(sibling)[:6]),
    "another by one line longer": lambda _, sibling: b"".join(lines(sibling)[:7]),
    "another and longer": lambda _, sibling: sibling,
    "cut in the middle": lambda data, _: data[: len(data) // 2],
    "without its last line feed": lambda data, _: data[:-1],
    "without half of its last line": lambda data, _: data[:-40],
    "zeros": lambda data, _: bytes(len(data)),
    "zeros in its second half": lambda data, _: data[: len(data) // 2] + bytes(len(data) - len(data) // 2),
    "empty": lambda _data, _: b"",
    "deleted": lambda _data, _: None,
    "an empty line at the end": lambda data, _: data + b"\n",
    "an empty line before": lambda data, _: b"\n" + data,
    "zeros at the end": lambda data, _: data + bytes(512) + b"\n",
    "other line ends": lambda data, _: data.replace(b"\n", b"\r\n"),
}


@pytest.fixture
def anchored(tmp_path: Path) -> Anchored:
    return written(tmp_path / "ledger.jsonl", 6)


@pytest.fixture
def sibling(tmp_path: Path) -> bytes:
    """The ledger of another vault, longer by some lines."""
    other = Anchored(tmp_path / "other.jsonl")
    for number in range(9):
        other.ledger.append(Event.COPY_HELD, copy=f"{number + 100:032x}")
    return other.ledger.path.read_bytes()


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS.keys())
@pytest.mark.parametrize("is_added_to", [False, True])
def test_every_deed_is_found(anchored: Anchored, sibling: bytes, deed: Tampering, is_added_to: bool) -> None:
    path = anchored.ledger.path
    left = deed(path.read_bytes(), sibling)
    path.unlink()
    if left is not None:
        path.write_bytes(left)
    if is_added_to:
        anchored.ledger.append(Event.COPY_WIPED, copy="0" * 32)
    with pytest.raises(LedgerDamaged) as caught:
        anchored.ledger.verify()
    assert caught.value.entry >= 1
    assert caught.value.reason


@pytest.mark.parametrize("bits", [1, 0x20])
def test_every_byte_that_is_changed_is_found(anchored: Anchored, bits: int) -> None:
    path = anchored.ledger.path
    data = path.read_bytes()
    for at in range(len(data)) if bits == 1 else range(0, len(data), 7):
        path.write_bytes(data[:at] + bytes([data[at] ^ bits]) + data[at + 1 :])
        with pytest.raises(LedgerDamaged):
            anchored.ledger.verify()


def test_every_byte_that_is_changed_is_found_after_more_was_added(anchored: Anchored) -> None:
    path, known = anchored.ledger.path, anchored.known
    data = path.read_bytes()
    last = len(b"".join(lines(data)[:-1]))
    places = [*random.Random(3).sample(range(last), 60), *range(last, len(data))]
    for at in places:
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        anchored.known = known
        anchored.ledger.append(Event.COPY_WIPED, copy="0" * 32)
        with pytest.raises(LedgerDamaged):
            anchored.ledger.verify()


def test_what_was_not_touched_holds(anchored: Anchored) -> None:
    assert anchored.ledger.verify() == anchored.known
