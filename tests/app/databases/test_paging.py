"""Tables page by page: every row once, in the order of the key, whatever the key is."""

import threading
from collections.abc import Iterator

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.databases.console.cells import PAGE_BYTES, Row
from app.databases.console.estimates import EstimateSource
from app.databases.console.guarded import GuardedConnection
from app.databases.console.keys import TableKind, key_of
from app.databases.console.listing import columns_of, list_tables, schema_of, with_origin
from app.databases.console.paging import Key, TablePages
from app.databases.schema.server_origin import Origin, OriginColumn, OriginTable
from app.databases.sealed.hardening import harden
from app.errors import Cancelled, FilterRefused, StatementFailed, TableRefused, TableUnknown
from app.progress import Monitor
from tests.app.databases.consoles import PATH, bench
from tests.app.databases.sealed import built, sealed

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {})"


def connected(schema: str) -> apsw.Connection:
    """As a console has it: hardened, and held to reading."""
    connection = apsw.Connection(":memory:")
    harden(connection)
    connection.execute(schema)
    GuardedConnection(connection, PATH)
    return connection


def pages(connection: apsw.Connection, table: str = "t") -> TablePages:
    return TablePages(connection, PATH, table)


def all_rows(paged: TablePages, size: int = 7, *, is_descending: bool = False, where: str = "") -> Iterator[Row]:
    """Every row, page after page."""
    after: Key | None = None
    while True:
        page = paged.page(after, size=size, is_descending=is_descending, where=where)
        assert len(page.rows) == len(page.keys)
        yield from page.rows
        if page.is_last:
            return
        assert page.rows
        after = page.keys[-1]


KEYED = {
    "rowid": "CREATE TABLE t(a, b)",
    "integer key": "CREATE TABLE t(a INTEGER PRIMARY KEY, b)",
    "descending integer key": "CREATE TABLE t(a INTEGER PRIMARY KEY DESC, b)",
    "nullable key": "CREATE TABLE t(a, b, PRIMARY KEY(b, a))",
    "hidden rowid": "CREATE TABLE t(rowid, _rowid_ TEXT, a, b)",
    "hidden rowid with a key": "CREATE TABLE t(rowid TEXT, _rowid_ TEXT, a INTEGER PRIMARY KEY, oid, b)",
    "without rowid": "CREATE TABLE t(a, b, PRIMARY KEY(a)) WITHOUT ROWID",
    "composite": "CREATE TABLE t(a, b, PRIMARY KEY(b, a)) WITHOUT ROWID",
    "mixed directions": "CREATE TABLE t(a, b, PRIMARY KEY(b DESC, a ASC)) WITHOUT ROWID",
    "column called rowid": "CREATE TABLE t(a, b, rowid, PRIMARY KEY(a DESC)) WITHOUT ROWID",
    "collation of the column": "CREATE TABLE t(a, b TEXT COLLATE NOCASE, PRIMARY KEY(b, a)) WITHOUT ROWID",
    "collation of the key": "CREATE TABLE t(a, b TEXT, PRIMARY KEY(b COLLATE NOCASE, a)) WITHOUT ROWID",
    "collation taken back": "CREATE TABLE t(a, b TEXT COLLATE NOCASE, PRIMARY KEY(b COLLATE BINARY, a)) WITHOUT ROWID",
    "strict": "CREATE TABLE t(a ANY, b ANY, PRIMARY KEY(b, a)) STRICT, WITHOUT ROWID",
}
VALUES = st.one_of(
    st.integers(-3, 3),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.text(alphabet="aAbB\u00e9\u0000'\"", max_size=3),
    st.binary(max_size=3),
    st.sampled_from([b"\xff", b"\x00"]),
)


