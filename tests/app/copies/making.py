"""Makes copies to test with, in a place where forcing to the medium costs nothing."""

import contextlib
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.copies.sealed_copy import SealedCopy
from app.crypto.secret import Secret
from app.model import CopyId

CK = bytes(range(32))
COPY = CopyId("00112233445566778899aabbccddeeff")


def quick_place() -> str | None:
    """Memory where there is some: these tests make hundreds of commits."""
    memory = "/dev/shm"
    return memory if Path(memory).is_dir() and os.access(memory, os.W_OK) else None


@contextlib.contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder of its own that goes away again."""
    with tempfile.TemporaryDirectory(prefix="bailee-copies-", dir=quick_place()) as folder:
        yield Path(folder)


def create(folder: Path, copy: CopyId = COPY, key: bytes = CK) -> SealedCopy:
    return SealedCopy.create(folder, copy, Secret(key))


def reopen(
    folder: Path, copy: CopyId = COPY, key: bytes = CK, *, writable: bool = False, least_generation: int = 0
) -> SealedCopy:
    return SealedCopy.open(folder, copy, Secret(key), writable=writable, least_generation=least_generation)


def write(copy: SealedCopy, path: bytes, data: bytes, *, at: int = 0, chunk_bytes: int = 65536) -> None:
    """Write into a file, which is made if it is missing."""
    with copy.open_file(path, writable=True, create=True, chunk_bytes=chunk_bytes) as file:
        file.pwrite(data, at)


def read(copy: SealedCopy, path: bytes) -> bytes:
    with copy.open_file(path) as file:
        return file.pread(file.size, 0)


def noise(size: int, seed: int = 1) -> bytes:
    """Bytes that look like nothing and are the same every time."""
    return random.Random(seed).randbytes(size)


def segments_of(folder: Path) -> list[Path]:
    return sorted((folder / "segments").iterdir())
