"""A disk that is full, or may not be written, is named; what was committed stays, and nothing hangs."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.copies import ingest, open_files, segments
from app.copies.check import check
from app.copies.ingest import Ingest
from app.copies.reclaim import reclaim
from app.copies.sealed_copy import SealedCopy
from app.errors import AccessDenied, CopyDamaged, DiskFailed, DiskFull, ReadOnlyFolder
from app.progress import Monitor
from tests.app.copies.making import create, noise, read, reopen, write
from tests.app.copies.memory_source import source_of

DISK_BYTES = 6 * 1024 * 1024
KEPT = noise(300_000)


def mount(*arguments: str) -> None:
    try:
        outcome = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if outcome.returncode:
        pytest.skip(f"mounting is not allowed here: {outcome.stderr.strip()}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    if sys.platform != "linux":
        pytest.skip("the small disk is a tmpfs of Linux")
    place = tmp_path / "disk"
    place.mkdir()
    mount("-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", str(place))
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.fixture
def folder(disk: Path) -> Path:
    with create(disk / "copy") as copy:
        write(copy, b"kept", KEPT)
        copy.mkdir(b"folder")
        copy.commit()
    return disk / "copy"


def fill_up(disk: Path, leave_bytes: int) -> Path:
    if sys.platform == "win32":
        raise NotImplementedError
    filler = disk / "filler"
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler.write_bytes(bytes(free - leave_bytes))
    return filler


def nothing_changed(folder: Path) -> None:
    """The last commit is there, whole; and with room, work goes on."""
    with reopen(folder, writable=True) as copy:
        assert [path for path, _ in copy.walk()] == [b"folder", b"kept"]
        assert read(copy, b"kept") == KEPT
        reclaim(copy, Monitor())
        write(copy, b"after", b"goes on")
        copy.commit()
    with reopen(folder) as copy:
        assert read(copy, b"after") == b"goes on"
        assert check(copy, Monitor()).damaged == ()


@pytest.mark.parametrize("segment_bytes", [64 * 1024 * 1024, 700_000])
def test_a_checkout_onto_a_full_disk_ends_and_leaves_nothing_to_open(
    disk: Path, segment_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "SEGMENT_BYTES", segment_bytes)
    monkeypatch.setattr(segments, "_BUFFER_BYTES", 500_000)
    with create(disk / "copy") as copy:
        with pytest.raises(DiskFull):
            Ingest(copy, Monitor()).run(source_of({b"%d" % n: noise(1_000_000, n) for n in range(12)}))
        with pytest.raises(DiskFull):
            copy.commit()
    with pytest.raises(CopyDamaged):
        reopen(disk / "copy")


def test_small_files_that_fit_no_more_are_noticed_at_the_commit_at_the_latest(
    disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest, "_ROWS_AT_ONCE", 100)
    fill_up(disk, 600_000)
    with create(disk / "copy") as copy:
        with pytest.raises(DiskFull):
            take_many(copy)
        with pytest.raises(DiskFull):
            copy.commit()
    with pytest.raises(CopyDamaged):
        reopen(disk / "copy")


def take_many(copy: SealedCopy) -> None:
    Ingest(copy, Monitor()).run(source_of({b"%d" % n: noise(1000, n) for n in range(3000)}))
    copy.commit()


def make_many(copy: SealedCopy) -> None:
    for number in range(20_000):
        copy.mkdir(b"folder/%d" % number)
    copy.commit()


def too_much(copy: SealedCopy) -> None:
    with copy.open_file(b"kept", writable=True) as file:
        for at in range(0, 40_000_000, 1_000_000):
            file.pwrite(noise(1_000_000, at), at)
    copy.commit()


@pytest.mark.parametrize("segment_bytes", [64 * 1024 * 1024, 700_000])
def test_an_edit_that_does_not_fit_is_refused_from_then_on_and_changes_nothing(
    folder: Path, disk: Path, segment_bytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "SEGMENT_BYTES", segment_bytes)
    monkeypatch.setattr(segments, "_BUFFER_BYTES", 500_000)
    monkeypatch.setattr(open_files, "_MOST_CHANGED_BYTES", 500_000)
    filler = fill_up(disk, 1_800_000)
    with reopen(folder, writable=True) as copy:
        with pytest.raises(DiskFull):
            too_much(copy)
        # Room comes back, but what was written into the void does not.
        filler.unlink()
        for again in (copy.commit, lambda: write(copy, b"kept", KEPT * 3), lambda: reclaim(copy, Monitor())):
            with pytest.raises(DiskFull):
                again()
    nothing_changed(folder)


def test_what_was_committed_can_be_read_while_the_disk_is_full(folder: Path) -> None:
    with reopen(folder, writable=True) as copy, reopen(folder) as reader:
        with pytest.raises(DiskFull):
            too_much(copy)
        assert read(reader, b"kept") == KEPT
    with reopen(folder) as copy:
        assert read(copy, b"kept") == KEPT


def test_a_catalogue_that_does_not_fit_is_refused_and_changes_nothing(folder: Path, disk: Path) -> None:
    filler = fill_up(disk, 200_000)
    with reopen(folder, writable=True) as copy:
        with pytest.raises(DiskFull):
            make_many(copy)
        with pytest.raises(DiskFull):
            copy.mkdir(b"one more")
        with pytest.raises(DiskFull):
            copy.commit()
    filler.unlink()
    nothing_changed(folder)


def test_a_disk_without_any_room_is_named(folder: Path, disk: Path) -> None:
    """SQLite wants some pages for its index of the log even to read."""
    filler = fill_up(disk, 0)
    for writable in (False, True):
        with pytest.raises(DiskFull):
            reopen(folder, writable=writable)
    filler.unlink()
    nothing_changed(folder)


def test_a_catalogue_that_cannot_be_written_is_named(folder: Path) -> None:
    if sys.platform == "win32":
        raise NotImplementedError
    import resource

    with reopen(folder, writable=True) as copy:
        for number in range(2_000):
            copy.mkdir(b"folder/%d" % number)
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, before[1]))
        try:
            with pytest.raises(DiskFailed, match=r"catalogue\.db"):
                copy.commit()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        with pytest.raises(DiskFailed):
            copy.commit()
    nothing_changed(folder)


def test_a_disk_that_may_not_be_written_is_named(folder: Path, disk: Path) -> None:
    mount("-o", "remount,ro", str(disk))
    for writable in (False, True):
        with pytest.raises((ReadOnlyFolder, AccessDenied)):
            reopen(folder, writable=writable)
    mount("-o", "remount,rw", str(disk))
    nothing_changed(folder)
