"""The console over a database in a sealed copy: reading."""

import threading
import time

import apsw
import pytest

from app.databases.console.cells import PAGE_BYTES, is_damaged
from app.databases.console.console import Console
from app.databases.sealed.hardening import harden
from app.errors import Cancelled, FileDamaged, NotADatabase, StatementFailed, StatementRefused
from app.progress import Monitor
from tests.app.databases.consoles import PATH, Bench, bench
from tests.app.databases.sealed import BUSY_MS, sealed

SHOP = """
    CREATE TABLE item(id INTEGER PRIMARY KEY, name VARCHAR(20), price DECIMAL(10, 2), picture BLOB);
    INSERT INTO item VALUES (1, 'bolt', 1.5, x'00ff'), (2, NULL, 2, NULL), (3, 'nut' || char(0) || 'x', '1,5', 7);
"""
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {}) SELECT i FROM n"
STOP_SECONDS = 3  # ten times the promise: the machine may be busy


def stopped_after(begun: Bench, script: str, seconds: float = 0.2) -> float:
    """Run a script, ask it to stop after `seconds`, and say how long that took."""
    monitor = Monitor()
    asked: list[float] = []

    def ask() -> None:
        asked.append(time.perf_counter())
        monitor.cancel()

    timer = threading.Timer(seconds, ask)
    timer.start()
    try:
        with pytest.raises(Cancelled):
            begun.rows(script, monitor)
        return time.perf_counter() - asked[0]
    finally:
        timer.cancel()
        timer.join()


def test_values_keep_their_types_and_columns_their_declared_ones() -> None:
    with bench(SHOP) as begun:
        (result,) = begun.console.run("SELECT *, price * 2 AS twice FROM item", Monitor())
        assert result.fetch() == [
            (1, "bolt", 1.5, b"\x00\xff", 3.0),
            (2, None, 2, None, 4),
            (3, "nut\0x", "1,5", 7, 2),
        ]
        assert [(column.name, column.declared, column.origin) for column in result.columns] == [
            ("id", "INTEGER", "id"),
            ("name", "VARCHAR(20)", "name"),
            ("price", "DECIMAL(10, 2)", "price"),
            ("picture", "BLOB", "picture"),
            ("twice", "", ""),
        ]


def test_each_statement_of_a_script_has_its_own_result() -> None:
    with bench(SHOP) as begun:
        results = list(
            begun.console.run("SELECT 1; -- none\nPRAGMA user_version;\nEXPLAIN SELECT 2; SELECT 3", Monitor())
        )
        pages = [result.fetch() for result in results]
        assert [pages[0], pages[1], pages[3]] == [[(1,)], [(1,)], [(3,)]]
        assert results[1].statement.offset == 18
        assert all(result.milliseconds > 0 for result in results)


def test_rows_are_fetched_as_they_are_asked_for() -> None:
    with bench() as begun:
        (result,) = begun.console.run(NUMBERS.format(10**12), Monitor())
        assert result.fetch() == [(number,) for number in range(1, 1001)]
        assert result.fetch(3) == [(1001,), (1002,), (1003,)]
        assert result.rows == 1003
        assert not result.is_complete
        result.close()
        assert result.fetch() == []


def test_the_last_page_is_short_and_then_there_are_none() -> None:
    with bench() as begun:
        (result,) = begun.console.run(NUMBERS.format(5), Monitor())
        assert len(result.fetch(4)) == 4
        assert result.fetch(4) == [(5,)]
        assert result.is_complete
        assert result.fetch(4) == []


def test_a_page_of_long_rows_ends_early() -> None:
    with bench() as begun:
        script = NUMBERS.format(50).replace("SELECT i FROM n", "SELECT zeroblob(3000000) FROM n")
        (result,) = begun.console.run(script, Monitor())
        page = result.fetch()
        assert PAGE_BYTES <= sum(len(row[0]) for row in page if isinstance(row[0], bytes)) < PAGE_BYTES + 3_000_001
        assert not result.is_complete


def test_a_new_run_closes_the_results_of_the_one_before() -> None:
    with bench(SHOP) as begun:
        (first,) = begun.console.run("SELECT * FROM item", Monitor())
        (second,) = begun.console.run("SELECT 1", Monitor())
        assert first.is_complete
        assert not second.is_complete


