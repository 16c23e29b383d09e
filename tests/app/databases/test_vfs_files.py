"""Each kind of file below SQLite keeps what is written to it, as a plain array of bytes would."""

import contextlib
import random
from collections.abc import Callable, Iterator

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.databases.sealed.apart_place import OverlaidFile, Room
from app.databases.sealed.live_file import BLOCK_BYTES, BlockCache, LiveFile
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.locking import FileLocks
from app.databases.sealed.memory_file import MemoryFile
from app.databases.sealed.places import Content
from app.databases.sealed.recorder import Recorder
from app.errors import CopyReadOnly, FileDamaged, NotADatabase
from tests.app.copies.making import create, noise, quick_folder, read, reopen, write
from tests.app.databases.sealed import fill, sealed

START = noise(100_000)
SIZES = (0, 1, 511, 4_095, 4_096, 4_097, 16_384, 65_535, 65_536, 65_537, 100_000, 140_000)


@contextlib.contextmanager
def in_memory() -> Iterator[Content]:
    file = MemoryFile()
    file.write(START, 0)
    yield file


@contextlib.contextmanager
def overlaid() -> Iterator[Content]:
    below = MemoryFile()
    below.write(START, 0)
    yield OverlaidFile(below, b"db", Room(10_000_000))
    assert below.read(len(START), 0) == START
    assert below.size == len(START)


@contextlib.contextmanager
def live() -> Iterator[Content]:
    """With room for two blocks, so that they come and go."""
    with quick_folder() as place, create(place / "copy") as copy:
        write(copy, b"db", START, chunk_bytes=16_384)
        file = copy.open_file(b"db", writable=True)
        keeping = Recorder(copy, copy.stat(b"db").id, file)
        content = LiveFile(b"db", file, keeping, BlockCache(2), lambda _: None, chunk_bytes=16_384)
        content.handles = 1
        yield content
        expected = content.read(content.size, 0)
        content.close()
        assert read(copy, b"db") == expected


@contextlib.contextmanager
def beside() -> Iterator[Content]:
    with quick_folder() as place, create(place / "copy") as copy:
        file = LivePlace(copy).open_side(b"db-journal", create=True)
        file.write(START, 0)
        yield file
        file.close()
        assert copy.stat(b"db-journal").size == file._file._content.node.size


@pytest.mark.parametrize("make", [in_memory, overlaid, live, beside])
@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_a_file_is_what_was_written(make: Callable[[], contextlib.AbstractContextManager[Content]], seed: int) -> None:
    chance = random.Random(seed)
    model = bytearray(START)

    def somewhere() -> int:
        return max(0, chance.choice(SIZES) + chance.randrange(-2, 3))

    with make() as file:
        for _ in range(25):
            offset, size = somewhere(), chance.choice((1, 16, 512, 4_096, 65_536))
            match chance.randrange(5):
                case 0 | 1:
                    data = chance.randbytes(size)
                    model.extend(bytes(max(0, offset - len(model))))
                    model[offset : offset + size] = data
                    file.write(data, offset)
                case 2:
                    model.extend(bytes(max(0, offset - len(model))))
                    del model[offset:]
                    file.truncate(offset)
                case _:
                    assert bytes(file.read(size, offset)) == model[offset : offset + size]
            assert file.size == len(model)
        assert bytes(file.read(len(model) + 10, 0)) == model


def test_room_that_is_given_back_can_be_taken_again() -> None:
    file = OverlaidFile(MemoryFile(), b"db", Room(3 * 4_096))
    for _ in range(3):
        file.write(bytes(3 * 4_096), 0)
        with pytest.raises(NotADatabase, match="open it once for writing"):
            file.write(b"x", 3 * 4_096)
        file.truncate(0)
        assert file.read(10, 0) == b""


def test_the_blocks_of_all_files_together_keep_to_their_limit() -> None:
    cache = BlockCache(3)
    blocks = [bytearray(b"%d" % number) for number in range(4)]
    for number in range(3):
        cache.put(b"one", number, blocks[number])
    assert cache.get(b"one", 0) is blocks[0]
    cache.put(b"two", 0, blocks[3])
    assert [cache.get(b"one", number) for number in range(3)] == [blocks[0], None, blocks[2]]
    cache.forget_from(b"one", 1)
    assert [cache.get(b"one", number) for number in range(3)] == [blocks[0], None, None]
    assert cache.get(b"two", 0) is blocks[3]


