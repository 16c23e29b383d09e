"""What is loaded is what was there: rows, types, keys, indexes, and what the database says of itself."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import apsw
import pytest

from app.databases.loading.choosing import TableChoice, parse_filters, parse_tables
from app.databases.loading.load_report import LoadReport
from app.databases.loading.loading import load_tables
from app.errors import Cancelled, DatabaseBusy, FilterRefused, ServerGone, TableDiffers, TableUnknown
from app.progress import Monitor, Progress, Step
from app.tables import CellProblem, CellTrouble, Consistency, ForeignKey, Index, Rows, Storage, Table, View
from tests.app.databases.snapshots import GivenSnapshot, SqliteSnapshot, column, refused

INTEGER, REAL, TEXT, BLOB, ANY = Storage.INTEGER, Storage.REAL, Storage.TEXT, Storage.BLOB, Storage.ANY

NASTY = """
CREATE TABLE "select" (id INTEGER PRIMARY KEY, "or" TEXT NOT NULL, "a""b" REAL, "x'; DROP TABLE y;--" BLOB, "🦊" TEXT);
CREATE UNIQUE INDEX "unique" ON "select" ("or", "🦊");
CREATE TABLE tree (id INTEGER PRIMARY KEY, parent INTEGER REFERENCES tree);
CREATE TABLE pair (a INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b));
CREATE TABLE child (a INTEGER, b TEXT, what, FOREIGN KEY (a, b) REFERENCES pair (a, b));
CREATE INDEX child_what ON child (what);
CREATE TABLE empty (here TEXT DEFAULT 'x');
CREATE VIEW seen AS SELECT * FROM pair;
INSERT INTO "select" VALUES (7, 'it''s', 1.5, x'00ff', NULL), (3, '', -1e300, NULL, 'é'), (5, 'z', 0.0, x'', '');
INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2);
INSERT INTO pair VALUES (1, 'x'), (1, 'y'), (2, 'x');
INSERT INTO child VALUES (1, 'x', 5), (1, 'y', 'five'), (NULL, NULL, 5.5), (2, 'x', x'05'), (NULL, NULL, NULL);
"""


def nasty() -> SqliteSnapshot:
    connection = apsw.Connection(":memory:")
    connection.execute(NASTY)
    return SqliteSnapshot(connection)


def load(
    snapshot: GivenSnapshot | SqliteSnapshot, choice: TableChoice | None = None
) -> tuple[apsw.Connection, LoadReport]:
    destination = apsw.Connection(":memory:")
    report = load_tables(destination, snapshot, choice or TableChoice(), None, None, Monitor())
    return destination, report


def all_of(destination: apsw.Connection, table: str) -> list[tuple[object, ...]]:
    return destination.execute(f'SELECT * FROM "{table}" ORDER BY rowid').fetchall()


def objects_in(destination: apsw.Connection) -> set[str]:
    return {str(name) for (name,) in destination.execute("SELECT name FROM sqlite_schema")}


def test_every_row_of_every_table_arrives_with_its_types() -> None:
    source = apsw.Connection(":memory:")
    source.execute(NASTY)
    destination, report = load(SqliteSnapshot(source))
    assert [table.title for table in report.tables] == ["child", "empty", "pair", "select", "tree"]
    for table in report.tables:
        arrived = destination.execute(f'SELECT * FROM "{table.name}" NOT INDEXED').fetchall()
        assert arrived == source.execute(f'SELECT * FROM "{table.title}"').fetchall()
        assert table.rows == len(arrived)
        assert table.notes == ()
    assert not report.is_incomplete
    assert (report.rows, report.problem_cells) == (14, 0)
    assert destination.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_keys_and_indexes_arrive_and_hold() -> None:
    destination, _ = load(nasty())
    destination.execute("PRAGMA foreign_keys = ON")
    assert destination.execute("PRAGMA foreign_key_check").fetchall() == []
    with pytest.raises(apsw.ConstraintError):
        destination.execute("INSERT INTO child VALUES (9, 'x', 0)")
    with pytest.raises(apsw.ConstraintError):
        destination.execute("INSERT INTO tree VALUES (4, 9)")
    with pytest.raises(apsw.ConstraintError):
        destination.execute("INSERT INTO pair VALUES (1, 'x')")
    with pytest.raises(apsw.ConstraintError):
        destination.execute("INSERT INTO \"select\" VALUES (8, 'z', NULL, NULL, '')")
    assert {"child.child_what", "select.unique"} <= objects_in(destination)


def test_the_rowid_counts_rows_in_the_order_of_reading_whatever_the_key_says() -> None:
    table = Table("", "t", (column("id", INTEGER, is_nullable=False),), ("id",))
    destination, _ = load(GivenSnapshot([table], {"t": [(9,), (2,), (5,)]}))
    assert destination.execute("SELECT rowid, id FROM t ORDER BY rowid").fetchall() == [(1, 9), (2, 2), (3, 5)]
    with pytest.raises(apsw.ConstraintError):
        destination.execute("INSERT INTO t VALUES (9)")


def test_the_database_says_what_it_is() -> None:
    table = Table(
        "sales", "Orders", (column("id", INTEGER, declared="bigint", is_nullable=False), column("note", TEXT)), ("id",),
        comment="all of them",
    )  # fmt: skip
    snapshot = GivenSnapshot([table], {"sales.Orders": [(1, "a")]}, views=[View("sales", "v", "SELECT 1")])
    destination, report = load(snapshot)
    (found,) = report.tables
    assert dict(destination.execute("SELECT * FROM _bailee_survey")) == {
        "engine": "given",
        "version": "1",
        "consistency": "snapshot",
        "encrypted": "yes",
        "note": "nothing to say",
    }
    assert all_of(destination, "_bailee_table") == [
        ("sales.Orders", "sales", "Orders", "all of them", 1, "", 0, found.sha256, 0, "")
    ]
    assert all_of(destination, "_bailee_column") == [
        ("sales.Orders", 0, "id", "id", "bigint", "INTEGER", 0, None, "", ""),
        ("sales.Orders", 1, "note", "note", "text", "TEXT", 1, None, "", ""),
    ]
    assert all_of(destination, "_bailee_view") == [("sales", "v", "SELECT 1")]


def test_names_that_sqlite_cannot_hold_side_by_side_get_others() -> None:
    columns = (column("a", TEXT), column("A", TEXT), column("a_2", TEXT))
    names = ["Name", "name", "NAME", "sqlite_master", "_bailee_table", "a\0b"]
    tables = [Table("", name, columns, indexes=(Index("i", ("A",), is_unique=False),)) for name in names]
    destination, report = load(GivenSnapshot(tables, {name: [("1", "2", "3")] for name in names}))
    assert [table.name for table in report.tables] == [
        "Name", "name_2", "NAME_3", "_sqlite_master", "__bailee_table", "a\N{REPLACEMENT CHARACTER}b",
    ]  # fmt: skip
    found = destination.execute('SELECT name, source_name FROM _bailee_column WHERE "table" = ?', ("Name",)).fetchall()
    assert found == [("a", "a"), ("A_2", "A"), ("a_2_2", "a_2")]
    assert all_of(destination, "NAME_3") == [("1", "2", "3")]


def test_the_schema_alone_can_be_taken_and_rows_by_a_condition() -> None:
    choice = TableChoice(parse_tables(["pair,child:schema", "t*"]), parse_filters(["pair=b = 'x'"]))
    destination, report = load(nasty(), choice)
    assert [(table.title, table.rows, table.is_schema_only, table.where) for table in report.tables] == [
        ("child", 0, True, ""),
        ("pair", 2, False, "b = 'x'"),
        ("tree", 3, False, ""),
    ]
    assert all_of(destination, "pair") == [(1, "x"), (2, "x")]
    assert [table.sha256 == "" for table in report.tables] == [True, False, False]
    with pytest.raises(TableUnknown):
        load(nasty(), TableChoice(parse_tables(["no_such"])))


def test_a_condition_that_is_none_leaves_nothing() -> None:
    destination = apsw.Connection(":memory:")
    choice = TableChoice(filters=parse_filters(["pair=b ="]))
    with pytest.raises(FilterRefused):
        load_tables(destination, nasty(), choice, None, None, Monitor())
    assert objects_in(destination) == set()


@pytest.mark.parametrize("at", ["count", "rows"])
def test_a_table_that_cannot_be_read_is_listed_and_the_others_are_there(at: str) -> None:
    tables = [Table("", name, (column("a", INTEGER),)) for name in ("one", "two", "three")]
    snapshot = GivenSnapshot(tables, {name: [(1,), (2,), (3,)] for name in ("one", "two", "three")})
    (snapshot.failing_count if at == "count" else snapshot.failing_rows)["two"] = refused("two")  # type: ignore[index]
    destination, report = load(snapshot)
    assert report.is_incomplete
    assert report.refused == (("two", "permission denied"),)
    assert [table.title for table in report.tables] == ["one", "three"]
    assert "two" not in objects_in(destination)
    assert all_of(destination, "_bailee_refused") == [("", "two", "permission denied")]


def test_when_the_server_goes_nothing_is_there() -> None:
    tables = [Table("", name, (column("a", INTEGER),)) for name in ("one", "two")]
    rows = {name: [(1,), (2,), (3,)] for name in ("one", "two")}
    snapshot = GivenSnapshot(tables, rows, failing_rows={"two": ServerGone(source="s", reason="r")})
    destination = apsw.Connection(":memory:")
    with pytest.raises(ServerGone):
        load_tables(destination, snapshot, TableChoice(), None, None, Monitor())
    assert objects_in(destination) == set()
    assert not destination.in_transaction


@pytest.mark.parametrize("step", [Step.SEALING, Step.CHECKING])
def test_a_cancel_leaves_nothing_and_ends_the_reading(step: Step) -> None:
    def stop_at(progress: Progress) -> None:
        if progress.step is step:
            monitor.cancel()

    monitor = Monitor(stop_at)
    snapshot = GivenSnapshot([Table("", "t", (column("a", INTEGER),))], {"t": [(number,) for number in range(10)]})
    destination = apsw.Connection(":memory:")
    with pytest.raises(Cancelled):
        load_tables(destination, snapshot, TableChoice(), None, None, monitor)
    assert objects_in(destination) == set()
    assert snapshot.ended == ["t"]


def test_a_count_that_is_not_met_leaves_nothing() -> None:
    snapshot = GivenSnapshot([Table("", "t", (column("a", INTEGER),))], {"t": [(1,)]}, counts={"t": 2})
    destination = apsw.Connection(":memory:")
    with pytest.raises(TableDiffers) as caught:
        load_tables(destination, snapshot, TableChoice(), None, None, Monitor())
    assert (caught.value.table, caught.value.expected, caught.value.found) == ("t", "2 rows", "1")
    assert objects_in(destination) == set()


def test_a_count_that_is_not_met_is_noted_where_the_source_did_not_promise_one_moment() -> None:
    table = Table("", "t", (column("a", INTEGER),))
    _, report = load(GivenSnapshot([table], {"t": [(1,)]}, counts={"t": 2}, consistency=Consistency.PARTIAL))
    assert report.is_incomplete
    assert report.tables[0].notes == ("rows came or went while it was read: 2 counted, 1 read",)


def test_foreign_keys_that_sqlite_could_not_follow_are_left_out_and_noted() -> None:
    parent = Table("", "parent", (column("id", INTEGER), column("other", INTEGER)), ("id",))
    keys = (
        ForeignKey(("a",), "", "parent", ()),
        ForeignKey(("a",), "", "parent", ("other",)),
        ForeignKey(("a",), "", "elsewhere", ("id",)),
    )
    child = Table("", "child", (column("a", INTEGER),), foreign_keys=keys)
    destination, report = load(GivenSnapshot([child, parent]))
    assert [row[2:5] for row in destination.execute("PRAGMA foreign_key_list(child)")] == [("parent", "a", "id")]
    assert report.tables[0].notes == (
        "foreign keys left out, for what they refer to is not here or no key: 2",
    )  # fmt: skip


def test_problems_are_listed_up_to_a_limit_and_all_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.databases.loading.cell_problems.MOST_DETAILS", 3)
    problems = [CellProblem("t", row, "a", CellTrouble.PRECISION_LOST, f"row {row}") for row in range(5)]
    problems.append(CellProblem("t", 4, "b", CellTrouble.UNDECODABLE, "\udcff"))
    table = Table("", "t", (column("a", INTEGER), column("b", TEXT)))
    snapshot = GivenSnapshot([table], {"t": [(row, None) for row in range(5)]}, {"t": problems})
    destination, report = load(snapshot)
    assert all_of(destination, "_bailee_problem") == [
        ("t", row + 1, "a", "PRECISION_LOST", f"row {row}") for row in range(3)
    ]
    assert all_of(destination, "_bailee_problem_count") == [
        ("t", "a", "PRECISION_LOST", 5),
        ("t", "b", "UNDECODABLE", 1),
    ]
    assert report.tables[0].problems == ((CellTrouble.PRECISION_LOST, 5), (CellTrouble.UNDECODABLE, 1))


def test_a_table_without_columns_or_with_too_many_is_refused() -> None:
    wide = tuple(column(f"c{at}", INTEGER) for at in range(2001))
    _, report = load(GivenSnapshot([Table("", "none", ()), Table("", "wide", wide)]))
    assert report.refused == (
        ("none", "0 columns; 1 to 2000 are possible"),
        ("wide", "2001 columns; 1 to 2000 are possible"),
    )


def test_a_row_that_is_longer_than_possible_refuses_its_table_alone() -> None:
    destination = apsw.Connection(":memory:")
    destination.limit(apsw.SQLITE_LIMIT_LENGTH, 100_000)
    tables = [Table("", name, (column("a", BLOB),)) for name in ("long", "short")]
    snapshot = GivenSnapshot(tables, {"long": [(b"x",), (bytes(100_001),)], "short": [(b"x",)]})
    report = load_tables(destination, snapshot, TableChoice(), None, None, Monitor())
    assert report.refused == (("long", "a row is longer than is possible"),)
    assert all_of(destination, "short") == [(b"x",)]


def test_the_settings_of_the_connection_are_as_before() -> None:
    destination = apsw.Connection(":memory:")
    destination.pragma("foreign_keys", value=True)
    before = {name: destination.pragma(name) for name in ("synchronous", "foreign_keys", "journal_mode")}
    load_tables(destination, nasty(), TableChoice(), None, None, Monitor())
    assert {name: destination.pragma(name) for name in before} == before
    assert destination.pragma("page_size") == 16384


def test_a_database_that_is_there_already_keeps_the_length_of_its_pages() -> None:
    destination = apsw.Connection(":memory:")
    destination.execute("CREATE TABLE mine (a)")
    load_tables(destination, nasty(), TableChoice(), None, None, Monitor())
    assert destination.pragma("page_size") == 4096


def test_what_sqlite_complains_of_comes_out_as_one_of_our_errors(tmp_path: Path) -> None:
    path = str(tmp_path / "database")
    with closing(apsw.Connection(path)) as other, closing(apsw.Connection(path)) as destination:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            load_tables(destination, nasty(), TableChoice(), None, None, Monitor())


def test_rows_that_come_back_otherwise_than_they_were_put_in_are_not_taken_for_right() -> None:
    destination = apsw.Connection(":memory:")
    destination.row_trace = lambda _, row: ("x", *row[1:])
    table = Table("", "t", (column("a", TEXT),))
    with pytest.raises(TableDiffers):
        load_tables(destination, GivenSnapshot([table], {"t": [("a",)]}), TableChoice(), None, None, Monitor())
    destination.row_trace = None
    assert objects_in(destination) == set()


def test_empty_batches_do_no_harm() -> None:
    class Pausing(GivenSnapshot):
        def rows(self, table: Table, where: str = "") -> Iterator[Rows]:
            return iter([Rows([]), *super().rows(table, where), Rows([])])

    destination, report = load(Pausing([Table("", "t", (column("a", TEXT),))], {"t": [("a",), ("b",)]}))
    assert all_of(destination, "t") == [("a",), ("b",)]
    assert report.rows == 2


def test_an_index_over_what_is_no_column_is_left_out() -> None:
    table = Table("", "t", (column("a", TEXT),), indexes=(Index("i", ("gone",), is_unique=False),))
    destination, _ = load(GivenSnapshot([table]))
    assert "t.i" not in objects_in(destination)
