"""Whatever the size, and however it is written, a file reads back as it was written: by us and by the other reader."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.copies import file_sealing, ingest
from app.copies.ingest import Ingest, Loaded
from app.copies.sealed_copy import SealedCopy
from app.progress import Monitor
from tests.app.copies.independent_reader import Copy, read_copy
from tests.app.copies.making import CK, COPY, create, noise, quick_folder, read, reopen
from tests.app.copies.memory_source import MemoryFile, MemorySource, source_of

SMALL, LARGE = 16 * 1024, 64 * 1024
MAGIC = b"SQLite format 3\0"


def sizes(chunk: int) -> list[int]:
    return [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 2 * chunk + 777]


def steps(chunk: int) -> list[int]:
    return [1, chunk - 1, chunk, chunk + 1] if chunk == SMALL else [chunk - 1, chunk, chunk + 1, 3 * chunk]


def as_the_other_reader_sees(folder: Path) -> dict[bytes, bytes | None]:
    found, damaged = read_copy(folder, COPY, CK)
    assert not damaged
    return {path: entry.content for path, entry in found.items() if entry.kind == "file"}


@pytest.mark.parametrize("chunk", [SMALL, LARGE])
def test_written_in_steps_it_reads_back(chunk: int) -> None:
    wanted = {}
    with quick_folder() as place:
        with create(place / "copy") as copy:
            for size in sizes(chunk):
                for step in steps(chunk):
                    path, data = b"%d by %d" % (size, step), noise(size, size)
                    wanted[path] = data
                    with copy.open_file(path, create=True, writable=True, chunk_bytes=chunk) as file:
                        for at in range(0, size, step):
                            file.pwrite(data[at : at + step], at)
                        assert file.pread(size + 1, 0) == data
            copy.commit()
            assert {path: read(copy, path) for path in wanted} == wanted
        assert as_the_other_reader_sees(place / "copy") == wanted
        with reopen(place / "copy") as copy:
            for path, data in wanted.items():
                with copy.open_file(path) as file:
                    for step in (chunk - 1, chunk, chunk + 1):
                        assert b"".join(file.pread(step, at) for at in range(0, len(data), step)) == data


@pytest.mark.parametrize("chunk", [SMALL, LARGE])
def test_written_backwards_it_reads_back(chunk: int) -> None:
    wanted = {}
    with quick_folder() as place:
        with create(place / "copy") as copy:
            for size in sizes(chunk):
                data = wanted[b"%d" % size] = noise(size, size)
                with copy.open_file(b"%d" % size, create=True, writable=True, chunk_bytes=chunk) as file:
                    for at in reversed(range(0, size, chunk - 1)):
                        file.pwrite(data[at : at + chunk - 1], at)
            copy.commit()
        assert as_the_other_reader_sees(place / "copy") == wanted


@pytest.mark.parametrize("block", [LARGE, 3 * LARGE, 1024 * 1024])
def test_taken_in_it_reads_back(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the chunk size of ordinary files and, by their first bytes, of databases."""
    monkeypatch.setattr(file_sealing, "READ_BYTES", block)
    wanted = {b"plain %d" % size: noise(size, size) for size in sizes(LARGE) + sizes(SMALL)}
    wanted |= {b"data %d" % size: (MAGIC + noise(size, size))[:size] for size in sizes(SMALL) + sizes(LARGE)}
    wanted |= {b"edge %d" % (block + more): noise(block + more, more + 9) for more in (-1, 0, 1)}
    with quick_folder() as place:
        with create(place / "copy") as copy:
            loaded = take(copy, source_of(wanted))
            assert (loaded.files, loaded.content_bytes) == (len(wanted), sum(map(len, wanted.values())))
        assert as_the_other_reader_sees(place / "copy") == wanted
        with reopen(place / "copy") as copy:
            assert {path: read(copy, path) for path in wanted} == wanted
            assert copy.stat(b"data 16384").chunk_bytes == SMALL
            assert copy.stat(b"plain 16384").chunk_bytes == LARGE


