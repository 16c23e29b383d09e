"""Lists folders of any size in any order, a piece at a time."""

from array import array
from dataclasses import dataclass
from enum import Enum

from app.copies.changes import ChangeKind
from app.copies.layout import Node
from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.model import NodeKind

_FIRST = f"CASE kind WHEN {int(NodeKind.FOLDER)} THEN 0 ELSE 1 END"
_ROWS_AT_ONCE = 500


class Order(Enum):
    """What names are sorted by; folders come first."""

    NAME = "name"
    SIZE = "size"
    CHANGED = "mtime_ns"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder. `state` says what became of it since the checkout, None if nothing."""

    node: int
    name: bytes
    kind: NodeKind
    size: int
    mode: int
    mtime_ns: int
    target: bytes
    state: ChangeKind | None


class Arrangement:
    """The names in one folder in an order: how many there are is known at once, the rest is read by the piece.

    Use it while the copy is open and only reads.
    """

    def __init__(self, copy: SealedCopy, folder: bytes, order: Order, *, is_descending: bool = False) -> None:
        """Raises PathMissing, NotAFolder."""
        self.folder = folder
        self._copy = copy
        node = copy.names.folder(folder)
        self._was_here = {was.name for was in copy.store.catalogue.baseline() if was.parent == node.id}
        turn = "DESC" if is_descending else "ASC"
        query = f"""
            SELECT id FROM node WHERE parent = ?1 AND id != ?1 AND NOT (parent = 1 AND name = ?2)
            ORDER BY {_FIRST}, {order.value} {turn}, name"""  # noqa: S608 - names of ours
        self._ids = array("q", (row[0] for row in copy.store.catalogue.each(query, (node.id, WORKROOM))))

    def __len__(self) -> int:
        return len(self._ids)

    def entries(self, first: int, count: int) -> list[Entry]:
        """Some of them, from place `first` on."""
        found: list[Entry] = []
        catalogue = self._copy.store.catalogue
        for start in range(first, min(first + count, len(self._ids)), _ROWS_AT_ONCE):
            ids = self._ids[start : min(start + _ROWS_AT_ONCE, first + count)]
            nodes, before = catalogue.nodes_among(ids), catalogue.nodes_among(ids, "before")
            found += [self._entry(nodes[node], before.get(node)) for node in ids]
        return found

    def _entry(self, node: Node, before: Node | None) -> Entry:
        facts = (node.id, node.name, NodeKind(node.kind), node.size, node.mode, node.mtime_ns, node.target)
        return Entry(*facts, self._state(node, before))

    def _state(self, node: Node, before: Node | None) -> ChangeKind | None:
        if node.id > self._copy.names.checkout_highest:
            return ChangeKind.EDITED if node.name in self._was_here else ChangeKind.ADDED
        if before is None:
            return None
        if (node.root, node.size) != (before.root, before.size):
            return ChangeKind.EDITED
        return ChangeKind.RENAMED if (node.parent, node.name) != (before.parent, before.name) else None


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder in a folder; whether there are more in it."""

    name: bytes
    has_folders: bool


def folders_in(copy: SealedCopy, folder: bytes, after: bytes, most: int) -> list[Folder]:
    """The folders in a folder by name, at most so many of those behind `after`. Raises PathMissing, NotAFolder."""
    node = copy.names.folder(folder)
    inside = f"SELECT 1 FROM node AS below WHERE below.parent = node.id AND below.kind = {int(NodeKind.FOLDER)}"  # noqa: S608
    query = f"""
        SELECT name, EXISTS ({inside}) FROM node
        WHERE parent = ?1 AND name > ?2 AND id != ?1 AND kind = {int(NodeKind.FOLDER)}
            AND NOT (parent = 1 AND name = ?3)
        ORDER BY name LIMIT ?4"""  # noqa: S608 - numbers of ours
    rows = copy.store.catalogue.rows(query, (node.id, after, WORKROOM, most))
    return [Folder(name, bool(has_folders)) for name, has_folders in rows]
