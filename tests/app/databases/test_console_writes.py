"""The console over a database in a sealed copy: changing it, and finding out what would be changed."""

import threading
from collections.abc import Callable

import pytest

from app.databases.console.examining import Caution
from app.databases.console.looking import Kind
from app.errors import BaileeError, Cancelled, DatabaseBusy, StatementFailed, StatementRefused
from app.progress import Monitor
from tests.app.databases.consoles import PATH, Bench, bench

SHOP = """
    CREATE TABLE item(id INTEGER PRIMARY KEY, name TEXT NOT NULL, price INT CHECK (price >= 0));
    INSERT INTO item VALUES (1, 'bolt', 10), (2, 'nut', 20), (3, 'rod', 30);
    CREATE TABLE sale(item REFERENCES item ON DELETE CASCADE, amount);
    INSERT INTO sale VALUES (1, 5), (1, 6), (2, 7);
    CREATE TABLE note(what);
    CREATE TABLE spare(a, b);
    CREATE TRIGGER noting AFTER UPDATE ON item BEGIN INSERT INTO note VALUES (new.name); END;
    CREATE TRIGGER refusing BEFORE UPDATE ON sale BEGIN SELECT RAISE(ABORT, 'sale of ' || old.amount); END;
    CREATE VIEW cheap AS SELECT * FROM item WHERE price < 25;
    CREATE TRIGGER cheap_delete INSTEAD OF DELETE ON cheap BEGIN DELETE FROM item WHERE id = old.id; END;
"""
ENDLESS = (
    "INSERT INTO note WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) SELECT i FROM n"
)


def prices(begun: Bench) -> list[object]:
    return [price for (price,) in begun.committed("SELECT price FROM item ORDER BY id")]


def stopping(work: Callable[[Monitor], object], seconds: float = 0.2) -> None:
    """Do something that is to be stopped."""
    monitor = Monitor()
    timer = threading.Timer(seconds, monitor.cancel)
    timer.start()
    try:
        with pytest.raises(Cancelled):
            work(monitor)
    finally:
        timer.cancel()
        timer.join()


# what would be changed


def test_an_examination_says_what_would_change_and_changes_nothing() -> None:
    with bench(SHOP) as begun:
        examined = begun.console.examine("UPDATE item SET price = 1 WHERE id < 3", Monitor())
        (effect,) = examined.effects
        assert effect.kind is Kind.CHANGES_ROWS
        assert [(change.table, change.via) for change in effect.changes] == [("item", ""), ("note", "noting")]
        assert effect.changed is not None
        assert (effect.changed.own, effect.changed.in_all) == (2, 4)
        assert examined.rows == 2
        assert effect.cautions == ()
        assert prices(begun) == [10, 20, 30]
        assert begun.rows("SELECT count(*) FROM note") == [(0,)]
        assert not begun.console.in_transaction
        assert begun.counting.calls == []


@pytest.mark.parametrize(
    ("script", "cautions"),
    [
        ("DELETE FROM sale", {Caution.NO_WHERE, Caution.EVERY_ROW}),
        ("DELETE FROM item", {Caution.NO_WHERE, Caution.EVERY_ROW}),
        ("UPDATE item SET price = 1", {Caution.NO_WHERE, Caution.EVERY_ROW}),
        ("UPDATE item SET price = 1 WHERE 1 = 1", {Caution.EVERY_ROW}),
        ("UPDATE item SET price = 1 WHERE id IN (SELECT id FROM item)", {Caution.EVERY_ROW}),
        ("DELETE FROM sale WHERE amount > 0", {Caution.EVERY_ROW}),
        ("DELETE FROM note", {Caution.NO_WHERE}),
        ("DELETE FROM sale WHERE amount = 5", set()),
        ("UPDATE item SET price = 1 WHERE id <> 2", set()),
        ("INSERT INTO note SELECT name FROM item", set()),
        ("DELETE FROM cheap", {Caution.NO_WHERE}),
        ("DROP TABLE note", {Caution.DROPS}),
        ("DROP VIEW cheap", {Caution.DROPS}),
        ("ALTER TABLE spare DROP COLUMN b", {Caution.DROPS}),
        ("CREATE INDEX i ON item(name)", set()),
        ("SELECT * FROM item", set()),
    ],
)
def test_wide_changes_are_told_from_narrow_ones(script: str, cautions: set[Caution]) -> None:
    with bench(SHOP) as begun:
        (effect,) = begun.console.examine(script, Monitor()).effects
        assert set(effect.cautions) == cautions


