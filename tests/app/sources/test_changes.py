"""Sources that change while they are taken: what is not surely in the copy is named."""

import errno
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.model import NodeKind, Problem, ProblemKind
from app.sources.folder import FolderSource
from tests.app.sources.trees import deep_tree, files, open_descriptors, write_tree
from tests.app.sources.ways import WAYS
from tests.contracts.source import Taken, take_file

if TYPE_CHECKING:
    from os import _ScandirIterator as ScandirIterator

if sys.platform == "win32":
    pytest.skip("an open file cannot be exchanged on Windows", allow_module_level=True)

both_ways = pytest.mark.parametrize("way", WAYS)

_KERNEL_TICK_SECONDS = 0.02  # change times have its grain: 10 ms at most


def make_pipe(path: Path) -> None:
    os.mkfifo(path)


def make_link(path: Path) -> None:
    path.symlink_to("/etc/passwd")


def make_folder(path: Path) -> None:
    path.mkdir()


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(path))


@both_ways
@pytest.mark.parametrize("make", [make_pipe, make_link, make_folder, make_socket])
def test_a_file_exchanged_after_the_listing_is_not_taken(
    root: Path, make: Callable[[Path], None], way: type[FolderSource]
) -> None:
    (root / "f").write_bytes(b"x")
    source = way(str(root))
    taken = Taken()
    before = None
    for item in files(source):
        before = open_descriptors()
        (root / "f").unlink()
        make(root / "f")
        take_file(source, item, taken)
        assert open_descriptors() == before
    assert before is not None
    assert taken.files == {}
    assert taken.problems == {b"f": ProblemKind.CHANGED}


def test_a_file_replaced_after_the_listing_is_not_taken_for_the_old_one(root: Path) -> None:
    (root / "f").write_bytes(b"x")
    source = FolderSource(str(root))
    taken = Taken()
    for item in files(source):
        (root / "new").write_bytes(b"other")
        (root / "new").rename(root / "f")
        take_file(source, item, taken)
        break
    assert taken.problems == {b"f": ProblemKind.CHANGED}


@both_ways
def test_a_file_that_vanished_after_the_listing_is_named(root: Path, way: type[FolderSource]) -> None:
    (root / "f").write_bytes(b"x")
    source = way(str(root))
    taken = Taken()
    for item in files(source):
        (root / "f").unlink()
        take_file(source, item, taken)
    assert taken.problems == {b"f": ProblemKind.VANISHED}


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def shrink(path: Path) -> None:
    os.truncate(path, 3)


def rewrite(path: Path) -> None:
    path.write_bytes(b"9876543210")
    os.utime(path, ns=(0, 1))  # surely another time, however coarse the clock of the file system


def rename(path: Path) -> None:
    path.rename(path.with_name("other"))


def restore_time(path: Path) -> None:
    kept = path.stat()
    path.write_bytes(b"9876543210")
    os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


@both_ways
@pytest.mark.parametrize("change", [grow, shrink, rewrite, rename, restore_time])
def test_a_change_while_a_file_is_read_is_told(
    root: Path, change: Callable[[Path], None], way: type[FolderSource]
) -> None:
    path = root / "f"
    path.write_bytes(b"0123456789")
    os.utime(path, ns=(0, 10**18))
    source = way(str(root))
    for item in files(source):
        with source.open(item) as file:
            assert not isinstance(file, Problem)
            file.read_into(0, memoryview(bytearray(5)))
            time.sleep(_KERNEL_TICK_SECONDS)
            change(path)
            file.read_into(5, memoryview(bytearray(50)))
            trouble = file.trouble()
        assert trouble is not None
        assert (trouble.path, trouble.kind) == (b"f", ProblemKind.CHANGED)
        assert trouble.detail
        break


def test_a_folder_exchanged_for_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    write_tree(root, {b"a/f": b"x", b"b/g": b"y"})
    write_tree(tmp_path / "outside", {b"secret": b"not yours"})
    for way in WAYS:
        seen = Taken()
        for item in way(str(root)).items():
            if item.path == b"a":
                (root / "b").rename(tmp_path / "kept")
                (root / "b").symlink_to(tmp_path / "outside")
            if isinstance(item, Problem):
                seen.problems[item.path] = item.kind
            else:
                seen.order.append(item.path)
        assert seen.order == [b"", b"a", b"a/f"]
        assert seen.problems == {b"b": ProblemKind.CHANGED}
        (root / "b").unlink()
        (tmp_path / "kept").rename(root / "b")


@both_ways
def test_a_folder_that_vanished_after_the_listing_is_named(root: Path, way: type[FolderSource]) -> None:
    write_tree(root, {b"a/f": b"x"})
    (root / "b").mkdir()
    problems = {}
    for item in way(str(root)).items():
        if item.path == b"a":
            (root / "b").rmdir()
        if isinstance(item, Problem):
            problems[item.path] = item.kind
    assert problems == {b"b": ProblemKind.VANISHED}


def test_a_branch_moved_away_while_we_are_in_it_does_not_hide_the_rest(root: Path, tmp_path: Path) -> None:
    taken = _walk_and_move(root, [(root / "a/a/a", tmp_path / "moved")])
    assert taken.problems == {}
    assert {b"b", b"a/b", b"a/a/b"} <= set(taken.order)


def test_folders_that_cannot_be_reached_any_more_are_named(root: Path, tmp_path: Path) -> None:
    taken = _walk_and_move(root, [(root / "a/a/a", tmp_path / "moved"), (root / "a/a", tmp_path / "moved too")])
    assert taken.problems == {b"a/a/b": ProblemKind.VANISHED}
    assert {b"b", b"a/b"} <= set(taken.order)


def _walk_and_move(root: Path, moves: list[tuple[Path, Path]]) -> Taken:
    taken = Taken()
    with deep_tree(root, b"a", 200, beside=b"b"):
        for item in FolderSource(str(root)).items():
            if isinstance(item, Problem):
                taken.problems[item.path] = item.kind
                continue
            taken.order.append(item.path)
            if item.kind is NodeKind.FILE:
                for old, new in moves:
                    old.rename(new)
        for old, new in reversed(moves):
            new.rename(old)
    return taken


class BrokenListing:
    """A listing that ends in an error of the disk after its first name."""

    def __init__(self, entries: "ScandirIterator[str]") -> None:
        self._entries = entries

    def __enter__(self) -> "BrokenListing":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[os.DirEntry[str]]:
        yield next(self._entries)
        raise OSError(errno.EIO, "the disk is dying")

    def close(self) -> None:
        self._entries.close()


@both_ways
def test_a_listing_that_breaks_off_is_a_problem_of_its_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch, way: type[FolderSource]
) -> None:
    write_tree(root, {b"d/f": b"x", b"d/g": b"y"})
    scandir = os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: BrokenListing(scandir(folder)))
    items = list(way(str(root)).items())
    problems = [item for item in items if isinstance(item, Problem)]
    assert problems == [
        Problem(b"", ProblemKind.UNREADABLE, "the disk is dying"),
        Problem(b"d", ProblemKind.UNREADABLE, "the disk is dying"),
    ]
    assert len(items) == 5