@pytest.mark.parametrize("schema", KEYED.values(), ids=KEYED.keys())
@given(
    values=st.lists(st.tuples(VALUES, VALUES), max_size=40),
    damaged=st.lists(st.sampled_from(["ff", "fffe", "41ff", "c3"]), max_size=4),
    size=st.integers(1, 9),
    encoding=st.sampled_from(["UTF-8", "UTF-16le", "UTF-16be"]),
)
def test_every_row_comes_once_in_either_direction(
    schema: str, values: list[tuple[object, object]], damaged: list[str], size: int, encoding: str
) -> None:
    connection = apsw.Connection(":memory:")
    connection.execute(f"PRAGMA encoding = '{encoding}'; {schema}")
    if "INTEGER PRIMARY KEY" in schema and "DESC" not in schema:
        values = [(number, second) for number, (_, second) in enumerate(values)]
    for pair in values:
        connection.execute("INSERT OR IGNORE INTO t(a, b) VALUES (?, ?)", pair)
    for number, data in enumerate(damaged):
        text = data if encoding == "UTF-8" else "00d8" + data if encoding == "UTF-16le" else "d800" + data
        text += "00" * (encoding != "UTF-8" and len(text) % 4 != 0)
        connection.execute(f"INSERT OR IGNORE INTO t(a, b) VALUES ({1000 + number}, CAST(x'{text}' AS TEXT))")
    paged = pages(connection)
    up = list(all_rows(paged, size))
    assert len(up) == connection.execute("SELECT count(*) FROM t").get
    assert list(all_rows(paged, size + 1, is_descending=True)) == up[::-1]


@pytest.mark.parametrize("schema", KEYED.values(), ids=KEYED.keys())
def test_a_page_is_found_without_reading_what_is_before_it(schema: str) -> None:
    connection = connected(f"{schema}; INSERT INTO t(a, b) {NUMBERS.format(2000)} SELECT i, i % 7 FROM n")
    paged = pages(connection)
    page = paged.page(size=900)
    steps = [0]

    def counted() -> bool:
        steps[0] += 1
        return False

    taken = []
    for after in (None, page.keys[-1]):
        values: list[object] = []
        before, behind = paged._sql(after, values, is_descending=False, where="")  # type: ignore[arg-type]
        plan = connection.execute(f"EXPLAIN QUERY PLAN {before} 1 {behind}", (*values, 10)).fetchall()
        taken.append(" ".join(str(row[3]) for row in plan))
    assert "TEMP B-TREE" not in " ".join(taken)
    assert "SEARCH" in taken[1]


def test_a_condition_keeps_only_the_rows_it_is_true_for() -> None:
    connection = connected(f"CREATE TABLE t(a, b); INSERT INTO t {NUMBERS.format(100)} SELECT i, 'x' || i FROM n")
    paged = pages(connection)
    assert [row[0] for row in all_rows(paged, 3, where="a % 10 = 0 OR b = 'x1' -- or more")] == [1, *range(10, 101, 10)]
    assert list(all_rows(paged, where="0")) == []


@pytest.mark.parametrize(
    "where",
    [
        "1) OR (1",
        "1; DELETE FROM t",
        "nope = 1",
        "a = ?",
        "a = :x",
        "1 ORDER BY 1",
        "",
        " ",
        "load_extension('x')",
        "1) UNION SELECT 1, 2 --",
        "a = 'x",
        "\0",
        "\ud800",
        "json(b)",
    ],
)
def test_what_is_no_condition_is_refused(where: str) -> None:
    connection = connected("CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 'not json')")
    if not where:
        assert len(pages(connection).page(where=where).rows) == 1
        return
    with pytest.raises(FilterRefused) as caught:
        pages(connection).page(where=where)
    assert caught.value.table == "t"
    assert "not json" not in str(caught.value)


def test_a_page_of_long_rows_ends_early_but_never_before_its_first() -> None:
    connection = connected(
        f"CREATE TABLE t(a); INSERT INTO t {NUMBERS.format(9)} SELECT zeroblob({PAGE_BYTES // 2}) FROM n"
    )
    page = pages(connection).page()
    assert len(page.rows) == 2
    assert not page.is_last
    huge = connected(f"CREATE TABLE t(a); INSERT INTO t VALUES (zeroblob({PAGE_BYTES * 2})), (1)")
    assert len(pages(huge).page().rows) == 1
    assert len(list(all_rows(pages(huge)))) == 2


def test_generated_columns_are_shown_and_hidden_ones_are_not() -> None:
    connection = connected(
        "CREATE TABLE t(a, b AS (a * 2), c AS (a * 3) STORED); INSERT INTO t VALUES (1);"
        "CREATE VIRTUAL TABLE words USING fts5(body); INSERT INTO words VALUES ('x'), ('y');"
    )
    assert pages(connection).page().rows == ((1, 2, 3),)
    assert pages(connection, "words").columns == ("body",)
    assert list(all_rows(pages(connection, "words"), 1)) == [("x",), ("y",)]


