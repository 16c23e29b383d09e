"""Room that dead chunks take comes back, and nothing that lives, or that somebody still reads, is lost for it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.copies import segments
from app.copies.check import check
from app.copies.reclaim import Reclaimed, reclaim
from app.copies.sealed_copy import SealedCopy
from app.errors import Cancelled
from app.progress import Monitor, Progress, Step
from tests.app.copies.independent_reader import read_copy
from tests.app.copies.making import CK, COPY, create, noise, quick_folder, read, reopen, segments_of, write

FILES = {b"%d" % number: noise(50_000, number) for number in range(12)}


@pytest.fixture(autouse=True)
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segments, "SEGMENT_BYTES", 150_000)


@pytest.fixture
def folder() -> Iterator[Path]:
    """Four segments with three files each."""
    with quick_folder() as place:
        with create(place / "copy") as copy:
            for path, data in FILES.items():
                write(copy, path, data)
            copy.commit()
        assert len(segments_of(place / "copy")) == 4
        yield place / "copy"


def room_taken(folder: Path) -> int:
    return sum(path.stat().st_size for path in segments_of(folder))


def contents(copy: SealedCopy) -> dict[bytes, bytes]:
    return {path: read(copy, path) for path, _ in copy.walk()}


def test_nothing_happens_while_most_is_alive(folder: Path) -> None:
    with reopen(folder, writable=True) as copy:
        copy.unlink(b"0")
        copy.commit()
        before = segments_of(folder)
        assert reclaim(copy, Monitor()) == Reclaimed(0, 0)
        assert copy.generation == 2
    assert segments_of(folder) == before


def test_segments_that_are_mostly_dead_go_and_what_lives_in_them_stays(folder: Path) -> None:
    left = {path: data for path, data in FILES.items() if path in {b"0", b"3", b"9", b"10"}}
    with reopen(folder, writable=True) as copy:
        handle = copy.open_file(b"0")
        assert handle.pread(10, 0) == FILES[b"0"][:10]
        for path in FILES.keys() - left.keys():
            copy.unlink(path)
        seen: list[Progress] = []
        assert reclaim(copy, Monitor(seen.append)) == Reclaimed(3, 350_000)
        assert {one.step for one in seen} == {Step.RECLAIMING}
        assert [one.done for one in seen] == sorted(one.done for one in seen)
        assert handle.pread(50_000, 0) == FILES[b"0"]
        assert contents(copy) == left
        assert reclaim(copy, Monitor()) == Reclaimed(0, 0)
        write(copy, b"after", noise(70_000))
        copy.commit()
    assert room_taken(folder) == 4 * 50_000 + 50_000 + 70_000
    with reopen(folder) as copy:
        assert contents(copy) == left | {b"after": noise(70_000)}
        assert check(copy, Monitor()).damaged == ()
    assert not read_copy(folder, COPY, CK)[1]


def test_a_copy_that_holds_nothing_any_more_takes_no_room(folder: Path) -> None:
    with reopen(folder, writable=True) as copy:
        for path in FILES:
            copy.unlink(path)
        assert reclaim(copy, Monitor()) == Reclaimed(4, 600_000)
        assert segments_of(folder) == []
        assert reclaim(copy, Monitor()) == Reclaimed(0, 0)
        write(copy, b"new", b"x")
        copy.commit()
    with reopen(folder) as copy:
        assert contents(copy) == {b"new": b"x"}


def test_the_segment_that_is_being_written_can_go_too(folder: Path) -> None:
    with reopen(folder, writable=True) as copy:
        for _ in range(5):
            write(copy, b"0", noise(40_000, 7))
            copy.commit()
        reclaim(copy, Monitor())
        write(copy, b"1", b"later")
        copy.commit()
    with reopen(folder) as copy:
        assert read(copy, b"0")[:40_000] == noise(40_000, 7)
        assert read(copy, b"1")[:5] == b"later"
        assert check(copy, Monitor()).damaged == ()


def test_the_newest_segment_can_go_first_thing_in_a_session(folder: Path) -> None:
    with reopen(folder, writable=True) as copy:
        copy.unlink(b"9")
        copy.unlink(b"10")
        assert reclaim(copy, Monitor()).segments == 1
        assert read(copy, b"11") == FILES[b"11"]
    with reopen(folder) as copy:
        assert check(copy, Monitor()).damaged == ()


def test_somebody_who_reads_an_earlier_commit_is_not_disturbed(folder: Path) -> None:
    with reopen(folder) as reader:
        assert read(reader, b"0") == FILES[b"0"]
        with reopen(folder, writable=True) as copy:
            for path in (b"0", b"1", b"2", b"3", b"4"):
                copy.unlink(path)
            assert reclaim(copy, Monitor()) == Reclaimed(2, 0)
            write(copy, b"6", b"changed")
            copy.commit()
            assert contents(reader) == FILES
        with reopen(folder, writable=True) as copy:
            copy.commit()
        assert contents(reader) == FILES
        assert check(reader, Monitor()).damaged == ()
    before = room_taken(folder)
    reopen(folder, writable=True).close()
    assert room_taken(folder) <= before - 300_000
    with reopen(folder) as copy:
        assert read(copy, b"5") == FILES[b"5"]
        assert check(copy, Monitor()).damaged == ()


def test_a_segment_in_which_something_cannot_be_read_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.copies.reclaim.MOSTLY_DEAD", -10_000)  # every one
    with reopen(folder) as copy:
        names = copy.store.catalogue.segments()
        short, unreadable = (
            folder / "segments" / names[copy.store.catalogue.pins(copy.stat(path).id, 0, 0)[0].segment]
            for path in (b"2", b"3")
        )
    short.write_bytes(short.read_bytes()[:140_000])
    unreadable.unlink()
    unreadable.mkdir()
    with reopen(folder, writable=True) as copy:
        assert reclaim(copy, Monitor()).segments == 2
        assert [damage.path for damage in check(copy, Monitor()).damaged] == [b"2", b"3", b"4", b"5"]
        assert read(copy, b"0") == FILES[b"0"]
        assert read(copy, b"9") == FILES[b"9"]
    assert short.exists()
    assert unreadable.exists()


def test_stopping_loses_nothing(folder: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done >= 50_000:
            monitor.cancel()

    monitor = Monitor(stop)
    left = {path: FILES[path] for path in (b"0", b"3", b"6", b"9")}
    with reopen(folder, writable=True) as copy:
        for path in FILES.keys() - left.keys():
            copy.unlink(path)
        assert contents(copy) == left
        with pytest.raises(Cancelled):
            reclaim(copy, monitor)
        assert contents(copy) == left
        write(copy, b"0", b"still at work")
        left[b"0"] = b"still at work" + left[b"0"][13:]
        shutil.copytree(folder, folder.with_name("crashed"))
        copy.commit()
        assert contents(copy) == left
    with reopen(folder) as copy:
        assert contents(copy) == left
    with reopen(folder.with_name("crashed"), writable=True) as copy:
        assert contents(copy) == left | {b"0": FILES[b"0"]}
        assert check(copy, Monitor()).damaged == ()


def test_a_session_that_was_given_up_leaves_room_that_comes_back(folder: Path) -> None:
    before = room_taken(folder)
    with reopen(folder, writable=True) as copy:
        write(copy, b"big", noise(400_000))
        copy.store.chunks.sync()
        with copy.open_file(b"big", writable=True) as file:
            file.flush()
            copy.unlink(b"big")
        copy.commit()
        write(copy, b"big", noise(400_000))
        with copy.open_file(b"big") as file:
            assert file.pread(400_000, 0) == noise(400_000)
    with reopen(folder, writable=True) as copy:
        reclaim(copy, Monitor())
        assert contents(copy) == FILES
    assert room_taken(folder) == before
