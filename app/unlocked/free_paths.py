"""Names that are free in a folder of a copy."""

from typing import Final

from app.copies.paths import shown
from app.copies.sealed_copy import SealedCopy
from app.errors import NameRefused

_MOST_TRIES: Final = 10_000


def free_path(copy: SealedCopy, folder: bytes, name: bytes) -> bytes:
    """The path of this name in the folder, or of one with a number where that is taken. Raises NameRefused."""
    stem, dot, ending = name.rpartition(b".")
    for number in range(1, _MOST_TRIES):
        tried = name if number == 1 else stem + b" (%d)" % number + dot + ending
        if not stem and number > 1:
            tried = name + b" (%d)" % number
        path = folder + b"/" + tried if folder else tried
        if copy.names.find(path) is None:
            return path
    raise NameRefused(path=shown(name), reason="is taken, with every number")
