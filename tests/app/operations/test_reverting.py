"""What was changed in a copy can be looked at as it was, taken back, and put back again."""

import sqlite3
from pathlib import Path

import pytest

from app.copies.changes import ChangeKind
from app.copies.versions import SHOWN_BYTES, FileVersions, file_versions_in
from app.errors import FolderNotEmpty, NameRefused, PathExists, PathMissing
from app.model import NodeKind
from app.operations.check_copy import check_copy
from app.operations.list_files import list_files
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.remove_file import remove_file
from app.operations.revert_change import revert_changes
from app.operations.show_changes import show_changes
from app.operations.undo_change import undo_change
from app.operations.write_sql import write_sql
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.world import TREE, World

NOTES, TABLE, DB = b"notes.txt", b"deep/table.csv", b"orders.sqlite"


def put(vault: Unlocked, path: bytes, data: bytes) -> None:
    rest = iter([data])
    put_file(vault, "T-1", path, lambda _: next(rest, b""), Monitor())


def content(vault: Unlocked, path: bytes) -> bytes:
    found = bytearray()
    read_file(vault, "T-1", path, found.extend, Monitor())
    return bytes(found)


def kinds(vault: Unlocked) -> dict[bytes, ChangeKind]:
    return {change.path: change.kind for change in show_changes(vault, "T-1", Monitor())[1].files}


def database(folder: Path) -> bytes:
    path = folder / "made.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, what TEXT);"
        "WITH n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)"
        "INSERT INTO orders SELECT i, 'thing ' || i FROM n;"
    )
    connection.close()
    return path.read_bytes()


def versions_of(vault: Unlocked, path: bytes, *, shown_bytes: int = SHOWN_BYTES) -> FileVersions:
    with vault.opened(vault.pick_copy("T-1", None), writable=False) as sealed:
        return file_versions_in(sealed, path, shown_bytes)


