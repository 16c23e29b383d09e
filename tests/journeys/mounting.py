"""Mounts small file systems for a test. Skips it where that is not allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def _require_root(*programs: str) -> None:
    if sys.platform != "linux":
        pytest.skip("File systems are mounted for this test on Linux only.")
    if os.geteuid() != 0:
        pytest.skip("Only root can mount a file system.")
    missing = [program for program in programs if shutil.which(program) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def run(*command: str) -> str:
    """Run a command of the system; what it printed. Raises CalledProcessError."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@contextmanager
def _mounted(place: Path, *arguments: str) -> Iterator[None]:
    place.mkdir(exist_ok=True)
    outcome = subprocess.run(["mount", *arguments, str(place)], capture_output=True, text=True, check=False)
    if outcome.returncode:
        pytest.skip(f"Mounting is not allowed here: {outcome.stderr.strip()}")
    try:
        yield
    finally:
        run("umount", str(place))


@contextmanager
def small_memory_disk(place: Path, size: str) -> Iterator[Path]:
    """A disk in memory that is soon full."""
    _require_root("mount", "umount")
    with _mounted(place, "-t", "tmpfs", "-o", f"size={size}", "tmpfs"):
        yield place


@contextmanager
def mounted_image(image: Path, place: Path) -> Iterator[Path]:
    """An image of ext4, made by `make_image`, while it is mounted. Afterwards all of it lies in the file."""
    _require_root("mount", "umount", "losetup")
    try:
        device = run("losetup", "--find", "--show", str(image))
    except subprocess.CalledProcessError as error:
        pytest.skip(f"There is no loop device to be had here: {error.stderr}")
    try:
        with _mounted(place, "-t", "ext4", device):
            yield place
            run("sync", "-f", str(place))
    finally:
        run("losetup", "--detach", device)
    place.rmdir()


def make_image(image: Path, megabytes: int) -> None:
    """An ext4 file system in a file."""
    _require_root("mkfs.ext4")
    with image.open("wb") as file:
        file.truncate(megabytes * 1_000_000)
    run("mkfs.ext4", "-q", "-F", str(image))
