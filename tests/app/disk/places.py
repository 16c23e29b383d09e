"""Places where the disk behaves in special ways. Each needs rights that not every machine gives."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"{command[0]} is not permitted here: {done.stderr.strip()}")


def _require_root() -> None:
    if sys.platform == "win32" or os.geteuid() != 0:
        pytest.skip("only root may mount and set file attributes")


@contextmanager
def mounted(kind: str, options: str, source: str, place: Path) -> Iterator[Path]:
    """A file system mounted on the new folder `place`."""
    _require_root()
    place.mkdir()
    _run("mount", "-t", kind, "-o", options, source, str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@contextmanager
def small_disk(folder: Path, size_bytes: int) -> Iterator[Path]:
    """A folder that holds no more than `size_bytes`."""
    with mounted("tmpfs", f"size={size_bytes},mode=700", "tmpfs", folder / "small") as place:
        yield place


@contextmanager
def ext4_image(folder: Path, size_bytes: int, options: str = "") -> Iterator[tuple[Path, Path]]:
    """A file with an ext4 in it, and the folder where that is mounted."""
    _require_root()
    image = folder / "image"
    with image.open("wb") as file:
        file.truncate(size_bytes)
    _run("mkfs.ext4", "-q", "-O", "^has_journal", str(image))
    with mounted("ext4", f"loop{options}", str(image), folder / "ext4") as place:
        yield image, place


@contextmanager
def immutable(path: Path) -> Iterator[Path]:
    """Nobody may change or remove `path`, not even root."""
    _require_root()
    _run("chattr", "+i", str(path))
    try:
        yield path
    finally:
        subprocess.run(["chattr", "-i", str(path)], check=True)
