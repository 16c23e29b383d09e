"""What SQLite, apsw and Python complain about comes out as one of Bailee's errors, and bugs as what they are."""

from pathlib import Path

import apsw
import pytest

from app.databases.console.complaints import complaint
from app.databases.console.console import Console
from app.databases.console.guarded import GuardedConnection
from app.databases.console.history import History
from app.databases.console.listing import columns_of, list_tables, schema_of
from app.databases.console.paging import TablePages
from app.databases.sealed.hardening import harden
from app.errors import DiskFull, NotADatabase, StatementFailed, StatementRefused
from app.progress import Monitor
from tests.app.copies.making import quick_folder
from tests.app.databases.consoles import PATH, bench

ODD_NAME = b'CREATE TABLE t(a, "\xff"); CREATE TRIGGER "\xfe" AFTER DELETE ON t BEGIN SELECT 1; END'


def with_odd_names() -> apsw.Connection:
    """A schema with names that are no text, as only a forged file has them."""
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE t(a, b); INSERT INTO t VALUES (1, 2); PRAGMA writable_schema = ON")
    table, trigger = ODD_NAME.split(b"; ", 1)
    connection.execute(f"UPDATE sqlite_schema SET sql = CAST(x'{table.hex()}' AS TEXT)")
    connection.execute(
        f"INSERT INTO sqlite_schema VALUES ('trigger', CAST(x'fe' AS TEXT), 't', 0, CAST(x'{trigger.hex()}' AS TEXT))"
    )
    connection.execute("PRAGMA writable_schema = RESET")
    harden(connection)
    return connection


def garbage(folder: Path) -> apsw.Connection:
    (folder / "garbage").write_bytes(b"SQLite format 3\0" + b"\xa5" * 5000)
    return apsw.Connection(str(folder / "garbage"))


def test_the_failure_of_the_copy_comes_through_as_it_is() -> None:
    failure = DiskFull(path="x")
    assert complaint(failure, "", PATH) is failure


def test_bugs_are_not_taken_for_failures() -> None:
    with pytest.raises(apsw.CursorClosedError):
        complaint(apsw.CursorClosedError("closed"), "", PATH)
    with pytest.raises(UnicodeTranslateError):
        complaint(UnicodeTranslateError("x", 0, 1, "odd"), "", PATH)


def test_a_lack_of_memory_is_said() -> None:
    with pytest.raises(StatementFailed, match="memory"):
        raise complaint(MemoryError(), "", PATH)


def test_a_database_open_for_reading_refuses_what_writes() -> None:
    found = complaint(apsw.ReadOnlyError("attempt to write a readonly database"), "", PATH)
    assert isinstance(found, StatementRefused)


def test_names_that_are_no_text_are_failures() -> None:
    with Console(with_odd_names(), PATH) as console:
        with pytest.raises(StatementFailed, match="not text"):
            list(console.run("SELECT * FROM t", Monitor()))
        with pytest.raises(StatementFailed, match="not text"):
            console.examine("DELETE FROM t", Monitor())
        assert [result.fetch() for result in console.run("SELECT a FROM t", Monitor())] == [[(1,)]]


def test_names_that_are_no_text_are_listed_all_the_same() -> None:
    connection = with_odd_names()
    GuardedConnection(connection, PATH)
    (table,) = list_tables(connection, PATH)
    assert [column.name for column in table.columns] == ["a", "\udcff"]
    assert [entry.name for entry in schema_of(connection, PATH)] == ["t", "\udcfe"]
    with pytest.raises(StatementFailed, match="not text"):
        TablePages(connection, PATH, "t").page()
    with pytest.raises(StatementFailed, match="not text"):
        columns_of(connection, PATH, "\udcff")


def test_what_is_no_database_is_said_wherever_it_is_met() -> None:
    with quick_folder() as folder:
        connection = garbage(folder)
        for work in (
            lambda: Console(connection, PATH),
            lambda: list_tables(connection, PATH),
            lambda: schema_of(connection, PATH),
            lambda: columns_of(connection, PATH, "t"),
            lambda: TablePages(connection, PATH, "t"),
            lambda: History(garbage(folder)).latest(),
        ):
            with pytest.raises(NotADatabase):
                work()
        assert connection.authorizer is not None
        connection.close()


@pytest.mark.parametrize(
    "script",
    [
        'SELECT a FROM t AS "x", "bailee exact rows"',
        "SELECT " + ", ".join(f"{number}" for number in range(1000)) + ", a FROM t",
    ],
)
def test_rows_that_cannot_be_asked_for_again_are_named(script: str) -> None:
    schema = (
        "CREATE TABLE t(a DEFAULT 'x'); INSERT INTO t VALUES (1), (CAST(x'ff' AS TEXT)), (3);"
        'CREATE TABLE "bailee exact rows"(z); INSERT INTO "bailee exact rows" VALUES (1);'
    )
    with bench(schema) as begun:
        (result,) = begun.console.run(script, Monitor())
        page = result.fetch()
        assert [row[-1] for row in page] == [1, None, 3]
        assert result.unreadable == [1]
        assert result.rows == 3