def test_later_statements_of_an_examined_script_see_the_earlier_ones() -> None:
    with bench(SHOP) as begun:
        script = "CREATE TABLE x(a); BEGIN; INSERT INTO x VALUES (1), (2); COMMIT; DELETE FROM x; DROP TABLE x"
        examined = begun.console.examine(script, Monitor())
        assert [effect.changed and effect.changed.own for effect in examined.effects] == [0, None, 2, None, 2, 0]
        assert examined.rows == 4
        assert begun.rows("SELECT count(*) FROM sqlite_schema WHERE name = 'x'") == [(0,)]


def test_behind_a_rollback_nothing_is_counted() -> None:
    with bench(SHOP) as begun:
        script = "DELETE FROM note; ROLLBACK; DELETE FROM sale; CREATE TABLE x(a); DELETE FROM x"
        examined = begun.console.examine(script, Monitor())
        assert [effect.changed is None for effect in examined.effects] == [False, True, True, True, True]
        assert examined.effects[-1].kind is None
        assert examined.rows is None
        assert examined.changes_database


def test_an_open_transaction_is_never_put_at_risk_by_an_examination() -> None:
    with bench(SHOP) as begun:
        begun.write("BEGIN; DELETE FROM sale WHERE amount = 5")
        script = "INSERT OR ROLLBACK INTO item VALUES (1, 'again', 1)"
        examined = begun.console.examine(script, Monitor())
        assert examined.effects[0].changed is None
        assert begun.console.uncommitted == 1
        assert begun.rows("SELECT count(*) FROM sale") == [(2,)]


def test_an_examination_without_counting_runs_nothing() -> None:
    with bench(SHOP) as begun:
        begun.console.examine(ENDLESS, Monitor(), count=False)
        with pytest.raises(StatementFailed, match="nowhere"):
            begun.console.examine("DELETE FROM nowhere", Monitor(), count=False)


@pytest.mark.parametrize(
    "script",
    [
        "INSERT OR ROLLBACK INTO item VALUES (9, 'x', 1), (1, 'again', 1)",
        "UPDATE sale SET amount = 1",
        "UPDATE item SET price = -1",
    ],
)
def test_what_would_fail_fails_in_the_examination_and_leaves_nothing(script: str) -> None:
    with bench(SHOP) as begun:
        with pytest.raises(StatementFailed):
            begun.console.examine(script, Monitor())
        assert not begun.console.in_transaction
        assert prices(begun) == [10, 20, 30]


def test_an_examination_can_be_stopped() -> None:
    with bench(SHOP) as begun:
        stopping(lambda monitor: begun.console.examine(ENDLESS, monitor))
        assert begun.committed("SELECT count(*) FROM note") == [(0,)]
        assert not begun.console.in_transaction


@pytest.mark.parametrize("script", ["ATTACH 'x' AS y", "VACUUM INTO 'x'", "PRAGMA journal_mode = WAL"])
def test_what_is_never_allowed_is_refused_in_every_way_to_run_it(script: str) -> None:
    with bench(SHOP) as begun:
        for work in (begun.console.examine, begun.console.run_writes):
            with pytest.raises(StatementRefused):
                work(f"UPDATE item SET price = 0; {script}", Monitor())
            assert prices(begun) == [10, 20, 30]


# changing it


def test_a_run_is_committed_as_one_and_can_be_undone_as_one() -> None:
    with bench(SHOP) as begun:
        report = begun.console.run_writes(
            "UPDATE item SET price = price + 1; DELETE FROM item WHERE id = 3 RETURNING name; SELECT max(id) FROM item",
            Monitor(),
        )
        assert [done.rows for done in report.statements] == [(), (("rod",),), ((2,),)]
        assert (report.changed.own, report.changed.in_all, report.uncommitted) == (4, 7, 0)
        assert prices(begun) == [11, 21]
        assert begun.counting.calls == ["begin", "end"]
        begun.databases.undo_last_run(PATH, Monitor())
        assert prices(begun) == [10, 20, 30]