def test_very_many_results_do_not_stay_open() -> None:
    with bench() as begun:
        results = list(begun.console.run("SELECT 1;" * 150, Monitor()))
        assert sum(not result.is_complete for result in results) == 100
        assert results[-1].fetch() == [(1,)]


def test_text_that_cannot_be_decoded_comes_through_as_it_is() -> None:
    schema = (
        "CREATE TABLE t(a, b); INSERT INTO t VALUES "
        "(1, 'fine'), (2, CAST(x'ff41' AS TEXT)), (3, x'ff'), (4, CAST(x'ff41ff41' AS TEXT));"
    )
    with bench(schema) as begun:
        rows = begun.rows("SELECT a, b FROM t ORDER BY a DESC -- with a comment\n;")
        assert [row[0] for row in rows] == [4, 3, 2, 1]
        assert [is_damaged(row[1]) for row in rows] == [True, False, True, False]
        assert rows[1][1] == b"\xff"
        assert rows[2][1] == "\udcffA"
        assert str(rows[0][1]).encode(errors="surrogateescape") == b"\xffA\xffA"


def test_broken_utf_16_is_shown_as_the_text_that_sqlite_makes_of_it() -> None:
    with bench(
        "PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES (CAST(x'00d84100' AS TEXT))"
    ) as begun:
        assert begun.rows("SELECT * FROM t") == [("\U00010041",)]


def test_undecodable_text_far_behind_does_not_lose_a_row() -> None:
    schema = "CREATE TABLE t(a, b);" + "".join(
        f"INSERT INTO t VALUES ({number}, CAST(x'{'ff' if number % 300 == 299 else '41'}' AS TEXT));"
        for number in range(1000)
    )
    with bench(schema) as begun:
        (result,) = begun.console.run("SELECT a, b FROM t", Monitor())
        rows = [*result.fetch(250), *result.fetch(250), *result.fetch()]
        assert [row[0] for row in rows] == list(range(1000))
        assert [row[0] for row in rows if is_damaged(row[1])] == [299, 599, 899]
        assert result.unreadable == []


def test_a_row_that_cannot_be_asked_for_twice_is_named() -> None:
    with bench("CREATE TABLE t(a);") as begun:
        report = begun.console.run_writes("INSERT INTO t VALUES (1), (CAST(x'ff' AS TEXT)) RETURNING a, 5", Monitor())
        assert report.statements[0].rows == ((1, 5), (None, None))
        (result,) = begun.console.run(
            "SELECT CASE abs(random()) % 10 WHEN 99 THEN 1 ELSE CAST(x'ff' || randomblob(9) AS TEXT) END", Monitor()
        )
        assert result.fetch() == [(None,)]
        assert result.unreadable == [0]


def test_a_column_name_that_is_no_text_is_a_failure_not_a_crash() -> None:
    schema = "CREATE TABLE t(a);"
    with bench(schema) as begun:
        begun.console.run_writes("CREATE VIEW v AS SELECT 1", Monitor())
        with pytest.raises(StatementFailed, match="not text"):
            begun.rows("SELECT '\ud800'")


@pytest.mark.parametrize(
    ("script", "offset", "part"),
    [
        ("SELEC 1", 0, "syntax error"),
        ("SELECT 1;\nSELECT '\u00fc\u00fc', nix FROM item", 23, "nix"),
        ("SELECT 1; SELECT * FROM nowhere", 10, "nowhere"),
        ("SELECT foo(1)", 7, "foo"),
        ("SELECT ?", 0, "parameters"),
        ("SELECT :a", 0, "parameters"),
        ("SELECT 'x", 7, "unrecognized"),
        ("SELECT 1,\0 2", 9, "NUL"),
        ("SELECT (1", 8, "incomplete"),
        ("SELECT 1 ORDER BY 1 COLLATE klingon", 0, "klingon"),
    ],
)
def test_a_complaint_has_a_code_a_reason_and_a_place(script: str, offset: int, part: str) -> None:
    with bench(SHOP) as begun:
        with pytest.raises(StatementFailed, match=part) as caught:
            begun.rows(script)
        assert caught.value.code == "B723"
        if part not in {"incomplete"}:
            assert caught.value.offset == offset
        assert begun.rows("SELECT 1") == [(1,)]


