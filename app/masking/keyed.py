"""Where masks take their choices from: the masking key and the value, nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod

from app.crypto.secret import Secret
from app.crypto.signing import keyed_digest

_ROUNDS = 4
_BLOCK_BYTES = 32
_LONGEST_REPEATED = 1024  # longer values go in by their digest, once and not with every block
_SPARE_BYTES = 16  # so many more than a remainder needs, that no remainder is likelier than another


class Choices:
    """Deterministic choices under one key, for one purpose: the same value gives the same choice, and only there."""

    __slots__ = ("_key", "_label")

    def __init__(self, key: Secret, purpose: str) -> None:
        self._key = key
        self._label = b"bailee/v1/mask/" + purpose.encode() + b"\0"

    def stream(self, value: str, size_bytes: int) -> bytes:
        """As many bytes as wanted: HMAC-SHA-256 over purpose, block number and value."""
        message = value.encode("utf-8", "surrogatepass")
        if len(message) > _LONGEST_REPEATED:
            message = keyed_digest(self._key, self._label + b"long" + message)
        blocks = range(-(-size_bytes // _BLOCK_BYTES))
        parts = [keyed_digest(self._key, self._label + block.to_bytes(4, "big") + message) for block in blocks]
        return b"".join(parts)[:size_bytes]

    def number(self, value: str, below: int) -> int:
        """A number from 0 up to `below`, which is left out."""
        size_bytes = (below.bit_length() + 7) // 8 + _SPARE_BYTES
        return int.from_bytes(self.stream(value, size_bytes), "big") % below

    def exchange(self, places: Sequence[int], sizes: Sequence[int], shape: str) -> list[int]:
        """Other places, each again below its size: a permutation of all of them that leaves none as it was.

        `shape` names the permutation. It is a Feistel network over the two halves of the places, with addition in
        place of exclusive or. Going in, one step on and coming back makes a single cycle of all that is possible.
        """
        middle = len(places) // 2
        halves = _Halves(tuple(sizes[:middle]), tuple(sizes[middle:]))
        one, other = self._turn(
            _packed(places[:middle], halves.first), _packed(places[middle:], halves.last), halves, shape
        )
        whole = (one * halves.right + other + 1) % (halves.left * halves.right)
        one, other = self._turn_back(*divmod(whole, halves.right), halves, shape)
        return _unpacked(one, halves.first) + _unpacked(other, halves.last)

    def _turn(self, one: int, other: int, halves: "_Halves", shape: str) -> tuple[int, int]:
        for turn in range(_ROUNDS):
            if turn % 2:
                other = (other + self.number(f"{shape}/{turn}/{one}", halves.right)) % halves.right
            else:
                one = (one + self.number(f"{shape}/{turn}/{other}", halves.left)) % halves.left
        return one, other

    def _turn_back(self, one: int, other: int, halves: "_Halves", shape: str) -> tuple[int, int]:
        for turn in reversed(range(_ROUNDS)):
            if turn % 2:
                other = (other - self.number(f"{shape}/{turn}/{one}", halves.right)) % halves.right
            else:
                one = (one - self.number(f"{shape}/{turn}/{other}", halves.left)) % halves.left
        return one, other


@dataclass(frozen=True, slots=True)
class _Halves:
    """The sizes of the places of each half."""

    first: tuple[int, ...]
    last: tuple[int, ...]

    @property
    def left(self) -> int:
        """How many values the first half can have."""
        return prod(self.first)

    @property
    def right(self) -> int:
        """How many the last can have."""
        return prod(self.last)


def _packed(places: Sequence[int], sizes: Sequence[int]) -> int:
    whole = 0
    for place, size in zip(places, sizes, strict=True):
        whole = whole * size + place
    return whole


def _unpacked(whole: int, sizes: Sequence[int]) -> list[int]:
    places = []
    for size in reversed(sizes):
        whole, place = divmod(whole, size)
        places.append(place)
    return places[::-1]
