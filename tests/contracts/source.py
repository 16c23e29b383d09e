"""What every source must do, wherever the data lies. Inherit and give a `source_of` fixture."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest

from app.model import NodeKind, Problem, ProblemKind
from app.ports import Source, SourceFile, SourceItem

SourceOf = Callable[[Mapping[bytes, bytes]], Source]
"""Makes a source that holds these files, by path; the folders follow from the paths."""

TREE = {
    b"empty": b"",
    b"one": b"1",
    b"page": bytes(range(256)) * 16,
    b"deep/er/still/file": b"at the bottom",
    b"deep/beside": b"x" * 100_000,
    b"name with spaces and \xc3\xbcml\xc3\xa4uten": b"y",
    b"-rf": b"a name like an option",
}


@dataclass
class Taken:
    """Everything that came out of a source."""

    order: list[bytes] = field(default_factory=list)
    folders: dict[bytes, SourceItem] = field(default_factory=dict)
    links: dict[bytes, bytes] = field(default_factory=dict)
    files: dict[bytes, bytes] = field(default_factory=dict)
    problems: dict[bytes, ProblemKind] = field(default_factory=dict)


def content(file: SourceFile, size_of_buffer: int = 1 << 16) -> bytes:
    """All of a file, holes as zeros up to the last data."""
    found = bytearray()
    buffer = memoryview(bytearray(size_of_buffer))
    offset = file.next_data(0)
    while offset is not None:
        found.extend(bytes(offset - len(found)))
        count = file.read_into(offset, buffer)
        found.extend(buffer[:count])
        if count < len(buffer):
            break
        offset = file.next_data(offset + count)
    return bytes(found)


def take_file(source: Source, item: SourceItem, taken: Taken) -> None:
    with source.open(item) as file:
        if isinstance(file, Problem):
            taken.problems[file.path] = file.kind
            return
        taken.files[item.path] = content(file)
        trouble = file.trouble()
    if trouble is not None:
        taken.problems[trouble.path] = trouble.kind


def take(source: Source) -> Taken:
    """Read a whole source the way a checkout does."""
    taken = Taken()
    for item in source.items():
        if isinstance(item, Problem):
            taken.problems[item.path] = item.kind
            continue
        taken.order.append(item.path)
        match item.kind:
            case NodeKind.FOLDER:
                taken.folders[item.path] = item
            case NodeKind.LINK:
                taken.links[item.path] = item.target
            case NodeKind.FILE:
                take_file(source, item, taken)
    return taken


def file_items(source: Source) -> dict[bytes, SourceItem]:
    items = (item for item in source.items() if isinstance(item, SourceItem))
    return {item.path: item for item in items if item.kind is NodeKind.FILE}


class SourceContract:
    @pytest.fixture
    def source_of(self) -> SourceOf:
        raise NotImplementedError

    def test_gives_every_file_with_its_content(self, source_of: SourceOf) -> None:
        taken = take(source_of(TREE))
        assert taken.files == TREE
        assert taken.problems == {}

    def test_gives_the_source_folder_itself_first(self, source_of: SourceOf) -> None:
        taken = take(source_of(TREE))
        assert taken.order[0] == b""
        assert b"" in taken.folders

    def test_an_empty_source_is_one_folder(self, source_of: SourceOf) -> None:
        assert take(source_of({})).order == [b""]

    def test_gives_a_folder_before_what_is_in_it_and_nothing_twice(self, source_of: SourceOf) -> None:
        taken = take(source_of(TREE))
        assert len(set(taken.order)) == len(taken.order)
        for position, path in enumerate(taken.order[1:], 1):
            parent = path.rpartition(b"/")[0]
            assert parent in taken.order[:position]
            assert parent in taken.folders

    @pytest.mark.parametrize("more", [-1, 0, 1])
    @pytest.mark.parametrize("size", [1, 4096, 65_536, 300_000])
    def test_reads_to_the_end_with_any_buffer(self, source_of: SourceOf, size: int, more: int) -> None:
        expected = bytes(i * 7 % 251 for i in range(size))
        source = source_of({b"f": expected})
        for item in source.items():
            if isinstance(item, SourceItem) and item.kind is NodeKind.FILE:
                with source.open(item) as file:
                    assert not isinstance(file, Problem)
                    assert content(file, max(1, size + more)) == expected
                    assert file.next_data(size) is None
                    assert file.read_into(size, memoryview(bytearray(10))) == 0
                    assert file.trouble() is None

    def test_fills_the_buffer_from_any_offset(self, source_of: SourceOf) -> None:
        source = source_of({b"f": b"0123456789"})
        for item in source.items():
            if isinstance(item, SourceItem) and item.kind is NodeKind.FILE:
                with source.open(item) as file:
                    assert not isinstance(file, Problem)
                    buffer = memoryview(bytearray(4))
                    assert file.read_into(3, buffer) == 4
                    assert bytes(buffer) == b"3456"
                    assert file.read_into(8, buffer) == 2
                    assert bytes(buffer[:2]) == b"89"

    def test_an_empty_file_has_no_data(self, source_of: SourceOf) -> None:
        source = source_of({b"f": b""})
        for item in source.items():
            if isinstance(item, SourceItem) and item.kind is NodeKind.FILE:
                with source.open(item) as file:
                    assert not isinstance(file, Problem)
                    assert file.next_data(0) is None
                    assert file.read_into(0, memoryview(bytearray(1))) == 0
                    assert file.trouble() is None

    def test_says_the_size_before_reading(self, source_of: SourceOf) -> None:
        sizes = {path: item.size_bytes for path, item in file_items(source_of(TREE)).items()}
        assert sizes == {path: len(data) for path, data in TREE.items()}

    def test_can_be_walked_again(self, source_of: SourceOf) -> None:
        source = source_of(TREE)
        assert take(source) == take(source)

    def test_estimates_the_size_or_says_nothing(self, source_of: SourceOf) -> None:
        assert source_of(TREE).estimate() in {0, sum(map(len, TREE.values()))}

    def test_says_what_it_is_and_where(self, source_of: SourceOf) -> None:
        source = source_of(TREE)
        assert source.kind
        assert source.location
        source.location.encode()