@pytest.mark.parametrize("real", [0, 1, SMALL, LARGE - 1, LARGE, LARGE + 1, 2 * LARGE, 3 * LARGE, 4 * LARGE - 1])
@pytest.mark.parametrize("magic", [b"", MAGIC])
@pytest.mark.parametrize("is_failing", [False, True], ids=["shrinks", "fails"])
def test_a_file_that_ends_before_its_size_is_kept_as_far_as_it_went(
    real: int, magic: bytes, is_failing: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_sealing, "READ_BYTES", LARGE)
    data = (magic + noise(4 * LARGE, 5))[:real]
    if is_failing:
        file = MemoryFile(data.ljust(4 * LARGE, b"x"), fails_at=real)
        kept = data[: real // LARGE * LARGE]
    else:
        file = MemoryFile(data, said=4 * LARGE)
        kept = data
    with quick_folder() as place:
        with create(place / "copy") as copy:
            loaded = take(copy, source_of({b"f": file, b"next": b"is not disturbed"}))
            assert loaded.problems == loaded.doubtful == int(is_failing)
            assert read(copy, b"f") == kept
        assert as_the_other_reader_sees(place / "copy") == {b"f": kept, b"next": b"is not disturbed"}


PARTS = st.lists(st.tuples(st.integers(0, 6 * LARGE), st.integers(1, LARGE)), max_size=4)


@given(parts=PARTS, size=st.integers(0, 7 * LARGE), is_hole_known=st.booleans(), said_more=st.integers(0, LARGE))
def test_a_file_with_holes_comes_in_as_it_is(
    parts: list[tuple[int, int]], size: int, is_hole_known: bool, said_more: int
) -> None:
    content = bytearray(size)
    known = []
    for start, length in sorted(parts):
        piece = noise(max(0, min(length, size - start)), start)
        content[start : start + len(piece)] = piece
        if piece:
            known.append((start, len(piece)))
    file = MemoryFile(bytes(content), said=size + said_more, data=known if is_hole_known else None)
    with quick_folder() as place, pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_sealing, "READ_BYTES", LARGE)
        with create(place / "copy") as copy:
            take(copy, source_of({b"f": file}))
            found = read(copy, b"f")
            assert found[:size].ljust(size, b"\0") == bytes(content)
            assert not any(found[size:])
        assert as_the_other_reader_sees(place / "copy") == {b"f": found}


def test_zeros_take_no_room() -> None:
    with quick_folder() as place:
        with create(place / "copy") as copy:
            take(
                copy,
                source_of({b"zeros": bytes(5_000_000), b"end": bytes(3 * LARGE) + b"x", b"tail": b"x" + bytes(99_999)}),
            )
            assert read(copy, b"zeros") == bytes(5_000_000)
            assert read(copy, b"end") == bytes(3 * LARGE) + b"x"
        other = Copy(place / "copy", COPY, CK)
        assert sorted(length for (length,) in other.rows("SELECT length FROM chunk")) == [1, LARGE]
        other.close()


def test_a_file_larger_than_any_buffer_comes_in_with_few_rows_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_sealing, "READ_BYTES", LARGE)
    monkeypatch.setattr(file_sealing, "LEAF_ROWS", 2)
    monkeypatch.setattr("app.copies.integrity.LEAF_ROWS", 2)
    monkeypatch.setattr("app.copies.content.LEAF_ROWS", 2)
    monkeypatch.setattr(ingest, "_ROWS_AT_ONCE", 3)
    monkeypatch.setattr(ingest, "_REPORT_EVERY_BYTES", LARGE)
    data = noise(11 * LARGE, 8)
    for said in (len(data), len(data) + 5):
        with quick_folder() as place, create(place / "copy") as copy:
            take(copy, source_of({b"f": MemoryFile(data, said=said)}))
            assert read(copy, b"f") == data


def take(copy: SealedCopy, source: MemorySource) -> Loaded:
    loaded = Ingest(copy, Monitor(), source.estimate()).run(source)
    copy.commit()
    return loaded
