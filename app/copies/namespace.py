"""The tree of names in a copy: folders, files, links. Links are data and are never followed."""

import time
from collections.abc import Iterator
from dataclasses import replace

from app.copies.layout import CHUNK_BYTES, CHUNK_SIZES, EMPTY_ROOT, ROOT_ID, Node, tree_root
from app.copies.paths import shown, split_path
from app.copies.store import CopyStore
from app.errors import FolderNotEmpty, NameRefused, NotAFile, NotAFolder, PathExists, PathMissing
from app.model import NodeKind

_CHECKOUT_HIGHEST = "checkout_highest_node"


class Namespace:
    """Finds and changes names. A node that the checkout brought is remembered as it was before its first change."""

    def __init__(self, store: CopyStore) -> None:
        self._store = store
        self._highest = int(store.catalogue.facts().get(_CHECKOUT_HIGHEST, "0"))
        self._next = max(store.catalogue.highest_node(), self._highest) + 1
        self._remembered: set[int] = set()

    @property
    def checkout_highest(self) -> int:
        """The highest node of the checkout; 0 while it goes on."""
        return self._highest

    def freeze_baseline(self) -> None:
        """Say that the checkout is complete: from here on, changes are changes."""
        self._highest = self._next - 1
        self._store.catalogue.put_facts({_CHECKOUT_HIGHEST: str(self._highest)})

    def take_id(self) -> int:
        """An id no node had."""
        self._next += 1
        return self._next - 1

    def find(self, path: bytes) -> Node | None:
        """The node at a path, or None."""
        node = self._store.catalogue.node(ROOT_ID)
        for name in split_path(path):
            if node is None or node.kind != NodeKind.FOLDER:
                return None
            node = self._store.catalogue.child(node.id, name)
        return node

    def get(self, path: bytes) -> Node:
        """The node at a path. Raises PathMissing."""
        node = self.find(path)
        if node is None:
            raise PathMissing(path=shown(path))
        return node

    def listing(self, path: bytes) -> list[Node]:
        """What is in a folder, by name. Raises PathMissing or NotAFolder."""
        return self._store.catalogue.children(self.folder(path).id)

    def folder(self, path: bytes) -> Node:
        """The folder at a path. Raises PathMissing or NotAFolder."""
        found = self.get(path)
        if found.kind != NodeKind.FOLDER:
            raise NotAFolder(path=shown(path))
        return found

    def walk(self, path: bytes = b"") -> Iterator[tuple[bytes, Node]]:
        """Every node below a path with its path, a folder before what is in it."""
        start = self.get(path)
        waiting = [(b"/".join(split_path(path)), start)]
        while waiting:
            at, node = waiting.pop()
            if node is not start or node.kind != NodeKind.FOLDER:
                yield at, node
            if node.kind == NodeKind.FOLDER:
                inside = self._store.catalogue.children(node.id)
                waiting.extend((at + b"/" + child.name if at else child.name, child) for child in reversed(inside))

    def path_of(self, node: Node) -> bytes:
        """The path of a node as it is now."""
        parts = []
        current: Node | None = node
        while current is not None and current.id != ROOT_ID:
            parts.append(current.name)
            current = self._store.catalogue.node(current.parent)
        return b"/".join(reversed(parts))

    def make_folder(self, path: bytes, *, mode: int = 0o755) -> Node:
        """Make a folder. Raises PathExists, PathMissing for the folder above, NotAFolder, NameRefused."""
        return self._add(path, NodeKind.FOLDER, mode, b"", 0)

    def make_file(self, path: bytes, *, mode: int = 0o644, chunk_bytes: int = CHUNK_BYTES) -> Node:
        """Make an empty file, to be cut into chunks of one of CHUNK_SIZES."""
        if chunk_bytes not in CHUNK_SIZES:
            msg = f"chunks of {chunk_bytes} bytes"
            raise ValueError(msg)
        return self._add(path, NodeKind.FILE, mode, b"", chunk_bytes)

    def make_link(self, path: bytes, target: bytes) -> Node:
        """Make a symbolic link, which is data: its target is never followed."""
        return self._add(path, NodeKind.LINK, 0o777, target, 0)

    def rename(self, old: bytes, new: bytes) -> Node:
        """Move a name; a file may take the place of a file, as on POSIX. A folder cannot go into itself."""
        node = self.get(old)
        if node.id == ROOT_ID:
            raise NameRefused(path=shown(old), reason="the top of the copy stays")
        folder, name = self._place(new)
        if node.kind == NodeKind.FOLDER and self._is_inside(folder, node):
            raise NameRefused(path=shown(new), reason="inside itself")
        present = self._store.catalogue.child(folder.id, name)
        if present is not None:
            if present.id == node.id:
                return node
            if NodeKind.FOLDER in {present.kind, node.kind}:
                raise PathExists(path=shown(new))
            self._drop(present)
        self._store.begin_writing()
        self.remember(node.id)
        moved = replace(node, parent=folder.id, name=name)
        self._store.put_node(moved)
        return moved

    def unlink(self, path: bytes) -> Node:
        """Remove a file or a link. Raises PathMissing, NotAFile."""
        node = self.get(path)
        if node.kind == NodeKind.FOLDER:
            raise NotAFile(path=shown(path))
        self._drop(node)
        return node

    def remove_folder(self, path: bytes) -> None:
        """Remove an empty folder. Raises PathMissing, NotAFolder, FolderNotEmpty."""
        node = self.get(path)
        if node.kind != NodeKind.FOLDER:
            raise NotAFolder(path=shown(path))
        if node.id == ROOT_ID:
            raise NameRefused(path=shown(path), reason="the top of the copy stays")
        if self._store.catalogue.has_children(node.id):
            raise FolderNotEmpty(path=shown(path))
        self._drop(node)

    def remember(self, node: int) -> bool:
        """Keep a node of the checkout as it was, before its first change; whether it is one."""
        if node > self._highest:
            return False
        if node not in self._remembered:
            self._store.catalogue.remember(node)
            self._store.forget_digest("before")
            self._remembered.add(node)
        return True

    def at_checkout(self, node: int) -> Node | None:
        """A node as the checkout brought it; None for one that came later."""
        if node > self._highest:
            return None
        return self._store.catalogue.node_before(node) or self._store.catalogue.node(node)

    def move(self, node: Node, folder: int, name: bytes) -> Node:
        """Put a node that is there into a folder, under a name that nothing has. Raises PathMissing, PathExists."""
        into = self._store.catalogue.node(folder)
        if into is None or into.kind != NodeKind.FOLDER or self._is_inside(into, node):
            raise PathMissing(path=shown(self.path_of(node)))
        self.require_free(folder, name, node.id)
        self._store.begin_writing()
        self.remember(node.id)
        moved = replace(node, parent=folder, name=name)
        self._store.put_node(moved)
        return moved

    def require_free(self, folder: int, name: bytes, node: int) -> None:
        """Raise PathExists if another node than this has the name."""
        present = self._store.catalogue.child(folder, name)
        if present is not None and present.id != node:
            raise PathExists(path=shown(self.path_of(present)))

    def _place(self, path: bytes) -> tuple[Node, bytes]:
        parts = split_path(path)
        if not parts:
            raise PathExists(path=shown(path))
        folder = self.get(b"/".join(parts[:-1]))
        if folder.kind != NodeKind.FOLDER:
            raise NotAFolder(path=shown(b"/".join(parts[:-1])))
        return folder, parts[-1]

    def _add(self, path: bytes, kind: NodeKind, mode: int, target: bytes, chunk_bytes: int) -> Node:
        folder, name = self._place(path)
        if self._store.catalogue.child(folder.id, name) is not None:
            raise PathExists(path=shown(path))
        self._store.begin_writing()
        root = tree_root([]) if kind is NodeKind.FILE else EMPTY_ROOT
        node = Node(self.take_id(), folder.id, name, kind, mode, time.time_ns(), 0, chunk_bytes, root, target)
        self._store.put_node(node)
        return node

    def _drop(self, node: Node) -> None:
        self._store.begin_writing()
        if self.remember(node.id):
            self._store.kept.keep_from(node.id, 0)
        self._store.catalogue.drop_node(node.id)
        self._store.tree.touch(node.id)

    def _is_inside(self, folder: Node, other: Node) -> bool:
        current: Node | None = folder
        while current is not None:
            if current.id == other.id:
                return True
            current = None if current.id == ROOT_ID else self._store.catalogue.node(current.parent)
        return False
