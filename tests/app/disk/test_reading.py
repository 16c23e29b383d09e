"""Reading at any offset gives what stands there, to any number of threads."""

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.disk.reading import RandomReader
from app.errors import DiskFailed, FileMissing

CONTENT = random.Random(1).randbytes(100_000)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "file").write_bytes(CONTENT)
    return tmp_path / "file"


def read(reader: RandomReader, offset: int, size: int) -> bytes:
    buffer = bytearray(size)
    return bytes(buffer[: reader.read_into(offset, memoryview(buffer))])


@pytest.mark.parametrize(("offset", "size"), [(0, 0), (0, 10), (99_990, 10), (99_990, 11), (100_000, 5), (10**12, 5)])
def test_gives_what_stands_there(path: Path, offset: int, size: int) -> None:
    reader = RandomReader(path)
    assert read(reader, offset, size) == CONTENT[offset : offset + size]
    reader.close()
    reader.close()


def test_threads_do_not_disturb_each_other(path: Path) -> None:
    reader = RandomReader(path)
    places = [(at, at % 977) for at in range(0, 100_000, 97)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda place: read(reader, *place), places))
    assert found == [CONTENT[at : at + size] for at, size in places]
    reader.close()


def test_what_cannot_be_read_is_told(path: Path, tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        RandomReader(tmp_path / "none")
    folder = RandomReader(tmp_path)
    with pytest.raises(DiskFailed):
        read(folder, 0, 1)
    folder.close()
    reader = RandomReader(path)
    reader.close()
    with pytest.raises(DiskFailed):
        read(reader, 0, 1)
