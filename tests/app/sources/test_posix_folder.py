"""A folder as a source where names are bytes and links, rights and devices exist."""

import errno
import os
import socket
import stat
import sys
from collections.abc import Generator
from pathlib import Path

import pytest

from app.model import NodeKind, Problem, ProblemKind
from app.ports import SourceItem
from app.sources.folder import FolderSource
from tests.app.sources.rights import as_nobody
from tests.app.sources.trees import deep_tree, open_descriptors, write_tree
from tests.app.sources.ways import WAYS
from tests.contracts.source import take

if sys.platform == "win32":
    pytest.skip("names, kinds and rights that Windows does not have", allow_module_level=True)

any_bytes = pytest.mark.skipif(sys.platform == "darwin", reason="names here are always Unicode")
both_ways = pytest.mark.parametrize("way", WAYS)


@any_bytes
@pytest.mark.parametrize(
    "name", [b"\xff\xfe", b"line\nbreak", b"n" * 255, b"-rf", b"\x01\x7f", b" ", b"...", b"\xed\xa0\x80", b"a\\b"]
)
def test_a_name_arrives_as_the_disk_has_it(root: Path, name: bytes) -> None:
    tree = {name: b"file", b"folder-" + name[:200] + b"/" + name: b"inside"}
    write_tree(root, tree)
    os.symlink(os.fsdecode(name), root / "link")
    taken = take(FolderSource(str(root)))
    assert taken.files == tree
    assert taken.links == {b"link": name}


@both_ways
def test_modes_and_times_arrive_with_folders_and_files(root: Path, way: type[FolderSource]) -> None:
    (root / "d").mkdir()
    (root / "d" / "f").write_bytes(b"x")
    (root / "d" / "f").chmod(0o4751)
    (root / "d").chmod(0o1711)
    root.chmod(0o750)
    for number, path in enumerate([root / "d" / "f", root / "d", root], 1):
        os.utime(path, ns=(5, number * 10**9 + 123_456_700))
    items = {item.path: item for item in way(str(root)).items() if isinstance(item, SourceItem)}
    assert {path: (item.mode, item.mtime_ns) for path, item in items.items()} == {
        b"d/f": (0o4751, 1_123_456_700),
        b"d": (0o1711, 2_123_456_700),
        b"": (0o750, 3_123_456_700),
    }


@both_ways
def test_links_are_taken_as_links_and_never_followed(root: Path, tmp_path: Path, way: type[FolderSource]) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_bytes(b"not yours")
    targets = {
        b"to-folder": os.fsencode(outside),
        b"to-file": os.fsencode(outside / "secret"),
        b"dangling": b"nowhere/at all",
        b"loop": b"loop",
        b"self": b".",
        b"up": b"../..",
    }
    for name, target in targets.items():
        os.symlink(os.fsdecode(target), root / os.fsdecode(name))
    taken = take(way(str(root)))
    assert taken.links == targets
    assert taken.files == {}
    assert taken.order[0] == b""
    assert set(taken.order[1:]) == set(targets)


@both_ways
def test_what_is_no_file_is_skipped_and_named(root: Path, way: type[FolderSource]) -> None:
    os.mkfifo(root / "pipe")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(os.path.relpath(root / "socket"))
        taken = take(way(str(root)))
    assert taken.problems == {b"pipe": ProblemKind.SKIPPED_PIPE, b"socket": ProblemKind.SKIPPED_SOCKET}


@pytest.mark.parametrize("kind", [stat.S_IFCHR, stat.S_IFBLK])
def test_a_device_is_skipped_and_named(root: Path, kind: int) -> None:
    try:
        os.mknod(root / "device", kind | 0o600, os.makedev(1, 3))
    except PermissionError:
        pytest.skip("only root may make devices")
    assert take(FolderSource(str(root))).problems == {b"device": ProblemKind.SKIPPED_DEVICE}


def test_hard_links_come_once_for_each_name(root: Path) -> None:
    (root / "a").write_bytes(b"both")
    os.link(root / "a", root / "b")
    assert take(FolderSource(str(root))).files == {b"a": b"both", b"b": b"both"}


