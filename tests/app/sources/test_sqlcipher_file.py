"""An SQLCipher file and its key as a source: what it holds arrives, row by row, and exactly."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from app.crypto.secret import Secret
from app.errors import Cancelled, LoginFailed, NotADatabase, SourceMissing, SourceUnreadable
from app.progress import Monitor, Step
from app.sources.sqlcipher_file import SqlcipherFileSource
from app.sources.sqlite_file import DISTURBED
from tests.app.sources.rights import as_nobody
from tests.app.sources.sqlcipher_files import (
    KEY,
    NASTY,
    QUESTIONS,
    RAW_KEY,
    RAW_KEY_AND_SALT,
    make_encrypted,
    opened,
)
from tests.app.sources.sqlite_files import (
    ACCOUNTS,
    INVARIANT,
    SUM,
    Watcher,
    answers,
    crash,
    is_sound,
    look_of,
    make,
    rewrite,
    words_of,
    writing,
)

SMALL = ("CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, 'one'), (2, x'00ff'), (NULL, 2.5)")
ROWS = [(1, "one"), (2, b"\x00\xff"), (None, 2.5)]


@pytest.fixture
def destination() -> Iterator[apsw.Connection]:
    """An empty database, guarded like those in a copy."""
    with contextlib.closing(apsw.Connection(":memory:")) as db:
        db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
        db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
        yield db


def source_of(path: Path, key: str = KEY, *, patience_seconds: float = 20.0) -> SqlcipherFileSource:
    return SqlcipherFileSource(str(path), Secret(key.encode()), patience_seconds=patience_seconds)


def taken(path: Path, destination: apsw.Connection, key: str = KEY) -> list[str]:
    problems = source_of(path, key).copy_into(destination, Monitor())
    assert {problem.path for problem in problems} <= {path.name.encode()}
    return [problem.detail for problem in problems]


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


@pytest.mark.parametrize("has_index", [True, False])
def test_a_log_that_a_crash_left_is_read_and_left(root: Path, destination: apsw.Connection, has_index: bool) -> None:
    make_encrypted(root / "f", *ACCOUNTS, journal="wal")
    with writing(root / "f", "wal", KEY):
        pass
    if not has_index:
        (root / "f-shm").unlink()
    before = look_of(root)
    assert "f-wal" in before
    assert taken(root / "f", destination) == []
    assert look_of(root) == before
    assert answers(destination, INVARIANT) == [(SUM,)]


def test_a_folder_that_may_only_be_read_is_enough(public_root: Path, destination: apsw.Connection) -> None:
    make_encrypted(public_root / "f", *SMALL, journal="wal")
    (public_root / "f").chmod(0o444)
    public_root.chmod(0o555)
    with as_nobody():
        assert taken(public_root / "f", destination) == []
    public_root.chmod(0o755)
    assert answers(destination, "SELECT * FROM t") == ROWS


def test_a_file_at_rest_that_is_written_to_every_time_is_given_up(root: Path, destination: apsw.Connection) -> None:
    make_encrypted(root / "f", *SMALL, journal="wal")

    def write() -> None:
        make_encrypted(root / "f", "INSERT INTO t VALUES ('late', 1)", journal="wal")

    with pytest.raises(SourceUnreadable) as refused:
        source_of(root / "f").copy_into(destination, Watcher([write] * 100))
    assert refused.value.reason == DISTURBED
    assert answers(destination, "SELECT * FROM sqlite_schema") == []


# ----------------------------------------------------------------------------------------- what does not fit


def test_an_index_by_an_order_that_only_the_program_knows_is_left_out_and_said(
    root: Path, destination: apsw.Connection
) -> None:
    with opened(root / "f") as db:
        db.create_collation("german", lambda a, b: (a > b) - (a < b))
        db.execute("CREATE TABLE t (a TEXT COLLATE german, b)")
        db.execute("CREATE TABLE u (a TEXT COLLATE german PRIMARY KEY, b INT)")
        db.execute("INSERT INTO t VALUES ('ä', 1), ('a', 2)")
        db.execute("INSERT INTO u VALUES ('ä', '1'), ('a', 2)")
        db.execute("CREATE INDEX by_name ON t (a)")
        db.execute("CREATE INDEX plain ON t (b)")
    said = taken(root / "f", destination)
    assert said == [
        "table u has lost its types and constraints (sorted in an order of its own)",
        "index by_name was left out (SQLError)",
    ]
    assert answers(destination, "SELECT rowid, * FROM t") == [(1, "ä", 1), (2, "a", 2)]
    assert answers(destination, "SELECT rowid, * FROM u") == [(1, "ä", 1), (2, "a", 2)]
    assert answers(destination, "SELECT name FROM sqlite_schema WHERE type = 'index'") == [("plain",)]
    assert answers(destination, "SELECT sql FROM sqlite_schema WHERE name = 't'") == [
        ("CREATE TABLE t (a TEXT COLLATE german, b)",)
    ]
    assert is_sound(destination)


def test_rows_that_break_their_own_constraints_are_said(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a, b)")
        db.execute("INSERT INTO t VALUES (1, 1), (NULL, 2), (3, 3)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a NOT NULL, b CHECK (b > 100))'")
    assert taken(root / "f", destination) == ["1 rows of table t break its own constraints and were left out"]
    assert answers(destination, "SELECT rowid, * FROM t") == [(1, 1, 1), (3, 3, 3)]


def test_cells_that_a_type_would_change_are_said(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a TEXT)")
        db.execute("INSERT INTO t VALUES ('12')")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER)'")
    assert taken(root / "f", destination) == ["table t: what arrived is not what was read"]


def test_a_schema_that_sqlite_cannot_read_is_refused(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t AS SELECT randomblob(9) AS secret'")
    with pytest.raises(NotADatabase) as refused:
        taken(root / "f", destination)
    assert "secret" not in words_of(refused.value)
    assert answers(destination, "SELECT * FROM sqlite_schema") == []


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a); DROP TABLE other",
        "CREATE TABLE t (a); ATTACH 'stolen.db' AS x",
        "CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON other BEGIN DELETE FROM other; END",
        "CREATE TABLE t (a); INSERT INTO other VALUES (5)",
        "CREATE TEMP TABLE t (a)",
    ],
)
def test_the_customers_schema_cannot_make_us_do_anything(
    root: Path, destination: apsw.Connection, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    with opened(root / "f") as db:
        db.execute("CREATE TABLE other (a)")
        db.execute("CREATE TABLE t (a)")
        db.execute("INSERT INTO t VALUES (7)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 't'", (sql,))
    said = taken(root / "f", destination)
    assert [line.partition(" (")[0] for line in said] == ["table t has lost its types and constraints"]
    assert answers(destination, "SELECT name FROM sqlite_schema ORDER BY name") == [("other",), ("t",)]
    assert answers(destination, "SELECT * FROM t") == [(7,)]
    assert answers(destination, "SELECT * FROM other") == []
    assert set(tmp_path.iterdir()) == before


def test_a_damaged_page_ends_the_reading_and_every_table_behind_it_is_said(
    root: Path, destination: apsw.Connection
) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO"
    make_encrypted(
        root / "f",
        "CREATE TABLE a (x)",
        f"{rows} a SELECT hex(randomblob(200)) FROM n",
        "CREATE TABLE b (x)",
        f"{rows} b SELECT hex(randomblob(200)) FROM n",
        "CREATE TABLE c (x)",
    )
    size_bytes = (root / "f").stat().st_size
    rewrite(root / "f", size_bytes - 3 * 4096 + 100, b"\xa5")
    said = taken(root / "f", destination)
    assert [line.split(" beyond ")[0] for line in said] == ["table b cannot be read", "table c cannot be read"]
    assert answers(destination, "SELECT count(*) FROM a") == [(200,)]
    ((arrived,),) = answers(destination, "SELECT count(*) FROM b")
    assert f"beyond {arrived} rows" in said[0]
    assert isinstance(arrived, int)
    assert 0 < arrived < 200
    assert is_sound(destination)


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
