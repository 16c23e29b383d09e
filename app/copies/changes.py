"""What was added, edited, renamed or deleted in a copy since its checkout."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from app.copies.layout import ROOT_ID, Node
from app.copies.paths import is_workroom
from app.copies.sealed_copy import SealedCopy
from app.model import NodeKind


class ChangeKind(Enum):
    """What happened to a name."""

    ADDED = "added"
    EDITED = "edited"
    RENAMED = "renamed"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `old_path` differs from `path` for a renamed one; sizes are bytes, None where there is none.

    A file that was written to counts as edited even if the same bytes were written again, and so does one that was
    deleted or moved away and another put in its place, which is how many programs save.
    """

    kind: ChangeKind
    node_kind: NodeKind
    path: bytes
    old_path: bytes
    old_size: int | None
    new_size: int | None


def changes(copy: SealedCopy) -> list[Change]:
    """Every change up to the last commit, by path, but for those of Bailee's own files.

    What is not committed yet may be among them or not.
    """
    found = [change for change in _changed(copy) if not is_workroom(change.path)]
    deleted = {(change.path, change.node_kind): change for change in found if change.kind is ChangeKind.DELETED}
    for change in _added(copy):
        former = deleted.get((change.path, change.node_kind))
        if former is None:
            found.append(change)
        else:
            found.remove(former)
            found.append(replace(change, kind=ChangeKind.EDITED, old_size=former.old_size))
    return sorted(found, key=lambda change: (change.path, change.kind.value))


def _changed(copy: SealedCopy) -> Iterator[Change]:
    catalogue = copy.store.catalogue
    before = {node.id: node for node in catalogue.baseline()}
    for old in before.values():
        old_path = _old_path(copy, old, before)
        now = catalogue.node(old.id)
        kind = NodeKind(old.kind)
        if now is None:
            yield Change(ChangeKind.DELETED, kind, old_path, old_path, old.size, None)
            continue
        path = copy.names.path_of(now)
        if now.root != old.root or now.size != old.size:
            yield Change(ChangeKind.EDITED, kind, path, old_path, old.size, now.size)
        elif (now.parent, now.name) != (old.parent, old.name):
            yield Change(ChangeKind.RENAMED, kind, path, old_path, old.size, now.size)


def _added(copy: SealedCopy) -> Iterator[Change]:
    for node in copy.store.catalogue.added_since(max(copy.names.checkout_highest, ROOT_ID)):
        path = copy.names.path_of(node)
        if is_workroom(path):
            continue
        yield Change(ChangeKind.ADDED, NodeKind(node.kind), path, path, None, node.size)


def _old_path(copy: SealedCopy, node: Node, before: dict[int, Node]) -> bytes:
    """The path a node had at the checkout, through folders as they were then."""
    parts: list[bytes] = []
    current: Node | None = node
    while current is not None and current.id != ROOT_ID:
        parts.append(current.name)
        current = before.get(current.parent) or copy.store.catalogue.node(current.parent)
    return b"/".join(reversed(parts))
