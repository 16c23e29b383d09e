"""A plain SQLite file as a source: one moment's state, while others write, and nothing left behind."""

import contextlib
import os
import sqlite3
import threading
from itertools import pairwise
from pathlib import Path

import apsw
import pytest

from app.errors import Cancelled, NotADatabase, SourceMissing, SourceUnreadable
from app.model import ProblemKind
from app.progress import Monitor, Step
from app.sources.sqlite_file import SqliteFileSource, is_sqlite_file
from tests.app.sources.rights import as_nobody
from tests.app.sources.sqlite_files import (
    ACCOUNTS,
    INVARIANT,
    MODES,
    ROWS,
    SMALL,
    SUM,
    Watcher,
    answers,
    crash,
    holding,
    is_sound,
    look_of,
    make,
    posix,
    rewrite,
    taken,
    writing,
)

# ---------------------------------------------------------------------------------------------- what arrives


@pytest.mark.parametrize("journal", MODES)
def test_every_row_arrives(root: Path, destination: apsw.Connection, journal: str) -> None:
    make(root / "shop.db", *SMALL, journal=journal)
    assert taken(root / "shop.db", destination) == ()
    assert answers(destination, "SELECT * FROM t") == ROWS
    assert is_sound(destination)


def test_says_what_it_is_and_where(root: Path) -> None:
    make(root / "shop.db", *SMALL)
    source = SqliteFileSource(str(root / "shop.db"))
    assert (source.kind, source.location, source.file_name) == ("sqlite", str(root / "shop.db"), b"shop.db")
    assert source.estimate() == (root / "shop.db").stat().st_size
    assert SqliteFileSource(str(root / "missing")).estimate() == 0


@pytest.mark.parametrize("page_bytes", [512, 4096, 65_536])
def test_pages_of_any_size_arrive(root: Path, destination: apsw.Connection, page_bytes: int) -> None:
    make(root / "f", f"PRAGMA page_size = {page_bytes}", *SMALL)
    assert taken(root / "f", destination) == ()
    assert answers(destination, "PRAGMA page_size") == [(page_bytes,)]
    assert is_sound(destination)


def test_pages_are_taken_as_they_are(root: Path, destination: apsw.Connection) -> None:
    """Also what was deleted: it may be what the ticket is about."""
    make(
        root / "f",
        "PRAGMA secure_delete = OFF",
        "PRAGMA user_version = 77",
        "PRAGMA application_id = 4711",
        *SMALL,
        "CREATE TABLE gone AS SELECT 'still to be found' AS x",
        "DROP TABLE gone",
    )
    taken(root / "f", destination)
    assert answers(destination, "PRAGMA user_version") == [(77,)]
    assert answers(destination, "PRAGMA application_id") == [(4711,)]
    destination.close()
    (copy,) = (root.parent / "destination").iterdir()
    assert b"still to be found" in copy.read_bytes()


@posix
def test_the_name_may_be_anything(root: Path, destination: apsw.Connection) -> None:
    name = b"a?mode=rw&b#c%20d e'\"\\;\xc3\xbc\xff.db"
    make(root / "f", *SMALL)
    path = os.fsdecode(os.path.join(os.fsencode(root), name))  # noqa: PTH118
    os.rename(root / "f", path)
    source = SqliteFileSource(path)
    assert source.copy_into(destination, Monitor()) == ()
    assert source.file_name == name
    source.location.encode()
    assert len(answers(destination, "SELECT * FROM t")) == 3