@pytest.mark.parametrize(
    "script",
    [
        "SELECT json_extract('{}', name) FROM item",
        "SELECT json(name) FROM item",
        "SELECT * FROM words WHERE words MATCH (SELECT name || '\"' FROM item)",
    ],
)
def test_what_could_repeat_a_value_is_kept_apart_from_what_is_logged(script: str) -> None:
    with bench(SHOP + "CREATE VIRTUAL TABLE words USING fts5(a); INSERT INTO words VALUES ('x');") as begun:
        with pytest.raises(StatementFailed) as caught:
            begun.rows(script)
        assert "bolt" not in str(caught.value) + repr(caught.value) + repr(caught.value.args)
        assert caught.value.said


@pytest.mark.parametrize(
    "script",
    [
        "SELECT randomblob(1000000000)",
        "SELECT zeroblob(1000000000)",
        "SELECT hex(zeroblob(200000000))",
        "SELECT printf('%.*c', 900000000, 'x')",
        "SELECT group_concat(zeroblob(100000000)) FROM (VALUES (1), (2), (3), (4))",
    ],
)
def test_values_without_measure_are_refused_with_a_reason(script: str) -> None:
    with bench() as begun, pytest.raises(StatementFailed, match="too long"):
        begun.rows(script)


@pytest.mark.parametrize(
    "script",
    [
        NUMBERS.format(-1),
        NUMBERS.format(10**12).replace("SELECT i FROM n", "SELECT count(*) FROM n"),
        "SELECT count(*) FROM big a, big b, big c",
        "SELECT DISTINCT a.x * b.x % 1000003 AS y FROM big a, big b ORDER BY 1",
        "SELECT * FROM bomb",
    ],
)
def test_whatever_runs_without_end_stops_in_time(script: str) -> None:
    schema = (
        f"CREATE TABLE big(x); INSERT INTO big {NUMBERS.format(20000)};"
        "CREATE VIEW bomb AS SELECT max(a.x + b.x + c.x) AS y FROM big a, big b, big c;"
    )
    with bench(schema) as begun:
        assert stopped_after(begun, script) < STOP_SECONDS
        assert begun.rows("SELECT count(*) FROM big") == [(20000,)]


def test_a_sort_that_works_in_pieces_stops_in_time() -> None:
    with sealed() as (_, databases):
        connection = databases.connect(PATH, writable=True, create=True)
        connection.execute(f"CREATE TABLE big(x, y); INSERT INTO big SELECT i, hex(i) FROM ({NUMBERS.format(400000)})")
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("PRAGMA cache_size = -2048")
        with Console(connection, PATH) as console:
            monitor = Monitor()
            timer = threading.Timer(0.05, monitor.cancel)
            timer.start()
            began = time.perf_counter()
            with pytest.raises(Cancelled):
                list(console.run("SELECT a.* FROM big a, big b ORDER BY a.y || b.y", monitor))
            assert time.perf_counter() - began < 0.05 + STOP_SECONDS
            timer.join()
        connection.close()


def test_interrupting_from_another_thread_stops_too() -> None:
    with bench() as begun:
        timer = threading.Timer(0.1, begun.console.interrupt)
        timer.start()
        with pytest.raises(Cancelled):
            begun.rows(NUMBERS.format(10**12).replace("SELECT i FROM n", "SELECT count(*) FROM n"))
        timer.join()
        assert begun.rows("SELECT 1") == [(1,)]


def test_a_stop_between_pages_closes_the_result() -> None:
    with bench() as begun:
        monitor = Monitor()
        (result,) = begun.console.run(NUMBERS.format(10**9), monitor)
        result.fetch()
        monitor.cancel()
        with pytest.raises(Cancelled):
            result.fetch()
        assert result.is_complete


