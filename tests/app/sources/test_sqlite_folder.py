"""A plain SQLite file as a source: its folder is left as it was found, whatever lies in it."""

from pathlib import Path

import apsw
import pytest

from app.errors import SourceUnreadable
from app.sources.sqlite_file import DISTURBED, SqliteFileSource
from tests.app.sources.rights import as_nobody
from tests.app.sources.sqlite_files import (
    MODES,
    SMALL,
    Watcher,
    answers,
    crash,
    holding,
    is_sound,
    look_of,
    make,
    posix,
    taken,
)

# ------------------------------------------------------------------------------------- nothing is left behind


@pytest.mark.parametrize("journal", MODES)
def test_the_folder_is_left_as_it_was_found(root: Path, destination: apsw.Connection, journal: str) -> None:
    make(root / "f", *SMALL, journal=journal)
    before = look_of(root)
    taken(root / "f", destination)
    assert look_of(root) == before


def test_the_folder_of_a_database_in_use_is_left_as_it_was_found(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")
    with holding(root / "f", "INSERT INTO t VALUES (1, 2)"):
        before = look_of(root)
        taken(root / "f", destination)
        assert look_of(root) == before
    assert set(before) == {".", "f", "f-wal", "f-shm"}


def test_a_log_that_a_crash_left_is_read_and_left(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")
    crash(root / "f", "INSERT INTO t VALUES ('in the log', 1)")
    before = look_of(root)
    assert taken(root / "f", destination) == ()
    assert look_of(root) == before
    assert ("in the log", 1) in answers(destination, "SELECT * FROM t")


def test_a_log_without_its_index_is_read_and_no_index_is_made(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")
    crash(root / "f", "INSERT INTO t VALUES ('in the log', 1)")
    (root / "f-shm").unlink()
    before = look_of(root)
    assert taken(root / "f", destination) == ()
    assert look_of(root) == before
    assert ("in the log", 1) in answers(destination, "SELECT * FROM t")
    assert is_sound(destination)


@pytest.mark.parametrize("has_index", [True, False])
def test_a_log_without_a_commit_is_not_removed(root: Path, destination: apsw.Connection, has_index: bool) -> None:
    """SQLite itself removes it at the first occasion, and with it what could have been saved from it."""
    make(root / "f", *SMALL, journal="wal")
    (root / "f-wal").write_bytes(b"what a disk made of the log" * 1000)
    if has_index:
        (root / "f-shm").write_bytes(b"")
    before = look_of(root)
    assert taken(root / "f", destination) == ()
    assert look_of(root) == before
    assert len(answers(destination, "SELECT * FROM t")) == 3


@posix
@pytest.mark.parametrize("kind", ["rollback", "at rest", "log", "log and index"])
def test_a_folder_that_may_only_be_read_is_enough(public_root: Path, kind: str) -> None:
    destination = apsw.Connection(":memory:")  # a file could not be written either
    path = public_root / "f"
    make(path, *SMALL, journal="delete" if kind == "rollback" else "wal")
    if kind.startswith("log"):
        crash(path, "INSERT INTO t VALUES (4, 'in the log')")
    if kind == "log":
        (public_root / "f-shm").unlink()
    for file in public_root.iterdir():
        file.chmod(0o444)
    public_root.chmod(0o555)
    with as_nobody():
        assert taken(path, destination) == ()
    public_root.chmod(0o755)
    assert len(answers(destination, "SELECT * FROM t")) == (4 if kind.startswith("log") else 3)


def test_a_file_at_rest_that_is_written_to_meanwhile_is_read_again(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")

    def write() -> None:
        crash(root / "f", "INSERT INTO t VALUES ('late', 1)")

    watcher = Watcher([write])
    assert SqliteFileSource(str(root / "f")).copy_into(destination, watcher) == ()
    assert ("late", 1) in answers(destination, "SELECT * FROM t")
    assert is_sound(destination)


def test_a_file_at_rest_that_is_written_to_every_time_is_given_up(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")

    def write() -> None:
        make(root / "f", "INSERT INTO t VALUES ('late', 1)", journal="wal")  # which ends at rest again

    with pytest.raises(SourceUnreadable) as refused:
        SqliteFileSource(str(root / "f")).copy_into(destination, Watcher([write] * 10))
    assert refused.value.reason == DISTURBED
