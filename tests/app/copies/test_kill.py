"""Killed at any call, or told at any call that the disk is full or broken, a copy is as before or as after."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest

from app.copies import segments
from app.copies.check import check
from app.copies.ingest import Ingest
from app.copies.reclaim import reclaim
from app.copies.sealed_copy import SealedCopy
from app.errors import BaileeError, CopyDamaged, FileExists
from app.model import NodeKind
from app.progress import Monitor
from tests.app.copies.independent_reader import read_copy
from tests.app.copies.making import CK, COPY, create, noise, read, reopen, segments_of, write
from tests.app.copies.memory_source import source_of
from tests.recorder.killing import Scenario, run_scenario
from tests.recorder.shim import Mode

HERE = "tests.app.copies.test_kill"
SOURCE = {b"a": noise(70_000), b"b": b"small", b"empty": b"", b"untouched": noise(200_000, 2)}


def contents(copy: SealedCopy) -> dict[bytes, bytes]:
    return {path: read(copy, path) for path, node in copy.walk() if node.kind == NodeKind.FILE}


class EditScenario(Scenario):
    """Before and after what `change` does, nothing in between; and the copy can be worked on then."""

    refused = (BaileeError,)
    before: ClassVar[dict[bytes, bytes]] = {
        b"edited": noise(70_000),
        b"moved": b"moved",
        b"in the way": b"in the way",
        b"doomed": noise(30_000, 2),
        b"untouched": noise(100_000, 3),
    }
    after: ClassVar[dict[bytes, bytes]] = before

    def change(self, copy: SealedCopy) -> None:
        raise NotImplementedError

    def prepare(self, folder: Path) -> None:
        with create(folder / "copy") as copy:
            for path, data in self.before.items():
                write(copy, path, data)
            copy.commit()

    def act(self, folder: Path) -> None:
        with reopen(folder / "copy", writable=True) as copy:
            self.change(copy)

    def recover_and_check(self, folder: Path) -> None:
        place = folder / "copy"
        with reopen(place) as copy:
            seen = without_next(contents(copy))
            assert seen in (self.before, self.after)
        with reopen(place, writable=True) as copy:
            assert without_next(contents(copy)) == seen
            assert check(copy, Monitor()).damaged == ()
            names = set(copy.store.catalogue.segments().values())
            assert {path.name for path in segments_of(place)} == names
            write(copy, b"next", b"goes on")
            copy.commit()
        found, damaged = read_copy(place, COPY, CK)
        assert not damaged
        assert {path: entry.content for path, entry in found.items()} == seen | {b"next": b"goes on"}


def without_next(found: dict[bytes, bytes]) -> dict[bytes, bytes]:
    """A recovery that was interrupted itself may have written already what comes after it."""
    return {path: data for path, data in found.items() if path != b"next"}


class OneFile(EditScenario):
    after: ClassVar = {**EditScenario.before, b"edited": noise(66_000)[:66_000] + b"E" * 100}

    def change(self, copy: SealedCopy) -> None:
        with copy.open_file(b"edited", writable=True) as file:
            file.truncate(66_000)
            file.pwrite(b"E" * 100, 66_000)
        copy.commit()


class SeveralFiles(EditScenario):
    after: ClassVar = {**EditScenario.before, b"edited": b"X" * 70_000, b"moved": b"MOVED", b"added": noise(80_000, 9)}

    def change(self, copy: SealedCopy) -> None:
        write(copy, b"edited", b"X" * 70_000)
        write(copy, b"moved", b"MOVED")
        write(copy, b"added", noise(80_000, 9))
        copy.commit()


class RenameAndDelete(EditScenario):
    after: ClassVar = {
        b"edited": EditScenario.before[b"edited"],
        b"in the way": b"moved",
        b"untouched": EditScenario.before[b"untouched"],
    }

    def change(self, copy: SealedCopy) -> None:
        copy.rename(b"moved", b"in the way")
        copy.unlink(b"doomed")
        copy.commit()


class ManySegments(EditScenario):
    """The commit ends in another segment than it began in."""

    after: ClassVar = {**EditScenario.before, b"edited": noise(400_000, 5)}

    def change(self, copy: SealedCopy) -> None:
        with pytest.MonkeyPatch.context() as limits:
            limits.setattr(segments, "SEGMENT_BYTES", 150_000)
            limits.setattr(segments, "_BUFFER_BYTES", 70_000)
            write(copy, b"edited", noise(400_000, 5))
            copy.commit()


class GivenUp(EditScenario):
    """Changes that were never committed come to nothing, whenever the end comes."""

    def change(self, copy: SealedCopy) -> None:
        write(copy, b"edited", noise(300_000, 6))
        copy.unlink(b"doomed")
        copy.store.chunks.sync()


class Reclaiming(EditScenario):
    """No name and no content changes. What reclaiming commits before it begins is no change here."""

    def prepare(self, folder: Path) -> None:
        with pytest.MonkeyPatch.context() as limits:
            limits.setattr(segments, "SEGMENT_BYTES", 150_000)
            with create(folder / "copy") as copy:
                for number in range(6):
                    write(copy, b"%d" % number, noise(70_000, number))
                for path, data in self.before.items():
                    write(copy, path, data)
                copy.commit()
                for number in range(6):
                    copy.unlink(b"%d" % number)
                write(copy, b"moved", b"x" * 60_000)
                copy.commit()
                write(copy, b"moved", b"moved")
                with copy.open_file(b"moved", writable=True) as file:
                    file.truncate(5)
                copy.commit()

    def change(self, copy: SealedCopy) -> None:
        assert reclaim(copy, Monitor()).segments >= 3


class CheckingOut(Scenario):
    """Until the commit there is nothing to open; afterwards everything is there."""

    refused = (BaileeError,)

    def act(self, folder: Path) -> None:
        with create(folder / "copy") as copy:
            Ingest(copy, Monitor()).run(source_of(SOURCE))
            copy.commit()

    def recover_and_check(self, folder: Path) -> None:
        place = folder / "copy"
        try:
            with reopen(place, writable=True) as copy:
                assert contents(copy) == SOURCE
                assert check(copy, Monitor()).damaged == ()
        except CopyDamaged:
            assert not (place / "catalogue.db").exists() or not read_any(place)
            with pytest.raises(CopyDamaged):
                reopen(place)
            if place.exists():
                with pytest.raises(FileExists):
                    create(place)


def read_any(place: Path) -> bool:
    """Whether the other reader finds anything."""
    try:
        return bool(read_copy(place, COPY, CK)[0])
    except Exception:  # noqa: BLE001 - whatever it says of a copy that is none
        return False


@pytest.mark.parametrize("name", ["OneFile", "SeveralFiles", "RenameAndDelete", "ManySegments", "GivenUp"])
def test_a_commit_is_whole_or_none(name: str) -> None:
    report = run_scenario(f"{HERE}:{name}", max_points=40, recovery_points=1, max_recovery_calls=8)
    report.require(points=8 if name == "GivenUp" else 15, recovery_points=5)


def test_reclaiming_loses_nothing() -> None:
    report = run_scenario(f"{HERE}:Reclaiming", max_points=50, recovery_points=1, max_recovery_calls=8)
    report.require(points=30, recovery_points=5)


def test_a_checkout_is_whole_or_none() -> None:
    report = run_scenario(f"{HERE}:CheckingOut", max_points=40)
    report.require(points=20)


@pytest.mark.parametrize("name", ["ManySegments", "Reclaiming", "CheckingOut"])
def test_a_full_or_broken_disk_at_any_call_leaves_before_or_after(name: str) -> None:
    report = run_scenario(f"{HERE}:{name}", modes=[Mode.FULL, Mode.BROKEN], max_points=25)
    report.require(points=20)


SCENARIOS: list[Callable[[], Scenario]] = [
    OneFile,
    SeveralFiles,
    RenameAndDelete,
    ManySegments,
    GivenUp,
    Reclaiming,
    CheckingOut,
]


@pytest.mark.parametrize("make", SCENARIOS)
def test_without_interruption_the_scenarios_do_what_they_say(make: Callable[[], Scenario], tmp_path: Path) -> None:
    scenario = make()
    scenario.prepare(tmp_path)
    scenario.act(tmp_path)
    with reopen(tmp_path / "copy") as copy:
        assert contents(copy) == (scenario.after if isinstance(scenario, EditScenario) else SOURCE)
    scenario.recover_and_check(tmp_path)
