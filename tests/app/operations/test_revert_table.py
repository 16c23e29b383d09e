"""The rows of one table go back to what they were at the checkout, whatever was done to them, and can come again."""

import random

import pytest

from app.databases.comparing.table_changes import RowCounts
from app.errors import Cancelled, NoRunToUndo, PathMissing, RevertRefused, TableUnknown
from app.operations.revert_table import TableReverted, revert_table
from app.operations.row_differences import row_differences
from app.operations.table_changes import show_table_changes
from app.operations.write_sql import undo_sql, write_sql
from app.progress import Monitor
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked
from tests.app.databases.sealed import built
from tests.app.world import World

DB = b"shop.sqlite"
SHOP = """
    CREATE TABLE customer(id INTEGER PRIMARY KEY, name TEXT, mail TEXT UNIQUE CHECK (mail LIKE '%@%'));
    INSERT INTO customer VALUES (1, 'Ada', 'ada@q'), (2, 'Bo', 'bo@q'), (3, 'Cy', NULL);
    CREATE TABLE invoice(number INTEGER PRIMARY KEY AUTOINCREMENT, customer REFERENCES customer ON DELETE CASCADE);
    INSERT INTO invoice VALUES (10, 1), (11, 2);
    CREATE TABLE said(what);
    CREATE TRIGGER tells AFTER UPDATE ON customer BEGIN INSERT INTO said VALUES (new.id); END;
    CREATE TRIGGER mourns AFTER DELETE ON customer BEGIN INSERT INTO said VALUES (-old.id); END;
    CREATE TABLE loose(a, b REAL, doubled AS (b * 2), kept AS (b * 3) STORED);
    INSERT INTO loose(rowid, a, b) VALUES (5, x'00ff', 1.5), (9, 'x', NULL), (20, CAST(x'ff41' AS TEXT), -0.0);
    CREATE TABLE pair(one TEXT, other INT, more, PRIMARY KEY (one, other DESC)) WITHOUT ROWID;
    INSERT INTO pair VALUES ('a', 1, 'first'), ('a', 2, 'second'), ('b', 1, NULL);
"""


def held(world: World, vault: Unlocked, sql: str = SHOP) -> None:
    world.check_out(vault, tree={DB: built(lambda connection: connection.execute(sql).fetchall())})


def run(vault: Unlocked, sql: str) -> None:
    write_sql(vault, "T-1", DB, sql, Monitor())


def rows(vault: Unlocked, sql: str) -> list[tuple[object, ...]]:
    with opened_database(vault, vault.pick_copy("T-1", None), DB, writable=False) as opened:
        return list(opened.connection.execute(sql))


def everything(vault: Unlocked, table: str) -> list[tuple[object, ...]]:
    key = "one, other" if table == "pair" else "rowid"
    cells = {"loose": "typeof(a), hex(a), typeof(b), b, doubled, kept"}.get(table, "*")
    return rows(vault, f"SELECT {key}, {cells} FROM {table} ORDER BY {key}")


def back(vault: Unlocked, table: str) -> TableReverted:
    return revert_table(vault, "T-1", DB, table, Monitor())[1]


def changed(vault: Unlocked) -> list[str]:
    return [change.name for change in show_table_changes(vault, "T-1", DB, Monitor())[1].tables]


def test_added_edited_and_deleted_rows_go_back_and_nothing_else_does(world: World, vault: Unlocked) -> None:
    held(world, vault)
    before = everything(vault, "customer")
    run(vault, "UPDATE customer SET name = 'Eve' WHERE id = 1; DELETE FROM customer WHERE id = 3")
    run(vault, "INSERT INTO customer VALUES (7, 'Gil', 'gil@q'); INSERT INTO loose(a) VALUES (1)")
    done = back(vault, "customer")
    assert done.rows == RowCounts(added=1, edited=1, deleted=1)
    assert everything(vault, "customer") == before
    assert changed(vault) == ["loose", "said"]
    assert rows(vault, "SELECT count(*) FROM said") == [(2,)]  # no trigger said anything on the way back
    with pytest.raises(TableUnknown):
        row_differences(vault, "T-1", DB, "customer", Monitor())


