"""When a run, or taking it back, goes wrong: what was before it is still to be had."""

from pathlib import Path

import pytest

from app.copies import open_files, segments
from app.copies.paths import WORKROOM
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed import recorder
from app.errors import Cancelled, DiskFull, FileDamaged, PathMissing
from app.progress import Monitor, Progress, Step
from tests.app.copies.making import noise, quick_folder, read, write
from tests.app.copies.test_full_disk import disk, fill_up
from tests.app.databases.recorded_runs import DATABASE, paths, run
from tests.app.databases.sealed import dump, fill, opened, sealed

__all__ = ["disk"]


def test_a_crash_in_the_middle_of_a_run_leaves_a_run_that_can_be_undone() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=True)
            databases.begin_run(b"db", "first part, second part")
            connection.execute("UPDATE t SET v = 'first part' WHERE k < 500")
            connection.execute(
                "PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'second part'; DELETE FROM t WHERE k > 9"
            )
            copy.commit()
        with opened(place / "copy") as (copy, databases):
            assert copy.stat(b"db-journal").size > 0
            expected = databases.at_checkout(b"db").execute("SELECT count(*), sum(length(v)) FROM t").get
            assert expected == (1_000, 500_000)
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=True)
            assert connection.execute("SELECT count(*) FROM t WHERE v = 'first part'").get == 500
            assert connection.execute("SELECT count(*) FROM t").get == 1_000
            assert databases.undo_last_run(b"db", Monitor()).note == "first part, second part"
            assert dump(connection)["t"][0] == (0, noise(500, 0))
            connection.close()
            assert read(copy, b"db") == DATABASE


def test_an_undo_straight_after_a_crash_takes_back_what_was_left_too() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=True)
            databases.begin_run(b"db")
            connection.execute("PRAGMA cache_size = 5; BEGIN; UPDATE t SET v = 'x'")
            copy.commit()
        with opened(place / "copy", writable=True) as (copy, databases):
            databases.undo_last_run(b"db", Monitor())
            assert read(copy, b"db") == DATABASE
            assert paths(copy) == [b".bailee-workroom", b"db"]


def test_a_damaged_run_is_named_and_nothing_is_undone() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        run(databases, "UPDATE t SET v = 'x'")
        stem = WORKROOM + b"/%d/1" % copy.stat(b"db").id
        index, after = read(copy, stem + b".index"), read(copy, b"db")
        for spoiled in (b"x" + index[1:], index[:20], index[:24] + b"\xff" * 4, index[:-8] + b"\x00\xff" * 4):
            with copy.open_file(stem + b".index", writable=True) as file:
                file.truncate(0)
                file.pwrite(spoiled, 0)
            with pytest.raises(FileDamaged, match=r"1\.index"):
                databases.undo_last_run(b"db", Monitor())
            with pytest.raises(FileDamaged, match=r"1\.index"):
                databases.at_checkout(b"db").execute("SELECT count(*) FROM t").fetchall()
        assert read(copy, b"db") == after
        write(copy, stem + b".index", index)
        copy.unlink(stem + b".blocks")
        with pytest.raises(PathMissing):
            databases.undo_last_run(b"db", Monitor())
        assert databases.connect(b"db", writable=False).execute("SELECT sum(length(v)) FROM t").get == 1_000


def test_what_lies_in_the_workroom_by_chance_is_no_run() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        folder = WORKROOM + b"/%d" % copy.stat(b"db").id
        copy.mkdir(WORKROOM)
        copy.mkdir(folder)
        write(copy, folder + b"/notes.index", b"x")
        write(copy, folder + b"/1.blocks", b"x")
        assert databases.runs(b"db") == []
        copy.mkdir(b"folder")
        write(copy, b"folder/db", DATABASE)
        write(copy, WORKROOM + b"/%d" % copy.stat(b"folder/db").id, b"a file where a folder should be")
        assert databases.runs(b"folder/db") == []


def test_a_run_that_is_damaged_is_damaged_however_it_is_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(copy: SealedCopy, node: int) -> list[int]:
        raise FileDamaged(path=f"{node}", reason=f"{copy.generation}")

    with sealed({b"db": DATABASE}) as (copy, databases):
        monkeypatch.setattr(recorder, "run_numbers", broken)
        with pytest.raises(FileDamaged) as caught:
            databases.connect(b"db", writable=True)
        assert type(caught.value) is FileDamaged
        monkeypatch.undo()
        run(databases, "DELETE FROM t")
        run(databases, "UPDATE t SET v = 1; INSERT INTO t VALUES (1, 1)")
        copy.unlink(WORKROOM + b"/%d/2.blocks" % copy.stat(b"db").id)
        with pytest.raises(PathMissing):
            databases.runs(b"db")


def test_an_undo_that_is_cancelled_has_not_begun() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        run(databases, "UPDATE t SET v = 'x'")
        after = read(copy, b"db")
        monitor = Monitor()
        monitor.cancel()
        with pytest.raises(Cancelled):
            databases.undo_last_run(b"db", monitor)
        assert read(copy, b"db") == after
        reports: list[Progress] = []
        databases.undo_last_run(b"db", Monitor(reports.append))
        assert {(report.step, report.cancellable) for report in reports} == {
            (Step.CHECKING, True),
            (Step.SAVING, False),
        }
        assert read(copy, b"db") == DATABASE


@pytest.mark.parametrize("changed_bytes", [100_000, 16 * 1024 * 1024])
def test_an_undo_that_does_not_fit_on_the_disk_has_not_happened(
    disk: Path, changed_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(disk / "copy", {b"db": DATABASE})
    with opened(disk / "copy", writable=True) as (copy, databases):
        run(databases, "UPDATE t SET v = randomblob(500)")
        after = read(copy, b"db")
    filler = fill_up(disk, 200_000)
    monkeypatch.setattr(open_files, "_MOST_CHANGED_BYTES", changed_bytes)
    monkeypatch.setattr(segments, "_BUFFER_BYTES", 100_000)
    with opened(disk / "copy", writable=True) as (copy, databases):
        with pytest.raises(DiskFull):
            databases.undo_last_run(b"db", Monitor())
        with pytest.raises(DiskFull):
            databases.connect(b"db", writable=False)
    filler.unlink()
    with opened(disk / "copy", writable=True) as (copy, databases):
        assert read(copy, b"db") == after
        databases.undo_last_run(b"db", Monitor())
        assert read(copy, b"db") == DATABASE


def test_a_run_that_does_not_fit_on_the_disk_has_not_happened(disk: Path) -> None:
    fill(disk / "copy", {b"db": DATABASE})
    filler = fill_up(disk, 400_000)
    with opened(disk / "copy", writable=True) as (_, databases):
        databases.begin_run(b"db")
        with pytest.raises(DiskFull):
            databases.connect(b"db", writable=True).execute("UPDATE t SET v = randomblob(600)")
    filler.unlink()
    with opened(disk / "copy") as (copy, databases):
        assert read(copy, b"db") == DATABASE
        assert databases.runs(b"db") == []