def test_a_column_that_cannot_be_computed_is_a_failure_that_repeats_no_value() -> None:
    connection = connected(
        "CREATE TABLE t(a); INSERT INTO t VALUES ('secret'); ALTER TABLE t ADD COLUMN c AS (json_extract('{}', a))"
    )
    with pytest.raises(StatementFailed) as caught:
        pages(connection).page()
    assert caught.value.said
    assert "secret" not in str(caught.value) + repr(caught.value)


@pytest.mark.parametrize(
    "name", ["x'); DROP TABLE t; --", 'a"b', "[x]", "\u2620 \U0001f4a3", "two\nlines", "", "select"]
)
def test_names_are_only_names(name: str) -> None:
    quoted = '"' + name.replace('"', '""') + '"'
    connection = connected(
        f"CREATE TABLE {quoted}({quoted} TEXT, x, PRIMARY KEY({quoted})) WITHOUT ROWID;"
        f"INSERT INTO {quoted} VALUES ('b', 1), ('a', 2), ('c', 3)"
    )
    paged = pages(connection, name)
    assert paged.columns == (name, "x")
    assert [row[1] for row in all_rows(paged, 1)] == [2, 1, 3]
    assert [(table.name, table.columns[0].name) for table in list_tables(connection, PATH)] == [(name, name)]


def test_tables_without_a_key_and_missing_ones_are_refused() -> None:
    connection = connected("CREATE TABLE t(a); CREATE VIEW v AS SELECT a FROM t; CREATE TABLE n(rowid, _rowid_, oid)")
    assert key_of(connection, "T") == key_of(connection, "t")
    for table in ("v", "n"):
        with pytest.raises(TableRefused, match="no key"):
            pages(connection, table)
    with pytest.raises(TableUnknown):
        pages(connection, "missing")


def test_a_key_of_another_table_is_a_bug() -> None:
    with pytest.raises(ValueError, match="1 parts"):
        pages(connected("CREATE TABLE t(a)")).page((1, 2))


def test_a_condition_that_finds_nothing_can_be_stopped() -> None:
    connection = connected(f"CREATE TABLE t(a); INSERT INTO t {NUMBERS.format(300)} SELECT i FROM n")
    monitor = Monitor()
    timer = threading.Timer(0.1, monitor.cancel)
    timer.start()
    endless = f"a = ({NUMBERS.format(10**12)} SELECT max(i) FROM n)"
    with pytest.raises(Cancelled):
        pages(connection).page(where=endless, monitor=monitor)
    timer.join()


def test_paging_works_on_a_database_in_a_copy_while_another_writes() -> None:
    with bench(
        f"CREATE TABLE t(a INTEGER PRIMARY KEY, b); INSERT INTO t {NUMBERS.format(500)} SELECT i, i FROM n"
    ) as begun:
        reader = begun.databases.connect(PATH, writable=False)
        paged = pages(reader)
        first = paged.page(size=100)
        begun.write("DELETE FROM t WHERE a <= 100; INSERT INTO t VALUES (1000, 1)")
        rest = paged.page(first.keys[-1], size=1000)
        assert [row[0] for row in rest.rows] == [*range(101, 501), 1000]
        reader.close()


# what is in a database


def test_tables_are_listed_with_their_columns_and_without_being_counted() -> None:
    connection = connected(
        "CREATE TABLE b(id INTEGER PRIMARY KEY AUTOINCREMENT, name VARCHAR(9) NOT NULL DEFAULT 'x', twice AS (id * 2));"
        f"INSERT INTO b(id) {NUMBERS.format(50)} SELECT i * 2 FROM n;"
        "CREATE TABLE A(x, y, PRIMARY KEY(y, x)) WITHOUT ROWID; CREATE VIEW v AS SELECT * FROM b;"
        "CREATE VIRTUAL TABLE words USING fts5(body); CREATE TABLE words_mine(a);"
        "CREATE TABLE _bailee_table(a); CREATE INDEX i ON b(name);"
    )
    found = {table.name: table for table in list_tables(connection, PATH)}
    assert [name for name in found if not found[name].is_internal] == ["A", "b", "v", "words", "words_mine"]
    assert {name for name in found if found[name].kind is TableKind.SHADOW} == {
        f"words_{part}" for part in ("config", "content", "data", "docsize", "idx")
    }
    assert found["b"].estimate is not None
    assert (found["b"].estimate.rows, found["b"].estimate.source) == (99, EstimateSource.ROWIDS)
    assert found["A"].estimate is None
    assert not found["A"].has_rowid
    assert [(column.name, column.declared, column.key_position) for column in found["b"].columns] == [
        ("id", "INTEGER", 1),
        ("name", "VARCHAR(9)", 0),
        ("twice", "", 0),
    ]
    assert found["b"].columns[1].is_required
    assert found["b"].columns[1].default == "'x'"
    assert found["b"].columns[2].is_generated
    assert [column.key_position for column in found["A"].columns] == [2, 1]
    assert found["v"].columns == ()
    assert [column.name for column in columns_of(connection, PATH, "v")] == ["id", "name", "twice"]
    assert found["words"].columns[-1].is_hidden
    entries = schema_of(connection, PATH)
    assert ("index", "i", "b", "CREATE INDEX i ON b(name)") in [
        (entry.kind, entry.name, entry.table, entry.sql) for entry in entries
    ]
    assert any(not entry.sql for entry in schema_of(connected("CREATE TABLE t(a UNIQUE)"), PATH))


