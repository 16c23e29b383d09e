"""What the comparison of two states of a database finds, against a slow and obvious comparison."""

import random
import tracemalloc

import apsw
import pytest

from app.databases.comparing.row_changes import RowChangeKind, row_changes
from app.databases.comparing.row_reading import RawText
from app.databases.comparing.table_changes import Alteration, RowCounts, database_changes
from app.errors import Cancelled, NotADatabase
from app.progress import Monitor, Progress
from tests.app.databases import random_databases as made
from tests.app.databases.pairs import Pair, pair_of

INDEX = "CREATE INDEX i ON t (rowid, _rowid_, oid)"
COUNT_TO = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {})"
MANY = (
    "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT); INSERT INTO t "
    + COUNT_TO.format(20_000)
    + " SELECT i, 'row ' || i FROM n"
)
WIDE = (
    "CREATE TABLE t (id INTEGER PRIMARY KEY, body TEXT); INSERT INTO t "
    + COUNT_TO.format(50)
    + " SELECT i, hex(zeroblob(2000)) FROM n"
)
PAIRS = (
    "CREATE TABLE t (a TEXT COLLATE NOCASE, b, c, PRIMARY KEY (a DESC, b)) WITHOUT ROWID; INSERT INTO t "
    + COUNT_TO.format(300)
    + " SELECT char(65 + i % 20), i, 'x' FROM n"
)


def expected(before: made.Dumped, now: made.Dumped) -> dict[str, RowCounts]:
    found = {}
    for name in before.keys() & now.keys():
        old, new = before[name], now[name]
        edited = sum(old[key] != new[key] for key in old.keys() & new.keys())
        counts = RowCounts(len(new.keys() - old.keys()), edited, len(old.keys() - new.keys()))
        if counts != RowCounts():
            found[name] = counts
    return found


@pytest.mark.parametrize("by_pages", [False, True])
@pytest.mark.parametrize("seed", range(20))
def test_rows_of_any_table_are_told_as_a_slow_comparison_tells_them(seed: int, by_pages: bool) -> None:
    dice = random.Random(seed)
    encoding = dice.choice(["UTF-8", "UTF-8", "UTF-16le", "UTF-16be"])
    with pair_of(encoding=encoding, vacuum=dice.randrange(3)) as pair:
        shapes = made.build(pair.now, dice)
        made.edit(pair.now, dice, shapes, 20)
        pair.checkout()
        made.edit(pair.now, dice, shapes, dice.choice([1, 2, 10, 200]))
        changes = pair.changes(by_pages=by_pages)
        wanted = expected(made.dump(pair.before), made.dump(pair.now))
        assert {table.name for table in changes.tables} == wanted.keys()
        for table in changes.tables:
            assert table.rows is not None
            assert table.laid is not None
            assert table.alteration is Alteration.SAME
            kinds = [change.kind for change in pair.rows(table)]
            assert [kinds.count(kind) for kind in RowChangeKind] == [
                table.rows.added,
                table.rows.edited,
                table.rows.deleted,
            ]
            if table.laid.now.is_without_rowid:
                # A key that collates the same is the same row, which the slow comparison does not know.
                assert table.rows.added - table.rows.deleted == wanted[table.name].added - wanted[table.name].deleted
            else:
                assert table.rows == wanted[table.name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1", "1.0"),
        ("0.0", "CAST(x'' AS BLOB)"),
        ("NULL", "''"),
        ("'a'", "x'61'"),
        ("'a'", "'A'"),
        ("'a'", "'a '"),
        ("1", "'1'"),
        ("9007199254740993", "9007199254740992"),
        ("-9223372036854775808", "-9223372036854775808.0"),
        ("CAST(x'ff' AS TEXT)", "CAST(x'fe' AS TEXT)"),
        ("CAST(x'ff' AS TEXT)", "x'ff'"),
        ("'a' || char(0)", "'a'"),
    ],
)
def test_values_are_told_apart_by_type_and_bytes(old: str, new: str) -> None:
    with pair_of(f"CREATE TABLE t (v COLLATE NOCASE); INSERT INTO t VALUES (7), ({old})") as pair:
        assert pair.changes().tables == ()
        pair.now.execute(f"UPDATE t SET v = {new} WHERE rowid = 2")
        (row,) = pair.rows(pair.only())
        assert (row.kind, row.key, row.changed) == (RowChangeKind.EDITED, (2,), (0,))


