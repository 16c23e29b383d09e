"""Databases whose schemas lie or bite, as bytes, by what they do."""

import apsw

from tests.app.databases.sealed import built

_MANY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {most})"
_TWO = (
    "CREATE TABLE t (a, b)",
    "INSERT INTO t VALUES (1, 'x'), (2, 'y')",
    "CREATE TABLE u (a)",
    "CREATE INDEX i ON t (a)",
)


def many(most: int) -> str:
    """Begins a statement that may take the numbers 1 to `most` as `i FROM n`."""
    return _MANY.format(most=most)


def schemed(*statements: str) -> bytes:
    """A database made by these statements, by somebody who may write its schema as he pleases."""

    def work(db: apsw.Connection) -> None:
        db.execute("PRAGMA writable_schema = ON").fetchall()
        for statement in statements:
            db.execute(statement).fetchall()

    return built(work)


def _altered(change: str, name: str = "t") -> bytes:
    """Two tables and an index, with the row of one in the schema changed."""
    return schemed(*_TWO, f"UPDATE sqlite_schema SET {change} WHERE name = '{name}'")


def _rooted(at: str, name: str = "t") -> bytes:
    """The same, with `name` beginning at another page."""
    return _altered(f"rootpage = {at}", name)


def _root_of(name: str) -> str:
    return f"(SELECT rootpage FROM sqlite_schema WHERE name = '{name}')"


def _add(sql: str, *, on: str = "", root: int = 0) -> str:
    """A statement that puts another one, unchecked, into the schema."""
    _, kind, name, *_ = sql.split()
    text = sql.replace("'", "''")
    return f"INSERT INTO sqlite_schema VALUES ('{kind.lower()}', '{name}', '{on or name}', {root}, '{text}')"


def that_run_when_looked_at() -> dict[str, bytes]:
    """Views, triggers, computed columns and checks."""
    return {
        "trigger without end": schemed(
            *_TWO, "CREATE TRIGGER r AFTER INSERT ON t BEGIN INSERT INTO t VALUES (1, 2); END"
        ),
        "view that reaches out": schemed(
            *_TWO,
            _add("CREATE VIEW v AS SELECT load_extension('x') FROM t"),
            _add("CREATE VIEW w AS SELECT fts3_tokenizer('simple', x'00')"),
            _add("CREATE VIEW p AS SELECT * FROM pragma_database_list"),
            _add("CREATE VIEW q AS SELECT writefile('stolen', a), readfile('/etc/passwd') FROM t"),
        ),
        "view without end": schemed(*_TWO, f"CREATE VIEW v AS {many(10**15)} SELECT count(*) FROM n"),
        "view of itself": schemed(
            *_TWO, _add("CREATE VIEW v AS SELECT * FROM w"), _add("CREATE VIEW w AS SELECT * FROM v")
        ),
        "views that multiply": schemed(
            *_TWO,
            "CREATE VIEW v0 AS SELECT * FROM t",
            *(f"CREATE VIEW v{n} AS SELECT x.a, y.b FROM v{n - 1} AS x, v{n - 1} AS y" for n in range(1, 12)),
        ),
        "computed by what reaches out": _altered("sql = 'CREATE TABLE t (a, b, c AS (load_extension(a)))'"),
        "computed by what nobody knows": _altered("sql = 'CREATE TABLE t (a, b, c AS (nobody(a)) STORED)'"),
        "check that takes long": schemed(
            "CREATE TABLE t (a CHECK (length(hex(zeroblob(20000000))) > 0))",
            f"{many(5)} INSERT INTO t SELECT 1 FROM n",
        ),
        "trigger on shadows": schemed(
            "CREATE VIRTUAL TABLE f USING fts5(x)",
            "INSERT INTO f VALUES ('one')",
            _add("CREATE TRIGGER r AFTER UPDATE ON f_data BEGIN DELETE FROM f_content; END", on="f_data"),
        ),
        "computed by what is no text": _altered(
            "sql = CAST('CREATE TABLE t (a, b, c AS (f' || x'ff' || '(a)))' AS TEXT)"
        ),
        "order nobody knows": _altered("sql = 'CREATE TABLE t (a COLLATE klingon, b)'"),
        "index by what nobody knows": schemed(*_TWO, _add("CREATE INDEX j ON t (nobody(b))", on="t", root=3)),
    }


