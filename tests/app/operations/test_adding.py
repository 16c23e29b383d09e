"""Files that are dropped on a copy come in, single files go out, and nothing is overwritten on either side."""

import hashlib
import os
from pathlib import Path

import pytest

from app.copies.changes import ChangeKind
from app.errors import Cancelled, FileMissing, InputRefused, NameRefused, NotAFile, NotAFolder, TableUnknown
from app.operations.add_files import add_files
from app.operations.export_files import export_files
from app.operations.list_files import list_files
from app.operations.register import add_note
from app.operations.row_differences import row_differences
from app.operations.ticket_log import ticket_log
from app.operations.write_sql import write_sql
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.app.operations.test_reverting import DB, NOTES, content, database, kinds, put
from tests.app.world import TREE, World

BIG = os.urandom(3_000_000)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """A folder that somebody drops."""
    folder = tmp_path / "given"
    (folder / "inner").mkdir(parents=True)
    (folder / "inner" / "big").write_bytes(BIG)
    (folder / "link").symlink_to("inner/big")
    (folder / "nothing").write_bytes(b"")
    (tmp_path / "notes.txt").write_bytes(b"other notes")
    return folder


def test_files_and_folders_come_in_whole(world: World, vault: Unlocked, given: Path) -> None:
    world.check_out(vault)
    _, added = add_files(vault, "T-1", b"", [given, given.parent / "notes.txt"], Monitor())
    assert (added.files, added.content_bytes, added.left_out) == (3, len(BIG) + 11, 1)
    assert added.paths == (b"given", b"notes (2).txt")
    assert content(vault, b"given/inner/big") == BIG
    assert content(vault, b"notes (2).txt") == b"other notes"
    assert content(vault, NOTES) == TREE[NOTES]
    _, again = add_files(vault, "T-1", b"/deep/", [given, given], Monitor())
    assert again.paths == (b"deep/given", b"deep/given (2)")
    assert set(kinds(vault).values()) == {ChangeKind.ADDED}
    hidden = given.parent / ".rc"
    hidden.write_bytes(b"")
    assert add_files(vault, "T-1", b"", [hidden, hidden], Monitor())[1].paths == (b".rc", b".rc (2)")


def test_what_cannot_come_in_is_told_and_nothing_came(world: World, vault: Unlocked, given: Path) -> None:
    world.check_out(vault)
    with pytest.raises(FileMissing):
        add_files(vault, "T-1", b"", [given, given / "none"], Monitor())
    with pytest.raises(NotAFolder):
        add_files(vault, "T-1", NOTES, [given], Monitor())
    with pytest.raises(InputRefused):
        add_files(vault, "T-1", b"", [vault.home.path], Monitor())
    with pytest.raises(NameRefused):
        add_files(vault, "T-1", b".bailee-workroom", [given], Monitor())
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done else None)
    with pytest.raises(Cancelled):
        add_files(vault, "T-1", b"", [given], monitor)
    assert add_files(vault, "T-1", b"", [given / "link"], Monitor())[1].left_out == 1
    assert kinds(vault) == {}


def test_single_files_go_out_and_are_entered(world: World, vault: Unlocked, tmp_path: Path) -> None:
    record = world.check_out(vault)
    put(vault, b"caf\xe9", b"1")
    for expected in ("notes.txt", "notes~2.txt"):
        _, (one, two, three) = export_files(vault, "T-1", [NOTES, b"caf\xe9", b"empty"], tmp_path, Monitor())
        assert one.file.name == expected
        assert one.file.read_bytes() == TREE[NOTES]
        assert one.digest == hashlib.sha256(TREE[NOTES]).hexdigest()
        assert two.file.name.startswith("caf%E9")
        assert three.content_bytes == 0
    assert len(vault.registry.escapes.of_copy(record.id)) == 4


def test_what_cannot_go_out_stays(world: World, vault: Unlocked, tmp_path: Path) -> None:
    record = world.check_out(vault, tree={**TREE, b"big": BIG})
    for paths, into, error in (
        ([b"deep"], tmp_path, NotAFile),
        ([NOTES], tmp_path / "none", FileMissing),
        ([NOTES], vault.home.copies, InputRefused),
        ([b".bailee-workroom/x"], tmp_path, NameRefused),
    ):
        with pytest.raises(error):
            export_files(vault, "T-1", paths, into, Monitor())
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done > len(BIG) else None)
    with pytest.raises(Cancelled):
        export_files(vault, "T-1", [NOTES, b"big"], tmp_path, monitor)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert len(vault.registry.escapes.of_copy(record.id)) == 2
    assert [item.name for item in list_files(vault, "T-1", b"deep").names] == [b"table.csv"]


def test_changed_rows_can_be_looked_at(world: World, vault: Unlocked, tmp_path: Path) -> None:
    world.check_out(vault, tree={DB: database(tmp_path)})
    write_sql(vault, "T-1", DB, "UPDATE orders SET what = 'other' WHERE id <= 3; CREATE TABLE t(a)", Monitor())
    _, found = row_differences(vault, "T-1", DB, "orders", Monitor(), most=2)
    assert (found.columns, found.has_more) == (("id", "what"), True)
    assert [(row.before, row.now, row.changed) for row in found.rows] == [
        ((1, "thing 1"), (1, "other"), (1,)),
        ((2, "thing 2"), (2, "other"), (1,)),
    ]
    assert not row_differences(vault, "T-1", DB, "orders", Monitor())[1].has_more
    assert row_differences(vault, "T-1", DB, "t", Monitor())[1].rows == ()
    with pytest.raises(TableUnknown):
        row_differences(vault, "T-1", DB, "none", Monitor())


def test_what_was_done_on_a_ticket_is_told(world: World, vault: Unlocked, tmp_path: Path) -> None:
    world.check_out(vault)
    world.check_out(vault, "T-2")
    add_note(vault, "T-1", "looked at it")
    export_files(vault, "T-1", [NOTES], tmp_path, Monitor())
    log = ticket_log(vault, "T-1")
    assert [note.text for note in log.notes] == ["looked at it"]
    assert [entry.event for entry in log.acts] == ["checkout.begun", "copy.held", "copy.escape"]
    assert (log.times, log.ticket.number) == ((), "T-1")