def test_both_states_of_a_file_can_be_looked_at(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    put(vault, NOTES, b"edited")
    put(vault, b"new", b"\0binary" * 100)
    remove_file(vault, "T-1", TABLE)
    versions = versions_of(vault, NOTES)
    assert (versions.before and versions.before.content, versions.now and versions.now.content) == (
        TREE[NOTES],
        b"edited",
    )
    assert versions.now is not None
    assert versions.now.text is not None
    assert (versions.now.text.text, versions.now.is_cut) == ("edited", False)
    versions = versions_of(vault, TABLE)
    assert (versions.before and versions.before.content, versions.now) == (TREE[TABLE], None)
    versions = versions_of(vault, b"/new", shown_bytes=10)
    assert versions.before is None
    assert versions.now is not None
    assert (versions.now.size, versions.now.content, versions.now.text, versions.now.is_cut) == (
        700,
        b"\0binary\0bi",
        None,
        True,
    )
    versions = versions_of(vault, b"empty")
    assert versions.before == versions.now
    with pytest.raises(PathMissing):
        versions_of(vault, b"none")
    with pytest.raises(NameRefused):
        versions_of(vault, b".bailee-workroom/removed")
    assert vault.registry.escapes.of_copy(record.id) == []


def test_one_change_is_taken_back_and_the_others_stay(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    put(vault, NOTES, b"edited")
    put(vault, b"new", b"x")
    remove_file(vault, "T-1", b"deep", with_content=True)
    assert kinds(vault) == {
        NOTES: ChangeKind.EDITED,
        b"new": ChangeKind.ADDED,
        b"deep": ChangeKind.DELETED,
        TABLE: ChangeKind.DELETED,
    }
    _, reverted = revert_changes(vault, "T-1", [NOTES], Monitor())
    assert [change.path for change in reverted.changes] == [NOTES]
    assert content(vault, NOTES) == TREE[NOTES]
    assert NOTES not in kinds(vault)
    revert_changes(vault, "T-1", [b"/deep/"], Monitor())
    assert kinds(vault) == {b"new": ChangeKind.ADDED}
    assert content(vault, TABLE) == TREE[TABLE]
    undo_change(vault, "T-1", reverted.placings)
    assert content(vault, NOTES) == b"edited"
    revert_changes(vault, "T-1", None, Monitor())
    assert kinds(vault) == {}
    assert {path: content(vault, path) for path in TREE} == dict(TREE)
    assert check_copy(vault, "T-1", Monitor())[1].damaged == ()


def test_where_nothing_was_changed_nothing_is_done(world: World, vault: Unlocked) -> None:
    before = world.check_out(vault)
    _, reverted = revert_changes(vault, "T-1", [NOTES], Monitor())
    assert (reverted.changes, reverted.placings) == ((), ())
    _, reverted = revert_changes(vault, "T-1", None, Monitor())
    assert reverted.changes == ()
    assert vault.registry.copies.get(before.id).generation == before.generation
    with pytest.raises(PathMissing):
        revert_changes(vault, "T-1", [b"none"], Monitor())
    with pytest.raises(NameRefused):
        revert_changes(vault, "T-1", [b".bailee-workroom"], Monitor())


def test_what_is_removed_can_be_put_back_as_it_was_just_before(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    put(vault, b"new", b"never exported")
    put(vault, NOTES, b"edited")
    for path, data in ((b"new", b"never exported"), (NOTES, b"edited")):
        _, placings = remove_file(vault, "T-1", path)
        assert path not in [item.name for item in list_files(vault, "T-1", b"").names]
        undo_change(vault, "T-1", placings)
        assert content(vault, path) == data
    _, placings = remove_file(vault, "T-1", b"deep", with_content=True)
    put(vault, b"deep", b"in the way")
    with pytest.raises(PathExists):
        undo_change(vault, "T-1", placings)
    assert content(vault, b"deep") == b"in the way"
    remove_file(vault, "T-1", b"deep")
    undo_change(vault, "T-1", placings)
    assert content(vault, TABLE) == TREE[TABLE]


def test_what_cannot_be_removed_stays(world: World, vault: Unlocked) -> None:
    world.check_out(vault)
    for path in (b"", b"/"):
        with pytest.raises(NameRefused):
            remove_file(vault, "T-1", path, with_content=True)
    with pytest.raises(FolderNotEmpty):
        remove_file(vault, "T-1", b"deep")
    assert kinds(vault) == {}


def test_a_database_comes_back_to_the_byte_and_its_runs_are_forgotten(
    world: World, vault: Unlocked, tmp_path: Path
) -> None:
    original = database(tmp_path)
    world.check_out(vault, tree={DB: original})
    write_sql(vault, "T-1", DB, "UPDATE orders SET what = 'other' WHERE id % 2", Monitor())
    write_sql(vault, "T-1", DB, "DELETE FROM orders WHERE id > 100", Monitor())
    changed = content(vault, DB)
    assert show_changes(vault, "T-1", Monitor())[1].databases[DB].tables[0].rows is not None
    _, reverted = revert_changes(vault, "T-1", [DB], Monitor())
    assert content(vault, DB) == original
    assert kinds(vault) == {}
    write_sql(vault, "T-1", DB, "INSERT INTO orders VALUES (9999, 'later')", Monitor())
    (table,) = show_changes(vault, "T-1", Monitor())[1].databases[DB].tables
    assert table.rows is not None
    assert (table.rows.added, table.rows.edited, table.rows.deleted) == (1, 0, 0)
    undo_change(vault, "T-1", reverted.placings)
    assert content(vault, DB) == changed


def test_a_folder_with_something_of_the_customer_in_it_stays(world: World, vault: Unlocked) -> None:
    record = world.check_out(vault)
    with vault.opened(record, writable=True) as sealed:
        sealed.mkdir(b"n")
        sealed.rename(NOTES, b"n/notes")
        sealed.commit()
    with pytest.raises(FolderNotEmpty):
        revert_changes(vault, "T-1", [b"n"], Monitor())
    assert kinds(vault) == {b"n": ChangeKind.ADDED, b"n/notes": ChangeKind.RENAMED}
    listed = list_files(vault, "T-1", b"n").names
    assert [(item.name, item.kind) for item in listed] == [(b"notes", NodeKind.FILE)]