def test_types_of_the_server_are_shown_where_they_are_known() -> None:
    connection = connected("CREATE TABLE t(a INTEGER, b TEXT); CREATE TABLE u(a)")
    origin = Origin("postgresql", {"t": OriginTable("public", "t", {"b": OriginColumn("B", "numeric(10,2)", False)})})
    t, u = with_origin(list_tables(connection, PATH), origin)
    assert [(column.declared, column.original) for column in t.columns] == [("INTEGER", ""), ("TEXT", "numeric(10,2)")]
    assert u.columns[0].original == ""


def test_estimates_prefer_statistics_and_distrust_them() -> None:
    connection = connected(
        f"CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO t {NUMBERS.format(30)} SELECT i, i FROM n;"
        "CREATE TABLE empty(a); CREATE TABLE wide(a INTEGER PRIMARY KEY);"
        f"INSERT INTO wide VALUES ({-(2**63)}), ({2**63 - 1}); ANALYZE;"
        "INSERT INTO sqlite_stat1 VALUES ('empty', NULL, 'many'), ('wide', NULL, '99999999999999999999999 1')"
    )
    found = {table.name: table.estimate for table in list_tables(connection, PATH)}
    assert found["t"] is not None
    assert (found["t"].rows, found["t"].source) == (30, EstimateSource.STATISTICS)
    assert found["empty"] is not None
    assert found["empty"].rows == 0
    assert found["wide"] is not None
    assert found["wide"].rows in {2, 2**64}


def test_one_broken_table_does_not_hide_the_others() -> None:
    connection = connected("CREATE TABLE t(a); CREATE VIEW v AS SELECT * FROM gone")
    connection.authorizer = None
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
    connection.pragma("query_only", 0)
    connection.execute("PRAGMA writable_schema = ON")
    view = b'CREATE VIEW "\xff" AS SELECT 1'
    connection.execute(
        "INSERT INTO sqlite_schema VALUES"
        " ('table', 'odd', 'odd', 0, 'CREATE VIRTUAL TABLE odd USING evil(1)'),"
        " ('view', CAST(x'ff' AS TEXT), CAST(x'ff' AS TEXT), 0,"
        f" CAST(x'{view.hex()}' AS TEXT))"
    )
    data = connection.serialize("main")
    with sealed({PATH: data}) as (_, databases):
        opened = databases.connect(PATH, writable=False)
        try:
            found = {table.name: table for table in list_tables(opened, PATH)}
            assert "evil" in found["odd"].problem
            assert found["t"].problem == ""
            assert "\udcff" in found
            with pytest.raises(StatementFailed, match="gone"):
                columns_of(opened, PATH, "v")
        finally:
            opened.close()


def test_a_pile_of_views_does_not_slow_down_the_list() -> None:
    """To find the columns of the topmost view SQLite would work through 65,000 others, which takes seconds."""
    views = "".join(f"CREATE VIEW v{n} AS SELECT a.x FROM v{n - 1} a, v{n - 1} b;" for n in range(1, 17))
    data = built(lambda plain: plain.execute("CREATE TABLE t(a); CREATE VIEW v0 AS SELECT 1 AS x FROM t;" + views))
    with sealed({PATH: data}) as (_, databases):
        opened = databases.connect(PATH, writable=False)
        steps = [0]

        def watched(*_: object) -> int:
            steps[0] += 1
            return apsw.SQLITE_OK

        opened.authorizer = watched
        assert len(list_tables(opened, PATH)) == 18
        assert steps[0] < 2000
        opened.close()
