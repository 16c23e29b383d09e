"""What is found of tables, columns, indexes, views, triggers and virtual tables; and databases built to attack."""

import contextlib
import json
import random

import apsw
import pytest

from app.databases.comparing.change_script import write_sql
from app.databases.comparing.change_summary import summary
from app.databases.comparing.table_changes import (
    Alteration,
    ColumnChanges,
    ObjectChange,
    RowCounts,
    SettingChange,
    database_changes,
)
from app.databases.sealed.hardening import harden
from app.errors import BaileeError, NotADatabase
from app.progress import Monitor
from tests.app.databases import random_databases as made
from tests.app.databases.pairs import PAGE, pair_of


def test_tables_that_come_and_go_count_their_rows() -> None:
    with pair_of("CREATE TABLE old (v); INSERT INTO old VALUES (1), (2)") as pair:
        pair.now.execute("DROP TABLE old; CREATE TABLE new (v); INSERT INTO new VALUES (1), (2), (3)")
        new, old = pair.changes().tables
        assert (new.name, new.alteration, new.rows) == ("new", Alteration.CREATED, RowCounts(added=3))
        assert (old.name, old.alteration, old.rows) == ("old", Alteration.DROPPED, RowCounts(deleted=2))
        assert [row.now for row in pair.rows(new)] == [(1,), (2,), (3,)]
        assert [row.before for row in pair.rows(old)] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("ALTER TABLE t ADD COLUMN c TEXT DEFAULT 5", ColumnChanges(added=("c",))),
        ("ALTER TABLE t DROP COLUMN b", ColumnChanges(removed=("b",))),
        ("ALTER TABLE t RENAME COLUMN b TO c", ColumnChanges(renamed=(("b", "c"),))),
        ("ALTER TABLE t RENAME TO old; CREATE TABLE t (a INTEGER PRIMARY KEY, b INT); INSERT INTO t SELECT * FROM old;"
         " DROP TABLE old", ColumnChanges(altered=("b",))),
    ],
)  # fmt: skip
def test_columns_that_change_are_named_and_rows_that_do_not_are_not_counted(
    statement: str, found: ColumnChanges
) -> None:
    with pair_of("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT); INSERT INTO t VALUES (1, 'x'), (2, 'y')") as pair:
        pair.now.execute(statement)
        for by_pages in (False, True):
            table = pair.only(by_pages=by_pages)
            assert (table.alteration, table.columns, table.rows) == (Alteration.ALTERED, found, RowCounts())
        pair.now.execute("UPDATE t SET a = 3 WHERE a = 2")
        assert pair.only(by_pages=True).rows == RowCounts(added=1, deleted=1)


def test_a_value_that_differs_from_the_default_of_its_new_column_is_an_edit() -> None:
    with pair_of("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)") as pair:
        pair.now.execute("ALTER TABLE t ADD COLUMN b TEXT DEFAULT 5; UPDATE t SET b = 6 WHERE a = 2")
        (row,) = pair.rows(pair.only(by_pages=True))
        assert (row.before, row.now, row.changed) == ((2, "5"), (2, "6"), (1,))


def test_a_table_with_another_kind_of_key_is_rebuilt() -> None:
    with pair_of("CREATE TABLE t (a PRIMARY KEY, b); INSERT INTO t VALUES (1, 1), (2, 2)") as pair:
        pair.now.execute("DROP TABLE t; CREATE TABLE t (a PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO t VALUES (1, 1)")
        table = pair.only()
        assert (table.is_rebuilt, table.rows) == (True, RowCounts(added=1, deleted=2))


def test_indexes_views_triggers_and_settings_are_compared_by_their_text() -> None:
    before = (
        "CREATE TABLE t (a UNIQUE, b); CREATE INDEX i ON t (a); CREATE VIEW v AS SELECT 1; CREATE VIEW w AS SELECT 2;"
    )
    with pair_of(before + "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END") as pair:
        pair.now.execute(
            "DROP INDEX i; CREATE INDEX i ON t (b); DROP VIEW v; CREATE VIEW x AS SELECT 1; PRAGMA user_version = 7;"
            "DROP TRIGGER g; CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 2; END"
        )
        changes = pair.changes()
        assert changes.objects == (
            ObjectChange("index", "i", "t", Alteration.ALTERED),
            ObjectChange("trigger", "g", "t", Alteration.ALTERED),
            ObjectChange("view", "v", "v", Alteration.DROPPED),
            ObjectChange("view", "x", "x", Alteration.CREATED),
        )
        assert changes.settings == (SettingChange("user_version", 0, 7),)
        assert changes.tables == ()


@pytest.mark.parametrize("by_pages", [False, True])
def test_a_virtual_table_changes_when_what_it_keeps_inside_does(by_pages: bool) -> None:
    with pair_of("CREATE VIRTUAL TABLE f USING fts5(x); CREATE VIRTUAL TABLE f_2 USING fts5(x)") as pair:
        pair.now.execute("INSERT INTO f_2 VALUES ('words')")
        table = pair.only(by_pages=by_pages)
        assert (table.name, table.alteration, table.rows) == ("f_2", Alteration.SAME, None)


def test_counters_and_statistics_of_sqlite_are_no_changes() -> None:
    with pair_of("CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, v); CREATE INDEX i ON t (v)") as pair:
        pair.now.execute("INSERT INTO t (v) VALUES (1); ANALYZE; DELETE FROM t")
        assert pair.changes().tables == ()


