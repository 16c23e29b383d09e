"""SQLite and SQLCipher files keep the contract of table sources; and what is special about them."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.crypto.secret import Secret
from app.errors import FilterRefused, NotADatabase, SnapshotImpossible, SourceMissing, SourceUnreadable, TableRefused
from app.sources.sqlite_tables import SqliteSnapshot, SqliteTableSource
from app.tables import CellTrouble, Column, Consistency, ForeignKey, Index, Storage
from tests.app.sources.sqlcipher_files import KEY, NASTY, make_encrypted
from tests.app.sources.sqlite_files import ACCOUNTS, INVARIANT, SUM, holding, look_of, make, rewrite, writing
from tests.app.sources.sqlite_playground import FilePlayground, file_playground
from tests.contracts.playground import Playground, all_rows, table_named
from tests.contracts.table_source import TableSourceContract


class FileContract(TableSourceContract):
    """The contract, without what needs a server with users."""

    test_an_unknown_user_is_refused = None  # type: ignore[assignment]
    test_nobody_listening_is_said = None  # type: ignore[assignment]
    test_a_server_that_goes_away_is_said = None  # type: ignore[assignment]

    def fill(self, playground: Playground, table: str, count: int) -> None:
        playground.run(
            "WITH RECURSIVE many(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM many "
            f"WHERE n < {count - 1}) INSERT INTO {table} SELECT n, 'row ' || n FROM many"
        )

    def test_a_database_that_is_not_there_is_said(self, playground: Playground) -> None:
        with pytest.raises(SourceMissing), playground.source(url=f"{playground.url}-missing").open():
            pass


class TestPlainFile(FileContract):
    test_a_wrong_password_is_refused = None  # type: ignore[assignment]

    @pytest.fixture
    def playground(self, root: Path) -> Iterator[FilePlayground]:
        with file_playground(root / "shop.db", is_encrypted=False) as playground:
            yield playground


class TestEncryptedFile(FileContract):
    @pytest.fixture
    def playground(self, root: Path) -> Iterator[FilePlayground]:
        with file_playground(root / "shop.db", is_encrypted=True) as playground:
            yield playground


@contextlib.contextmanager
def snapshot_of(path: Path, *, patience_seconds: float = 20.0) -> Iterator[SqliteSnapshot]:
    with SqliteTableSource(str(path), patience_seconds=patience_seconds).open() as snapshot:
        yield snapshot


# ------------------------------------------------------------------------------------------------- survey


def test_says_what_it_is_and_where(root: Path) -> None:
    plain = SqliteTableSource(str(root / "shop.db"))
    assert (plain.kind, plain.location, plain.file_name) == ("sqlite", str(root / "shop.db"), b"shop.db.sqlite")
    encrypted = SqliteTableSource(str(root / "shop.sqlite"), Secret(b"x"))
    assert (encrypted.kind, encrypted.file_name) == ("sqlcipher", b"shop.sqlite")


@pytest.mark.parametrize(
    ("journal", "is_open", "expected"),
    [
        ("delete", False, Consistency.LOCKED),
        ("delete", True, Consistency.LOCKED),
        ("wal", False, Consistency.SNAPSHOT),
        ("wal", True, Consistency.SNAPSHOT),
    ],
)
def test_says_whether_others_had_to_wait(root: Path, journal: str, is_open: bool, expected: Consistency) -> None:
    make(root / "f", "CREATE TABLE t (a)", journal=journal)
    with contextlib.ExitStack() as stack:
        if is_open:
            stack.enter_context(holding(root / "f", "SELECT count(*) FROM t"))
        before = look_of(root)
        with snapshot_of(root / "f") as snapshot:
            assert snapshot.survey().consistency is expected
        assert look_of(root) == before


def test_the_types_of_a_strict_table_hold_and_others_do_not(root: Path) -> None:
    make(
        root / "f",
        "CREATE TABLE hard (a INT, b INTEGER NOT NULL, c REAL, d TEXT DEFAULT 'x', e BLOB, f ANY) STRICT",
        "CREATE TABLE soft (a INTEGER PRIMARY KEY, b VARCHAR(5), c, d AS (a + 1) STORED)",
    )
    with snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
    hard, soft = table_named(survey, "hard"), table_named(survey, "soft")
    kinds = [Storage.INTEGER, Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB, Storage.ANY]
    assert [column.storage for column in hard.columns] == kinds
    assert hard.columns[1] == Column("b", "INTEGER", Storage.INTEGER, is_nullable=False)
    assert hard.columns[3].default == "'x'"
    assert [(column.name, column.declared) for column in soft.columns] == [
        ("a", "INTEGER"),
        ("b", "VARCHAR(5)"),
        ("c", ""),
        ("d", ""),
    ]
    assert {column.storage for column in soft.columns} == {Storage.ANY}


def test_keys_and_indexes_that_cannot_be_said_are_in_the_notes(root: Path) -> None:
    make(
        root / "f",
        "CREATE TABLE target (x, y, PRIMARY KEY (y, x)) WITHOUT ROWID",
        "CREATE TABLE t (a UNIQUE, b, c, FOREIGN KEY (b, c) REFERENCES TARGET)",
        "CREATE INDEX over_expression ON t (lower(b))",
        "CREATE UNIQUE INDEX over_some ON t (b) WHERE c IS NULL",
        "CREATE INDEX good ON t (c, b)",
        "CREATE TRIGGER fires AFTER INSERT ON t BEGIN SELECT 1; END",
        "ANALYZE",
        "INSERT INTO sqlite_stat1 VALUES ('t', 'good', '123456 3 1'), ('target', NULL, 'x'), (x'00', 7, 1e99)",
    )
    with snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
    table = table_named(survey, "t")
    assert table.foreign_keys == (ForeignKey(("b", "c"), "", "TARGET", ("y", "x")),)
    assert set(table.indexes) == {
        Index("autoindex_t_1", ("a",), is_unique=True),
        Index("good", ("c", "b"), is_unique=False),
    }
    assert table_named(survey, "target").primary_key == ("y", "x")
    assert table.row_estimate == 123456
    assert [table.name for table in survey.tables] == ["t", "target"]
    assert len(survey.notes) == 3
    assert all(any(word in note for note in survey.notes) for word in ("over_expression", "over_some", "1 triggers"))


def test_virtual_tables_are_read_through_what_they_keep(root: Path) -> None:
    make(root / "f", "CREATE VIRTUAL TABLE words USING fts5(title)", "INSERT INTO words VALUES ('hello')")
    with snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
        assert all_rows(snapshot.rows(table_named(survey, "words_content"))) == [(1, "hello")]
    assert "words" not in {table.name for table in survey.tables}
    assert any("virtual table words" in note for note in survey.notes)


def test_names_that_are_no_text_are_in_the_notes(root: Path) -> None:
    make(
        root / "f",
        "CREATE TABLE good (a)",
        "CREATE TABLE named (a)",
        "CREATE TABLE columned (a)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET name = CAST(x'6eff' AS TEXT), tbl_name = CAST(x'6eff' AS TEXT), "
        "sql = CAST('CREATE TABLE n' || x'ff' || ' (a)' AS TEXT) WHERE name = 'named'",
        "UPDATE sqlite_schema SET sql = CAST('CREATE TABLE columned (' || x'ff' || ')' AS TEXT) "
        "WHERE name = 'columned'",
    )
    with snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
    assert [table.name for table in survey.tables] == ["good"]
    assert "table columned is left out: it has a column whose name is not text" in survey.notes
    assert "table n\\xff is left out: its name is not text" in survey.notes


# --------------------------------------------------------------------------------------------------- rows


TEXTS: dict[str, list[str | bytes]] = {
    "UTF-8": ["a", b"\xffA", b"\x00\xd8", "\uffff\ufffex", "\ufeffbom", b"\xff\xffx\x00", ""],
    "UTF-16le": ["a", "\u41ff", b"\x00\xd8", "\ufffd\ufffdx", "\ufeffbom", "\uffffx", ""],
    "UTF-16be": ["a", "\uff41", "\u00d8", "\ufffd\ufffdx", "\ufeffbom", "\uffff\u7800", ""],
}
"""What the column of odd texts holds, by the encoding of the file; SQLite itself wrote the replacement characters."""


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16le", "UTF-16be"])
def test_every_table_of_a_nasty_file_is_read(root: Path, encoding: str) -> None:
    make_encrypted(root / "f", f"PRAGMA encoding = '{encoding}'", *NASTY)
    with SqliteTableSource(str(root / "f"), Secret(KEY.encode())).open() as snapshot:
        survey = snapshot.survey()
        assert survey.is_encrypted
        for table in survey.tables:
            assert snapshot.count(table) == len(all_rows(snapshot.rows(table)))
        (batch,) = snapshot.rows(table_named(survey, "gaps"))
        found = [(problem.row, problem.column, problem.trouble) for problem in batch.problems]
        assert [row[0] for row in batch.rows] == TEXTS[encoding]
        odd = [number for number, text in enumerate(TEXTS[encoding]) if isinstance(text, bytes)]
        assert found == [(number, "v", CellTrouble.UNDECODABLE) for number in odd]
        computed = all_rows(snapshot.rows(table_named(survey, "computed")))
        assert computed == [(1, 2, "1!", 2), ("k", 0, "k!", 3)]


def test_rows_of_undecodable_text_count_on_over_the_batches(root: Path) -> None:
    make(
        root / "f",
        "CREATE TABLE t (n, v)",
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 2499) "
        "INSERT INTO t SELECT i, CASE i % 1000 WHEN 7 THEN CAST(x'80' AS TEXT) ELSE x'80' END FROM n",
    )
    with snapshot_of(root / "f") as snapshot:
        batches = list(snapshot.rows(table_named(snapshot.survey(), "t")))
    assert [len(batch.rows) for batch in batches] == [1000, 1000, 500]
    assert [problem.row for batch in batches for problem in batch.problems] == [7, 1007, 2007]
    assert {type(row[1]) for batch in batches for row in batch.rows} == {bytes}


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_the_tables_show_one_moment_while_another_program_writes(root: Path, journal: str) -> None:
    make(root / "f", *ACCOUNTS, journal=journal)
    with writing(root / "f", journal), snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
        sums = []
        for name in ("debit", "filler", "credit"):
            rows = all_rows(snapshot.rows(table_named(survey, name)))
            sums.append(sum(row[1] for row in rows if isinstance(row[1], int)))
    assert sum(sums) == SUM
    assert INVARIANT


def test_a_file_at_rest_that_somebody_writes_to_is_no_snapshot_any_more(root: Path) -> None:
    make(root / "f", "CREATE TABLE t (a)", "INSERT INTO t VALUES (1)", journal="wal")
    with snapshot_of(root / "f") as snapshot:
        table = table_named(snapshot.survey(), "t")
        assert all_rows(snapshot.rows(table)) == [(1,)]
        make(root / "f", "INSERT INTO t VALUES (2)", journal="wal")
        with pytest.raises(SnapshotImpossible):
            all_rows(snapshot.rows(table))
        with pytest.raises(SnapshotImpossible):
            snapshot.count(table)


# ------------------------------------------------------------------------------------------------- filters


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a > 1", [2, 3]),
        ("a = (SELECT max(a) FROM t)", [3]),
        ("a IN (SELECT b FROM other) OR a = 3", [1, 3]),
        ("[a] = 1 OR `a` = 2 OR \"a\" = '); --'", [1, 2]),
        ("EXISTS (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT 1 FROM n "
         "WHERE n.i + 1 = t.a)", [2, 3]),
        ("a REGEXP 'x'", None),
        ("load_extension('x')", None),
        ("a = ?", None),
        ("a = :a", None),
        ("count(*) > 1", None),
        ("abs(-9223372036854775807 - a) > 0", None),
        ("a IN (SELECT file FROM pragma_database_list)", None),
        ("a IN (SELECT x FROM pragma_journal_mode('delete') AS p(x))", None),
    ],
)  # fmt: skip
def test_a_condition_may_ask_the_database_and_do_nothing(
    root: Path, condition: str, expected: list[int] | None
) -> None:
    make(
        root / "f",
        "CREATE TABLE t (a)",
        "INSERT INTO t VALUES (1), (2), (3)",
        "CREATE TABLE other (b)",
        "INSERT INTO other VALUES (1)",
    )
    with snapshot_of(root / "f") as snapshot:
        table = table_named(snapshot.survey(), "t")
        if expected is None:
            with pytest.raises(FilterRefused) as refused:
                all_rows(snapshot.rows(table, condition))
            assert refused.value.reason
        else:
            assert [row[0] for row in all_rows(snapshot.rows(table, condition))] == expected
            assert snapshot.count(table, condition) == len(expected)


# ------------------------------------------------------------------------------------------------- trouble


def test_a_damaged_table_is_refused_and_the_others_are_not(root: Path) -> None:
    make(root / "f", *ACCOUNTS)
    with contextlib.closing(sqlite3.connect(root / "f")) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'filler'").fetchone()
    rewrite(root / "f", (page - 1) * 4096, b"\xa5" * 4096)
    with snapshot_of(root / "f") as snapshot:
        survey = snapshot.survey()
        with pytest.raises(TableRefused) as refused:
            all_rows(snapshot.rows(table_named(survey, "filler")))
        assert refused.value.table == "filler"
        assert len(all_rows(snapshot.rows(table_named(survey, "debit")))) == 50


def test_a_table_that_only_its_own_program_can_compute_is_refused(root: Path) -> None:
    make(
        root / "f",
        "CREATE TABLE t (a)",
        "INSERT INTO t VALUES (1)",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a, b AS (known_to_the_program(a)))'",
    )
    with snapshot_of(root / "f") as snapshot:
        table = table_named(snapshot.survey(), "t")
        with pytest.raises(TableRefused):
            all_rows(snapshot.rows(table))
        assert snapshot.count(table) == 1


def test_a_schema_that_cannot_be_read_is_said(root: Path) -> None:
    make(root / "f", "CREATE TABLE t (a)")
    with contextlib.closing(sqlite3.connect(root / "f")) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET rootpage = 4711")
        db.commit()
    with pytest.raises(NotADatabase), snapshot_of(root / "f") as snapshot:
        snapshot.survey()


def test_a_lock_is_waited_for_and_then_said(root: Path) -> None:
    make(root / "f", "CREATE TABLE t (a)")
    held = holding(root / "f", "BEGIN EXCLUSIVE")
    with held, pytest.raises(SourceUnreadable), snapshot_of(root / "f", patience_seconds=0.1):
        pass


def test_a_file_that_is_no_database_is_said(root: Path) -> None:
    (root / "f").write_bytes(b"no database" * 1000)
    with pytest.raises(NotADatabase), snapshot_of(root / "f"):
        pass
