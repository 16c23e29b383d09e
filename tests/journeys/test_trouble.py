"""A full disk, a disk that cannot be written to, somebody else's folder, a file larger than memory."""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.errors import AccessDenied, BaileeError, DiskFull, ReadOnlyFolder
from app.model import CopyState
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.put_file import put_file
from app.operations.recover import recover
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.journeys.invariants import Fate, check_vault, held, recovered
from tests.journeys.mounting import run, small_memory_disk
from tests.journeys.vaults import Place, Tree, enter, lay_down

ROOT = Path(__file__).resolve().parents[2]
SMALL: Tree = {b"notes.txt": b"a few notes", b"data.bin": b"data " * 50_000}
LARGE: Tree = {b"large.bin": random.Random(3).randbytes(6_000_000)}
MOST_BYTES_OVER_IDLE = 150_000_000


@pytest.fixture
def crowded(tmp_path: Path) -> Iterator[Place]:
    """A vault with one copy on a disk of 8 MiB, most of which is taken up by something else."""
    with small_memory_disk(tmp_path / "disk", "8M") as disk:
        place = Place(tmp_path, disk / "home")
        place.lay_out()
        with place.created() as vault:
            enter(vault, ["T-1", "T-2"])
            place.check_out(vault, "T-1", SMALL)
        (disk / "ballast").write_bytes(bytes(3_000_000))
        yield place


def make_room(place: Place) -> None:
    (place.home.path.parent / "ballast").unlink()


def fill_up(place: Place) -> None:
    """Take the last byte."""
    with (place.home.path.parent / "filling").open("wb", buffering=0) as file:
        for size in (65_536, 4096, 1):
            try:
                while file.write(bytes(size)):
                    pass
            except OSError:
                continue


def put(vault: Unlocked, data: bytes) -> None:
    texts = iter([data])
    put_file(vault, "T-1", b"data.bin", lambda _: next(texts, b""), Monitor())


def test_a_checkout_that_does_not_fit_leaves_nothing(crowded: Place) -> None:
    with crowded.unlocked() as vault:
        with pytest.raises(DiskFull):
            crowded.check_out(vault, "T-2", LARGE)
        check_vault(crowded, vault, {"T-1": held(SMALL)})
    recovered(crowded, {"T-1": held(SMALL)})


def test_a_checkout_that_did_not_fit_works_when_there_is_room(crowded: Place) -> None:
    with crowded.unlocked() as vault:
        with pytest.raises(DiskFull):
            crowded.check_out(vault, "T-2", LARGE)
        make_room(crowded)
        (crowded.source("T-2") / "large.bin").unlink()
        crowded.source("T-2").rmdir()
        crowded.check_out(vault, "T-2", LARGE)
        check_vault(crowded, vault, {"T-1": held(SMALL), "T-2": held(LARGE)})


def test_an_edit_that_does_not_fit_changes_nothing(crowded: Place) -> None:
    with crowded.unlocked() as vault:
        with pytest.raises(DiskFull):
            put(vault, LARGE[b"large.bin"] * 2)
        check_vault(crowded, vault, {"T-1": held(SMALL)})
        make_room(crowded)
        put(vault, b"short")
        check_vault(crowded, vault, {"T-1": held({**SMALL, b"data.bin": b"short"})})


def test_a_wipe_on_a_full_disk_is_done_when_there_is_room(crowded: Place) -> None:
    with crowded.unlocked() as vault:
        closing = close_ticket(vault, plan_close(vault, "T-1"), Monitor())
        assert [record.state for record in closing] == [CopyState.CLOSING]
    fill_up(crowded)
    with pytest.raises(BaileeError), crowded.unlocked(seconds=60) as vault:
        recover(vault, Monitor())
    make_room(crowded)
    (crowded.home.path.parent / "filling").unlink()
    recovered(crowded, {"T-1": Fate(frozenset({CopyState.WIPED}))}, seconds=60)


def test_a_home_folder_that_cannot_be_written_to_says_so(crowded: Place) -> None:
    disk = str(crowded.home.path.parent)
    run("mount", "-o", "remount,ro", disk)
    with pytest.raises(ReadOnlyFolder), crowded.unlocked() as vault:
        put(vault, b"short")
    run("mount", "-o", "remount,rw", disk)
    recovered(crowded, {"T-1": held(SMALL)})


@contextmanager
def open_place() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are for their owner alone."""
    with tempfile.TemporaryDirectory(prefix="bailee-open-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can become somebody else")
def test_somebody_elses_vault_stays_closed() -> None:
    with open_place() as folder:
        place = Place(folder)
        place.lay_out()
        with place.created() as vault:
            enter(vault, ["T-1"])
        place.home.path.chmod(0o755)
        (folder / "keys").chmod(0o777)
        assert _elsewhere("stranger", folder) == AccessDenied.__name__
        place.home.path.chmod(0o700)
        assert _elsewhere("stranger", folder) == AccessDenied.__name__
        recovered(place, {})


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no resource module")
def test_memory_does_not_grow_with_the_size_of_a_file(tmp_path: Path) -> None:
    block = random.Random(5).randbytes(1 << 20)
    lay_down(Place(tmp_path).source("T-1"), {})
    with (Path(tmp_path) / "customers" / "T-1" / "large.bin").open("wb") as file:
        for _ in range(1024):
            file.write(block)
    assert int(_elsewhere("memory", tmp_path)) < MOST_BYTES_OVER_IDLE


def _elsewhere(act: str, folder: Path) -> str:
    command = [sys.executable, "-m", "tests.journeys.strangers", act, str(folder)]
    outcome = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert not outcome.returncode, outcome.stderr
    return outcome.stdout.strip()
