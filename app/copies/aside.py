"""Names that were taken out of a copy are set aside in it, whole, and can be put back until the copy is wiped."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.copies.layout import Node
from app.copies.paths import ASIDE, WORKROOM, is_workroom
from app.copies.sealed_copy import SealedCopy
from app.errors import PathExists, PathMissing


@dataclass(frozen=True, slots=True)
class Placing:
    """A node, and where it was: the folder by its id, and the name."""

    node: int
    folder: int
    name: bytes


def set_aside(copy: SealedCopy, node: Node) -> Placing:
    """Take a name out of the tree with all that is in it; where it was."""
    copy.place(node, aside_folder(copy), b"%d" % node.id)
    return Placing(node.id, node.parent, node.name)


def aside_folder(copy: SealedCopy) -> int:
    """The id of the folder for what is set aside, which is made if it is missing."""
    for folder in (WORKROOM, ASIDE):
        with suppress(PathExists):
            copy.mkdir(folder)
    return copy.stat(ASIDE).id


def put_back(copy: SealedCopy, placings: Sequence[Placing]) -> None:
    """Take back what led to `placings`, given in the order it was done.

    Raises PathMissing where a node or folder is there no more, PathExists where another has the name by now; then
    close the copy without a commit, and nothing has changed.
    """
    for placing in placings:
        node = _there(copy, placing.node)
        if not is_workroom(copy.names.path_of(node)):
            set_aside(copy, node)
    for placing in reversed(placings):
        node = _there(copy, placing.node)
        if (node.parent, node.name) != (placing.folder, placing.name):
            copy.place(node, placing.folder, placing.name)


def _there(copy: SealedCopy, node: int) -> Node:
    found = copy.store.catalogue.node(node)
    if found is None:
        raise PathMissing(path="what was set aside")
    return found
