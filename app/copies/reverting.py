"""Makes what changed in a copy what it was at the checkout, a change at a time or all of them at once."""

from collections.abc import Sequence

from app.copies.aside import Placing, aside_folder, set_aside
from app.copies.changes import Change, ChangeKind
from app.copies.layout import Node
from app.copies.paths import ASIDE, is_workroom, shown
from app.copies.sealed_copy import SealedCopy
from app.errors import FolderNotEmpty
from app.model import NodeKind
from app.progress import Monitor, Step, Unit

_BLOCK_BYTES = 1024 * 1024


def with_what_is_inside(wanted: Sequence[Change], every: Sequence[Change]) -> list[Change]:
    """A deleted folder comes back with what was in it."""
    tops = [c.path + b"/" for c in wanted if c.kind is ChangeKind.DELETED and c.node_kind is NodeKind.FOLDER]
    inside = [c for c in every if c.kind is ChangeKind.DELETED and any(c.path.startswith(top) for top in tops)]
    return [*wanted, *(change for change in inside if change not in wanted)]


class Reverting:
    """Takes changes back in one open copy. `placings` is what `put_back` needs to undo it all.

    What an edited file held is set aside too. Nothing is durable before the commit; after an error, close the copy
    without one.
    """

    def __init__(self, copy: SealedCopy, monitor: Monitor) -> None:
        self._copy = copy
        self._monitor = monitor
        self._aside = aside_folder(copy)
        self.placings: list[Placing] = []

    def run(self, wanted: Sequence[Change]) -> None:
        """Revert these changes, as `changes` gave them.

        Raises PathExists where another name has the place, FolderNotEmpty for an added folder in which not all was
        added, FileDamaged, Cancelled.
        """
        wanted = sorted(wanted, key=lambda change: (change.old_path, change.path))
        olds = [old for old in (self._old(change) for change in wanted if change.old_node) if old is not None]
        for old in olds:
            self._give_up_content(old)
        if len(wanted) > 1:
            # Two that changed places, or what was moved into a new folder, would stand in the way.
            for old in olds:
                self._lift(old)
        for change in wanted:
            self._take_out(change)
        for old in olds:
            self._place(old)
        for old in olds:
            if self._copy.store.catalogue.node(old.id) != old:
                self._copy.restore_content(old)

    def _take_out(self, change: Change) -> None:
        """Set aside what was added."""
        node = self._copy.store.catalogue.node(change.node)
        if node is None or node.id == change.old_node or self._is_taken_out(node):
            return
        if node.kind == NodeKind.FOLDER:
            inside = (found for _, found in self._copy.names.walk(change.path))
            if any(found.id <= self._copy.names.checkout_highest for found in inside):
                raise FolderNotEmpty(path=shown(change.path))
        self.placings.append(set_aside(self._copy, node))

    def _is_taken_out(self, node: Node) -> bool:
        """Whether it is aside already, with an added folder perhaps; one that was lifted will go back."""
        folder = node.parent
        highest, catalogue = self._copy.names.checkout_highest, self._copy.store.catalogue
        while folder > highest and folder != self._aside and (above := catalogue.node(folder)) is not None:
            folder = above.parent
        return folder == self._aside

    def _old(self, change: Change) -> Node | None:
        return self._copy.names.at_checkout(change.old_node)

    def _lift(self, old: Node) -> None:
        """Set aside what is not where it was, for a moment."""
        now = self._copy.store.catalogue.node(old.id)
        is_elsewhere = now is not None and (now.parent, now.name) != (old.parent, old.name)
        if now is not None and is_elsewhere and not is_workroom(self._copy.names.path_of(now)):
            self.placings.append(set_aside(self._copy, now))

    def _place(self, old: Node) -> None:
        """Bring a node back to where it was, and before it the folders it was in."""
        self._need_folder(old.parent)
        now = self._copy.store.catalogue.node(old.id)
        if now is None:
            self._copy.names.require_free(old.parent, old.name, old.id)
            self._copy.restore_content(old)
            self.placings.append(Placing(old.id, self._aside, b"%d" % old.id))
        elif (now.parent, now.name) != (old.parent, old.name):
            self._copy.place(now, old.parent, old.name)
            self.placings.append(Placing(now.id, now.parent, now.name))

    def _need_folder(self, folder: int) -> None:
        """Bring back a folder, empty, if it was taken out or is gone."""
        now, old = self._copy.store.catalogue.node(folder), self._copy.names.at_checkout(folder)
        if old is None or (now is not None and not is_workroom(self._copy.names.path_of(now))):
            return
        if now is not None and now.parent != self._aside:
            self._need_folder(now.parent)  # which sets aside, one by one, what is in it
        self._place(old)
        for child in self._copy.store.catalogue.children(folder):
            self.placings.append(set_aside(self._copy, child))

    def _check(self, old: Node) -> None:
        """Read what was: nothing may be given up for what cannot be read any more."""
        with self._copy.open_as_it_was(old.id) as file:
            buffer = memoryview(bytearray(_BLOCK_BYTES))
            for offset in range(0, file.size, _BLOCK_BYTES):
                self._monitor.report(Step.CHECKING, offset, file.size, Unit.BYTES)
                file.pread_into(buffer[: min(_BLOCK_BYTES, file.size - offset)], offset)

    def _give_up_content(self, old: Node) -> None:
        """Set aside what an edited file holds, as a file of its own: the node goes back to being what it was."""
        now = self._copy.store.catalogue.node(old.id)
        if now is None or (now.root, now.size) == (old.root, old.size):
            return
        self._check(old)
        path = ASIDE + b"/of-%d-%d" % (now.id, self._copy.generation)
        node = self._copy.names.make_file(path, mode=now.mode, chunk_bytes=now.chunk_bytes)
        with self._copy.open_found(now) as source, self._copy.open_found(node, writable=True) as kept:
            for offset in range(0, source.size, _BLOCK_BYTES):
                self._monitor.report(Step.SAVING, offset, source.size, Unit.BYTES)
                kept.pwrite(source.pread(_BLOCK_BYTES, offset), offset)
        if not is_workroom(self._copy.names.path_of(now)):
            placing = set_aside(self._copy, now)
            self.placings.append(Placing(node.id, placing.folder, placing.name))
