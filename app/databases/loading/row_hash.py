"""The hash of the rows of a table, the same whether they come from a server or out of the sealed database."""

import hashlib
import marshal
from collections.abc import Sequence

from app.tables import Cell

_VERSION = 2
_HEAD_BYTES = 5


class RowHash:
    """SHA-256 over rows in order, each one after the other in this form, numbers little-endian:

    `(`, the number of cells in 4 bytes, then each cell: `N` for NULL; `i` and a signed integer of 4 bytes; for greater
    ones `l`, the number of digits to the base 32768 in 4 bytes, negative for negative numbers, and the digits in 2
    bytes each, the lowest first; `g` and a number of 8 bytes (IEEE 754); `u`, the length in 4 bytes and UTF-8; `s`, the
    length in 4 bytes and the bytes of a blob. That is version 2 of Python's marshal, which is written in C, has not
    changed since Python 3.0 and is kept for files that are there.
    """  # noqa: D415 - a list follows

    def __init__(self) -> None:
        self._hash = hashlib.sha256()
        self.rows = 0
        self.size_bytes = 0

    def add(self, rows: Sequence[tuple[Cell, ...]], encoded: bytes | None = None) -> None:
        """Go on with some rows. `encoded` is what `encode` has made of them, where it is known already."""
        view = memoryview(encode(rows) if encoded is None else encoded)[_HEAD_BYTES:]
        self._hash.update(view)
        self.rows += len(rows)
        self.size_bytes += len(view)

    def hexdigest(self) -> str:
        """The hash of all rows so far."""
        return self._hash.hexdigest()


def encode(rows: Sequence[tuple[Cell, ...]]) -> bytes:
    """Some rows in that form, behind a head of 5 bytes. Raises ValueError for what is no cell."""
    return marshal.dumps(list(rows), _VERSION)
