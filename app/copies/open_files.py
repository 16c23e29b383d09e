"""The files of one copy that are open, or were lately, and the limits on what they keep in memory."""

import time
from collections import OrderedDict
from dataclasses import replace

from app.copies.content import ChangedBytes, FileContent
from app.copies.kept_pins import OldPins
from app.copies.layout import Node
from app.copies.namespace import Namespace
from app.copies.paths import shown
from app.copies.store import CopyStore
from app.errors import PathMissing

_MOST_CHANGED_BYTES = 16 * 1024 * 1024
_MOST_IDLE = 64


class OpenFiles:
    """At most one content for each file. Contents without handles are kept for a while, and sealed when they go."""

    def __init__(self, store: CopyStore, names: Namespace) -> None:
        self._store = store
        self._names = names
        self._contents: dict[int, FileContent] = {}
        self._idle: OrderedDict[int, FileContent] = OrderedDict()
        self._changed_bytes = ChangedBytes(_MOST_CHANGED_BYTES, self._seal_chunks)

    def take(self, node: Node) -> FileContent:
        """The content of a file, for one handle more. Raises PathMissing, FileDamaged. `give_back` it."""
        content = self._contents.get(node.id)
        if content is None:
            # It may have been sealed since whoever asks was told of it.
            now = self._store.catalogue.node(node.id)
            if now is None:
                raise PathMissing(path=shown(self._names.path_of(node)))
            content = FileContent(self._store, now, self._changed_bytes, self._names)
            self._contents[node.id] = content
        self._idle.pop(node.id, None)
        content.handles += 1
        return content

    def as_it_was(self, old: Node) -> FileContent:
        """The content that a file had at the checkout, for reading; `old` is its node of then. Raises FileDamaged."""
        pins = OldPins(self._store.catalogue, old)
        content = FileContent(self._store, old, self._changed_bytes, self._names, pins)
        content.handles += 1
        return content

    def give_back(self, content: FileContent) -> None:
        """One handle less. May seal contents that nobody has open, and fail as a commit would."""
        content.handles -= 1
        if content.handles or content.is_dropped:
            return
        content.forget_places()
        self._idle[content.node.id] = content
        while len(self._idle) > _MOST_IDLE:
            oldest = next(iter(self._idle.values()))
            self._seal(oldest)
            del self._idle[oldest.node.id], self._contents[oldest.node.id]

    def current(self, node: Node) -> Node:
        """A node of the catalogue with the size that handles see."""
        content = self._contents.get(node.id)
        return node if content is None else content.node

    def moved(self, node: Node) -> None:
        """A file has another name."""
        content = self._contents.get(node.id)
        if content is not None:
            content.node = replace(content.node, parent=node.parent, name=node.name)

    def forget(self, node_id: int) -> None:
        """A file is gone: handles on it are dead."""
        content = self._contents.pop(node_id, None)
        self._idle.pop(node_id, None)
        if content is not None:
            content.drop()

    def forget_places(self) -> None:
        """Chunks were moved."""
        for content in self._contents.values():
            content.forget_places()

    def seal(self) -> None:
        """Seal everything that was changed, ready for a commit."""
        for content in self._contents.values():
            self._seal(content)

    def close(self) -> None:
        """Every handle is dead; changes that were not committed are lost."""
        for node_id in list(self._contents):
            self.forget(node_id)

    def _seal(self, content: FileContent) -> None:
        if content.is_changed:
            content.seal(time.time_ns())

    def _seal_chunks(self) -> None:
        for content in self._contents.values():
            content.seal_chunks()
