"""Checking reads everything, names exactly what is damaged, and can be stopped."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.copies import segments
from app.copies.check import CheckReport, Damage, check
from app.errors import Cancelled
from app.model import NodeKind
from app.progress import Monitor, Progress, Step
from tests.app.copies import tampering
from tests.app.copies.making import create, noise, quick_folder, reopen, write
from tests.app.copies.tampering import Donors, Span


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A hundred small files, and some of several chunks, in several segments."""
    monkeypatch.setattr(segments, "SEGMENT_BYTES", 300_000)
    with quick_folder() as place:
        with create(place / "copy") as copy:
            copy.mkdir(b"f")
            for number in range(100):
                write(copy, b"f/%d" % number, noise(50, number))
            for number in range(4):
                write(copy, b"large %d" % number, noise(200_000, number))
            write(copy, b"sparse", b"end", at=3_000_000)
            write(copy, b"empty", b"")
            copy.commit()
        yield place / "copy"


def hit(folder: Path, path: bytes, index: int) -> None:
    """Damage one chunk."""
    with reopen(folder) as copy:
        (pin,) = copy.store.catalogue.pins(copy.stat(path).id, index, index)
        segment = folder / "segments" / copy.store.catalogue.segments()[pin.segment]
    tampering.flip_a_bit(segment, Span(pin.offset, pin.length), Donors(b"", b"", b""))


def test_a_sound_copy_is_read_in_full(folder: Path) -> None:
    seen: list[Progress] = []
    total = 100 * 50 + 4 * 200_000 + 3_000_003
    with reopen(folder) as copy:
        assert check(copy, Monitor(seen.append)) == CheckReport(106, total, ())
    assert {one.step for one in seen} == {Step.CHECKING}
    assert {one.total for one in seen} == {total}
    assert [one.done for one in seen] == sorted(one.done for one in seen)
    assert (seen[0].done, seen[-1].done) == (0, total)


def test_exactly_the_damaged_files_are_named(folder: Path) -> None:
    hit(folder, b"f/7", 0)
    hit(folder, b"large 2", 3)
    hit(folder, b"large 2", 1)
    hit(folder, b"sparse", 45)
    with reopen(folder, writable=True) as copy:
        # The list of another one's chunks is exchanged, under a record that fits all the same.
        node = copy.stat(b"large 0")
        copy.store.begin_writing()
        copy.store.catalogue.many("DELETE FROM chunk WHERE file = ? AND idx = 0", [(node.id,)])
        copy.store.commit()
    with reopen(folder) as copy:
        assert check(copy, Monitor()).damaged == (
            Damage(b"f/7", "chunk 0 does not open"),
            Damage(b"large 0", "its list of chunks is not the one that was committed"),
            Damage(b"large 2", "chunk 1 does not open"),
            Damage(b"sparse", "chunk 45 does not open"),
        )
        assert sum(node.kind == NodeKind.FILE for _, node in copy.walk()) == 106


def test_what_is_not_committed_yet_is_checked_as_it_is(folder: Path) -> None:
    hit(folder, b"large 1", 0)
    with reopen(folder, writable=True) as copy:
        with copy.replace_content(b"large 1", create=False) as file:
            file.pwrite(b"mended", 0)
        copy.unlink(b"f/3")
        report = check(copy, Monitor())
    assert (report.files, report.damaged) == (105, ())


def test_checking_can_be_stopped(folder: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done > 4_000:
            monitor.cancel()

    monitor = Monitor(stop)
    with reopen(folder) as copy:
        with pytest.raises(Cancelled):
            check(copy, monitor)
        assert check(copy, Monitor()).damaged == ()
