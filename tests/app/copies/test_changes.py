"""What is said to have changed since the checkout is what has changed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.copies.changes import Change, ChangeKind, changes
from app.copies.ingest import Ingest
from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.model import NodeKind
from app.progress import Monitor
from tests.app.copies.making import create, quick_folder, read, reopen, write
from tests.app.copies.memory_source import MemoryFile, MemorySource, a_file, a_folder, a_link, top

ADDED, EDITED, RENAMED, DELETED = ChangeKind.ADDED, ChangeKind.EDITED, ChangeKind.RENAMED, ChangeKind.DELETED
FILE, FOLDER, LINK = NodeKind.FILE, NodeKind.FOLDER, NodeKind.LINK


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as place:
        yield place / "copy"


@pytest.fixture
def copy(folder: Path) -> Iterator[SealedCopy]:
    items = [
        top(),
        a_file(b"a"),
        a_file(b"b"),
        a_folder(b"d"),
        a_file(b"d/inner"),
        a_folder(b"d/e"),
        a_link(b"l", b"a"),
    ]
    source = MemorySource(items, {path: MemoryFile(path) for path in (b"a", b"b", b"d/inner")})
    with create(folder) as made:
        Ingest(made, Monitor()).run(source)
        made.commit()
        yield made


def file(kind: ChangeKind, path: bytes, old: int | None, new: int | None, *, old_path: bytes | None = None) -> Change:
    return Change(kind, FILE, path, path if old_path is None else old_path, old, new)


def save_by_rename(copy: SealedCopy) -> None:
    write(copy, b"a.tmp", b"a, saved")
    copy.rename(b"a.tmp", b"a")


def delete_and_add(copy: SealedCopy) -> None:
    copy.unlink(b"a")
    write(copy, b"a", b"anew")


def delete_and_add_over_two_commits(copy: SealedCopy) -> None:
    copy.unlink(b"a")
    copy.commit()
    write(copy, b"a", b"anew")


def swap(copy: SealedCopy) -> None:
    copy.rename(b"a", b"t")
    copy.rename(b"b", b"a")
    copy.rename(b"t", b"b")


def make_room_for_another(copy: SealedCopy) -> None:
    copy.rename(b"a", b"a.bak")
    write(copy, b"a", b"other")


def edit_twice(copy: SealedCopy) -> None:
    write(copy, b"a", b"longer")
    copy.commit()
    write(copy, b"a", b"longer still")


def edit_and_rename(copy: SealedCopy) -> None:
    write(copy, b"d/inner", b"x", at=10)
    copy.rename(b"d/inner", b"inner")


def rename_folder_and_edit_inside(copy: SealedCopy) -> None:
    copy.rename(b"d", b"f")
    write(copy, b"f/inner", b"INNER and more")


def delete_tree(copy: SealedCopy) -> None:
    copy.unlink(b"d/inner")
    copy.rmdir(b"d/e")
    copy.rmdir(b"d")


def folder_for_file(copy: SealedCopy) -> None:
    copy.unlink(b"a")
    copy.mkdir(b"a")


def there_and_back(copy: SealedCopy) -> None:
    copy.rename(b"a", b"z")
    copy.commit()
    copy.rename(b"z", b"a")


def come_and_go(copy: SealedCopy) -> None:
    write(copy, b"new", b"x")
    copy.commit()
    copy.unlink(b"new")


def replace(copy: SealedCopy) -> None:
    with copy.replace_content(b"a", create=False) as handle:
        handle.pwrite(b"from scratch", 0)


CASES: list[tuple[Callable[[SealedCopy], object], list[Change]]] = [
    (lambda _: None, []),
    (lambda copy: copy.open_file(b"a").close(), []),
    (there_and_back, []),
    (come_and_go, []),
    (lambda copy: write(copy, b"a", b"x", at=1), [file(EDITED, b"a", 1, 2)]),
    (lambda copy: write(copy, b"a", b"a"), [file(EDITED, b"a", 1, 1)]),
    (edit_twice, [file(EDITED, b"a", 1, 12)]),
    (replace, [file(EDITED, b"a", 1, 12)]),
    (save_by_rename, [file(EDITED, b"a", 1, 8)]),
    (delete_and_add, [file(EDITED, b"a", 1, 4)]),
    (delete_and_add_over_two_commits, [file(EDITED, b"a", 1, 4)]),
    (lambda copy: copy.unlink(b"a"), [file(DELETED, b"a", 1, None)]),
    (lambda copy: write(copy, b"d/new", b"xyz"), [file(ADDED, b"d/new", None, 3)]),
    (lambda copy: copy.rename(b"a", b"d/z"), [file(RENAMED, b"d/z", 1, 1, old_path=b"a")]),
    (swap, [file(RENAMED, b"a", 1, 1, old_path=b"b"), file(RENAMED, b"b", 1, 1, old_path=b"a")]),
    (make_room_for_another, [file(ADDED, b"a", None, 5), file(RENAMED, b"a.bak", 1, 1, old_path=b"a")]),
    (edit_and_rename, [file(EDITED, b"inner", 7, 11, old_path=b"d/inner")]),
    (
        rename_folder_and_edit_inside,
        [Change(RENAMED, FOLDER, b"f", b"d", 0, 0), file(EDITED, b"f/inner", 7, 14, old_path=b"d/inner")],
    ),
    (
        delete_tree,
        [
            Change(DELETED, FOLDER, b"d", b"d", 0, None),
            Change(DELETED, FOLDER, b"d/e", b"d/e", 0, None),
            file(DELETED, b"d/inner", 7, None),
        ],
    ),
    (folder_for_file, [Change(ADDED, FOLDER, b"a", b"a", None, 0), file(DELETED, b"a", 1, None)]),
    (lambda copy: copy.unlink(b"l"), [Change(DELETED, LINK, b"l", b"l", 0, None)]),
    (lambda copy: copy.symlink(b"m", b"b"), [Change(ADDED, LINK, b"m", b"m", None, 0)]),
]


@pytest.mark.parametrize(("act", "expected"), CASES, ids=range(len(CASES)))
def test_changes_are_told(
    copy: SealedCopy, folder: Path, act: Callable[[SealedCopy], object], expected: list[Change]
) -> None:
    act(copy)
    copy.commit()
    assert changes(copy) == expected
    copy.close()
    with reopen(folder) as again:
        assert changes(again) == expected


def test_a_copy_that_took_nothing_in_has_only_additions(folder: Path) -> None:
    with create(folder) as made:
        write(made, b"a", b"x")
        made.commit()
        assert changes(made) == [file(ADDED, b"a", None, 1)]


def test_ids_are_not_used_again_after_the_highest_is_gone(copy: SealedCopy, folder: Path) -> None:
    copy.unlink(b"l")
    copy.commit()
    copy.close()
    with reopen(folder, writable=True) as again:
        write(again, b"new", b"x")
        again.commit()
        assert [change.kind for change in changes(again)] == [DELETED, ADDED]
        assert read(again, b"new") == b"x"


def test_own_files_that_were_there_at_the_checkout_are_no_change(folder: Path) -> None:
    """The key for masking comes with a checkout."""
    with create(folder) as made:
        made.mkdir(WORKROOM)
        write(made, WORKROOM + b"/masking-key", b"key")
        made.freeze_baseline()
        made.commit()
        made.unlink(WORKROOM + b"/masking-key")
        made.commit()
        assert changes(made) == []
