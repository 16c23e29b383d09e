"""What is handed over is what was changed, whole and accounted for, in a folder of its own."""

import errno
import hashlib
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from app.disk import durable, handing_over
from app.errors import Cancelled, DiskFull, FileDamaged, FileMissing, InputRefused, TransitionRefused
from app.model import CopyRecord
from app.operations.export_changes import MANIFEST, ExportPlan, export_changes, plan_export_changes
from app.operations.put_file import put_file
from app.operations.remove_file import remove_file
from app.operations.write_sql import write_sql
from app.progress import Monitor, Progress
from app.unlocked.vault import Unlocked
from tests.app.operations.test_reverting import DB, NOTES, TABLE, content, database, put
from tests.app.world import TREE, World


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def manifest(folder: Path) -> Any:
    return json.loads((folder / MANIFEST).read_text())


def changed(world: World, vault: Unlocked) -> CopyRecord:
    record = world.check_out(vault)
    put(vault, NOTES, b"edited")
    put(vault, b"deep/new", b"added")
    put(vault, b"nothing", b"")
    remove_file(vault, "T-1", TABLE)
    return record


def is_exported(vault: Unlocked, record: CopyRecord) -> bool:
    return not vault.registry.copies.get(record.id).is_changed


def test_added_and_edited_files_are_written_with_a_list(world: World, vault: Unlocked, out: Path) -> None:
    record = changed(world, vault)
    plan = plan_export_changes(vault, "T-1", out)
    assert {change.path for change in plan.files} == {b"deep/new", b"nothing", NOTES}
    assert plan.content_bytes == 11
    assert list(out.iterdir()) == []
    assert not is_exported(vault, record)
    report = export_changes(vault, plan, Monitor())
    assert report.is_complete
    assert report.folder is not None
    assert report.folder.parent == out
    found = files_in(report.folder)
    listing = manifest(report.folder)
    del found[MANIFEST]
    assert found == {"files/notes.txt": b"edited", "files/deep/new": b"added", "files/nothing": b""}
    assert {one["name"]: (one["bytes"], one["sha256"]) for one in listing["files"]} == {
        name: (len(data), hashlib.sha256(data).hexdigest()) for name, data in found.items()
    }
    assert listing["is_complete"]
    assert [(one["path"], one["change"]) for one in listing["not_written"]] == [("deep/table.csv", "deleted")]
    escapes = vault.registry.escapes.of_copy(record.id)
    assert {escape.digest for escape in escapes} >= {
        hashlib.sha256(data).hexdigest() for data in found.values() if data
    }
    assert len(escapes) == 3  # two files that are not empty, and the list
    assert is_exported(vault, record)
    put(vault, NOTES, b"edited again")
    assert not is_exported(vault, record)


def test_a_database_that_sql_changed_is_written_as_a_script(
    world: World, vault: Unlocked, out: Path, tmp_path: Path
) -> None:
    original = database(tmp_path)
    world.check_out(vault, tree={DB: original})
    write_sql(vault, "T-1", DB, "UPDATE orders SET what = 'other' WHERE id = 7", Monitor())
    plan = plan_export_changes(vault, "T-1", out)
    assert ([one.path for one in plan.scripts], plan.files) == ([DB], ())
    report = export_changes(vault, plan, Monitor())
    assert report.folder is not None
    (script,) = [data for name, data in files_in(report.folder).items() if name != MANIFEST]
    again = tmp_path / "again.sqlite"
    again.write_bytes(original)
    connection = sqlite3.connect(again)
    connection.executescript(script.decode())
    assert connection.execute("SELECT what FROM orders WHERE id IN (6, 7)").fetchall() == [("thing 6",), ("other",)]
    connection.close()


def test_where_a_script_cannot_say_everything_the_file_goes_along(
    world: World, vault: Unlocked, out: Path, tmp_path: Path
) -> None:
    world.check_out(vault, tree={DB: database(tmp_path)})
    write_sql(vault, "T-1", DB, "CREATE VIRTUAL TABLE words USING fts5(body)", Monitor())
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    assert report.folder is not None
    found = files_in(report.folder)
    assert set(found) == {MANIFEST, "databases/orders.sqlite.sql", "files/orders.sqlite"}
    assert found["files/orders.sqlite"] == content(vault, DB)
    assert report.remarks == tuple(manifest(report.folder)["remarks"])
    assert report.remarks
    assert report.is_complete


HOSTILE = (b"..\\..\\evil", b"caf\xe9", b"new\nline", "right\u202eleft".encode(), b"CON", b"x" * 255, b"a:b", b"A:B")


def test_names_that_some_system_cannot_bear_are_made_safe(world: World, vault: Unlocked, out: Path) -> None:
    world.check_out(vault)
    for name in HOSTILE:
        put(vault, b"deep/" + name, name)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    assert report.is_complete
    assert report.folder is not None
    names = {one.path: one.name for one in report.written}
    assert set(names) == {b"deep/" + name for name in HOSTILE}
    assert len({name.casefold() for name in names.values()}) == len(HOSTILE)
    for path, written in names.items():
        assert (report.folder / written).read_bytes() == path.removeprefix(b"deep/")
        assert written.isprintable()
    listed = {one["path"].encode("utf-8", "surrogateescape") for one in manifest(report.folder)["files"]}
    assert listed == set(names)


