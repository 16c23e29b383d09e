"""What may be done is decided by what SQLite finds in a statement."""

import apsw
import pytest

from app.databases.console.authorizer import DROPS, Guard, Rule, spatial_shadows
from app.databases.console.guarded import GuardedConnection
from app.databases.console.looking import Kind, Look
from app.databases.console.results import Result
from app.databases.console.statements import Statement
from app.databases.sealed.hardening import harden
from app.errors import BaileeError, StatementFailed, StatementRefused
from app.progress import Monitor

SCHEMA = """
    CREATE TABLE t(a INTEGER PRIMARY KEY, b);
    INSERT INTO t VALUES (1, 'x'), (2, 'y');
    CREATE TABLE child(a REFERENCES t ON DELETE CASCADE);
    CREATE TABLE log(x);
    CREATE TRIGGER noting AFTER UPDATE ON t BEGIN INSERT INTO log VALUES (new.b); END;
    CREATE VIEW v AS SELECT b FROM t;
    CREATE VIRTUAL TABLE words USING fts5(body);
    CREATE VIRTUAL TABLE old_words USING fts4(body);
    CREATE VIRTUAL TABLE places USING rtree(id, x, y);
    INSERT INTO places VALUES (1, 2, 3);
    INSERT INTO words VALUES ('hello');
    INSERT INTO old_words VALUES ('hello');
"""

