"""A folder as a source, on every system."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.errors import SourceMissing
from app.ports import SourceItem
from app.sources.folder import FolderSource
from tests.app.sources.trees import write_tree
from tests.app.sources.ways import WAYS, PathSource
from tests.contracts.source import SourceContract, SourceOf


class TestFolder(SourceContract):
    @pytest.fixture
    def source_of(self, root: Path) -> SourceOf:
        def make(tree: Mapping[bytes, bytes]) -> FolderSource:
            write_tree(root, tree)
            return FolderSource(str(root))

        return make


class TestFolderByPaths(SourceContract):
    @pytest.fixture
    def source_of(self, root: Path) -> SourceOf:
        def make(tree: Mapping[bytes, bytes]) -> FolderSource:
            write_tree(root, tree)
            return PathSource(str(root))

        return make


def test_open_is_for_the_file_given_last(root: Path) -> None:
    write_tree(root, {b"a": b"", b"b": b""})
    for source in [way(str(root)) for way in WAYS]:
        first, second = [item for item in source.items() if isinstance(item, SourceItem) and item.path]
        for item in (first, second):
            with pytest.raises(ValueError, match="given last"):
                source.open(item)


@pytest.mark.parametrize("way", WAYS)
def test_a_source_that_has_gone_says_so(root: Path, way: type[FolderSource]) -> None:
    source = way(str(root))
    root.rmdir()
    assert source.estimate() == 0
    with pytest.raises(SourceMissing):
        next(source.items())
