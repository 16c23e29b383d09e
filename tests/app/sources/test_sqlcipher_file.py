"""An SQLCipher file and its key as a source: what it holds arrives, row by row, and exactly."""

from pathlib import Path

import apsw
import pytest

from app.errors import Cancelled, LoginFailed, NotADatabase, SourceMissing, SourceUnreadable
from app.progress import Monitor, Step
from tests.app.sources.sqlcipher_files import (
    KEY,
    NASTY,
    QUESTIONS,
    RAW_KEY,
    RAW_KEY_AND_SALT,
    make_encrypted,
    opened,
    source_of,
    taken,
)
from tests.app.sources.sqlite_files import (
    ACCOUNTS,
    ROWS,
    SMALL,
    Watcher,
    answers,
    crash,
    is_sound,
    look_of,
    make,
    words_of,
)

# ---------------------------------------------------------------------------------------------- what arrives


@pytest.mark.parametrize("journal", ["delete", "wal"])
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_every_object_and_every_cell_arrives_exactly(
    root: Path, destination: apsw.Connection, encoding: str, journal: str
) -> None:
    make_encrypted(root / "f", f"PRAGMA encoding = '{encoding}'", *NASTY, journal=journal)
    assert taken(root / "f", destination) == []
    with opened(root / "f") as original:
        for question in QUESTIONS:
            expected = [tuple(row) for row in original.execute(question).fetchall()]
            assert repr(answers(destination, question)) == repr(expected), question
            assert expected
    assert is_sound(destination)
    assert destination.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1)
    destination.execute("INSERT INTO gaps VALUES ('the trigger lives')")
    assert answers(destination, "SELECT a FROM keyed WHERE a = 'the trigger lives'")


@pytest.mark.parametrize("generation", [4, 3, 2, 1])
def test_files_of_every_generation_are_opened(root: Path, destination: apsw.Connection, generation: int) -> None:
    make_encrypted(root / "f", *SMALL, generation=generation)
    assert taken(root / "f", destination) == []
    assert answers(destination, "SELECT * FROM t") == ROWS
    assert answers(destination, "PRAGMA page_size") == [(4096 if generation == 4 else 1024,)]


@pytest.mark.parametrize("key", [KEY, RAW_KEY, RAW_KEY_AND_SALT, "x'not hexadecimal'"])
def test_a_key_is_a_passphrase_or_raw(root: Path, destination: apsw.Connection, key: str) -> None:
    make_encrypted(root / "f", *SMALL, key=key)
    assert taken(root / "f", destination, key) == []
    assert answers(destination, "SELECT * FROM t") == ROWS


def test_says_what_it_is_and_where_and_not_the_key(root: Path) -> None:
    make_encrypted(root / "shop.db", *SMALL)
    source = source_of(root / "shop.db")
    assert (source.kind, source.location, source.file_name) == ("sqlcipher", str(root / "shop.db"), b"shop.db")
    assert source.estimate() == (root / "shop.db").stat().st_size
    assert KEY not in repr(vars(source))


