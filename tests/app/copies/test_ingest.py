"""A checkout takes everything a source gives, whatever it is called, and nothing that cannot stand in a copy."""

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.copies import ingest
from app.copies.check import check
from app.copies.ingest import Ingest, Loaded
from app.copies.paths import is_workroom
from app.copies.sealed_copy import SealedCopy
from app.errors import BaileeError, Cancelled, CopyDamaged, DiskFailed
from app.model import NodeKind, Problem, ProblemKind
from app.ports import SourceItem
from app.progress import Monitor, Progress
from app.sources.choice import source_at
from tests.app.copies.independent_reader import read_copy
from tests.app.copies.making import CK, COPY, create, quick_folder, read, reopen
from tests.app.copies.memory_source import MemoryFile, MemorySource, a_file, a_folder, a_link, gone, source_of, top
from tests.app.sources.test_any_tree import TREES, Tree, build, seen_by_os_walk
from tests.app.sources.trees import deep_tree


def take(copy: SealedCopy, source: MemorySource, total: int = 0) -> Loaded:
    loaded = Ingest(copy, Monitor(), total).run(source)
    copy.commit()
    return loaded


def take_folder(place: Path, source: Path) -> Loaded:
    with create(place / "copy") as copy:
        loaded = Ingest(copy, Monitor()).run(source_at(str(source), place))
        copy.commit()
    return loaded


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names here are always Unicode")
@given(TREES)
def test_any_tree_comes_in_whole(tree: Tree) -> None:
    with quick_folder() as place, quick_folder() as source:
        build(source, tree)
        expected = seen_by_os_walk(source)
        assume(not any(map(is_workroom, expected.order)))
        loaded = take_folder(place, source)
        found, damaged = read_copy(place / "copy", COPY, CK)
        assert not damaged
        assert {path: entry.content for path, entry in found.items() if entry.kind == "file"} == expected.files
        assert {path: entry.content for path, entry in found.items() if entry.kind == "link"} == expected.links
        assert sorted(found) == sorted(expected.order)
        assert (loaded.files, loaded.links, loaded.problems) == (len(expected.files), len(expected.links), 0)
        with reopen(place / "copy") as copy:
            assert {path: read(copy, path) for path in expected.files} == expected.files


@pytest.mark.skipif(sys.platform == "win32", reason="the tree is built by descriptors")
def test_a_tree_deeper_than_any_path_comes_in(place: Path) -> None:
    with quick_folder() as source, deep_tree(source, b"n" * 200, 60):
        loaded = take_folder(place, source)
    assert (loaded.folders, loaded.files) == (60, 1)
    with reopen(place / "copy") as copy:
        assert copy.stat(b"/".join([b"n" * 200] * 60 + [b"f"])).size == 0


@pytest.mark.skipif(sys.platform == "win32", reason="modes mean little there")
def test_modes_times_and_odd_files_are_kept_or_named(place: Path) -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    with quick_folder() as source:
        (source / "private").write_bytes(b"x")
        (source / "private").chmod(0o4600)
        (source / "shut").mkdir(mode=0o711)
        os.utime(source / "private", ns=(1, -5))
        os.mkfifo(source / "pipe")
        (source / "dangling").symlink_to(b"nowhere\xff")
        os.utime(source, ns=(7, 7_000))
        source.chmod(0o751)
        loaded = take_folder(place, source)
    with reopen(place / "copy") as copy:
        assert (copy.stat(b"private").mode, copy.stat(b"private").mtime_ns) == (0o4600, -5)
        assert copy.stat(b"shut").mode == 0o711
        assert copy.stat(b"dangling").target == b"nowhere\xff"
        assert (copy.stat(b"").mode, copy.stat(b"").mtime_ns) == (0o751, 7_000)
        assert copy.problems() == [Problem(b"pipe", ProblemKind.SKIPPED_PIPE, copy.problems()[0].detail)]
    assert (loaded.problems, loaded.doubtful) == (1, 0)


def test_times_beyond_what_a_number_holds_are_brought_back(place: Path) -> None:
    years = {b"late": 2**63 + 1, b"early": -(2**63) - 1, b"now": 1_700_000_000_000_000_000}
    items = [SourceItem(path, NodeKind.FOLDER, 0o755, mtime) for path, mtime in years.items()]
    with create(place / "copy") as copy:
        take(copy, MemorySource([top(), *items]))
    with reopen(place / "copy") as copy:
        found = {node.name: node.mtime_ns for node in copy.listdir()}
    assert found == years | {b"late": 2**63 - 1, b"early": -(2**63) + 1}


BAD_NAMES = [b"..", b".", b"a/../b", b"x" * 1025, b"zero\0byte", b"missing/f", b"f/under a file"]


@pytest.mark.parametrize("path", BAD_NAMES, ids=repr)
@pytest.mark.parametrize("make", [a_file, a_folder, lambda path: a_link(path, b"to")], ids=["file", "folder", "link"])
def test_a_name_that_cannot_stand_in_a_copy_becomes_a_problem(place: Path, path: bytes, make: object) -> None:
    assert callable(make)
    source = MemorySource([top(), a_file(b"f"), make(path), a_file(b"z")], {})
    source.files |= {b"f": MemoryFile(b"first"), path: MemoryFile(b"bad"), b"z": MemoryFile(b"last")}
    with create(place / "copy") as copy:
        loaded = take(copy, source)
    assert (loaded.problems, loaded.doubtful, loaded.files, loaded.folders, loaded.links) == (1, 1, 2, 0, 0)
    assert loaded.content_bytes == 9
    with reopen(place / "copy") as copy:
        assert [node.name for node in copy.listdir()] == [b"f", b"z"]
        assert [(problem.path, problem.kind) for problem in copy.problems()] == [(path, ProblemKind.UNREADABLE)]