def test_it_can_be_undone_as_long_as_nothing_came_after_it(world: World, vault: Unlocked) -> None:
    held(world, vault)
    run(vault, "UPDATE customer SET name = 'Eve'")
    edited = everything(vault, "customer")
    done = back(vault, "customer")
    assert everything(vault, "customer") != edited
    undo_sql(vault, "T-1", DB, Monitor(), run=done.run)
    assert everything(vault, "customer") == edited
    done = back(vault, "customer")
    run(vault, "DELETE FROM loose")
    with pytest.raises(NoRunToUndo):
        undo_sql(vault, "T-1", DB, Monitor(), run=done.run)
    assert rows(vault, "SELECT count(*) FROM loose") == [(0,)]


def test_values_that_must_be_unique_may_have_changed_places(world: World, vault: Unlocked) -> None:
    held(world, vault)
    before = everything(vault, "customer")
    run(
        vault,
        "UPDATE customer SET mail = 'spare@q' WHERE id = 1; UPDATE customer SET mail = 'ada@q' WHERE id = 2;"
        "UPDATE customer SET mail = 'bo@q' WHERE id = 1",
    )
    assert back(vault, "customer").rows == RowCounts(edited=2)
    assert everything(vault, "customer") == before


def test_rowids_types_and_text_that_does_not_decode_come_back(world: World, vault: Unlocked) -> None:
    held(world, vault)
    before = everything(vault, "loose")
    run(vault, "DELETE FROM loose WHERE rowid > 5; UPDATE loose SET a = 'b', b = 2; INSERT INTO loose(a) VALUES (3)")
    back(vault, "loose")
    assert everything(vault, "loose") == before


def test_a_table_without_rowids_goes_back(world: World, vault: Unlocked) -> None:
    held(world, vault)
    before = everything(vault, "pair")
    run(vault, "DELETE FROM pair WHERE one = 'a'; UPDATE pair SET more = 1; INSERT INTO pair VALUES ('a', 9, 0)")
    back(vault, "pair")
    assert everything(vault, "pair") == before
    assert changed(vault) == []


def test_the_next_number_is_the_one_it_was(world: World, vault: Unlocked) -> None:
    held(world, vault)
    run(vault, "INSERT INTO invoice VALUES (500, 1); DELETE FROM invoice WHERE number = 500")
    run(vault, "UPDATE invoice SET customer = 2 WHERE number = 10")
    back(vault, "invoice")
    assert rows(vault, "SELECT seq FROM sqlite_sequence") == [(11,)]


def test_rows_that_would_lose_what_they_refer_to_keep_it_from_going_back(world: World, vault: Unlocked) -> None:
    held(world, vault)
    run(vault, "INSERT INTO customer VALUES (7, 'Gil', 'gil@q'); INSERT INTO invoice VALUES (12, 7)")
    after = everything(vault, "customer")
    with pytest.raises(RevertRefused, match="rows of invoice would refer"):
        back(vault, "customer")
    assert everything(vault, "customer") == after
    back(vault, "invoice")
    back(vault, "customer")
    assert changed(vault) == []


def test_what_referred_to_nothing_before_does_not_stand_in_the_way(world: World, vault: Unlocked) -> None:
    held(world, vault, SHOP + "INSERT INTO invoice VALUES (99, 77);")
    run(vault, "DELETE FROM customer WHERE id = 3")
    assert back(vault, "customer").rows == RowCounts(deleted=1)


def test_the_other_table_is_not_dragged_along(world: World, vault: Unlocked) -> None:
    held(world, vault)
    run(vault, "INSERT INTO customer VALUES (7, 'Gil', NULL); UPDATE customer SET name = 'x' WHERE id = 2")
    back(vault, "customer")
    assert rows(vault, "SELECT count(*) FROM invoice") == [(2,)]


