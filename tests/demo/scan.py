"""Looks for pieces of plaintext in every byte below a folder, names included."""

from collections.abc import Sequence
from pathlib import Path

_BLOCK_BYTES = 8_000_000


def find_pieces(folder: Path, pieces: Sequence[bytes]) -> list[tuple[Path, bytes]]:
    """Each file together with each piece that stands in it, or in its name."""
    found: list[tuple[Path, bytes]] = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder)).encode("utf-8", "surrogateescape")
        content = _pieces_in(path, pieces) if path.is_file() and not path.is_symlink() else set()
        found.extend((path, piece) for piece in pieces if piece in name or piece in content)
    return found


def _pieces_in(path: Path, pieces: Sequence[bytes]) -> set[bytes]:
    longest = max(len(piece) for piece in pieces)
    found: set[bytes] = set()
    rest = b""
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            window = rest + block
            found.update(piece for piece in pieces if piece in window)
            rest = window[-longest:]
    return found
