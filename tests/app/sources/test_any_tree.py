"""Any tree at all comes out as os.walk sees it, any file as it was written."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import Problem
from app.sources.folder import FolderSource
from tests.contracts.source import Taken, content, file_items, take

pytestmark = pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names here are always Unicode")

NAMES = st.binary(min_size=1, max_size=24).filter(
    lambda name: not {b"/", b"\0"} & {bytes([byte]) for byte in name} and name not in {b".", b".."}
)
LINKS = st.builds(lambda target: ("link", target), NAMES)
Tree = dict[bytes, "Tree | bytes | tuple[str, bytes]"]
TREES: st.SearchStrategy[Tree] = st.recursive(
    st.dictionaries(NAMES, st.binary(max_size=300) | LINKS, max_size=4),
    lambda inner: st.dictionaries(NAMES, st.binary(max_size=300) | LINKS | inner, max_size=4),
    max_leaves=20,
)


def build(folder: Path, tree: Tree) -> None:
    for name, node in tree.items():
        path = folder / os.fsdecode(name)
        if isinstance(node, bytes):
            path.write_bytes(node)
        elif isinstance(node, tuple):
            path.symlink_to(os.fsdecode(node[1]))
        else:
            path.mkdir()
            build(path, node)


def seen_by_os_walk(root: Path) -> Taken:
    seen = Taken()
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = Path(folder, name)
            relative = os.fsencode(path.relative_to(root))
            seen.order.append(relative)
            if path.is_symlink():
                seen.links[relative] = os.fsencode(os.readlink(path))
            elif name in files:
                seen.files[relative] = path.read_bytes()
    return seen


@given(TREES)
def test_what_comes_out_is_what_os_walk_sees(tree: Tree) -> None:
    with tempfile.TemporaryDirectory() as root:
        build(Path(root), tree)
        expected = seen_by_os_walk(Path(root))
        taken = take(FolderSource(os.path.realpath(root)))
    assert sorted(taken.order) == sorted([*expected.order, b""])
    assert (taken.files, taken.links, taken.problems) == (expected.files, expected.links, {})


@given(
    st.lists(st.tuples(st.integers(0, 1 << 22), st.binary(min_size=1, max_size=9000)), max_size=6),
    st.integers(0, 1 << 22),
    st.sampled_from([4096, 65_536, 1_000_003]),
)
def test_a_file_with_holes_reads_as_it_was_written(
    parts: list[tuple[int, bytes]], size: int, size_of_buffer: int
) -> None:
    with tempfile.TemporaryDirectory() as root:
        path = Path(root, "f")
        with path.open("wb") as file:
            for offset, data in parts:
                file.seek(offset)
                file.write(data)
        os.truncate(path, max(size, path.stat().st_size))
        expected = path.read_bytes()
        source = FolderSource(os.path.realpath(root))
        assert file_items(source)[b"f"].size_bytes == len(expected)
        for item in source.items():
            if item.path == b"f" and not isinstance(item, Problem):
                with source.open(item) as opened:
                    assert not isinstance(opened, Problem)
                    assert content(opened, size_of_buffer).ljust(len(expected), b"\0") == expected
                    assert opened.trouble() is None
