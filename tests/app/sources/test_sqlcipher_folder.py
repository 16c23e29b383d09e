"""An SQLCipher file as a source: one moment while others write, its folder left as it was found."""

from pathlib import Path

import apsw
import pytest

from app.errors import SourceUnreadable
from app.sources.sqlite_file import DISTURBED
from tests.app.sources.rights import as_nobody
from tests.app.sources.sqlcipher_files import (
    KEY,
    make_encrypted,
    source_of,
    taken,
)
from tests.app.sources.sqlite_files import (
    ACCOUNTS,
    INVARIANT,
    ROWS,
    SMALL,
    SUM,
    Watcher,
    answers,
    is_sound,
    look_of,
    writing,
)

# ------------------------------------------------------------------------------------------ others are writing


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_it_is_one_moment_while_another_program_writes(root: Path, destination: apsw.Connection, journal: str) -> None:
    make_encrypted(root / "f", *ACCOUNTS, journal=journal)
    with writing(root / "f", journal, KEY) as writer:
        assert taken(root / "f", destination) == []
        assert writer.stdout is not None
        assert writer.stdout.readline()
    assert answers(destination, INVARIANT) == [(SUM,)]
    assert is_sound(destination)


@pytest.mark.parametrize("journal", ["delete", "persist", "wal"])
def test_the_folder_is_left_as_it_was_found(root: Path, destination: apsw.Connection, journal: str) -> None:
    make_encrypted(root / "f", *SMALL, journal=journal)
    before = look_of(root)
    assert taken(root / "f", destination) == []
    assert look_of(root) == before


def crashed(path: Path) -> dict[str, tuple[int, str]]:
    """A program was killed, and left a log beside the file; how the folder looks."""
    make_encrypted(path, *ACCOUNTS, journal="wal")
    with writing(path, "wal", KEY):
        pass
    look = look_of(path.parent)
    assert set(look) == {".", "f", "f-wal", "f-shm"}
    return look


def test_a_log_that_a_crash_left_is_read_and_left(root: Path, destination: apsw.Connection) -> None:
    before = crashed(root / "f")
    assert taken(root / "f", destination) == []
    assert look_of(root) == before
    assert answers(destination, INVARIANT) == [(SUM,)]


def test_a_log_without_its_index_is_read_and_left(root: Path, destination: apsw.Connection) -> None:
    before = crashed(root / "f")
    (root / "f-shm").unlink()
    assert taken(root / "f", destination) == []
    after = look_of(root)
    assert {name: after[name] for name in ("f", "f-wal")} == {name: before[name] for name in ("f", "f-wal")}
    assert answers(destination, INVARIANT) == [(SUM,)]


def test_a_log_without_a_commit_is_not_removed(root: Path, destination: apsw.Connection) -> None:
    """SQLite itself removes it at the first occasion, and with it what could have been saved from it."""
    make_encrypted(root / "f", *SMALL, journal="wal")
    (root / "f-wal").write_bytes(b"what a disk made of the log" * 1000)
    before = look_of(root)
    assert taken(root / "f", destination) == []
    after = look_of(root)
    assert {name: after[name] for name in ("f", "f-wal")} == {name: before[name] for name in ("f", "f-wal")}
    assert answers(destination, "SELECT * FROM t") == ROWS


@pytest.mark.parametrize("kind", ["at rest", "log"])
def test_a_folder_that_may_only_be_read_is_enough(public_root: Path, destination: apsw.Connection, kind: str) -> None:
    path = public_root / "f"
    if kind == "log":
        crashed(path)
        (public_root / "f-shm").unlink()
    else:
        make_encrypted(path, *ACCOUNTS, journal="wal")
    for file in public_root.iterdir():
        file.chmod(0o444)
    public_root.chmod(0o555)
    with as_nobody():
        assert taken(path, destination) == []
    public_root.chmod(0o755)
    assert answers(destination, INVARIANT) == [(SUM,)]


def test_a_file_at_rest_that_is_written_to_every_time_is_given_up(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", *SMALL, journal="wal")

    def write() -> None:
        make_encrypted(root / "f", "INSERT INTO t VALUES ('late', 1)", journal="wal")

    with pytest.raises(SourceUnreadable) as refused:
        source_of(root / "f").copy_into(destination, Watcher([write] * 100))
    assert refused.value.reason == DISTURBED
    assert answers(destination, "SELECT * FROM sqlite_schema") == []
