"""Folders are listed in any order, piece by piece, with what became of each name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.copies import listing
from app.copies.changes import ChangeKind
from app.copies.ingest import Ingest
from app.copies.listing import Arrangement, Folder, Order, folders_in
from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.errors import NotAFolder, PathMissing
from app.model import NodeKind, Problem
from app.progress import Monitor
from tests.app.copies.making import create, write
from tests.app.copies.memory_source import MemoryFile, MemorySource, a_file, a_folder, a_link, top

SIZES = {b"a": 30, b"b": 10, b"c\xff": 20, b"d/inner": 5, b"e": 1}


@pytest.fixture
def copy(place: Path) -> Iterator[SealedCopy]:
    items = [top(), a_folder(b"d"), a_folder(b"d/deep"), a_link(b"l", b"a"), *(a_file(path) for path in SIZES)]
    files: dict[bytes, MemoryFile | Problem] = {path: MemoryFile(path[:1] * size) for path, size in SIZES.items()}
    with create(place / "copy") as made:
        Ingest(made, Monitor()).run(MemorySource(items, files))
        made.mkdir(WORKROOM)
        made.commit()
        yield made


def names(copy: SealedCopy, order: Order = Order.NAME, *, is_descending: bool = False) -> list[bytes]:
    arranged = Arrangement(copy, b"", order, is_descending=is_descending)
    return [entry.name for entry in arranged.entries(0, len(arranged))]


def test_names_come_in_every_order_with_folders_first(copy: SealedCopy) -> None:
    assert names(copy) == [b"d", b"a", b"b", b"c\xff", b"e", b"l"]
    assert names(copy, is_descending=True) == [b"d", b"l", b"e", b"c\xff", b"b", b"a"]
    assert names(copy, Order.SIZE) == [b"d", b"l", b"e", b"b", b"c\xff", b"a"]
    assert names(copy, Order.CHANGED) == [b"d", b"a", b"b", b"c\xff", b"e", b"l"]
    assert [entry.name for entry in Arrangement(copy, b"d", Order.NAME).entries(0, 9)] == [b"deep", b"inner"]


def test_pieces_fit_together(copy: SealedCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    arranged = Arrangement(copy, b"", Order.NAME)
    whole = arranged.entries(0, 100)
    monkeypatch.setattr(listing, "_ROWS_AT_ONCE", 2)
    assert len(arranged) == 6
    assert [entry for at in range(0, 6, 3) for entry in arranged.entries(at, 3)] == whole
    assert arranged.entries(4, 10) == whole[4:]
    assert arranged.entries(6, 1) == []
    first = whole[1]
    assert (first.name, first.kind, first.size, first.mode, first.mtime_ns) == (b"a", NodeKind.FILE, 30, 0o640, 2000)
    assert whole[-1].target == b"a"


def test_what_became_of_each_name_is_told(copy: SealedCopy) -> None:
    write(copy, b"a", b"edited")
    copy.rename(b"b", b"moved")
    write(copy, b"new", b"x")
    write(copy, b"tmp", b"saved as many programs do")
    copy.rename(b"tmp", b"e")
    copy.rename(b"c\xff", b"t")
    copy.rename(b"t", b"c\xff")
    copy.commit()
    arranged = Arrangement(copy, b"", Order.NAME)
    assert {entry.name: entry.state for entry in arranged.entries(0, 9)} == {
        b"d": None,
        b"a": ChangeKind.EDITED,
        b"c\xff": None,
        b"e": ChangeKind.EDITED,
        b"l": None,
        b"moved": ChangeKind.RENAMED,
        b"new": ChangeKind.ADDED,
    }


def test_folders_come_in_pieces(copy: SealedCopy) -> None:
    copy.mkdir(b"f")
    copy.mkdir(b"g")
    assert folders_in(copy, b"", b"", 2) == [Folder(b"d", has_folders=True), Folder(b"f", has_folders=False)]
    assert folders_in(copy, b"", b"f", 2) == [Folder(b"g", has_folders=False)]
    assert folders_in(copy, b"d", b"", 9) == [Folder(b"deep", has_folders=False)]
    assert folders_in(copy, b"f", b"", 9) == []


def test_what_is_no_folder_is_told(copy: SealedCopy) -> None:
    with pytest.raises(NotAFolder):
        Arrangement(copy, b"a", Order.NAME)
    with pytest.raises(PathMissing):
        folders_in(copy, b"none", b"", 1)