def test_whoever_reads_on_and_on_gets_more_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    with sealed({b"db": noise(40 * BLOCK_BYTES)}) as (copy, _):
        content = LivePlace(copy).open_main(b"db", writable=False, create=False)
        real = content.file.pread_into

        def counting(buffer: memoryview, offset: int) -> int:
            asked.append(len(buffer))
            return real(buffer, offset)

        monkeypatch.setattr(content.file, "pread_into", counting)
        for offset in range(0, content.size, 4_096):
            content.read(4_096, offset)
        assert [size // BLOCK_BYTES for size in asked] == [1, 2, 4, 8, 16, 9]
        del asked[:]
        for offset in (0, 20 * BLOCK_BYTES, 7 * BLOCK_BYTES):
            content.read(4_096, offset)
        assert asked == []
        content.close()


def test_what_is_shown_otherwise_than_it_is_stored_is_not_stored_by_the_way() -> None:
    stored = b"SQLite format 3\0\x10\0\2\2" + noise(100_000)
    shown = stored[:18] + b"\1\1" + stored[20:]
    with sealed({b"db": stored}) as (copy, _):
        content = LivePlace(copy).open_main(b"db", writable=True, create=False)
        assert content.read(100, 0) == shown[:100]
        content.write(b"y" * 512, 512)
        assert read(copy, b"db") == stored[:512] + b"y" * 512 + stored[1_024:]
        content.write(shown[:512], 0)
        content.write(b"z" * 512, 1_024)
        assert read(copy, b"db") == shown[:512] + b"y" * 512 + b"z" * 512 + stored[1_536:]
        content.close()


def test_a_write_that_fails_is_not_believed_to_have_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, offset: int) -> int:
        raise FileDamaged(path="db", reason=f"{len(data)} bytes at {offset}")

    with sealed({b"db": START}) as (copy, _):
        content = LivePlace(copy).open_main(b"db", writable=True, create=False)
        content.read(1, 0)
        monkeypatch.setattr(content.file, "pwrite", fail)
        with pytest.raises(FileDamaged):
            content.write(b"y" * 4_096, 4_096)
        assert content.read(len(START), 0) == START
        content.close()


def test_a_lock_is_had_as_sqlite_wants_it() -> None:
    shared, reserved, pending, exclusive = (
        apsw.SQLITE_LOCK_SHARED,
        apsw.SQLITE_LOCK_RESERVED,
        apsw.SQLITE_LOCK_PENDING,
        apsw.SQLITE_LOCK_EXCLUSIVE,
    )
    locks = FileLocks()
    one, two, three = object(), object(), object()
    assert locks.raise_to(one, shared)
    assert locks.raise_to(two, shared)
    assert locks.raise_to(one, shared)
    assert not locks.is_reserved()
    assert locks.raise_to(one, reserved)
    assert not locks.raise_to(two, reserved)
    assert not locks.raise_to(two, exclusive)
    assert locks.raise_to(three, shared)
    # One that waits for the readers to end lets no new one in.
    assert not locks.raise_to(one, exclusive)
    locks.lower_to(three, 0)
    assert not locks.raise_to(three, shared)
    assert not locks.raise_to(one, exclusive)
    locks.lower_to(two, 0)
    assert locks.raise_to(one, exclusive)
    assert locks.raise_to(one, pending)
    assert not locks.raise_to(two, shared)
    locks.lower_to(one, shared)
    locks.lower_to(one, exclusive)
    assert locks.raise_to(two, shared)
    assert not locks.is_reserved()
    assert locks.raise_to(two, reserved)
    locks.leave(two)
    assert not locks.is_reserved()


def test_a_copy_that_is_read_only_is_not_written_by_a_detour() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": START})
        with reopen(place / "copy") as copy, pytest.raises(CopyReadOnly, match="db"):
            LivePlace(copy).open_main(b"db", writable=True, create=False)