def test_the_first_failure_rolls_everything_back() -> None:
    with bench(SHOP) as begun:
        script = "UPDATE item SET price = 1;\nINSERT INTO item VALUES (1, 'again', 5); DELETE FROM item"
        with pytest.raises(StatementFailed, match="UNIQUE constraint failed") as caught:
            begun.write(script)
        assert caught.value.offset == script.index("INSERT")
        assert prices(begun) == [10, 20, 30]
        assert not begun.console.in_transaction
        assert begun.counting.calls == ["begin", "end"]
        assert begun.databases.runs(PATH) == []


def test_what_a_trigger_of_the_customer_says_is_shown_but_not_logged() -> None:
    with bench(SHOP) as begun:
        with pytest.raises(StatementFailed) as caught:
            begun.write("UPDATE sale SET amount = 1")
        assert caught.value.said == "sale of 5"
        assert "sale of" not in str(caught.value) + repr(caught.value)


def test_a_transaction_of_the_technicians_own_stays_open_and_visible() -> None:
    with bench(SHOP) as begun:
        report = begun.console.run_writes("BEGIN; DELETE FROM sale; UPDATE item SET price = 0", Monitor())
        assert report.uncommitted == begun.console.uncommitted == 2
        assert begun.console.in_transaction
        assert prices(begun) == [10, 20, 30]
        begun.write("DELETE FROM note")
        assert begun.console.uncommitted == 3
        assert begun.counting.calls == ["begin"]
        begun.console.commit()
        assert prices(begun) == [0, 0, 0]
        assert begun.console.uncommitted == 0
        assert begun.counting.calls == ["begin", "end"]
        begun.databases.undo_last_run(PATH, Monitor())
        assert prices(begun) == [10, 20, 30]


