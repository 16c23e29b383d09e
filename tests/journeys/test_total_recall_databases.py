"""Whoever kept every byte that was written while a database was worked on has nothing of it in clear."""

from pathlib import Path

import pytest

from tests.journeys import database_story
from tests.recorder.build import shim_path
from tests.recorder.recording import Recording, run_recorded


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Recording]:
    shim_path()
    place = tmp_path_factory.mktemp("recall")
    folder = place / "place"
    folder.mkdir()
    log = place / "log"
    recording = run_recorded(
        "tests.journeys.database_story:tell", folder, log=log, watch=[folder, Path("/tmp")], seconds=100
    )
    return folder, recording


def found(told: tuple[Path, Recording], *pieces: bytes) -> list[str]:
    """Where pieces came to lie anywhere but in the customer's own folder."""
    folder, recording = told
    return [found.path for found in recording.find(*pieces) if not found.path.startswith(f"{folder / 'customers'}/")]


def test_the_search_finds_what_is_there(told: tuple[Path, Recording]) -> None:
    folder, recording = told
    paths = [found.path for found in recording.find(b"Marmaduke 77")]
    assert any(path.startswith(f"{folder / 'customers'}/") for path in paths)
    assert found(told, b"checkout.begun")


def test_no_row_was_ever_written_in_clear(told: tuple[Path, Recording]) -> None:
    """Neither at the checkout, nor by sorting, changing, comparing or taking back, nor at the wipe."""
    assert found(told, *database_story.MARKERS, b"CREATE TABLE person", b"SQLite format 3") == []


def test_everything_that_was_written_was_seen(told: tuple[Path, Recording]) -> None:
    escapes = [path for path in told[1].escapes() if not path.endswith((".db-shm", "-shm"))]
    assert escapes == []
