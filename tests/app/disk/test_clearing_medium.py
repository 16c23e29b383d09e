"""Clearing hits the blocks of the medium where it can, and does not pretend where it cannot."""

import os
import sys
from pathlib import Path

import pytest

from app.disk.clearing import clear
from app.disk.durable import write_all
from app.disk.trimming import forget_blocks
from app.model import ClearedFile, Clearing
from tests.app.disk.places import ext4_image, mounted, small_disk

if sys.platform == "win32":
    pytest.skip("links and mounts of POSIX", allow_module_level=True)


def silent(done: int, total: int) -> None:
    """Nobody listens."""


def cleared(clearing: Clearing) -> dict[str, ClearedFile]:
    return {item.name: item for item in clearing.files}


def test_the_content_is_overwritten_before_the_name_goes(tmp_path: Path) -> None:
    with ext4_image(tmp_path, 4 << 20) as (_, place):
        content = os.urandom(1000) * 300
        (place / "file").write_bytes(content)
        os.link(place / "file", place / "kept")
        clearing = clear([place / "file"], place, silent)
        left = (place / "kept").read_bytes()
    assert (clearing.filesystem, clearing.overwrites_in_place) == ("ext4", True)
    assert left == bytes(300_000)  # overwritten, and the blocks given back after that
    item = cleared(clearing)["file"]
    assert item.was_overwritten
    assert item.was_punched
    assert item.is_removed
    assert "other names" in item.failure


def test_the_very_blocks_of_the_medium_are_overwritten(tmp_path: Path) -> None:
    marker = b"customer data that must not stay; " * 30
    with ext4_image(tmp_path, 4 << 20) as (image, place):
        (place / "file").write_bytes(marker * 200)
        os.sync()
        assert image.read_bytes().count(marker) > 150
        clear([place / "file"], place, silent)
        os.sync()
        assert marker not in image.read_bytes()


def test_removing_alone_would_have_left_the_blocks(tmp_path: Path) -> None:
    """Without this the test above would show nothing."""
    marker = b"customer data that must not stay; " * 30
    with ext4_image(tmp_path, 4 << 20) as (image, place):
        (place / "file").write_bytes(marker * 200)
        os.sync()
        (place / "file").unlink()
        os.sync()
        assert marker in image.read_bytes()


def test_where_writing_does_not_hit_the_same_blocks_it_is_not_done(tmp_path: Path) -> None:
    for name in ("lower", "upper", "work"):
        (tmp_path / name).mkdir()
    options = f"lowerdir={tmp_path / 'lower'},upperdir={tmp_path / 'upper'},workdir={tmp_path / 'work'}"
    with mounted("overlay", options, "overlay", tmp_path / "merged") as place:
        (place / "file").write_bytes(b"x" * 10_000)
        clearing = clear([place / "file"], place, silent)
        assert not (place / "file").exists()
    assert (clearing.filesystem, clearing.overwrites_in_place) == ("overlay", False)
    assert not cleared(clearing)["file"].was_overwritten


def test_clearing_needs_no_space(tmp_path: Path) -> None:
    with small_disk(tmp_path, 1 << 20) as place:
        handle = os.open(place / "file", os.O_WRONLY | os.O_CREAT)
        with pytest.raises(OSError, match="No space"):
            write_all(handle, b"x" * (2 << 20))
        os.close(handle)
        clearing = clear([place / "file"], place, silent)
    assert cleared(clearing)["file"].is_removed
    assert cleared(clearing)["file"].failure == ""


def test_blocks_that_are_not_given_back_are_a_hint_not_taken(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    assert not forget_blocks(write_end, 100)
    os.close(read_end)
    os.close(write_end)
    with (tmp_path / "file").open("wb") as file:
        file.write(b"x" * 10_000)
        file.flush()
        assert forget_blocks(file.fileno(), 10_000)
    assert (tmp_path / "file").read_bytes() == bytes(10_000)