READS = [
    "SELECT * FROM t",
    "SELECT * FROM v",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3) SELECT sum(i) FROM n",
    "SELECT * FROM words WHERE words MATCH 'hello'",
    "SELECT snippet(old_words) FROM old_words WHERE body MATCH 'hello'",
    "SELECT * FROM places WHERE x > 1",
    "SELECT rtreecheck('places')",
    "SELECT json_extract('{\"a\":1}', '$.a'), upper('x'), randomblob(2), strftime('%Y')",
    "SELECT name FROM sqlite_schema",
    "SELECT * FROM dbstat",
    "SELECT * FROM pragma_table_info('t')",
    "SELECT * FROM pragma_journal_mode",
    "VALUES (1), (2)",
    "EXPLAIN SELECT 1",
    "EXPLAIN QUERY PLAN SELECT * FROM t",
    "PRAGMA integrity_check",
    "PRAGMA quick_check(5)",
    "PRAGMA table_info(t)",
    "PRAGMA main.index_list('t')",
    "PRAGMA foreign_key_list(child)",
    "PRAGMA TABLE_LIST",
    "PRAGMA user_version",
    "PRAGMA encoding",
    "PRAGMA journal_mode",
    "BEGIN",
    "COMMIT",
    "SAVEPOINT a",
    "ROLLBACK TO a",
    "RELEASE a",
]
WRITES = [
    "INSERT INTO t VALUES (3, 4)",
    "REPLACE INTO t VALUES (1, 4)",
    "UPDATE t SET b = 1 WHERE 0",
    "DELETE FROM t",
    "WITH x AS (SELECT 3 AS a) INSERT INTO t SELECT a, 1 FROM x RETURNING a",
    "WITH x AS (SELECT 1) DELETE FROM t RETURNING *",
    "INSERT INTO t VALUES (1, 2) ON CONFLICT DO UPDATE SET b = 5 RETURNING b",
    "INSERT INTO words(words) VALUES ('rebuild')",
    "DELETE FROM sqlite_stat1 WHERE 0",
    "CREATE TABLE x(a)",
    "CREATE TABLE x AS SELECT * FROM t",
    "CREATE TEMP TABLE x(a)",
    "CREATE TEMP VIEW x AS SELECT 1",
    "CREATE TEMP TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
    "CREATE INDEX x ON t(b)",
    "CREATE VIEW x AS SELECT 1",
    "CREATE TRIGGER x AFTER INSERT ON t BEGIN SELECT 1; END",
    "CREATE VIRTUAL TABLE x USING fts5(a)",
    "DROP TABLE t",
    "DROP VIEW v",
    "DROP TRIGGER noting",
    "DROP TABLE words",
    "ALTER TABLE t RENAME TO u",
    "ALTER TABLE t ADD COLUMN c",
    "ALTER TABLE t DROP COLUMN b",
    "ANALYZE",
    "PRAGMA user_version = 3",
    "PRAGMA application_id(3)",
    "PRAGMA foreign_keys = ON",
]
NEVER = [
    "ATTACH ':memory:' AS x",
    "ATTACH 'file:x?mode=rwc' AS x",
    "ATTACH 'a' || 'b' AS x",
    "DETACH x",
    "VACUUM",
    "/* x */ VACUUM main",
    "VACUUM INTO 'x'",
    "VACUUM INTO (SELECT 'x')",
    "SELECT load_extension('x')",
    "SELECT LOAD_EXTENSION('x', 'y')",
    "SELECT fts3_tokenizer('simple')",
    "SELECT fts3_tokenizer('simple', x'00')",
    "SELECT sqlite_log(1, 'secret')",
    "CREATE VIEW x AS SELECT 1; ATTACH ':memory:' AS y",
    "PRAGMA journal_mode = WAL",
    "PRAGMA main.journal_mode('off')",
    "PRAGMA temp_store = 1",
    "PRAGMA temp_store_directory = '/'",
    "PRAGMA data_store_directory",
    "PRAGMA writable_schema = ON",
    "PRAGMA WRITABLE_SCHEMA(1)",
    "PRAGMA schema_version = 9",
    "PRAGMA trusted_schema = ON",
    "PRAGMA cell_size_check = OFF",
    "PRAGMA mmap_size = 1000000",
    "PRAGMA wal_checkpoint",
    "PRAGMA wal_checkpoint(TRUNCATE)",
    "PRAGMA wal_autocheckpoint = 0",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA query_only = OFF",
    "PRAGMA query_only",
    "PRAGMA key = 'x'",
    "PRAGMA rekey = 'x'",
    "PRAGMA hard_heap_limit = 1",
    "PRAGMA soft_heap_limit",
    "PRAGMA cache_size = 1",
    "PRAGMA page_size = 512",
    "PRAGMA auto_vacuum = 1",
    "PRAGMA incremental_vacuum",
    "PRAGMA optimize",
    "PRAGMA shrink_memory",
    "PRAGMA ignore_check_constraints = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA no_such_thing",
    "EXPLAIN ATTACH ':memory:' AS x",
    "EXPLAIN PRAGMA journal_mode = WAL",
]
JUDGED = """
    -> ->> abs acos acosh asin asinh atan atan2 atanh avg bm25 ceil ceiling changes char coalesce concat
    concat_ws cos cosh count cume_dist current_date current_time current_timestamp date datetime degrees
    dense_rank exp first_value floor format fts3_tokenizer fts5 fts5_get_locale fts5_insttoken fts5_locale
    fts5_source_id geopoly_area geopoly_bbox geopoly_blob geopoly_ccw geopoly_contains_point geopoly_debug
    geopoly_group_bbox geopoly_json geopoly_overlap geopoly_regular geopoly_svg geopoly_within geopoly_xform
    glob group_concat hex highlight if ifnull iif instr json json_array json_array_insert json_array_length
    json_error_position json_extract json_group_array json_group_object json_insert json_object json_patch
    json_pretty json_quote json_remove json_replace json_set json_type json_valid jsonb jsonb_array
    jsonb_array_insert jsonb_extract jsonb_group_array jsonb_group_object jsonb_insert jsonb_object jsonb_patch
    jsonb_remove jsonb_replace jsonb_set julianday lag last_insert_rowid last_value lead length like likelihood
    likely ln load_extension log log10 log2 lower ltrim match matchinfo max median min mod nth_value ntile
    nullif octet_length offsets optimize percent_rank percentile percentile_cont percentile_disc pi pow power
    printf quote radians random randomblob rank replace round row_number rtreecheck rtreedepth rtreenode rtrim
    sign sin sinh snippet sqlite_compileoption_get sqlite_compileoption_used sqlite_log sqlite_source_id
    sqlite_version sqrt strftime string_agg substr substring subtype sum tan tanh time timediff total
    total_changes trim trunc typeof unhex unicode unistr unistr_quote unixepoch unlikely upper zeroblob
"""


