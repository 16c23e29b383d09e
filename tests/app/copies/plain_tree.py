"""What a copy promises, as a plain dictionary: the model that the state machine holds it to."""

import copy
from dataclasses import dataclass, field

from app.errors import (
    FolderNotEmpty,
    NameRefused,
    NotAFile,
    NotAFolder,
    PathExists,
    PathMissing,
)


@dataclass(eq=False)
class PlainFile:
    data: bytearray = field(default_factory=bytearray)
    is_gone: bool = False

    def write(self, offset: int, data: bytes) -> None:
        if data:
            self.data.extend(bytes(max(0, offset - len(self.data))))
            self.data[offset : offset + len(data)] = data

    def truncate(self, size: int) -> None:
        self.data[size:] = b""
        self.data.extend(bytes(size - len(self.data)))


@dataclass(eq=False)
class PlainLink:
    target: bytes


@dataclass(eq=False)
class PlainFolder:
    pass


Plain = PlainFile | PlainLink | PlainFolder
Contents = dict[bytes, bytes | tuple[str, bytes] | None]


class PlainTree:
    """Names and contents. Paths are parts joined by b"/", the top is b""."""

    def __init__(self) -> None:
        self.nodes: dict[bytes, Plain] = {b"": PlainFolder()}

    def snapshot(self) -> "PlainTree":
        twin = PlainTree()
        twin.nodes = copy.deepcopy(self.nodes)
        return twin

    def contents(self) -> Contents:
        """Everything but the top: bytes for a file, ("link", target) for a link, None for a folder."""
        return {path: _content(node) for path, node in self.nodes.items() if path}

    def get(self, path: bytes) -> Plain:
        if path not in self.nodes:
            raise PathMissing(path="")
        return self.nodes[path]

    def file(self, path: bytes) -> PlainFile:
        node = self.get(path)
        if not isinstance(node, PlainFile):
            raise NotAFile(path="")
        return node

    def names_in(self, path: bytes) -> list[bytes]:
        if not isinstance(self.get(path), PlainFolder):
            raise NotAFolder(path="")
        return sorted(below.rpartition(b"/")[2] for below in self.nodes if below and below.rpartition(b"/")[0] == path)

    def add(self, path: bytes, node: Plain) -> None:
        self._place(path)
        if path in self.nodes:
            raise PathExists(path="")
        self.nodes[path] = node

    def rename(self, old: bytes, new: bytes) -> None:
        node = self.get(old)
        if not old:
            raise NameRefused(path="", reason="")
        self._place(new)
        if isinstance(node, PlainFolder) and new.rpartition(b"/")[0] in {old, *self._below(old)}:
            raise NameRefused(path="", reason="")
        present = self.nodes.get(new)
        if present is node:
            return
        if present is not None:
            if PlainFolder in {type(present), type(node)}:
                raise PathExists(path="")
            self._drop(new)
        for path in [old, *self._below(old)]:
            self.nodes[new + path[len(old) :]] = self.nodes.pop(path)

    def unlink(self, path: bytes) -> None:
        if isinstance(self.get(path), PlainFolder):
            raise NotAFile(path="")
        self._drop(path)

    def rmdir(self, path: bytes) -> None:
        if not isinstance(self.get(path), PlainFolder):
            raise NotAFolder(path="")
        if not path:
            raise NameRefused(path="", reason="")
        if self._below(path):
            raise FolderNotEmpty(path="")
        del self.nodes[path]

    def _place(self, path: bytes) -> None:
        if not path:
            raise PathExists(path="")
        if not isinstance(self.get(path.rpartition(b"/")[0]), PlainFolder):
            raise NotAFolder(path="")

    def _below(self, path: bytes) -> list[bytes]:
        return [below for below in self.nodes if below.startswith(path + b"/")]

    def _drop(self, path: bytes) -> None:
        node = self.nodes.pop(path)
        if isinstance(node, PlainFile):
            node.is_gone = True


def _content(node: Plain) -> bytes | tuple[str, bytes] | None:
    match node:
        case PlainFile():
            return bytes(node.data)
        case PlainLink():
            return ("link", node.target)
        case PlainFolder():
            return None