def test_the_two_zeros_of_floating_point_are_told_apart() -> None:
    with pair_of("CREATE TABLE t (v); INSERT INTO t VALUES (0.0)") as pair:
        pair.now.execute("UPDATE t SET v = ?", (-0.0,))
        assert pair.only().rows == RowCounts(edited=1)


def test_text_that_is_none_comes_as_its_bytes() -> None:
    with pair_of("CREATE TABLE t (v); INSERT INTO t VALUES ('fine'), (CAST(x'41ff' AS TEXT)), ('too')") as pair:
        pair.now.execute("UPDATE t SET v = 'new'")
        befores = [row.before for row in pair.rows(pair.only())]
        assert befores == [("fine",), (RawText(b"A\xff"),), ("too",)]


def test_a_hidden_rowid_is_found_behind_columns_of_its_names() -> None:
    with pair_of("CREATE TABLE t (rowid, OID); INSERT INTO t VALUES (5, 5), (6, 6)") as pair:
        pair.now.execute("UPDATE t SET rowid = 9 WHERE _rowid_ = 2")
        (row,) = pair.rows(pair.only())
        assert (row.key, row.before, row.now) == ((2,), (6, 6), (9, 6))


@pytest.mark.parametrize("script", ["DELETE FROM t WHERE rowid = 5", "INSERT INTO t VALUES (8, 8, 8)"])
def test_rows_without_any_key_are_not_told_apart(script: str) -> None:
    with pair_of("CREATE TABLE t (rowid, _rowid_, oid); INSERT INTO t VALUES (5, 5, 5), (6, 6, 6)") as pair:
        assert pair.changes().tables == ()
        pair.now.execute(script)
        table = pair.only()
        assert table.is_rebuilt
        assert table.rows == RowCounts(added=len(pair.now.execute("SELECT * FROM t").fetchall()), deleted=2)


def test_a_few_changed_pages_lead_to_a_few_rows() -> None:
    with pair_of(MANY) as pair:
        pair.now.execute("UPDATE t SET name = 'new' WHERE id IN (777, 15000)")
        table = pair.only(by_pages=True)
        assert [row.key for row in pair.rows(table)] == [(777,), (15_000,)]
        assert table.spans is not None
        assert sum(high - low + 1 for low, high in table.spans) < 200


def test_no_changed_page_is_no_work_at_all() -> None:
    with pair_of(MANY) as pair:
        reports: list[Progress] = []
        changes = database_changes(pair.before, pair.now, Monitor(reports.append), changed_pages=frozenset())
        assert (changes.tables, reports) == ((), [])


def test_a_row_that_changes_far_from_its_own_page_is_found() -> None:
    with pair_of(WIDE) as pair:
        pair.now.execute("UPDATE t SET body = substr(body, 1, 3500) || 'X' || substr(body, 3502) WHERE id = 30")
        leaf = pair.now.execute("SELECT pageno FROM dbstat WHERE name = 't' AND pagetype = 'leaf'").fetchall()
        assert not pair.changed_pages().intersection(page for (page,) in leaf)
        assert [row.key for row in pair.rows(pair.only(by_pages=True))] == [(30,)]


def statements_of(pair: Pair) -> list[str]:
    """What both connections run from now on."""
    found: list[str] = []

    def note(_: object, statement: str, __: object) -> bool:
        found.append(statement)
        return True

    pair.before.exec_trace = pair.now.exec_trace = note
    return found


def test_pages_that_carry_on_new_and_old_rows_do_not_make_the_whole_file_be_read() -> None:
    with pair_of(WIDE, vacuum=1) as pair:
        pair.now.execute("DELETE FROM t WHERE id IN (3, 40); INSERT INTO t VALUES (60, hex(zeroblob(9000)))")
        pair.now.execute("UPDATE t SET body = 'short' WHERE id = 20")
        statements = statements_of(pair)
        assert [row.key for row in pair.rows(pair.only(by_pages=True))] == [(3,), (20,), (40,), (60,)]
        assert statements
        assert not any("dbstat" in statement for statement in statements)