def test_where_nothing_was_changed_no_folder_is_left(world: World, vault: Unlocked, out: Path) -> None:
    record = world.check_out(vault)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    assert (report.is_complete, report.folder, report.written) == (True, None, ())
    assert list(out.iterdir()) == []
    assert vault.registry.escapes.of_copy(record.id) == []


def test_what_was_only_deleted_is_listed(world: World, vault: Unlocked, out: Path) -> None:
    world.check_out(vault)
    remove_file(vault, "T-1", NOTES)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    assert report.folder is not None
    assert [one["path"] for one in manifest(report.folder)["not_written"]] == ["notes.txt"]
    assert set(files_in(report.folder)) == {MANIFEST}


def test_it_goes_into_a_folder_outside_of_the_vault(world: World, vault: Unlocked, out: Path) -> None:
    world.check_out(vault)
    with pytest.raises(FileMissing):
        plan_export_changes(vault, "T-1", out / "none")
    with pytest.raises(InputRefused):
        plan_export_changes(vault, "T-1", vault.home.copies)


def big(world: World, vault: Unlocked) -> CopyRecord:
    record = world.check_out(vault)
    for name in (b"1", b"2", b"3"):
        put(vault, name, os.urandom(3 << 20))
    return record


@pytest.mark.parametrize("nth", [1, 2, 5, 8, 11, 16])
def test_a_stop_leaves_whole_files_and_a_list(world: World, vault: Unlocked, out: Path, nth: int) -> None:
    record = big(world, vault)
    seen: list[Progress] = []

    def stop(progress: Progress) -> None:
        seen.append(progress)
        if len(seen) == nth:
            monitor.cancel()

    monitor = Monitor(stop)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), monitor)
    assert isinstance(report.stopped_by, Cancelled)
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    check_partial(vault, record, report.folder, out)
    assert {one.path for one in report.written} | {path for path, _ in report.missing} == {b"1", b"2", b"3"}
    assert report.missing


def check_partial(vault: Unlocked, record: CopyRecord, folder: Path | None, out: Path) -> None:
    """Whole files only, all of them entered; nothing counts as exported."""
    if folder is None:
        assert list(out.iterdir()) == []
    else:
        found = files_in(folder)
        listing = manifest(folder)
        assert not listing["is_complete"]
        assert set(found) == {MANIFEST, *(one["name"] for one in listing["files"])}
        entered = {escape.digest for escape in vault.registry.escapes.of_copy(record.id)}
        for data in found.values():
            assert hashlib.sha256(data).hexdigest() in entered
    assert not is_exported(vault, record)


@pytest.mark.parametrize("room", [0, 1 << 20, 5 << 20])
def test_a_full_disk_leaves_whole_files_and_is_told(
    world: World, vault: Unlocked, out: Path, room: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = big(world, vault)
    written = 0
    write_all = durable.write_all

    def until_full(handle: int, data: memoryview) -> None:
        nonlocal written
        written += len(data)
        if room < written and len(data) > 10_000:
            raise OSError(errno.ENOSPC, "full")
        write_all(handle, data)

    monkeypatch.setattr(handing_over, "write_all", until_full)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    assert isinstance(report.stopped_by, DiskFull)
    check_partial(vault, record, report.folder, out)


def test_a_damaged_file_is_listed_and_the_others_are_written(world: World, vault: Unlocked, out: Path) -> None:
    record = world.check_out(vault)
    put(vault, b"bad", os.urandom(50_000))
    put(vault, b"good", b"good")
    with vault.opened(record, writable=False) as sealed:
        pin = sealed.store.catalogue.pins(sealed.stat(b"bad").id, 0, 0)[0]
        segment = vault.folder_of(record.id) / "segments" / sealed.store.catalogue.segments()[pin.segment]
    data = bytearray(segment.read_bytes())
    data[pin.offset] ^= 1
    segment.write_bytes(data)
    report = export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    ((path, error),) = report.missing
    assert path == b"bad"
    assert isinstance(error, FileDamaged)
    assert [one.path for one in report.written] == [b"good"]
    check_partial(vault, record, report.folder, out)


def test_nothing_leaves_a_copy_that_is_closed_meanwhile(world: World, vault: Unlocked, out: Path) -> None:
    record = changed(world, vault)
    plan: ExportPlan = plan_export_changes(vault, "T-1", out)
    world.close(vault)
    report = export_changes(vault, plan, Monitor())
    assert isinstance(report.stopped_by, TransitionRefused)
    assert {one.path for one in report.written} <= {b"nothing"}
    assert all(data == b"" for data in files_in(out).values())
    assert vault.registry.escapes.of_copy(record.id) == []


def test_what_was_removed_after_the_plan_is_listed(world: World, vault: Unlocked, out: Path) -> None:
    record = changed(world, vault)
    plan = plan_export_changes(vault, "T-1", out)
    remove_file(vault, "T-1", NOTES)
    rest = iter([b"not in the plan"])
    put_file(vault, "T-1", b"late", lambda _: next(rest, b""), Monitor())
    report = export_changes(vault, plan, Monitor())
    assert [path for path, _ in report.missing] == [NOTES]
    assert not is_exported(vault, record)


def test_no_name_comes_into_the_ledger(world: World, vault: Unlocked, out: Path) -> None:
    changed(world, vault)
    export_changes(vault, plan_export_changes(vault, "T-1", out), Monitor())
    text = vault.home.ledger.read_bytes()
    for piece in (b"notes", b"deep", str(out).encode(), *(path for path in TREE if b"/" in path)):
        assert piece not in text
