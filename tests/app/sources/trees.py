"""Builds trees that the shell could not, and takes them away again."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from app.model import NodeKind
from app.ports import Source, SourceItem


def write_tree(root: Path, tree: Mapping[bytes, bytes]) -> None:
    """Put these files below `root`, by path."""
    for path, data in tree.items():
        file = root / os.fsdecode(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


def files(source: Source) -> Iterator[SourceItem]:
    for item in source.items():
        if isinstance(item, SourceItem) and item.kind is NodeKind.FILE:
            yield item


def open_descriptors() -> int:
    return len(os.listdir("/dev/fd"))


@contextmanager
def deep_tree(root: Path, name: bytes, levels: int, beside: bytes = b"") -> Iterator[None]:
    """Folders in folders, all called `name`, with a file "f" at the bottom, and `beside` in each if it has a name.

    No call of the system takes the whole path, and pytest could not remove it: it is removed here.
    """
    folder = os.open(root, os.O_RDONLY)
    for _ in range(levels):
        if beside:
            os.mkdir(beside, dir_fd=folder)
        os.mkdir(name, dir_fd=folder)
        folder = _into(name, folder)
    os.close(os.open(b"f", os.O_CREAT | os.O_WRONLY, 0o600, dir_fd=folder))
    try:
        yield
    finally:
        os.unlink(b"f", dir_fd=folder)
        for _ in range(levels):
            folder = _into(b"..", folder)
            os.rmdir(name, dir_fd=folder)
            if beside:
                os.rmdir(beside, dir_fd=folder)
        os.close(folder)


def _into(name: bytes, folder: int) -> int:
    inner = os.open(name, os.O_RDONLY, dir_fd=folder)
    os.close(folder)
    return inner