@pytest.mark.parametrize(
    ("sql", "table", "reason"),
    [
        ("ALTER TABLE customer ADD COLUMN more", "customer", "columns were changed"),
        ("CREATE TABLE fresh(x); INSERT INTO fresh VALUES (1)", "fresh", "created since"),
        ("DROP TABLE loose", "loose", "dropped since"),
        ("UPDATE strange SET oid = 5", "strange", "cannot be told apart"),
    ],
)
def test_where_more_than_rows_changed_it_says_why(
    world: World, vault: Unlocked, sql: str, table: str, reason: str
) -> None:
    held(world, vault, SHOP + "CREATE TABLE strange(rowid, _rowid_, oid); INSERT INTO strange VALUES (1, 2, 3);")
    run(vault, sql)
    before = show_table_changes(vault, "T-1", DB, Monitor())[1]
    with pytest.raises(RevertRefused, match=reason):
        back(vault, table)
    assert show_table_changes(vault, "T-1", DB, Monitor())[1].settings == before.settings
    assert table in changed(vault)


def test_nothing_is_done_where_nothing_changed(world: World, vault: Unlocked) -> None:
    held(world, vault)
    assert back(vault, "customer") == TableReverted(RowCounts())
    run(vault, "DELETE FROM loose")
    generation = vault.pick_copy("T-1", None).generation
    assert back(vault, "customer") == TableReverted(RowCounts())
    assert vault.pick_copy("T-1", None).generation == generation
    with pytest.raises(TableUnknown):
        back(vault, "nobody")
    with pytest.raises(PathMissing):
        revert_table(vault, "T-1", b"nowhere", "customer", Monitor())


def test_a_stop_leaves_everything_as_it_was(world: World, vault: Unlocked) -> None:
    many = "CREATE TABLE many(id INTEGER PRIMARY KEY, word TEXT UNIQUE);"
    held(world, vault, many + numbers(3000))
    run(vault, "UPDATE many SET word = word || '!'; DELETE FROM many WHERE id % 3 = 0")
    after = rows(vault, "SELECT * FROM many")
    monitor = Monitor(lambda progress: monitor.cancel() if progress.done > 1500 else None)
    with pytest.raises(Cancelled):
        revert_table(vault, "T-1", DB, "many", monitor)
    assert rows(vault, "SELECT * FROM many") == after
    assert back(vault, "many").rows == RowCounts(edited=2000, deleted=1000)
    assert changed(vault) == []


@pytest.mark.parametrize("seed", range(6))
def test_any_mixture_goes_back_exactly(world: World, vault: Unlocked, seed: int) -> None:
    dice = random.Random(seed)
    held(world, vault, "CREATE TABLE many(id INTEGER PRIMARY KEY, word TEXT UNIQUE, n);" + numbers(900))
    before = rows(vault, "SELECT id, word, n FROM many")
    for _ in range(4):
        low, high = sorted(dice.sample(range(1, 900), 2))
        run(
            vault,
            dice.choice(
                (
                    f"DELETE FROM many WHERE id BETWEEN {low} AND {high}",
                    f"UPDATE many SET n = {dice.random()} WHERE id BETWEEN {low} AND {high}",
                    f"UPDATE many SET id = id + 5000 WHERE id BETWEEN {low} AND {high}",
                    f"UPDATE many SET word = 'w' || (id + 10000) WHERE id > {low};"
                    f"UPDATE many SET word = 'w' || (id + 1) WHERE id > {low}",
                    f"INSERT OR IGNORE INTO many SELECT id + 2000, word || 'x', n FROM many WHERE id < {high}",
                )
            ),
        )
    back(vault, "many")
    assert rows(vault, "SELECT id, word, n FROM many") == before
    assert changed(vault) == []


def numbers(count: int) -> str:
    return (
        f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {count})"
        "INSERT INTO many(id, word) SELECT i, 'w' || i FROM n;"
    )