def test_generated_columns_are_compared_where_they_are_stored() -> None:
    with pair_of("CREATE TABLE t (a, s AS (a * 2) STORED, v AS (a * 3)); INSERT INTO t VALUES (1)") as pair:
        pair.now.execute("UPDATE t SET a = 5")
        (row,) = pair.rows(pair.only())
        assert (row.before, row.now) == ((1, 2), (5, 10))


HOSTILE = (
    "CREATE TABLE t (v); INSERT INTO t VALUES (1);"
    "CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT * FROM n;"
    "CREATE VIEW broken AS SELECT no_such_function(1) FROM no_such_table;"
    "CREATE TRIGGER bomb AFTER UPDATE ON t BEGIN SELECT * FROM endless; END;"
    'CREATE TABLE "a\'); DROP TABLE t;--" ("b""); DROP TABLE t;--" PRIMARY KEY, c) WITHOUT ROWID;'
    "INSERT INTO \"a'); DROP TABLE t;--\" VALUES ('x', 1)"
)


def test_a_hostile_schema_is_read_and_never_run() -> None:
    with pair_of(HOSTILE) as pair:
        pair.now.execute('INSERT INTO t VALUES (2); UPDATE "a\'); DROP TABLE t;--" SET c = 2')
        for connection in (pair.before, pair.now):
            harden(connection)
        assert [table.rows for table in pair.changes().tables] == [RowCounts(edited=1), RowCounts(added=1)]


def test_rows_that_cannot_be_read_for_want_of_a_collation_may_have_changed() -> None:
    with pair_of() as pair:
        pair.now.create_collation("special", lambda one, other: (one > other) - (one < other))
        pair.now.execute("CREATE TABLE t (k TEXT COLLATE special PRIMARY KEY, v) WITHOUT ROWID")
        pair.now.execute("INSERT INTO t VALUES ('a', 1), ('b', 1)")
        pair.checkout()
        for is_changed in (False, True):
            if is_changed:
                pair.now.execute("UPDATE t SET v = 2 WHERE k = 'a'")
            pair.now.close()
            pair.now = apsw.Connection(str(pair.paths[1]))
            assert pair.only().rows is None
            assert len(pair.changes(by_pages=True).tables) == is_changed
            pair.now.create_collation("special", lambda one, other: (one > other) - (one < other))


@pytest.mark.parametrize("seed", range(24))
def test_damage_anywhere_gives_an_answer_or_one_of_our_errors(seed: int) -> None:
    dice = random.Random(seed)
    with pair_of(vacuum=dice.randrange(3)) as pair:
        shapes = made.build(pair.now, dice)
        pair.checkout()
        made.edit(pair.now, dice, shapes, 50)
        pages = pair.changed_pages()
        pair.before.close()
        pair.now.close()
        for path in pair.paths:
            data = bytearray(path.read_bytes())
            for _ in range(dice.choice([1, 5, 50])):
                at = dice.randrange(100, len(data))
                start = dice.choice([at, at // PAGE * PAGE + dice.randrange(12)])
                data[start] = dice.choice([0, 1, 2, 5, 10, 13, 255])
            path.write_bytes(data)
        before, now = (apsw.Connection(str(path)) for path in pair.paths)
        for changed_pages in (None, pages):
            with contextlib.suppress(BaileeError):
                changes = database_changes(before, now, Monitor(), changed_pages=changed_pages)
                write_sql(before, now, changes, lambda _: None, Monitor())
        before.close()
        now.close()


def test_a_schema_that_is_not_text_is_refused() -> None:
    with pair_of("CREATE TABLE t (v)") as pair:
        pair.now.execute("PRAGMA writable_schema=ON; UPDATE sqlite_schema SET name = CAST(x'ff' AS TEXT)")
        with pytest.raises(NotADatabase):
            pair.changes()


def test_a_file_that_is_no_database_is_refused() -> None:
    with pair_of("CREATE TABLE t (v)") as pair:
        pair.paths[1].write_bytes(b"no database at all" * 1000)
        with pytest.raises(NotADatabase):
            database_changes(pair.before, apsw.Connection(str(pair.paths[1])), Monitor())


def test_the_summary_is_fit_for_json_and_holds_no_cells() -> None:
    with pair_of(
        "CREATE TABLE t (a, b); INSERT INTO t VALUES ('secret', 1); CREATE VIRTUAL TABLE f USING fts5(x)"
    ) as pair:
        pair.now.execute(
            "ALTER TABLE t RENAME COLUMN b TO c; UPDATE t SET c = 'secret'; INSERT INTO f VALUES (1);"
            "CREATE INDEX i ON t (a); PRAGMA application_id = 9"
        )
        text = json.dumps(summary(pair.changes()))
        assert "secret" not in text
        assert json.loads(text) == {
            "tables": [
                {
                    "name": "f",
                    "change": "same",
                    "is_rebuilt": False,
                    "rows": None,
                    "columns": {"added": [], "removed": [], "renamed": [], "altered": []},
                },
                {
                    "name": "t",
                    "change": "altered",
                    "is_rebuilt": False,
                    "rows": {"added": 0, "edited": 1, "deleted": 0},
                    "columns": {"added": [], "removed": [], "renamed": [{"before": "b", "now": "c"}], "altered": []},
                },
            ],
            "objects": [{"kind": "index", "name": "i", "table": "t", "change": "created"}],
            "settings": [{"name": "application_id", "before": 0, "now": 9}],
        }