def guarded(rule: Rule) -> GuardedConnection:
    connection = apsw.Connection(":memory:")
    harden(connection)
    connection.execute(SCHEMA + "ANALYZE;")
    made = GuardedConnection(connection, b"db")
    made.hold_to(rule)
    return made


def look(rule: Rule, sql: str) -> Look:
    return guarded(rule).look(Statement(sql, 0))


@pytest.mark.parametrize("sql", READS)
def test_a_session_that_reads_may_read(sql: str) -> None:
    looked = look(Rule.READING, sql)
    assert looked.kind in {Kind.READS, Kind.PRAGMA, Kind.CONTROLS_TRANSACTION}
    assert not looked.changes_database


@pytest.mark.parametrize("sql", WRITES)
def test_a_session_that_reads_may_not_write(sql: str) -> None:
    with pytest.raises(StatementRefused, match="read-only"):
        look(Rule.READING, sql)


@pytest.mark.parametrize("sql", WRITES)
def test_a_session_that_writes_may_write(sql: str) -> None:
    looked = look(Rule.WRITING, sql)
    assert looked.changes_database or looked.is_idle_inside


@pytest.mark.parametrize("sql", NEVER)
@pytest.mark.parametrize("rule", Rule)
def test_nobody_reaches_out_of_the_database_or_weakens_the_connection(rule: Rule, sql: str) -> None:
    if sql == "PRAGMA query_only":
        assert look(rule, sql).kind is Kind.PRAGMA  # to ask is harmless, to set is not
        return
    with pytest.raises((StatementRefused, StatementFailed)) as caught:
        look(rule, sql)
    assert isinstance(caught.value, StatementRefused) or "ends" in str(caught.value)


@pytest.mark.parametrize("sql", ["EXPLAIN DELETE FROM t", "EXPLAIN QUERY PLAN UPDATE t SET b = 1"])
def test_even_the_plan_of_a_write_belongs_to_sessions_that_write(sql: str) -> None:
    with pytest.raises(StatementRefused):
        look(Rule.READING, sql)
    looked = look(Rule.WRITING, sql)
    assert looked.kind is Kind.READS
    assert not looked.changes_database


def test_begin_immediate_asks_for_the_right_to_write() -> None:
    with pytest.raises(StatementRefused, match="right to write"):
        look(Rule.READING, "BEGIN IMMEDIATE")
    assert look(Rule.WRITING, "BEGIN IMMEDIATE").kind is Kind.CONTROLS_TRANSACTION


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("sql", ["EXPLAIN EXPLAIN SELECT 1", "SELECT 1 SELECT 2", "SELECT 'x", "SELEC 1"])
def test_what_is_no_sql_fails_with_its_place(rule: Rule, sql: str) -> None:
    with pytest.raises(StatementFailed) as caught:
        look(rule, sql)
    assert caught.value.offset >= 0


@pytest.mark.parametrize("rule", Rule)
def test_two_statements_in_one_are_refused_whatever_they_are(rule: Rule) -> None:
    with pytest.raises(StatementFailed, match="ends"):
        look(rule, "SELECT 1; DELETE FROM t")


def test_direct_writes_to_the_tables_behind_an_index_are_kept_out_twice() -> None:
    for rule in Rule:
        with pytest.raises(BaileeError, match="may not be modified"):
            look(rule, "INSERT INTO places_node VALUES (9, x'00')")
    # Were the first bolt open, and the table no shadow, the compiled statement would still give itself away.
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE places USING rtree(id, x, y)")
    held = GuardedConnection(connection, b"db")
    with pytest.raises(StatementRefused, match="right to write"):
        held.look(Statement("DELETE FROM places_node", 0))
    with pytest.raises(apsw.ReadOnlyError):
        connection.execute("DELETE FROM places_node")
    held.hold_to(Rule.WRITING)
    assert held.look(Statement("DELETE FROM places_node", 0)).changes_database


def test_an_index_function_that_writes_in_a_select_is_for_sessions_that_write() -> None:
    with pytest.raises(StatementRefused, match="optimize"):
        look(Rule.READING, "SELECT optimize(old_words) FROM old_words")
    look(Rule.WRITING, "SELECT optimize(old_words) FROM old_words")


