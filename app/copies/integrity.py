"""Two-level hashes over rows: what makes an old row, put back, show.

SQLCipher notices a changed page and not an old one. So the rows are hashed in leaves of LEAF_ROWS, the leaves into a
root, and the root is authenticated by the commit record. A change costs the leaves it touches, not the whole.
"""

import hashlib
from collections.abc import Callable, Iterable

from app.copies.layout import LEAF_ROWS, NodeRow, encode_node, encode_pin, tree_root


class LeafTree:
    """The leaf digests of rows that are numbered from 0. A leaf without rows does not exist."""

    def __init__(self) -> None:
        self._digests: dict[int, bytes] = {}
        self._stale: set[int] = set()

    def load(self, rows: Iterable[tuple[int, bytes]]) -> None:
        """Start from numbered, encoded rows in rising order."""
        self._digests.clear()
        self._stale.clear()
        number, leaf = -1, hashlib.sha256()
        for row, data in rows:
            if row // LEAF_ROWS != number:
                if number >= 0:
                    self._digests[number] = leaf.digest()
                number, leaf = row // LEAF_ROWS, hashlib.sha256()
            leaf.update(data)
        if number >= 0:
            self._digests[number] = leaf.digest()

    def touch(self, row: int) -> None:
        """Say that a row has changed, come or gone."""
        self._stale.add(row // LEAF_ROWS)

    def touch_from(self, row: int) -> None:
        """Say that this row and every later one may have gone."""
        first = row // LEAF_ROWS
        self._stale.add(first)
        self._stale.update(number for number in self._digests if number >= first)

    def refresh(self, rows_between: Callable[[int, int], Iterable[bytes]]) -> None:
        """Hash the changed leaves again from the encoded rows first..last."""
        for number in self._stale:
            leaf, is_empty = hashlib.sha256(), True
            for data in rows_between(number * LEAF_ROWS, number * LEAF_ROWS + LEAF_ROWS - 1):
                leaf.update(data)
                is_empty = False
            if is_empty:
                self._digests.pop(number, None)
            else:
                self._digests[number] = leaf.digest()
        self._stale.clear()

    def root(self) -> bytes:
        """The hash over all leaves."""
        return tree_root(sorted(self._digests.items()))


def encoded_nodes(rows: Iterable[NodeRow]) -> Iterable[tuple[int, bytes]]:
    """Number and encode rows of nodes for a tree over all nodes."""
    return ((row[0], encode_node(row)) for row in rows)


def encoded_pins(rows: Iterable[tuple[int, int, bytes, bytes]]) -> Iterable[tuple[int, bytes]]:
    """Number and encode rows of chunks for the tree of one file."""
    return ((row[0], encode_pin(*row)) for row in rows)