@both_ways
def test_a_folder_that_cannot_be_read_comes_with_its_problem(public_root: Path, way: type[FolderSource]) -> None:
    write_tree(public_root, {b"closed/f": b"x", b"open/f": b"y"})
    (public_root / "closed").chmod(0)
    with as_nobody():
        taken = take(way(str(public_root)))
        problems = [item for item in way(str(public_root)).items() if isinstance(item, Problem)]
    assert taken.files == {b"open/f": b"y"}
    assert taken.folders[b"closed"].mode == 0
    assert problems == [Problem(b"closed", ProblemKind.UNREADABLE, os.strerror(errno.EACCES))]
    (public_root / "closed").chmod(0o700)


@both_ways
def test_a_file_that_cannot_be_read_does_not_hide_the_others(public_root: Path, way: type[FolderSource]) -> None:
    write_tree(public_root, {b"closed": b"x", b"open": b"y"})
    (public_root / "closed").chmod(0)
    with as_nobody():
        taken = take(way(str(public_root)))
    assert taken.files == {b"open": b"y"}
    assert taken.problems == {b"closed": ProblemKind.UNREADABLE}


def test_a_folder_that_may_be_listed_but_not_searched_names_what_it_hides(public_root: Path) -> None:
    write_tree(public_root, {b"listed/f": b"x", b"listed/d/g": b"y"})
    (public_root / "listed").chmod(0o444)
    with as_nobody():
        taken = take(FolderSource(str(public_root)))
    assert taken.problems == {
        b"listed/f": ProblemKind.UNREADABLE,
        b"listed/d": ProblemKind.UNREADABLE,
    }
    (public_root / "listed").chmod(0o700)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can leave access times alone")
def test_reading_leaves_access_times_alone(root: Path) -> None:
    write_tree(root, {b"d/f": b"x"})
    paths = [root, root / "d", root / "d" / "f"]
    for path in paths:
        os.utime(path, ns=(1, path.stat().st_mtime_ns))
    assert take(FolderSource(str(root))).files == {b"d/f": b"x"}
    assert [path.stat().st_atime_ns for path in paths] == [1, 1, 1]


def test_a_tree_deeper_than_any_path_is_walked_with_few_descriptors(root: Path) -> None:
    before = most = open_descriptors()
    lengths = set()
    source = FolderSource(str(root))
    with deep_tree(root, b"n" * 200, 3_000):
        for number, item in enumerate(source.items()):
            assert isinstance(item, SourceItem)
            lengths.add(len(item.path))
            if number % 100 == 0:
                most = max(most, open_descriptors())
            if item.kind is NodeKind.FILE:
                with source.open(item) as file:
                    assert not isinstance(file, Problem)
                    assert file.trouble() is None
    assert max(lengths) == 3_000 * 201 + 1
    assert len(lengths) == 3_002
    assert most - before < 70
    assert open_descriptors() == before


def test_the_way_back_up_a_deep_tree_loses_nothing(root: Path) -> None:
    with deep_tree(root, b"a", 300, beside=b"b"):
        taken = take(FolderSource(str(root)))
    assert len(taken.folders) == 601
    assert taken.files == {b"a/" * 300 + b"f": b""}
    assert taken.problems == {}


def test_stopping_half_way_closes_everything(root: Path) -> None:
    write_tree(root, {b"a/b/c/f": b"x", b"a/b/g": b"y"})
    before = open_descriptors()
    source = FolderSource(str(root))
    items = source.items()
    seen = [next(items) for _ in range(4)]
    assert open_descriptors() > before
    assert isinstance(items, Generator)
    items.close()
    assert open_descriptors() == before
    for item in seen:
        assert isinstance(item, SourceItem)
        with pytest.raises(ValueError, match="given last"):
            source.open(item)


def test_a_barred_folder_is_not_entered(root: Path) -> None:
    write_tree(root, {b"home/key": b"x", b"work/f": b"y"})
    status = (root / "home").stat()
    source = FolderSource(str(root), barred=(status.st_dev, status.st_ino))
    taken = take(source)
    assert taken.files == {b"work/f": b"y"}
    assert taken.problems == {b"home": ProblemKind.SKIPPED_OTHER}
    assert not taken.problems[b"home"].makes_incomplete


@any_bytes
def test_a_location_can_be_stored_whatever_the_name(root: Path) -> None:
    folder = root / os.fsdecode(b"odd \xff name")
    folder.mkdir()
    source = FolderSource(str(folder))
    assert source.location == f"{root}/odd \\xff name"
    assert take(source).order == [b""]
