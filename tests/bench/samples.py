"""Makes the sources that checkouts are measured with."""

import math
import os
import random
from pathlib import Path

_BLOCK_BYTES = 8 << 20


def make_small_files(folder: Path, count: int, total_bytes: int) -> None:
    """A tree of `count` files, log-normal around 5 KB before it is scaled to `total_bytes`."""
    dice = random.Random(1)
    sizes = [dice.lognormvariate(math.log(5000), 1.3) for _ in range(count)]
    scale = total_bytes / sum(sizes)
    block = os.urandom(_BLOCK_BYTES)
    for number, size in enumerate(sizes):
        inside = folder / f"d{number // 500:03}"
        if number % 500 == 0:
            inside.mkdir(parents=True)
        length = min(int(size * scale), _BLOCK_BYTES - 1)
        start = dice.randrange(_BLOCK_BYTES - length)
        (inside / f"file-{number}.dat").write_bytes(block[start : start + length])


def make_large_file(path: Path, size_bytes: int) -> None:
    """One file of random bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    block = os.urandom(_BLOCK_BYTES)
    with path.open("wb") as file:
        for _ in range(size_bytes // _BLOCK_BYTES):
            file.write(block)


def warm(folder: Path) -> None:
    """Read everything once, so that the page cache holds it."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb", buffering=0) as file:
                while file.read(_BLOCK_BYTES):
                    continue