def test_a_time_limit_ends_a_statement() -> None:
    with sealed() as (_, databases):
        connection = databases.connect(PATH, writable=True, create=True)
        with Console(connection, PATH, limit_seconds=0.1) as console, pytest.raises(StatementFailed, match=r"0\.1 s"):
            list(console.run(NUMBERS.format(10**12).replace("SELECT i FROM n", "SELECT count(*) FROM n"), Monitor()))
        connection.close()


def test_a_cancelled_monitor_runs_nothing() -> None:
    with bench(SHOP) as begun:
        monitor = Monitor()
        monitor.cancel()
        with pytest.raises(Cancelled):
            list(begun.console.run("SELECT 1", monitor))


def test_a_session_without_checkpoints_never_writes() -> None:
    with bench(SHOP, writable=False) as begun:
        for work in (begun.console.commit, begun.console.roll_back):
            with pytest.raises(StatementRefused, match="read-only"):
                work()
        with pytest.raises(StatementRefused, match="read-only"):
            begun.console.run_writes("DELETE FROM item", Monitor())
        with pytest.raises(StatementRefused):
            begun.rows("SELECT 1; DELETE FROM item")
        assert begun.rows("SELECT count(*) FROM item") == [(3,)]
        examined = begun.console.examine("DELETE FROM item", Monitor())
        assert examined.changes_database
        assert examined.rows is None


@pytest.mark.parametrize(
    "hostile",
    [
        "CREATE VIEW trap AS SELECT load_extension('evil')",
        "CREATE VIEW trap AS SELECT fts3_tokenizer('simple', x'4141414141414141')",
        "CREATE VIEW trap AS SELECT sqlite_log(1, 'x')",
    ],
)
def test_a_view_cannot_do_what_a_statement_may_not(hostile: str) -> None:
    with bench(hostile) as begun, pytest.raises((StatementRefused, StatementFailed)):
        begun.rows("SELECT * FROM trap")


def test_a_trigger_cannot_do_what_a_statement_may_not() -> None:
    hostile = "CREATE TABLE t(a); CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT load_extension(new.a); END;"
    with bench(hostile) as begun:
        with pytest.raises((StatementRefused, StatementFailed)):
            begun.write("INSERT INTO t VALUES ('evil')")
        assert begun.rows("SELECT * FROM t") == []


@pytest.mark.parametrize(
    "name", ["x'); DROP TABLE item; --", 'a"b', "[x]", "\u2620 \U0001f4a3", "two\nlines", "", "select"]
)
def test_names_are_only_names(name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    with bench(SHOP + f"CREATE TABLE {quoted}({quoted} INT); INSERT INTO {quoted} VALUES (1);") as begun:
        (result,) = begun.console.run(f"SELECT * FROM {quoted}", Monitor())
        assert result.fetch() == [(1,)]
        assert result.columns[0].table == name
        examined = begun.console.examine(f"DELETE FROM {quoted}", Monitor())
        assert examined.effects[0].changes[0].table == name
        assert examined.rows == 1
        assert begun.rows("SELECT count(*) FROM item") == [(3,)]


def test_a_transaction_typed_by_hand_can_be_seen_and_ended() -> None:
    with bench(SHOP) as begun:
        begun.rows("BEGIN")
        assert begun.console.in_transaction
        assert begun.console.uncommitted == 0
        begun.rows("END")
        assert not begun.console.in_transaction


def test_what_is_wrong_with_the_file_is_said_as_such() -> None:
    connection = apsw.Connection(":memory:")
    harden(connection, busy_ms=BUSY_MS)
    connection.execute(SHOP + "CREATE TABLE other(a); INSERT INTO other SELECT hex(randomblob(3000)) FROM item;")
    data = bytearray(connection.serialize("main"))
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'item'").get
    size = connection.pragma("page_size")
    assert isinstance(size, int)
    data[(page - 1) * size : page * size] = b"\xa5" * size
    with sealed({PATH: bytes(data)}) as (_, databases):
        broken = databases.connect(PATH, writable=False)
        with Console(broken, PATH) as console, pytest.raises(NotADatabase, match=r"shop\.sqlite"):
            list(console.run("SELECT * FROM item", Monitor()))
        broken.close()
    assert FileDamaged.code != NotADatabase.code
