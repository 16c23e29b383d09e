"""What an SQLCipher file holds and cannot be had exactly is said, table by table."""

from pathlib import Path

import apsw
import pytest

from app.errors import NotADatabase
from tests.app.sources.sqlcipher_files import (
    make_encrypted,
    opened,
    taken,
)
from tests.app.sources.sqlite_files import (
    answers,
    is_sound,
    rewrite,
    words_of,
)

# ----------------------------------------------------------------------------------------- what does not fit


def test_an_index_by_an_order_that_only_the_program_knows_is_left_out_and_said(
    root: Path, destination: apsw.Connection
) -> None:
    with opened(root / "f") as db:
        db.create_collation("german", lambda a, b: (a > b) - (a < b))
        db.execute("CREATE TABLE t (a TEXT COLLATE german, b)")
        db.execute("CREATE TABLE u (a TEXT COLLATE german PRIMARY KEY, b INT)")
        db.execute("INSERT INTO t VALUES ('ä', 1), ('a', 2)")
        db.execute("INSERT INTO u VALUES ('ä', '1'), ('a', 2)")
        db.execute("CREATE INDEX by_name ON t (a)")
        db.execute("CREATE INDEX plain ON t (b)")
    said = taken(root / "f", destination)
    assert said == [
        "table u has lost its types and constraints (sorted in an order of its own)",
        "index by_name was left out (SQLError)",
    ]
    assert answers(destination, "SELECT rowid, * FROM t") == [(1, "ä", 1), (2, "a", 2)]
    assert answers(destination, "SELECT rowid, * FROM u") == [(1, "ä", 1), (2, "a", 2)]
    assert answers(destination, "SELECT name FROM sqlite_schema WHERE type = 'index'") == [("plain",)]
    assert answers(destination, "SELECT sql FROM sqlite_schema WHERE name = 't'") == [
        ("CREATE TABLE t (a TEXT COLLATE german, b)",)
    ]
    assert is_sound(destination)


def test_rows_that_break_their_own_constraints_are_said(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a, b)")
        db.execute("INSERT INTO t VALUES (1, 1), (NULL, 2), (3, 3)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a NOT NULL, b CHECK (b > 100))'")
    assert taken(root / "f", destination) == ["1 rows of table t break its own constraints and were left out"]
    assert answers(destination, "SELECT rowid, * FROM t") == [(1, 1, 1), (3, 3, 3)]


def test_cells_that_a_type_would_change_are_said(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a TEXT)")
        db.execute("INSERT INTO t VALUES ('12')")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t (a INTEGER)'")
    assert taken(root / "f", destination) == ["table t: what arrived is not what was read"]


def test_a_schema_that_sqlite_cannot_read_is_refused(root: Path, destination: apsw.Connection) -> None:
    with opened(root / "f") as db:
        db.execute("CREATE TABLE t (a)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = 'CREATE TABLE t AS SELECT randomblob(9) AS secret'")
    with pytest.raises(NotADatabase) as refused:
        taken(root / "f", destination)
    assert "secret" not in words_of(refused.value)
    assert answers(destination, "SELECT * FROM sqlite_schema") == []


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE t (a); DROP TABLE other",
        "CREATE TABLE t (a); ATTACH 'stolen.db' AS x",
        "CREATE TABLE t (a); CREATE TRIGGER r AFTER INSERT ON other BEGIN DELETE FROM other; END",
        "CREATE TABLE t (a); INSERT INTO other VALUES (5)",
        "CREATE TEMP TABLE t (a)",
    ],
)
def test_the_customers_schema_cannot_make_us_do_anything(
    root: Path, destination: apsw.Connection, sql: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    with opened(root / "f") as db:
        db.execute("CREATE TABLE other (a)")
        db.execute("CREATE TABLE t (a)")
        db.execute("INSERT INTO t VALUES (7)")
        db.execute("PRAGMA writable_schema = ON")
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name = 't'", (sql,))
    said = taken(root / "f", destination)
    assert [line.partition(" (")[0] for line in said] == ["table t has lost its types and constraints"]
    assert answers(destination, "SELECT name FROM sqlite_schema ORDER BY name") == [("other",), ("t",)]
    assert answers(destination, "SELECT * FROM t") == [(7,)]
    assert answers(destination, "SELECT * FROM other") == []
    assert set(tmp_path.iterdir()) == before


def test_a_damaged_page_ends_the_reading_and_every_table_behind_it_is_said(
    root: Path, destination: apsw.Connection
) -> None:
    rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) INSERT INTO"
    make_encrypted(
        root / "f",
        "CREATE TABLE a (x)",
        f"{rows} a SELECT hex(randomblob(200)) FROM n",
        "CREATE TABLE b (x)",
        f"{rows} b SELECT hex(randomblob(200)) FROM n",
        "CREATE TABLE c (x)",
    )
    size_bytes = (root / "f").stat().st_size
    rewrite(root / "f", size_bytes - 3 * 4096 + 100, b"\xa5")
    said = taken(root / "f", destination)
    assert [line.split(" beyond ")[0] for line in said] == ["table b cannot be read", "table c cannot be read"]
    assert answers(destination, "SELECT count(*) FROM a") == [(200,)]
    ((arrived,),) = answers(destination, "SELECT count(*) FROM b")
    assert f"beyond {arrived} rows" in said[0]
    assert isinstance(arrived, int)
    assert 0 < arrived < 200
    assert is_sound(destination)