def test_free_pages_do_not_make_the_whole_file_be_read() -> None:
    with pair_of(WIDE + "; CREATE TABLE gone AS SELECT * FROM t; DROP TABLE gone") as pair:
        pair.now.execute("DELETE FROM t WHERE id = 3; INSERT INTO t VALUES (60, 'x')")
        statements = statements_of(pair)
        assert pair.only(by_pages=True).rows == RowCounts(added=1, deleted=1)
        assert not any("dbstat" in statement for statement in statements)


@pytest.mark.parametrize("by_pages", [False, True])
def test_a_default_that_changes_by_hand_changes_the_rows_that_lack_the_column(by_pages: bool) -> None:
    with pair_of("CREATE TABLE t (a); INSERT INTO t VALUES (1); ALTER TABLE t ADD COLUMN b DEFAULT 5") as pair:
        pair.now.execute("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, '5', '6')")
        pair.reopen()
        assert pair.only(by_pages=by_pages).rows == RowCounts(edited=1)


def test_an_index_that_lies_is_not_asked() -> None:
    stat = "ANALYZE; INSERT INTO sqlite_stat1 VALUES ('t', 'i', '1000000 1 1 1 sz=1')"
    with pair_of(f"CREATE TABLE t (rowid, _rowid_, oid); INSERT INTO t VALUES (1, 1, 1); {INDEX}; {stat}") as pair:
        root = pair.now.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'i'").get
        pair.now.execute("PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'i'")
        pair.reopen()
        pair.now.execute("UPDATE t SET oid = 7; PRAGMA writable_schema=ON")
        pair.now.execute("INSERT INTO sqlite_schema VALUES ('index', 'i', 't', ?, ?)", (root, INDEX))
        pair.reopen()
        assert pair.now.execute("SELECT * FROM t").fetchall() == [(1, 1, 1)], "the index answers, wrongly"
        assert pair.only().rows == RowCounts(added=1, deleted=1)


@pytest.mark.parametrize("by_pages", [False, True])
def test_a_file_packed_anew_has_no_changed_rows(by_pages: bool) -> None:
    with pair_of(WIDE + "; CREATE TABLE gone AS SELECT * FROM t; DROP TABLE gone") as pair:
        pair.now.execute("VACUUM")
        assert pair.changed_pages()
        assert pair.changes(by_pages=by_pages).tables == ()


def test_pages_are_not_believed_beside_a_log() -> None:
    with pair_of(MANY) as pair:
        assert pair.now.pragma("journal_mode", "wal") == "wal"
        pair.now.execute("UPDATE t SET name = 'new' WHERE id = 5")
        table = database_changes(pair.before, pair.now, Monitor(), changed_pages=frozenset()).tables[0]
        assert table.rows == RowCounts(edited=1)


def test_what_is_not_committed_yet_is_compared() -> None:
    with pair_of(MANY) as pair:
        pair.now.execute("BEGIN; UPDATE t SET name = 'new' WHERE id = 5")
        table = database_changes(pair.before, pair.now, Monitor(), changed_pages=frozenset()).tables[0]
        assert table.rows == RowCounts(edited=1)
        assert pair.now.in_transaction


@pytest.mark.parametrize("script", [MANY, PAIRS])
@pytest.mark.parametrize("step", [1, 3, 50])
def test_pages_of_rows_come_to_the_same_as_all_at_once(script: str, step: int) -> None:
    with pair_of(script) as pair:
        first, name = ("id", "name") if script == MANY else ("b", "c")
        pair.now.execute(f"UPDATE t SET {name} = 'new' WHERE {first} % 7 = 1 AND {first} < 300")
        pair.now.execute(f"DELETE FROM t WHERE {first} % 31 = 2 AND {first} < 300")
        for by_pages in (False, True):
            table = pair.only(by_pages=by_pages)
            whole = pair.rows(table)
            found = pair.rows(table, limit=step)
            while batch := pair.rows(table, after=found[-1].key, limit=step):
                assert len(batch) <= step
                found += batch
            assert found == whole