@pytest.mark.parametrize("module", ["csv", "fileio", "zipfile", "sqlite_dbpage", "no_such_module"])
def test_virtual_tables_of_other_kinds_cannot_be_made(module: str) -> None:
    with pytest.raises(StatementRefused, match=f"kind {module}"):
        look(Rule.WRITING, f"CREATE VIRTUAL TABLE x USING {module}(filename='/etc/passwd')")


@pytest.mark.parametrize("rule", Rule)
def test_a_pragma_as_a_table_is_held_to_the_same_rule(rule: Rule) -> None:
    held = guarded(rule)
    for name in ("locking_mode", "secure_delete"):
        statement = Statement(f"SELECT * FROM pragma_{name}", 0)
        assert Result(held, statement, held.look(statement), Monitor()).fetch()
    for name in ("optimize", "soft_heap_limit"):
        statement = Statement(f"SELECT * FROM pragma_{name}", 0)
        with pytest.raises(StatementRefused, match=f"PRAGMA {name} is not allowed"):
            Result(held, statement, held.look(statement), Monitor())


def test_what_triggers_and_foreign_keys_change_is_seen_before_it_happens() -> None:
    updated = look(Rule.WRITING, "UPDATE t SET b = 1")
    assert [(change.table, change.operation.value, change.via) for change in updated.changes] == [
        ("t", "update", ""),
        ("log", "insert", "noting"),
    ]
    held = guarded(Rule.WRITING)
    held.connection.execute("PRAGMA foreign_keys = ON")
    removed = held.look(Statement("DELETE FROM t", 0))
    assert {change.table for change in removed.changes} == {"t", "child"}


def test_a_change_of_rule_reaches_what_was_compiled_before() -> None:
    held = guarded(Rule.WRITING)
    held.connection.execute("DELETE FROM child")
    held.hold_to(Rule.READING)
    with pytest.raises((apsw.AuthError, apsw.ReadOnlyError)):
        held.connection.execute("DELETE FROM child")


def test_a_trigger_is_named_when_it_is_the_one_that_writes() -> None:
    guard = Guard(Rule.READING)
    assert guard(apsw.SQLITE_INSERT, "log", None, "main", "noting") == apsw.SQLITE_DENY
    assert "through noting" in guard.refusal


def test_whatever_sqlite_may_ask_in_the_future_is_refused() -> None:
    for rule in Rule:
        guard = Guard(rule)
        assert guard(9999, "x", "y", "main", None) == apsw.SQLITE_DENY
        assert "9999" in guard.refusal


def test_every_code_sqlite_has_is_decided_one_way_or_the_other() -> None:
    codes = {code for code in apsw.mapping_authorizer_function if isinstance(code, int)} - {apsw.SQLITE_COPY}
    assert codes > DROPS
    for code in codes:
        guard = Guard(Rule.WRITING)
        guard(code, "fts5", "fts5", "main", None)
        assert "not allowed here" not in guard.refusal


def test_every_function_this_sqlite_has_was_looked_at() -> None:
    """What is new in another version of SQLite has to be judged: does it reach out, does it write?"""
    connection = apsw.Connection(":memory:")
    names = {name for (name,) in connection.execute("SELECT DISTINCT name FROM pragma_function_list")}
    assert names <= set(JUDGED.split())


def test_every_virtual_table_this_sqlite_has_was_looked_at() -> None:
    connection = apsw.Connection(":memory:")
    names = {name for (name,) in connection.execute("SELECT name FROM pragma_module_list")}
    assert {name for name in names if not name.startswith("pragma_")} <= {
        "carray",
        "dbstat",
        "fts3",
        "fts3tokenize",
        "fts4",
        "fts4aux",
        "fts5",
        "fts5vocab",
        "geopoly",
        "rtree",
        "rtree_i32",
    }


def test_the_tables_behind_spatial_indexes_are_known_and_no_others() -> None:
    connection = apsw.Connection(":memory:")
    connection.execute(SCHEMA + "CREATE TABLE t_node(a); CREATE TABLE t_parent(a); CREATE TABLE t_rowid(a);")
    assert spatial_shadows(connection) == {"places_node", "places_parent", "places_rowid"}
