"""What was added, edited, renamed or deleted in a copy since its checkout."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum

from app.copies.layout import ROOT_ID, Node
from app.copies.paths import ASIDE, is_workroom
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
    deleted or moved away and another put in its place, which is how many programs save. `node` is the id of what is
    there now, `old_node` of what was there at the checkout, 0 where there is none; for a file that another took the
    place of they differ.
    """

    kind: ChangeKind
    node_kind: NodeKind
    path: bytes
    old_path: bytes
    old_size: int | None
    new_size: int | None
    node: int = field(default=0, compare=False, repr=False)
    old_node: int = field(default=0, compare=False, repr=False)


def changes(copy: SealedCopy) -> list[Change]:
    """Every change up to the last commit, by path, but for those of Bailee's own files.

    What is not committed yet may be among them or not.
    """
    found = [*_changed(copy), *_gone_with_folders(copy)]
    deleted = {(change.path, change.node_kind): change for change in found if change.kind is ChangeKind.DELETED}
    for change in _added(copy):
        former = deleted.get((change.path, change.node_kind))
        if former is None:
            found.append(change)
        else:
            found.remove(former)
            found.append(replace(change, kind=ChangeKind.EDITED, old_size=former.old_size, old_node=former.old_node))
    return sorted(found, key=lambda change: (change.path, change.kind.value))


def _changed(copy: SealedCopy) -> Iterator[Change]:
    catalogue = copy.store.catalogue
    before = {node.id: node for node in catalogue.baseline()}
    for old in before.values():
        old_path = _old_path(copy, old, before)
        if is_workroom(old_path):
            continue
        now = catalogue.node(old.id)
        path = old_path if now is None else copy.names.path_of(now)
        if now is None or is_workroom(path):
            yield _deleted(old, old_path)
        elif now.root != old.root or now.size != old.size:
            yield _altered(ChangeKind.EDITED, old, now, old_path, path)
        elif (now.parent, now.name) != (old.parent, old.name):
            yield _altered(ChangeKind.RENAMED, old, now, old_path, path)


def _gone_with_folders(copy: SealedCopy) -> Iterator[Change]:
    """What the checkout brought and was set aside with the folder it lies in."""
    if copy.names.find(ASIDE) is None:
        return
    before = {node.id: node for node in copy.store.catalogue.baseline()}
    for _, node in copy.names.walk(ASIDE):
        if node.id <= copy.names.checkout_highest and node.id not in before:
            yield _deleted(node, _old_path(copy, node, before))


def _deleted(old: Node, path: bytes) -> Change:
    return Change(ChangeKind.DELETED, NodeKind(old.kind), path, path, old.size, None, 0, old.id)


def _altered(kind: ChangeKind, old: Node, now: Node, old_path: bytes, path: bytes) -> Change:
    return Change(kind, NodeKind(old.kind), path, old_path, old.size, now.size, now.id, old.id)


def _added(copy: SealedCopy) -> Iterator[Change]:
    for node in copy.store.catalogue.added_since(max(copy.names.checkout_highest, ROOT_ID)):
        path = copy.names.path_of(node)
        if is_workroom(path):
            continue
        yield Change(ChangeKind.ADDED, NodeKind(node.kind), path, path, None, node.size, node.id)


def _old_path(copy: SealedCopy, node: Node, before: dict[int, Node]) -> bytes:
    """The path a node had at the checkout, through folders as they were then."""
    parts: list[bytes] = []
    current: Node | None = node
    while current is not None and current.id != ROOT_ID:
        parts.append(current.name)
        current = before.get(current.parent) or copy.store.catalogue.node(current.parent)
    return b"/".join(reversed(parts))
