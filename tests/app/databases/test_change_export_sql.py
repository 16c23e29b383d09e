"""The script of the changes makes the state now out of the state then, to the last byte."""

import contextlib
import random
import sqlite3

import apsw
import pytest

from app.databases.comparing.change_script import Script, write_sql
from app.databases.comparing.table_changes import database_changes
from app.errors import Cancelled
from app.progress import Monitor
from tests.app.databases import random_databases as made
from tests.app.databases.pairs import Pair, pair_of


def script_of(pair: Pair, *, by_pages: bool = False) -> tuple[str, Script]:
    pieces: list[str] = []
    script = write_sql(pair.before, pair.now, pair.changes(by_pages=by_pages), pieces.append, Monitor())
    return "".join(pieces), script


def copy_of(source: apsw.Connection) -> apsw.Connection:
    found = apsw.Connection(":memory:")
    found.deserialize("main", source.serialize("main") or b"")
    return found


def applied(pair: Pair, text: str) -> apsw.Connection:
    target = copy_of(pair.before)
    target.execute(text).fetchall()
    return target


def assert_same(target: apsw.Connection, now: apsw.Connection) -> None:
    assert made.schema(target) == made.schema(now)
    assert made.dump(target) == made.dump(now)
    assert target.pragma("integrity_check") == "ok"
    assert target.pragma("user_version") == now.pragma("user_version")
    assert counters(target) == counters(now)


def counters(connection: apsw.Connection) -> set[tuple[object, ...]]:
    try:
        return set(connection.execute("SELECT name, seq FROM sqlite_sequence"))
    except apsw.SQLError:
        return set()


@pytest.mark.parametrize("seed", range(40))
def test_the_script_makes_the_state_now(seed: int) -> None:
    dice = random.Random(seed)
    encoding = dice.choice(["UTF-8", "UTF-8", "UTF-16le", "UTF-16be"])
    with pair_of(encoding=encoding, vacuum=dice.randrange(3)) as pair:
        shapes = made.build(pair.now, dice)
        pair.checkout()
        for _ in range(dice.randrange(4)):
            made.alter(pair.now, dice, shapes)
        made.edit(pair.now, dice, shapes, dice.choice([1, 5, 100]))
        text, script = script_of(pair, by_pages=dice.random() < 0.5)
        assert script.left_out == ()
        target = applied(pair, text)
        assert_same(target, pair.now)
        assert database_changes(target, pair.now, Monitor()).tables == ()


def both_ways(before: str, change: str) -> str:
    """The script for `change`, once it is known to lead to the same state."""
    with pair_of(before) as pair:
        pair.now.execute(change).fetchall()
        text, script = script_of(pair)
        assert script.left_out == ()
        assert_same(applied(pair, text), pair.now)
        return text


def test_two_rows_exchange_values_that_are_unique() -> None:
    both_ways(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, u UNIQUE, v); INSERT INTO t VALUES (1, 'a', 1), (2, 'b', 2)",
        "UPDATE t SET u = 'c' WHERE id = 1; UPDATE t SET u = 'a' WHERE id = 2; UPDATE t SET u = 'b' WHERE id = 1",
    )


def test_an_edit_is_an_update_of_what_changed_and_carries_nothing_else() -> None:
    text = both_ways(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v, big); INSERT INTO t VALUES (1, 'a', zeroblob(9000))",
        "UPDATE t SET v = 'b'",
    )
    assert 'UPDATE main."t" SET "v"=\'b\' WHERE "id"=1;\n' in text
    assert len(text) < 1500


def test_rows_keep_their_hidden_rowids_and_counters_their_number() -> None:
    both_ways(
        "CREATE TABLE h (v); INSERT INTO h VALUES (1), (2), (3);"
        "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, v); INSERT INTO a (v) VALUES (1)",
        "DELETE FROM h WHERE v = 2; INSERT INTO h (rowid, v) VALUES (900, 'x');"
        "INSERT INTO a (v) VALUES (2), (3); DELETE FROM a WHERE id > 1",
    )


def test_triggers_and_foreign_keys_do_not_act_a_second_time() -> None:
    both_ways(
        "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p REFERENCES p ON DELETE CASCADE);"
        "CREATE TABLE log (w);"
        "INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1), (2);"
        "CREATE TRIGGER t AFTER DELETE ON p BEGIN INSERT INTO log VALUES ('gone'); END",
        "DELETE FROM p WHERE id = 1",
    )


