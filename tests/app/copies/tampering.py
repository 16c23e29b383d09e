"""What somebody can do to a file who has no key: the ways in which the tests of every sealed file tamper with it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a file: a page, or all of it."""

    start: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Donors:
    """Genuine bytes from elsewhere: the same file earlier, a file beside it, and one sealed under other keys."""

    earlier: bytes
    sibling: bytes
    stranger: bytes


Tampering = Callable[[Path, Span, Donors], None]


def flip_a_bit(path: Path, span: Span, _: Donors) -> None:
    data = bytearray(path.read_bytes())
    data[span.start + span.length // 2] ^= 0x04
    path.write_bytes(data)


def flip_the_first_bit(path: Path, span: Span, _: Donors) -> None:
    data = bytearray(path.read_bytes())
    data[span.start] ^= 0x80
    path.write_bytes(data)


def flip_the_last_bit(path: Path, span: Span, _: Donors) -> None:
    data = bytearray(path.read_bytes())
    data[span.end - 1] ^= 0x01
    path.write_bytes(data)


def truncate(path: Path, span: Span, _: Donors) -> None:
    path.write_bytes(path.read_bytes()[: span.start])


def cut_off_a_byte(path: Path, span: Span, _: Donors) -> None:
    path.write_bytes(path.read_bytes()[: span.end - 1])


def zero(path: Path, span: Span, _: Donors) -> None:
    put(path, span.start, bytes(span.length))


def put_back_earlier(path: Path, span: Span, donors: Donors) -> None:
    _take_from(donors.earlier, path, span)


def put_sibling(path: Path, span: Span, donors: Donors) -> None:
    _take_from(donors.sibling, path, span)


def splice_stranger(path: Path, span: Span, donors: Donors) -> None:
    _take_from(donors.stranger, path, span)


def delete(path: Path, _span: Span, _: Donors) -> None:
    path.unlink()


ALL: tuple[Tampering, ...] = (
    flip_a_bit,
    flip_the_first_bit,
    flip_the_last_bit,
    truncate,
    cut_off_a_byte,
    zero,
    put_back_earlier,
    put_sibling,
    splice_stranger,
    delete,
)


def whole(path: Path) -> Span:
    """All of a file."""
    return Span(0, path.stat().st_size)


def pages(path: Path, size: int = 4096) -> list[Span]:
    """The pages of a file."""
    total = path.stat().st_size
    return [Span(at, min(size, total - at)) for at in range(0, total, size)]


def put(path: Path, offset: int, data: bytes) -> None:
    """Write over a part of a file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(data)


def swap(one: Path, other: Path) -> None:
    """Exchange two files."""
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def differences(before: bytes, after: bytes) -> set[int]:
    """The offsets of `before` at which `after` has something else, or nothing."""
    return {at for at, byte in enumerate(before) if at >= len(after) or after[at] != byte}


def _take_from(donor: bytes, path: Path, span: Span) -> None:
    """Put the donor's bytes in the place of ours; if the whole file is meant, its length as well."""
    if span == whole(path):
        path.write_bytes(donor)
    else:
        put(path, span.start, donor[span.start : span.end])