def test_what_only_the_log_holds_arrives(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")
    with holding(root / "f", "PRAGMA wal_autocheckpoint = 0", "INSERT INTO t VALUES ('in the log', 1)"):
        assert (root / "f-wal").stat().st_size > 0
        assert taken(root / "f", destination) == ()
    assert ("in the log", 1) in answers(destination, "SELECT * FROM t")


def test_what_is_not_committed_does_not_arrive(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL, journal="wal")
    with holding(root / "f", "BEGIN", "INSERT INTO t VALUES ('not yet', 1)"):
        assert taken(root / "f", destination) == ()
    assert len(answers(destination, "SELECT * FROM t")) == 3


def test_an_empty_database_is_one(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", "CREATE TABLE t (a)", "DROP TABLE t")
    assert taken(root / "f", destination) == ()
    assert answers(destination, "SELECT * FROM sqlite_schema") == []


# ------------------------------------------------------------------------------------------ others are writing


@pytest.mark.parametrize("journal", MODES)
def test_it_is_one_moment_while_another_program_writes(root: Path, destination: apsw.Connection, journal: str) -> None:
    make(root / "f", *ACCOUNTS, journal=journal)
    with writing(root / "f", journal) as writer:
        assert taken(root / "f", destination) == ()
        assert writer.stdout is not None
        assert writer.stdout.readline()  # it goes on
    assert answers(destination, INVARIANT) == [(SUM,)]
    assert is_sound(destination)


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_writes_in_the_middle_of_it_do_not_mix_two_moments(
    root: Path, destination: apsw.Connection, journal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small steps, and a write after each: in a rollback mode the reading begins anew, and at last keeps the lock."""
    monkeypatch.setattr("app.sources.sqlite_file._STEP_BYTES", 256 * 1024)
    make(root / "f", *ACCOUNTS, journal=journal)
    refused = 0

    def write() -> None:
        nonlocal refused
        move = "UPDATE debit SET amount = amount - 1 WHERE id = 0; UPDATE credit SET amount = amount + 1 WHERE id = 0"
        with contextlib.closing(apsw.Connection(str(root / "f"))) as db:
            try:
                db.execute(f"BEGIN IMMEDIATE; {move}; UPDATE filler SET b = randomblob(3000); COMMIT")
            except apsw.BusyError:
                refused += 1

    watcher = Watcher([write] * 10)
    with holding(root / "f", "SELECT count(*) FROM filler"):  # or a database in WAL mode would be at rest
        assert SqliteFileSource(str(root / "f")).copy_into(destination, watcher) == ()
    assert answers(destination, INVARIANT) == [(SUM,)]
    assert is_sound(destination)
    done = [report.done for report in watcher.reports]
    restarts = sum(later <= earlier for earlier, later in pairwise(done))
    assert (restarts > 0, refused > 0) == ((True, True) if journal == "delete" else (False, False))


# ------------------------------------------------------------------------------------------------- waiting


def test_a_lock_is_waited_for_and_then_said(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL)
    with holding(root / "f", "BEGIN EXCLUSIVE"), pytest.raises(SourceUnreadable) as refused:
        taken(root / "f", destination, patience_seconds=0.1)
    assert "locked" in refused.value.reason
    assert taken(root / "f", destination) == ()


def test_waiting_for_a_lock_can_be_stopped(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL)
    monitor = Monitor()
    monitor.cancel()
    with holding(root / "f", "BEGIN EXCLUSIVE"), pytest.raises(Cancelled):
        SqliteFileSource(str(root / "f"), patience_seconds=3600).copy_into(destination, monitor)


def test_a_stop_in_the_middle_leaves_nothing(
    root: Path, destination: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sources.sqlite_file._STEP_BYTES", 64 * 1024)
    make(root / "f", *ACCOUNTS)
    before = look_of(root)
    watcher = Watcher()
    watcher.acts = [lambda: None, lambda: None, watcher.cancel]
    with pytest.raises(Cancelled):
        SqliteFileSource(str(root / "f")).copy_into(destination, watcher)
    assert len(watcher.reports) == 3
    assert answers(destination, "SELECT * FROM sqlite_schema") == []
    assert look_of(root) == before


def test_progress_is_in_bytes_and_ends_at_the_size(
    root: Path, destination: apsw.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sources.sqlite_file._STEP_BYTES", 64 * 1024)
    make(root / "f", *ACCOUNTS)
    watcher = Watcher()
    SqliteFileSource(str(root / "f")).copy_into(destination, watcher)
    size_bytes = (root / "f").stat().st_size
    done = [report.done for report in watcher.reports]
    assert done == sorted(set(done))
    assert len(done) > 10
    assert done[-1] == size_bytes
    assert {(report.step, report.total) for report in watcher.reports} == {(Step.SEALING, size_bytes)}


# ------------------------------------------------------------------------------------------------- trouble


def test_a_file_that_is_not_there_is_said(root: Path, destination: apsw.Connection) -> None:
    with pytest.raises(SourceMissing):
        taken(root / "missing", destination)


@posix
def test_a_file_that_may_not_be_read_is_said(public_root: Path, destination: apsw.Connection) -> None:
    make(public_root / "f", *SMALL)
    (public_root / "f").chmod(0)
    with as_nobody(), pytest.raises(SourceUnreadable) as refused:
        taken(public_root / "f", destination)
    assert "ermission" in refused.value.reason


@pytest.mark.parametrize("content", [b"", b"x", b"SQLite format 3\0", b"no database" * 1000, os.urandom(8192)])
def test_a_file_that_is_no_database_is_said(root: Path, destination: apsw.Connection, content: bytes) -> None:
    (root / "f").write_bytes(content)
    (root / "f-wal").write_bytes(b"")  # which a reader would remove
    before = look_of(root)
    with pytest.raises(NotADatabase):
        taken(root / "f", destination)
    assert look_of(root) == before


def test_a_transaction_that_a_crash_left_unfinished_is_said(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *ACCOUNTS)
    statements = ("PRAGMA cache_size = 5", "BEGIN", "UPDATE filler SET b = randomblob(3000)")
    crash(root / "f", *statements)
    before = look_of(root)
    assert set(before) == {".", "f", "f-journal"}
    with pytest.raises(SourceUnreadable) as refused:
        taken(root / "f", destination)
    assert "unfinished" in refused.value.reason
    assert look_of(root) == before


def test_a_journal_that_only_seems_left_over_is_waited_for(root: Path, destination: apsw.Connection) -> None:
    """It looks like this for a moment when another program begins to write just after SQLite looked for its lock."""
    make(root / "f", *SMALL)
    (root / "f-journal").write_bytes(b"just begun" * 100)
    end = threading.Timer(0.2, (root / "f-journal").unlink)
    end.start()
    assert taken(root / "f", destination) == ()
    end.join()
    assert len(answers(destination, "SELECT * FROM t")) == 3


def test_a_file_that_was_cut_is_taken_as_far_as_it_goes(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *ACCOUNTS)
    os.truncate(root / "f", (root / "f").stat().st_size // 2)
    source = SqliteFileSource(str(root / "f"))
    problems = source.copy_into(destination, Monitor())
    assert {(problem.path, problem.kind) for problem in problems} == {(b"f", ProblemKind.UNREADABLE)}
    assert problems[0].detail == "the file is shorter than its header says"
    assert "damaged" in problems[1].detail
    assert len(answers(destination, "SELECT * FROM debit")) == 50


def test_damaged_pages_arrive_and_are_said(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *ACCOUNTS)
    size = (root / "f").stat().st_size
    rewrite(root / "f", size // 8192 * 4096, b"\xa5" * 4096)
    (said,) = taken(root / "f", destination)
    assert said.startswith("the database is damaged: ")
    assert said.isprintable()
    destination.close()
    assert (root.parent / "destination" / "copy.db").read_bytes()[4096:] == (root / "f").read_bytes()[4096:]


def test_a_schema_that_cannot_be_read_arrives_and_is_said(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL)
    with contextlib.closing(sqlite3.connect(root / "f")) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a, \x1b[31m b'")
        db.commit()
    (said,) = taken(root / "f", destination)
    assert "malformed" in said
    assert said.isprintable()
    with pytest.raises(apsw.CorruptError):
        answers(destination, "SELECT * FROM t")


# --------------------------------------------------------------------------------------------------- magic


def test_a_database_is_known_by_its_first_bytes(root: Path) -> None:
    make(root / "f", *SMALL)
    (root / "short").write_bytes(b"SQLite format 3")
    (root / "other").write_bytes(b"PK\3\4" + bytes(100))
    assert is_sqlite_file(str(root / "f"))
    assert [is_sqlite_file(str(root / name)) for name in ("short", "other", "missing", ".")] == [False] * 4
