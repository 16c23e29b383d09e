"""What a file of the checkout was stays readable, whatever is done to it, and costs nothing that is not needed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.copies import content, segments
from app.copies.check import check
from app.copies.ingest import Ingest
from app.copies.layout import CHUNK_BYTES
from app.copies.reclaim import reclaim
from app.copies.sealed_copy import SealedCopy
from app.errors import CopyReadOnly, FileDamaged, NotAFile, PathMissing
from app.progress import Monitor
from tests.app.copies.making import CK, COPY, create, noise, quick_folder, read, reopen, segments_of, write
from tests.app.copies.memory_source import MemoryFile, MemorySource, a_file, a_folder, source_of, top

C = CHUNK_BYTES
WAS = noise(3 * C + 100)
HOLED = bytes(C) + noise(C, 7) + bytes(2 * C) + noise(10, 8)


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as place:
        yield place / "copy"


@pytest.fixture
def copy(folder: Path) -> Iterator[SealedCopy]:
    with create(folder) as made:
        Ingest(made, Monitor()).run(source_of({b"a": WAS, b"holed": HOLED, b"other": b"other"}))
        made.commit()
        yield made


def as_it_was(copy: SealedCopy, node: int) -> bytes:
    with copy.open_as_it_was(node) as file:
        return file.pread(file.size, 0)


def cut(copy: SealedCopy, path: bytes, size: int) -> None:
    with copy.open_file(path, writable=True) as file:
        file.truncate(size)


def replaced(copy: SealedCopy, path: bytes) -> None:
    with copy.replace_content(path, create=False) as file:
        file.pwrite(b"from scratch", 0)


def over_and_over(copy: SealedCopy, path: bytes) -> None:
    for number in range(4):
        write(copy, path, noise(300, number), at=number * C // 2)
        copy.commit()
    cut(copy, path, C + 5)
    copy.commit()
    write(copy, path, noise(2 * C), at=3 * C)


def moved_over(copy: SealedCopy, path: bytes) -> None:
    write(copy, b"new", b"new")
    copy.rename(b"new", path)


ACTS: list[Callable[[SealedCopy, bytes], object]] = [
    lambda copy, path: write(copy, path, b"x"),
    lambda copy, path: write(copy, path, b"x", at=10 * C),
    lambda copy, path: write(copy, path, noise(6 * C, 3)),
    lambda copy, path: cut(copy, path, 0),
    lambda copy, path: cut(copy, path, C),
    lambda copy, path: cut(copy, path, 20 * C),
    lambda copy, path: copy.unlink(path),
    lambda copy, path: copy.rename(path, b"elsewhere"),
    replaced,
    over_and_over,
    moved_over,
]


@pytest.mark.parametrize("act", ACTS, ids=range(len(ACTS)))
@pytest.mark.parametrize(("path", "was"), [(b"a", WAS), (b"holed", HOLED)])
def test_it_can_be_read_as_it_was_and_comes_back_to_the_byte(
    copy: SealedCopy, folder: Path, act: Callable[[SealedCopy, bytes], object], path: bytes, was: bytes
) -> None:
    node = copy.stat(path)
    assert as_it_was(copy, node.id) == was
    act(copy, path)
    assert as_it_was(copy, node.id) == was
    copy.commit()
    copy.close()
    with reopen(folder, writable=True) as again:
        assert as_it_was(again, node.id) == was
        reclaim(again, Monitor())
        old = again.names.at_checkout(node.id)
        assert old == node
        for taken in (path, b"elsewhere"):
            if again.names.find(taken) is not None:
                again.unlink(taken)
        again.restore_content(old)
        again.commit()
    with reopen(folder) as last:
        assert read(last, path) == was == as_it_was(last, node.id)
        assert last.stat(path) == node
        assert check(last, Monitor()).damaged == ()
        assert last.store.catalogue.rows("SELECT count(*) FROM kept WHERE file = ?", (node.id,)) == [(0,)]


def test_it_is_there_also_when_memory_is_short(copy: SealedCopy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.copies.open_files._MOST_CHANGED_BYTES", C)
    monkeypatch.setattr(content, "_LEAVES_CACHED", 1)
    with copy.open_file(b"a") as file:
        file._content._changed_bytes._most = C
    node = copy.stat(b"a")
    write(copy, b"a", noise(8 * C, 5))
    assert as_it_was(copy, node.id) == WAS
    copy.commit()
    assert as_it_was(copy, node.id) == WAS


def test_what_came_after_the_checkout_leaves_nothing(copy: SealedCopy) -> None:
    write(copy, b"new", noise(3 * C))
    copy.commit()
    write(copy, b"new", b"x", at=C)
    cut(copy, b"new", 10)
    copy.unlink(b"new")
    write(copy, b"a", noise(C), at=20 * C)
    write(copy, b"a", b"again", at=20 * C)
    copy.commit()
    # Of all that, the last chunk of the file that grew is the only one that was there at the checkout.
    assert copy.store.catalogue.rows("SELECT file, idx FROM kept") == [(copy.stat(b"a").id, 3)]


def test_it_is_for_reading_and_for_files_of_the_checkout(folder: Path) -> None:
    items = [top(), a_folder(b"d"), a_file(b"f")]
    with create(folder) as copy:
        Ingest(copy, Monitor()).run(MemorySource(items, {b"f": MemoryFile(b"f")}))
        write(copy, b"new", b"x")
        with pytest.raises(PathMissing):
            copy.open_as_it_was(copy.stat(b"new").id)
        with pytest.raises(NotAFile):
            copy.open_as_it_was(copy.stat(b"d").id)
        with copy.open_as_it_was(copy.stat(b"f").id) as file, pytest.raises(CopyReadOnly):
            file.pwrite(b"x", 0)


def test_segments_in_which_only_old_chunks_lie_stay(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "SEGMENT_BYTES", 3 * C)
    with create(folder) as copy:
        Ingest(copy, Monitor()).run(source_of({b"%d" % number: noise(C, number) for number in range(6)}))
        copy.commit()
        nodes = [copy.stat(b"%d" % number).id for number in range(6)]
        for number in range(6):
            copy.unlink(b"%d" % number)
        assert reclaim(copy, Monitor()).segments == 0
        monkeypatch.setattr("app.copies.reclaim.MOSTLY_DEAD", -1)  # every one
        before = segments_of(folder)
        assert reclaim(copy, Monitor()).segments == 2
        assert not set(before) & set(segments_of(folder))
        assert [as_it_was(copy, node) for node in nodes] == [noise(C, number) for number in range(6)]


def test_a_damaged_old_chunk_is_told_and_harms_nothing_else(copy: SealedCopy, folder: Path) -> None:
    node = copy.stat(b"a").id
    pin = copy.store.catalogue.pins(node, 1, 1)[0]
    replaced(copy, b"a")
    copy.commit()
    (segment,) = segments_of(folder)
    data = bytearray(segment.read_bytes())
    data[pin.offset] ^= 1
    segment.write_bytes(data)
    with pytest.raises(FileDamaged):
        as_it_was(copy, node)
    assert read(copy, b"a") == b"from scratch"


def test_an_old_pin_that_was_exchanged_is_told(copy: SealedCopy) -> None:
    node = copy.stat(b"a").id
    replaced(copy, b"a")
    copy.commit()
    copy.store.begin_writing()
    copy.store.catalogue.many("UPDATE kept SET tag = ? WHERE file = ? AND idx = 1", [(bytes(16), node)])
    with pytest.raises(FileDamaged):
        as_it_was(copy, node)


def test_a_copy_of_before_there_was_such_a_table_gets_it_with_the_first_writing(copy: SealedCopy, folder: Path) -> None:
    node = copy.stat(b"a").id
    copy.store.begin_writing()
    copy.store.catalogue.many("DROP TABLE kept", [()])
    copy.store.catalogue.commit()
    copy.close()
    with reopen(folder) as reader:
        assert as_it_was(reader, node) == WAS
        assert not reader.store.kept.is_there
    with reopen(folder, COPY, CK, writable=True) as writer:
        generation = writer.generation
        replaced(writer, b"a")
        assert writer.commit() == generation + 1
        assert as_it_was(writer, node) == WAS
