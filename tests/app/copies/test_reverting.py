"""Whatever was done to a copy can be taken back, all of it or one change at a time, and that can be undone."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.copies.aside import Placing, put_back, set_aside
from app.copies.changes import Change, ChangeKind, changes
from app.copies.ingest import Ingest
from app.copies.paths import is_workroom
from app.copies.reverting import Reverting, with_what_is_inside
from app.copies.sealed_copy import SealedCopy
from app.errors import FileDamaged, FolderNotEmpty, PathExists, PathMissing
from app.model import NodeKind, Problem
from app.progress import Monitor
from tests.app.copies import test_changes
from tests.app.copies.making import create, quick_folder, read, segments_of, write
from tests.app.copies.memory_source import MemoryFile, MemorySource, a_file, a_folder, top
from tests.app.copies.test_changes import (
    CASES,
    delete_tree,
    edit_and_rename,
    file,
    rename_folder_and_edit_inside,
    swap,
)

Contents = dict[bytes, bytes | int]
copy = test_changes.copy


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as place:
        yield place / "copy"


def contents(copy: SealedCopy) -> Contents:
    return {
        path: read(copy, path) if node.kind == NodeKind.FILE else node.kind
        for path, node in copy.walk()
        if not is_workroom(path)
    }


def revert(copy: SealedCopy, wanted: list[Change]) -> list[Placing]:
    reverting = Reverting(copy, Monitor())
    reverting.run(with_what_is_inside(wanted, changes(copy)))
    copy.commit()
    return reverting.placings


def remove_tree(copy: SealedCopy) -> None:
    set_aside(copy, copy.stat(b"d"))


def remove_file_then_its_folder(copy: SealedCopy) -> None:
    write(copy, b"d/inner", b"edited before", at=0)
    set_aside(copy, copy.stat(b"d/inner"))
    copy.commit()
    set_aside(copy, copy.stat(b"d"))


def remove_inner_folder_only(copy: SealedCopy) -> None:
    set_aside(copy, copy.stat(b"d/e"))


def move_into_a_new_folder_and_remove_that(copy: SealedCopy) -> None:
    copy.mkdir(b"n")
    copy.rename(b"a", b"n/a")
    set_aside(copy, copy.stat(b"n"))


def new_tree(copy: SealedCopy) -> None:
    copy.mkdir(b"n")
    copy.mkdir(b"n/m")
    write(copy, b"n/m/x", b"x")


MORE: list[tuple[Callable[[SealedCopy], object], list[Change]]] = [
    (
        remove_tree,
        [
            Change(ChangeKind.DELETED, NodeKind.FOLDER, b"d", b"d", 0, None),
            Change(ChangeKind.DELETED, NodeKind.FOLDER, b"d/e", b"d/e", 0, None),
            file(ChangeKind.DELETED, b"d/inner", 7, None),
        ],
    ),
    (
        remove_file_then_its_folder,
        [
            Change(ChangeKind.DELETED, NodeKind.FOLDER, b"d", b"d", 0, None),
            Change(ChangeKind.DELETED, NodeKind.FOLDER, b"d/e", b"d/e", 0, None),
            file(ChangeKind.DELETED, b"d/inner", 7, None),
        ],
    ),
    (remove_inner_folder_only, [Change(ChangeKind.DELETED, NodeKind.FOLDER, b"d/e", b"d/e", 0, None)]),
    (move_into_a_new_folder_and_remove_that, [file(ChangeKind.DELETED, b"a", 1, None)]),
    (
        new_tree,
        [
            Change(ChangeKind.ADDED, NodeKind.FOLDER, b"n", b"n", None, 0),
            Change(ChangeKind.ADDED, NodeKind.FOLDER, b"n/m", b"n/m", None, 0),
            file(ChangeKind.ADDED, b"n/m/x", None, 1),
        ],
    ),
]
EVERY = [*CASES, *MORE]


@pytest.mark.parametrize(("act", "expected"), EVERY, ids=range(len(EVERY)))
def test_all_of_it_can_be_taken_back_and_that_be_undone(
    copy: SealedCopy, act: Callable[[SealedCopy], object], expected: list[Change]
) -> None:
    before = contents(copy)
    nodes = {path: node for path, node in copy.walk() if not is_workroom(path)}
    act(copy)
    copy.commit()
    after = contents(copy)
    assert changes(copy) == expected
    placings = revert(copy, changes(copy))
    assert changes(copy) == []
    assert contents(copy) == before
    assert {path: node for path, node in copy.walk() if not is_workroom(path)} == nodes
    put_back(copy, placings)
    copy.commit()
    assert contents(copy) == after
    if act not in {edit_and_rename, rename_folder_and_edit_inside}:
        # What was edited and moved comes back as a new file, the old one deleted.
        assert changes(copy) == expected
    revert(copy, changes(copy))
    assert (contents(copy), changes(copy)) == (before, [])


@pytest.mark.parametrize(("act", "expected"), EVERY, ids=range(len(EVERY)))
def test_each_of_them_can_be_taken_back(
    copy: SealedCopy, act: Callable[[SealedCopy], object], expected: list[Change]
) -> None:
    if act is swap:
        pytest.skip("two that changed places stand in each other's way")
    before = contents(copy)
    act(copy)
    copy.commit()
    for _ in expected:
        left = changes(copy)
        if not left:
            break
        # A name that was added makes room for what was there.
        left.sort(key=lambda change: (change.kind is not ChangeKind.ADDED, change.path))
        after = contents(copy)
        placings = revert(copy, left[:1])
        assert len(changes(copy)) < len(left)
        put_back(copy, placings)
        assert contents(copy) == after
        revert(copy, [change for change in changes(copy) if change.path in {left[0].path, left[0].old_path}])
    assert (contents(copy), changes(copy)) == (before, [])


def test_a_file_out_of_a_folder_that_was_removed_brings_the_folder_and_nothing_else(copy: SealedCopy) -> None:
    for act in (delete_tree, remove_tree):
        act(copy)
        copy.commit()
        wanted = [change for change in changes(copy) if change.path == b"d/inner"]
        placings = revert(copy, wanted)
        assert {path for path in contents(copy) if path.startswith(b"d")} == {b"d", b"d/inner"}
        put_back(copy, placings)
        copy.commit()
        assert b"d" not in contents(copy)
        revert(copy, changes(copy))
        assert changes(copy) == []


def test_a_folder_deep_in_one_that_was_removed_comes_back_alone(copy: SealedCopy) -> None:
    remove_tree(copy)
    copy.commit()
    (wanted,) = [change for change in changes(copy) if change.path == b"d/e"]
    revert(copy, [wanted])
    assert {path for path in contents(copy) if path.startswith(b"d")} == {b"d", b"d/e"}


def test_a_file_deep_in_a_folder_that_was_removed_comes_back_with_the_folders_above_it(folder: Path) -> None:
    items = [top(), a_folder(b"d"), a_folder(b"d/e"), a_file(b"d/e/x"), a_file(b"d/e/y"), a_file(b"d/z")]
    files: dict[bytes, MemoryFile | Problem] = {path: MemoryFile(path) for path in (b"d/e/x", b"d/e/y", b"d/z")}
    with create(folder) as copy:
        Ingest(copy, Monitor()).run(MemorySource(items, files))
        copy.commit()
        set_aside(copy, copy.stat(b"d"))
        copy.commit()
        (wanted,) = [change for change in changes(copy) if change.path == b"d/e/x"]
        placings = revert(copy, [wanted])
        assert contents(copy) == {b"d": NodeKind.FOLDER, b"d/e": NodeKind.FOLDER, b"d/e/x": b"d/e/x"}
        put_back(copy, placings)
        assert contents(copy) == {}
        revert(copy, changes(copy))
        assert changes(copy) == []


def test_two_that_changed_places_cannot_be_taken_back_one_by_one(copy: SealedCopy) -> None:
    swap(copy)
    copy.commit()
    with pytest.raises(PathExists):
        revert(copy, changes(copy)[:1])


def test_what_was_deleted_does_not_push_out_what_has_its_name(copy: SealedCopy) -> None:
    copy.unlink(b"a")
    copy.mkdir(b"a")
    copy.commit()
    (deleted,) = [change for change in changes(copy) if change.kind is ChangeKind.DELETED]
    with pytest.raises(PathExists):
        revert(copy, [deleted])


def test_a_new_folder_with_something_of_the_customer_in_it_stays(copy: SealedCopy) -> None:
    copy.mkdir(b"n")
    copy.rename(b"a", b"n/a")
    copy.commit()
    (added,) = [change for change in changes(copy) if change.kind is ChangeKind.ADDED]
    with pytest.raises(FolderNotEmpty):
        revert(copy, [added])
    revert(copy, changes(copy))
    assert changes(copy) == []


def test_nothing_is_given_up_for_what_cannot_be_read_any_more(copy: SealedCopy, folder: Path) -> None:
    pin = copy.store.catalogue.pins(copy.stat(b"a").id, 0, 0)[0]
    write(copy, b"a", b"edited")
    copy.commit()
    (segment,) = segments_of(folder)
    data = bytearray(segment.read_bytes())
    data[pin.offset] ^= 1
    segment.write_bytes(data)
    with pytest.raises(FileDamaged):
        revert(copy, changes(copy))
    assert read(copy, b"a") == b"edited"


def test_what_is_no_more_cannot_be_put_back(copy: SealedCopy) -> None:
    write(copy, b"new", b"x")
    placing = set_aside(copy, copy.stat(b"new"))
    with pytest.raises(PathMissing):
        put_back(copy, [Placing(placing.node, 12345, b"new")])
    with pytest.raises(PathMissing):
        put_back(copy, [Placing(12345, placing.folder, b"new")])
    write(copy, b"new", b"another")
    with pytest.raises(PathExists):
        put_back(copy, [placing])
    copy.unlink(b"new")
    put_back(copy, [placing])
    assert read(copy, b"new") == b"x"


def test_a_folder_is_not_put_into_itself(copy: SealedCopy) -> None:
    folder = copy.stat(b"d")
    with pytest.raises(PathMissing):
        copy.place(folder, copy.stat(b"d/e").id, b"d")


def test_the_folder_of_a_moved_file_may_be_gone_for_good(copy: SealedCopy) -> None:
    """A folder that was made after the checkout leaves nothing behind: what was in it cannot go back there."""
    copy.mkdir(b"n")
    write(copy, b"n/x", b"x")
    placing = set_aside(copy, copy.stat(b"n/x"))
    copy.rmdir(b"n")
    copy.commit()
    with pytest.raises(PathMissing):
        put_back(copy, [placing])