def test_a_name_that_comes_twice_stands_once(place: Path) -> None:
    given_twice = [
        a_file(b"f"),
        a_link(b"f", b"elsewhere"),
        a_file(b"d"),
        a_folder(b"d"),
        a_folder(b"d"),
        a_file(b"d/inner"),
        a_link(b"d/inner", b"x"),
    ]
    source = MemorySource([top(), *given_twice], {path: MemoryFile(path) for path in (b"f", b"d", b"d/inner")})
    with create(place / "copy") as copy:
        loaded = take(copy, source)
        assert read(copy, b"f") == b"f"
        assert copy.stat(b"d").kind == NodeKind.FOLDER
        assert read(copy, b"d/inner") == b"d/inner"
        assert check(copy, Monitor()).damaged == ()
        problems = copy.problems()
    assert (loaded.files, loaded.links, loaded.folders, loaded.problems) == (2, 0, 1, 4)
    assert loaded.content_bytes == len(b"fd/inner")
    assert sorted(problem.path for problem in problems) == [b"d", b"d", b"d/inner", b"f"]
    found, damaged = read_copy(place / "copy", COPY, CK)
    assert (sorted(found), damaged) == ([b"d", b"d/inner", b"f"], {})


def test_problems_of_the_source_are_kept_with_the_copy(place: Path) -> None:
    changed = Problem(b"log", ProblemKind.CHANGED, "it grew")
    source = source_of({b"log": MemoryFile(b"line", problem=changed), b"gone": gone(b"gone"), b"f": b"fine"})
    source.given = [*source.given, Problem(b"socket", ProblemKind.SKIPPED_SOCKET)]
    with create(place / "copy") as copy:
        loaded = take(copy, source)
        assert copy.problems() == [changed, gone(b"gone"), Problem(b"socket", ProblemKind.SKIPPED_SOCKET)]
        assert read(copy, b"log") == b"line"
    assert (loaded.files, loaded.problems, loaded.doubtful) == (2, 3, 2)


def test_progress_rises_to_the_total(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest, "_REPORT_EVERY_BYTES", 600)
    monkeypatch.setattr(ingest, "_REPORT_EVERY_FILES", 2)
    monkeypatch.setattr(ingest, "_ROWS_AT_ONCE", 3)
    seen: list[Progress] = []
    source = source_of({b"%d" % number: bytes([number]) * 700 for number in range(1, 9)})
    with create(place / "copy") as copy:
        Ingest(copy, Monitor(seen.append), 5000).run(source)
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert (seen[0].done, seen[0].total, seen[-1].done) == (0, 5000, 5600)
    assert len(seen) > 6
    assert all(one.done <= one.total for one in seen[:-1])


@pytest.mark.parametrize("is_on", [True, False])
def test_the_garbage_collector_is_left_as_it_was_found(place: Path, is_on: bool) -> None:
    before = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        with create(place / "copy") as copy:
            Ingest(copy, Monitor()).run(source_of({b"file": b"content"}))
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if before else gc.disable)()


@pytest.mark.parametrize("stop_at", [0, 1, 5])
def test_a_checkout_that_is_stopped_leaves_nothing_to_open(
    place: Path, stop_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_REPORT_EVERY_FILES", 1)

    def stop(progress: Progress) -> None:
        if progress.done >= stop_at:
            monitor.cancel()

    monitor = Monitor(stop)
    source = source_of({b"%d" % number: b"%d" % number for number in range(9)})
    with create(place / "copy") as copy, pytest.raises(Cancelled):
        Ingest(copy, monitor).run(source)
    for writable in (False, True):
        with pytest.raises(CopyDamaged):
            reopen(place / "copy", writable=writable)
    shutil.rmtree(place / "copy")
    with create(place / "copy") as copy:
        take(copy, source)
        assert len(copy.listdir()) == 9


class BrokenSource(MemorySource):
    """Gives up half-way."""

    def items(self) -> Iterator[SourceItem | Problem]:
        yield from super().items()
        raise DiskFailed(path="source", reason="unplugged")


def test_a_source_that_fails_as_a_whole_leaves_nothing_to_open(place: Path) -> None:
    source = BrokenSource([top(), a_file(b"f")], {b"f": MemoryFile(b"x")})
    with create(place / "copy") as copy, pytest.raises(BaileeError, match="unplugged"):
        Ingest(copy, Monitor()).run(source)
    with pytest.raises(CopyDamaged):
        reopen(place / "copy")


@given(paths=st.lists(st.binary(max_size=12), max_size=8))
def test_whatever_a_source_calls_its_files_what_is_kept_is_sound(paths: list[bytes]) -> None:
    source = MemorySource([top(), *map(a_file, paths)], {path: MemoryFile(path) for path in paths})
    with quick_folder() as place:
        with create(place / "copy") as copy:
            loaded = take(copy, source)
            assert loaded.files == sum(1 for _ in copy.walk())
            assert loaded.files + loaded.problems == len(paths)
            for path, _ in copy.walk():
                assert read(copy, path).lstrip(b"/") == path
        assert not read_copy(place / "copy", COPY, CK)[1]