def test_keys_that_collate_the_same_are_the_same_row() -> None:
    with pair_of(
        "CREATE TABLE t (k TEXT PRIMARY KEY COLLATE NOCASE, v) WITHOUT ROWID; INSERT INTO t VALUES ('a', 1)"
    ) as pair:
        pair.now.execute("UPDATE t SET k = 'A'")
        (row,) = pair.rows(pair.only())
        assert (row.kind, row.key, row.changed) == (RowChangeKind.EDITED, ("a",), (0,))


def test_keys_of_every_type_are_followed_in_the_order_of_sqlite() -> None:
    values = "(9), (1), ('5'), ('9'), (2.5), (x'35'), ('3' || char(0)), (CAST(x'33ff' AS TEXT)), (CAST(x'ff' AS TEXT))"
    with pair_of(f"CREATE TABLE t (k PRIMARY KEY, v) WITHOUT ROWID; INSERT INTO t (k) VALUES {values}") as pair:
        pair.now.execute("DELETE FROM t WHERE k IN (1, '5', CAST(x'33ff' AS TEXT)); UPDATE t SET v = 1")
        pair.now.execute("INSERT INTO t VALUES (3, 1), ('4', 1), (CAST(x'34ff' AS TEXT), 1)")
        table = pair.only()
        assert table.rows == RowCounts(added=3, edited=6, deleted=3)
        whole = pair.rows(table)
        assert [pair.rows(table, after=row.key, limit=1) for row in whole] == [[row] for row in whole[1:]] + [[]]
        pair.now.execute("DELETE FROM t; INSERT INTO t VALUES (CAST(x'31ff' AS TEXT), 1)")
        kinds = [(row.kind, type(row.key[0])) for row in pair.rows(pair.only())]
        assert kinds[2:5] == [
            (RowChangeKind.DELETED, int),
            (RowChangeKind.ADDED, RawText),
            (RowChangeKind.DELETED, str),
        ]


def test_great_values_are_not_held_many_at_a_time() -> None:
    with pair_of("CREATE TABLE t (id INTEGER PRIMARY KEY, v BLOB)") as pair:
        for _ in range(30):
            pair.now.execute("INSERT INTO t (v) VALUES (randomblob(1000000))")
        tracemalloc.start()
        try:
            table = pair.only()
            assert table.laid is not None
            assert sum(1 for _ in row_changes(pair.before, pair.now, table.laid, Monitor())) == 30
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 8_000_000


def test_a_request_to_stop_is_heard_and_leaves_no_transaction() -> None:
    with pair_of(MANY) as pair:
        monitor = Monitor(lambda _: monitor.cancel())
        with pytest.raises(Cancelled):
            database_changes(pair.before, pair.now, monitor)
        assert not pair.now.in_transaction
        assert not pair.before.in_transaction


def test_damage_is_one_of_our_errors_and_says_nothing_of_the_rows() -> None:
    with pair_of(MANY) as pair:
        pair.now.close()
        data = bytearray(pair.paths[1].read_bytes())
        data[len(data) // 2 : len(data) // 2 + 5000] = b"\xff" * 5000
        pair.paths[1].write_bytes(data)
        pair.now = apsw.Connection(str(pair.paths[1]))
        with pytest.raises(NotADatabase) as caught:
            pair.changes()
        assert "row" not in caught.value.reason


def test_cells_do_not_show_in_what_is_logged() -> None:
    with pair_of("CREATE TABLE t (v); INSERT INTO t VALUES ('secret'), (CAST(x'736563726574ff' AS TEXT))") as pair:
        pair.now.execute("DELETE FROM t")
        table = pair.only()
        shown = repr(pair.rows(table)) + repr(table) + repr([row.before for row in pair.rows(table)][1])
        assert "secret" not in shown
        assert "736563" not in shown


def test_row_changes_that_are_not_asked_for_hold_nothing_open() -> None:
    with pair_of(MANY) as pair:
        pair.now.execute("UPDATE t SET name = 'new'")
        table = pair.only()
        assert table.laid is not None
        assert len(list(row_changes(pair.before, pair.now, table.laid, Monitor(), limit=1))) == 1
        pair.now.execute("BEGIN EXCLUSIVE; COMMIT")