def that_lie() -> dict[str, bytes]:
    """Rows of the schema that are not what they seem."""
    no_text = "CAST(x'ff' AS TEXT)"
    return {
        "root beyond the end": _rooted("4711"),
        "root that is the schema": _rooted("1"),
        "root that is negative": _rooted("-5"),
        "root that is text": _rooted("'abc'"),
        "root of another table": _rooted(_root_of("u")),
        "root of an index": _rooted(_root_of("i")),
        "index that is a table": _rooted(_root_of("t"), "i"),
        "same table twice": schemed(*_TWO, _add("CREATE TABLE t (z)", root=3)),
        "name that lies": _altered("name = 'other', tbl_name = 'other'"),
        "kind that lies": _altered("type = 'view'"),
        "schema of blobs": schemed(
            *_TWO, "UPDATE sqlite_schema SET type = x'00', name = x'ff', tbl_name = 7, sql = x'00'"
        ),
        "more than one statement": _altered("sql = sql || '; DROP TABLE u; ATTACH ''stolen'' AS s'"),
        "statement of another kind": _altered("sql = 'DROP TABLE u'"),
        "no statement": _altered("sql = 'CREATE TABLE t (a, '"),
        "table from a query": _altered("sql = 'CREATE TABLE t AS SELECT randomblob(9) AS a'"),
        "name with a NUL": _altered("name = 't' || char(0) || 'x'"),
        "names that are no text": schemed(
            *_TWO,
            "DELETE FROM sqlite_schema WHERE name = 'i'",
            f"UPDATE sqlite_schema SET name = {no_text}, tbl_name = {no_text}, "
            "sql = CAST('CREATE TABLE ' || x'ff' || ' (a)' AS TEXT) WHERE name = 't'",
        ),
        "names full of SQL": schemed(
            'CREATE TABLE "x""; DROP TABLE y; --" ("a""); DELETE FROM y; --", "\'")',
            'INSERT INTO "x""; DROP TABLE y; --" VALUES (1, 2)',
            "CREATE TABLE y (a)",
            "INSERT INTO y VALUES (1)",
        ),
        "module nobody knows": schemed(
            *_TWO, _add("CREATE TABLE m USING nobody(a)").replace("CREATE TABLE", "CREATE VIRTUAL TABLE")
        ),
        "reserved tables of noise": schemed(
            "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT)",
            "CREATE INDEX i ON t (a)",
            "INSERT INTO t VALUES (1)",
            "ANALYZE",
            "INSERT INTO sqlite_stat1 VALUES ('t', 'i', '99999999999999999999 -1 x'), (zeroblob(9), 7, zeroblob(99))",
            "INSERT INTO sqlite_stat4 VALUES ('t', 'i', '9 9', '9', '9', x'ffffffffffffffffff')",
            "UPDATE sqlite_sequence SET seq = 'no number'",
        ),
    }


def whose_modules_are_fed_noise() -> dict[str, bytes]:
    """Full text indexes and boxes whose own tables do not fit."""
    full_text = ("CREATE VIRTUAL TABLE f USING fts5(x)", f"{many(50)} INSERT INTO f SELECT 'word ' || hex(i) FROM n")
    without = {
        f"full text without {part}": schemed(*full_text, f"DROP TABLE f_{part}")
        for part in ("data", "idx", "content", "docsize", "config")
    }
    return without | {
        "full text of noise": schemed(
            *full_text,
            "UPDATE f_data SET block = zeroblob(40) WHERE id > 10",
            "UPDATE f_data SET block = x'ffffffffffffffffffff' WHERE id = 10",
        ),
        "full text of another version": schemed(*full_text, "UPDATE f_config SET v = 99"),
        "older full text of noise": schemed(
            "CREATE VIRTUAL TABLE f USING fts4(x)",
            "INSERT INTO f VALUES ('one')",
            "UPDATE f_segdir SET root = x'00ffffffffffffffffff', start_block = 1, end_block = 'x 99'",
            "UPDATE f_stat SET value = zeroblob(3)",
        ),
        "boxes of noise": schemed(
            "CREATE VIRTUAL TABLE b USING rtree(id, x, y)",
            "INSERT INTO b VALUES (1, 0, 1)",
            "UPDATE b_node SET data = x'7fffffff'",
        ),
    }