@pytest.mark.parametrize("begin", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE", "SAVEPOINT a"])
def test_every_way_to_begin_can_be_rolled_back(begin: str) -> None:
    with bench(SHOP) as begun:
        begun.write(f"{begin}; DELETE FROM sale")
        begun.console.roll_back()
        assert begun.committed("SELECT count(*) FROM sale") == [(3,)]
        assert begun.counting.calls == ["begin", "end"]
        with pytest.raises(StatementFailed, match="no transaction"):
            begun.console.roll_back()


def test_a_commit_typed_in_a_reading_run_ends_the_transaction_too() -> None:
    with bench(SHOP) as begun:
        begun.write("BEGIN; UPDATE item SET price = 0")
        begun.rows("COMMIT")
        assert prices(begun) == [0, 0, 0]
        assert begun.counting.calls == ["begin", "end"]


def test_a_failure_in_the_technicians_own_transaction_leaves_it_to_them() -> None:
    with bench(SHOP) as begun:
        with pytest.raises(StatementFailed):
            begun.write("BEGIN; UPDATE item SET price = 5; INSERT INTO item VALUES (1, 'again', 5)")
        assert begun.console.uncommitted == 1
        begun.console.commit()
        assert prices(begun) == [5, 5, 5]


def test_what_stands_before_a_begin_is_committed_before_it() -> None:
    with bench(SHOP) as begun:
        begun.write("UPDATE item SET price = 7; BEGIN; UPDATE item SET price = 8; ROLLBACK; DELETE FROM note")
        assert prices(begun) == [7, 7, 7]
        assert begun.committed("SELECT count(*) FROM note") == [(0,)]
        assert not begun.console.in_transaction


def test_savepoints_inside_a_run_work_as_they_do_in_sqlite() -> None:
    with bench(SHOP) as begun:
        begun.write(
            "UPDATE item SET price = 1; SAVEPOINT a; UPDATE item SET price = 2; ROLLBACK TO a; RELEASE a;"
            "UPDATE item SET name = 'x'"
        )
        assert prices(begun) == [1, 1, 1]
        assert begun.committed("SELECT DISTINCT name FROM item") == [("x",)]


@pytest.mark.parametrize("script", [ENDLESS, f"BEGIN; {ENDLESS}"])
def test_a_stop_rolls_back(script: str) -> None:
    with bench(SHOP) as begun:
        stopping(
            lambda monitor: begun.console.run_writes(
                f"DELETE FROM sale; {script}" if "BEGIN" not in script else script, monitor
            )
        )
        assert begun.committed("SELECT count(*) FROM note") == [(0,)]
        assert begun.committed("SELECT count(*) FROM sale") == [(3,)]
        assert not begun.console.in_transaction
        assert begun.counting.calls == ["begin", "end"]
        assert begun.rows("PRAGMA integrity_check") == [("ok",)]


def test_reading_in_a_writing_run_needs_no_checkpoint() -> None:
    with bench(SHOP) as begun:
        report = begun.console.run_writes("SELECT * FROM item; PRAGMA user_version", Monitor(), most_rows=2)
        assert [done.has_more_rows for done in report.statements] == [True, False]
        assert begun.counting.calls == []
        assert not begun.console.in_transaction


def test_returning_changes_every_row_even_if_few_are_kept() -> None:
    with bench(SHOP) as begun:
        report = begun.console.run_writes("UPDATE item SET price = 9 RETURNING id", Monitor(), most_rows=1)
        assert report.statements[0].rows == ((1,),)
        assert report.statements[0].has_more_rows
        assert report.changed.own == 3
        assert prices(begun) == [9, 9, 9]


def test_foreign_keys_are_switched_where_that_has_an_effect() -> None:
    with bench(SHOP) as begun:
        begun.write("PRAGMA foreign_keys = ON; DELETE FROM item WHERE id = 1")
        assert begun.committed("SELECT count(*) FROM sale") == [(1,)]
        with pytest.raises(StatementRefused, match="first"):
            begun.write("DELETE FROM note; PRAGMA foreign_keys = OFF")
        with pytest.raises(StatementRefused, match="read-only"):
            begun.rows("PRAGMA foreign_keys = OFF")


def test_a_deferred_constraint_that_fails_at_the_end_rolls_back() -> None:
    schema = "CREATE TABLE a(x PRIMARY KEY); CREATE TABLE b(y REFERENCES a DEFERRABLE INITIALLY DEFERRED);"
    with bench(schema) as begun:
        with pytest.raises(StatementFailed, match="FOREIGN KEY"):
            begun.write("PRAGMA foreign_keys = ON; INSERT INTO b VALUES (1)")
        assert begun.committed("SELECT count(*) FROM b") == [(0,)]
        assert not begun.console.in_transaction


def test_somebody_elses_transaction_is_waited_for_and_then_said() -> None:
    with bench(SHOP) as begun:
        other = begun.databases.connect(PATH, writable=True)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            begun.write("DELETE FROM note")
        other.execute("ROLLBACK")
        other.close()
        assert not begun.console.in_transaction
        begun.write("DELETE FROM sale")
        assert begun.committed("SELECT count(*) FROM sale") == [(0,)]


def test_open_results_do_not_keep_tables_from_being_changed() -> None:
    with bench(SHOP) as begun:
        (result,) = begun.console.run("SELECT * FROM item", Monitor())
        result.fetch(1)
        begun.write("DROP TABLE item")
        assert result.is_complete


def test_a_run_that_fails_before_anything_changes_leaves_no_checkpoint() -> None:
    with bench(SHOP) as begun:
        with pytest.raises(BaileeError):
            begun.write("SELECT 1; SELECT * FROM nowhere")
        assert begun.counting.calls == []


def test_after_a_writing_run_the_session_only_reads_again() -> None:
    with bench(SHOP) as begun:
        begun.write("DELETE FROM note")
        with pytest.raises(StatementRefused):
            begun.rows("DELETE FROM note")
        with pytest.raises(StatementFailed):
            begun.write("nonsense")
        with pytest.raises(StatementRefused):
            begun.rows("DELETE FROM sale")


def test_closing_rolls_back_what_was_not_committed() -> None:
    with bench(SHOP) as begun:
        begun.write("BEGIN; DELETE FROM sale")
        begun.console.close()
        assert begun.committed("SELECT count(*) FROM sale") == [(3,)]
        assert begun.counting.calls == ["begin", "end"]


def test_dumps_with_their_own_transaction_load() -> None:
    dump = (
        "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nCREATE TABLE x(a INTEGER PRIMARY KEY, b);\n"
        + "".join(f"INSERT INTO x VALUES({number},'it''s; {number}');\n" for number in range(300))
        + "CREATE TRIGGER g AFTER DELETE ON x BEGIN SELECT 1; SELECT 2; END;\nCOMMIT;\n"
    )
    with bench(SHOP) as begun:
        report = begun.console.run_writes(dump, Monitor())
        assert report.changed.own == 300
        assert begun.committed("SELECT count(*) FROM x") == [(300,)]