def test_settings_of_the_file_arrive(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", "PRAGMA cipher_page_size = 8192", "PRAGMA auto_vacuum = 2", *SMALL)
    with opened(root / "f") as db:
        db.execute("PRAGMA cipher_page_size = 8192")
        assert db.execute("PRAGMA auto_vacuum").fetchone()[0] == 2
    with pytest.raises(LoginFailed):  # a page size of its own cannot be guessed
        taken(root / "f", destination)
    make_encrypted(root / "g", "PRAGMA auto_vacuum = 2", *SMALL)
    assert taken(root / "g", destination) == []
    assert answers(destination, "PRAGMA auto_vacuum") == [(2,)]


@pytest.mark.parametrize("most_sorted_bytes", [0, 1 << 30])
def test_indexes_are_made_before_the_rows_of_a_big_file_and_after_those_of_a_small_one(
    root: Path, destination: apsw.Connection, monkeypatch: pytest.MonkeyPatch, most_sorted_bytes: int
) -> None:
    monkeypatch.setattr("app.sources.logical_copy._MOST_SORTED_BYTES", most_sorted_bytes)
    make_encrypted(root / "f", *NASTY)
    made: list[str] = []
    destination.set_update_hook(lambda kind, database, table, row: made.append(table))  # noqa: ARG005
    assert taken(root / "f", destination) == []
    destination.set_update_hook(None)
    assert is_sound(destination)
    names = [name for (name,) in answers(destination, "SELECT name FROM sqlite_schema ORDER BY rowid")]
    assert {"partial", "computed_one", "i;3"} < set(names)
    assert made


def test_big_cells_arrive_in_bounded_memory(root: Path, destination: apsw.Connection) -> None:
    import tracemalloc

    make_encrypted(
        root / "f",
        "CREATE TABLE t (b)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12) "
        "INSERT INTO t SELECT randomblob(8000000) FROM n",
    )
    tracemalloc.start()
    try:
        assert taken(root / "f", destination) == []
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 50_000_000
    assert answers(destination, "SELECT count(*), sum(length(b)) FROM t") == [(12, 96_000_000)]


# ------------------------------------------------------------------------------------------------- refused


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_key_that_does_not_fit_is_refused_without_a_word_of_it(
    root: Path, destination: apsw.Connection, journal: str, capfd: pytest.CaptureFixture[str]
) -> None:
    make_encrypted(root / "f", *SMALL, journal=journal)
    before = look_of(root)
    with pytest.raises(LoginFailed) as refused:
        taken(root / "f", destination, "wr0ng-pässword")
    assert refused.value.source == str(root / "f")
    assert "wr0ng" not in words_of(refused.value)
    assert capfd.readouterr() == ("", "")
    assert look_of(root) == before


def test_what_nobody_encrypted_is_refused(root: Path, destination: apsw.Connection) -> None:
    make(root / "f", *SMALL)
    with pytest.raises(NotADatabase) as refused:
        taken(root / "f", destination)
    assert "not encrypted" in refused.value.reason
    (root / "noise").write_bytes(bytes(range(256)) * 64)
    with pytest.raises(LoginFailed):
        taken(root / "noise", destination)
    (root / "empty").write_bytes(b"")
    with pytest.raises(NotADatabase):
        taken(root / "empty", destination)
    with pytest.raises(SourceMissing):
        taken(root / "missing", destination)


def test_a_lock_is_waited_for_and_then_said(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", *SMALL)
    with opened(root / "f") as db:
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SourceUnreadable) as refused:
            source_of(root / "f", patience_seconds=0.1).copy_into(destination, Monitor())
    assert "locked" in refused.value.reason


def test_a_stop_in_the_middle_leaves_nothing(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", *ACCOUNTS, "CREATE INDEX i ON filler (b)")
    before = look_of(root)
    watcher = Watcher()
    watcher.acts = [lambda: None, lambda: None, watcher.cancel]
    with pytest.raises(Cancelled):
        source_of(root / "f").copy_into(destination, watcher)
    assert len(watcher.reports) == 3
    assert not destination.in_transaction
    assert answers(destination, "SELECT * FROM sqlite_schema") == []
    assert look_of(root) == before


def test_progress_is_in_bytes_and_does_not_pass_the_size(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", *ACCOUNTS)
    watcher = Watcher()
    source_of(root / "f").copy_into(destination, watcher)
    size_bytes = (root / "f").stat().st_size
    done = [report.done for report in watcher.reports]
    assert done == sorted(done)
    assert size_bytes * 0.9 < done[-1] <= size_bytes
    assert {(report.step, report.total) for report in watcher.reports} == {(Step.SEALING, size_bytes)}


def test_a_plain_reader_of_a_crashed_plain_file_agrees(root: Path, destination: apsw.Connection) -> None:
    """The same row-by-row copying serves plain files: what a crash left in the log is part of it."""
    from app.sources.logical_copy import LogicalCopy
    from app.sources.sqlcipher_opening import open_source
    from app.sources.sqlite_opening import Patience

    make(root / "f", *SMALL, journal="wal")
    crash(root / "f", "INSERT INTO t VALUES ('in the log', 1)")
    with open_source(str(root / "f"), None, Patience(Monitor(), 1.0)) as source:
        copy = LogicalCopy(source.connection, destination, Monitor(), 10_000)
        assert copy.run(is_wanted=lambda: True)
    assert copy.complaints == []
    assert answers(destination, "SELECT * FROM t") == [*ROWS, ("in the log", 1)]