def test_a_table_with_new_columns_keeps_its_rows_without_writing_them_all() -> None:
    text = both_ways(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v); CREATE VIEW w AS SELECT * FROM t; CREATE INDEX i ON t (v);"
        "INSERT INTO t (v) VALUES (1), (2), (3), (4); CREATE TABLE r (t REFERENCES t (id));"
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM r; END",
        "ALTER TABLE t ADD COLUMN more TEXT NOT NULL DEFAULT 5; ALTER TABLE t RENAME COLUMN v TO value;"
        "UPDATE t SET more = 'x' WHERE id = 3",
    )
    assert text.count("VALUES") == 1


def test_rows_without_any_key_are_all_written_anew() -> None:
    both_ways(
        "CREATE TABLE t (rowid, _rowid_, oid); INSERT INTO t VALUES (1, 1, 1), (1, 1, 1), (2, 'x', NULL)",
        "DELETE FROM t WHERE oid IS NULL; INSERT INTO t VALUES (3, x'00', 4.5)",
    )


def test_text_in_a_schema_that_is_more_than_one_statement_does_not_come_to_life() -> None:
    for planted in (
        "UPDATE sqlite_schema SET sql = sql || '; DROP TABLE victim' WHERE name = 'bad'",
        "UPDATE sqlite_schema SET sql = sql || ' /* ' WHERE name = 'bad'",
        "UPDATE sqlite_schema SET sql = sql || '; DROP TABLE victim; END' WHERE name = 'trap'",
    ):
        with pair_of("CREATE TABLE victim (v)") as pair:
            pair.now.execute("CREATE TABLE bad (v); CREATE TRIGGER trap AFTER INSERT ON victim BEGIN SELECT 1; END")
            pair.now.execute("PRAGMA writable_schema=ON; " + planted)
            text, script = script_of(pair)
            assert len(script.left_out) == 1
            assert "DROP TABLE victim" not in text
            applied(pair, text).execute("SELECT * FROM victim").fetchall()


def test_a_name_with_a_line_end_stays_inside_its_comment() -> None:
    with pair_of('CREATE TABLE victim (v); CREATE TABLE "x\nDROP TABLE victim;--" (v)') as pair:
        pair.now.execute('INSERT INTO "x\nDROP TABLE victim;--" VALUES (1)')
        target = applied(pair, script_of(pair)[0])
        assert_same(target, pair.now)


def test_the_content_of_virtual_tables_is_left_out_and_said_so() -> None:
    with pair_of("CREATE VIRTUAL TABLE f USING fts5(x); CREATE TABLE t (v)") as pair:
        pair.now.execute("INSERT INTO f VALUES ('text'); INSERT INTO t VALUES (1)")
        text, script = script_of(pair)
        assert script.left_out == ("virtual table f",)
        assert "left out: virtual table f" in text
        assert made.dump(applied(pair, text))["t"] == made.dump(pair.now)["t"]


def test_another_program_reads_the_script() -> None:
    rows = "(1, 'it''s ; --', x'00ff'), (2, char(10) || '.quit' || char(0), 9e999), (3, '🦊', -9223372036854775808)"
    with pair_of("CREATE TABLE t (a, b, c); INSERT INTO t VALUES (9, 9, 9)") as pair:
        pair.now.execute(f"INSERT INTO t VALUES {rows}; DELETE FROM t WHERE a = 9; CREATE VIEW w AS SELECT 1 -- one")
        text, _ = script_of(pair)
        with contextlib.closing(sqlite3.connect(pair.paths[0])) as other:
            other.executescript(text)
        with contextlib.closing(apsw.Connection(str(pair.paths[0]))) as changed:
            assert_same(changed, pair.now)


def test_without_changes_nothing_is_done() -> None:
    with pair_of("CREATE TABLE t (v)") as pair:
        assert script_of(pair)[1] == Script(0, ())


def test_a_request_to_stop_is_heard() -> None:
    with pair_of("CREATE TABLE t (v)") as pair:
        pair.now.execute("INSERT INTO t VALUES (1)")
        changes = pair.changes()
        monitor = Monitor()
        monitor.cancel()
        with pytest.raises(Cancelled):
            write_sql(pair.before, pair.now, changes, lambda _: None, monitor)
