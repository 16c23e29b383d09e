"""Dumps and database files come into a copy whole, or nothing of them does."""

import codecs
import itertools
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.copies.changes import ChangeKind
from app.crypto.secret import Secret
from app.databases.dumps.dump_text import dump_statements
from app.errors import (
    BaileeError,
    Cancelled,
    DumpRefused,
    LoginFailed,
    PathExists,
    SourceInsideHome,
    SourceMissing,
    SourceRefused,
)
from app.operations.import_dump import Imported, import_dump
from app.operations.list_files import list_files
from app.operations.show_changes import show_changes
from app.progress import Monitor
from app.unlocked.opened_database import opened_database
from app.unlocked.vault import Unlocked
from tests.app.world import World, files_below

SHOP = """
CREATE TABLE customer(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, photo BLOB, weight REAL);
INSERT INTO customer VALUES (1, 'Ada; said "no"', x'00ff', 1.5), (7, 'two
lines; -- and a sign', NULL, NULL);
CREATE TABLE said(what);
CREATE INDEX by_name ON customer(name);
CREATE VIEW light AS SELECT * FROM customer WHERE weight < 2;
CREATE TRIGGER tells AFTER INSERT ON customer BEGIN INSERT INTO said VALUES (new.id); SELECT 1; END;
"""


def nobody(location: str) -> Secret:
    raise AssertionError(location)


def bring(vault: Unlocked, file: Path, name: bytes = b"", monitor: Monitor | None = None) -> Imported:
    return import_dump(vault, "T-1", str(file), monitor or Monitor(), ask=nobody, name=name)[1]


def rows(vault: Unlocked, path: bytes, sql: str) -> list[tuple[object, ...]]:
    with opened_database(vault, vault.pick_copy("T-1", None), path, writable=False) as opened:
        return list(opened.connection.execute(sql))


def names(vault: Unlocked) -> list[bytes]:
    return [found.name for found in list_files(vault, "T-1", b"").names]


def dumped(folder: Path) -> Path:
    """What SQLite's own dump writes."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(SHOP)
    path = folder / "shop.sql"
    path.write_text("PRAGMA foreign_keys=OFF;\n" + "\n".join(connection.iterdump()) + "\n", encoding="utf-8")
    connection.close()
    return path


@pytest.fixture
def held(world: World, vault: Unlocked) -> Unlocked:
    """T-1 holds a copy with files alone."""
    world.check_out(vault)
    return vault


def refused(vault: Unlocked, folder: Path, text: str | bytes, kind: type[BaileeError] = DumpRefused) -> BaileeError:
    """What is said of a dump, after which nothing of it is left."""
    path = folder / "dump.sql"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = names(vault), vault.pick_copy("T-1", None).generation
    with pytest.raises(kind) as caught:
        bring(vault, path)
    assert (names(vault), vault.pick_copy("T-1", None).generation) == before
    return caught.value


def test_what_sqlite_dumps_arrives_as_it_was(held: Unlocked, tmp_path: Path) -> None:
    done = bring(held, dumped(tmp_path))
    assert done.path == b"shop.sqlite"
    assert done.run is not None
    assert (
        done.size_bytes
        == rows(held, done.path, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")[0][0]
    )
    assert rows(held, done.path, "SELECT * FROM customer ORDER BY id") == [
        (1, 'Ada; said "no"', b"\0\xff", 1.5),
        (7, "two\nlines; -- and a sign", None, None),
    ]
    assert rows(held, done.path, "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1") == [
        ("by_name",), ("customer",), ("light",), ("said",), ("tells",)
    ]  # fmt: skip
    assert rows(held, done.path, "SELECT count(*) FROM said") == [(0,)]
    assert rows(held, done.path, "SELECT seq FROM sqlite_sequence") == [(7,)]
    changes = show_changes(held, "T-1", Monitor())[1].files
    assert [(change.path, change.kind) for change in changes] == [(b"shop.sqlite", ChangeKind.ADDED)]


def test_nothing_clear_is_written_anywhere(world: World, held: Unlocked, tmp_path: Path) -> None:
    marker = "marmaduke-the-secret-customer"
    dump = tmp_path / "secret.sql"
    lines = (f"INSERT INTO t VALUES ({number}, '{marker} {number}');" for number in range(3000))
    dump.write_text("CREATE TABLE t(a INTEGER PRIMARY KEY, b UNIQUE);\n" + "\n".join(lines))
    seen: list[str] = []

    def look(_: object) -> None:
        seen.extend(path for path, data in files_below(world.home.path).items() if marker.encode() in data)

    bring(held, dump, monitor=Monitor(look))
    look(None)
    assert seen == []
    assert rows(held, b"secret.sqlite", "SELECT count(*) FROM t") == [(3000,)]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_the_encodings_that_shells_write_are_read(held: Unlocked, tmp_path: Path, mark: bytes, encoding: str) -> None:
    path = tmp_path / "ä.txt"
    path.write_bytes(mark + "CREATE TABLE t(a);\r\nINSERT INTO t VALUES ('Größe €');".encode(encoding))
    done = bring(held, path)
    assert done.path == "ä.sqlite".encode()
    assert rows(held, done.path, "SELECT a FROM t") == [("Größe €",)]


def test_a_name_that_is_taken_gets_a_number_and_a_wish_is_kept_to(held: Unlocked, tmp_path: Path) -> None:
    dump = dumped(tmp_path)
    assert [bring(held, dump).path for _ in range(2)] == [b"shop.sqlite", b"shop (2).sqlite"]
    assert bring(held, dump, b"deep/other.db").path == b"deep/other.db"
    with pytest.raises(PathExists):
        bring(held, dump, b"deep/other.db")
    with pytest.raises(SourceMissing):
        bring(held, tmp_path / "none.sql")
    with pytest.raises(SourceRefused):
        bring(held, tmp_path)
    with pytest.raises(SourceInsideHome):
        bring(held, held.home.path / "HEAD")


def test_a_database_file_is_taken_as_it_is_with_its_log(held: Unlocked, tmp_path: Path) -> None:
    path = tmp_path / "live.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t(a)")
    connection.execute("INSERT INTO t VALUES (1)")
    connection.commit()
    done = bring(held, path)
    connection.close()
    assert (done.path, done.run) == (b"live.db", None)
    assert rows(held, b"live.db", "SELECT a FROM t") == [(1,)]


def encrypted(path: Path) -> Path:
    with closing(sqlcipher.connect(str(path))) as connection:
        connection.executescript("PRAGMA key = 'right'; CREATE TABLE t(a); INSERT INTO t VALUES ('inside')")
    return path


def test_an_encrypted_database_is_opened_with_its_key(held: Unlocked, tmp_path: Path) -> None:
    path = encrypted(tmp_path / "cipher.db")

    def give(key: bytes) -> Callable[[str], Secret]:
        return lambda location: Secret(key) if location == str(path) else nobody(location)

    before = names(held)
    for key, error in ((b"wrong", LoginFailed), (b"", DumpRefused)):
        with pytest.raises(error):
            import_dump(held, "T-1", str(path), Monitor(), ask=give(key))
        assert names(held) == before
    done = import_dump(held, "T-1", str(path), Monitor(), ask=give(b"right"))[1]
    assert rows(held, done.path, "SELECT a FROM t") == [("inside",)]


@pytest.mark.parametrize(
    ("statement", "reason"),
    [
        ("ATTACH '/tmp/x' AS x;", "ATTACH"),
        ("SELECT load_extension('x');", "load_extension"),
        ("SELECT writefile('x', 'y');", "writefile|does not accept"),
        ("PRAGMA journal_mode=WAL;", "journal_mode"),
        ("PRAGMA writable_schema=ON;", "writable_schema"),
        ("PRAGMA temp_store_directory='/tmp';", "temp_store_directory"),
        ("VACUUM INTO '/tmp/x';", "VACUUM"),
        ("VACUUM;", "VACUUM"),
        ("CREATE VIRTUAL TABLE v USING csv(filename='/etc/passwd');", "csv"),
        ("ROLLBACK; -- due to errors", "not whole"),
        ("INSERT INTO t VALUES (1); INSERT INTO t VALUES (1);", "UNIQUE"),
    ],
)
def test_what_reaches_out_or_does_not_run_is_refused_with_its_line(
    held: Unlocked, tmp_path: Path, statement: str, reason: str
) -> None:
    text = f"BEGIN;\nCREATE TABLE t(a UNIQUE);\n\n-- a remark; with a sign\n{statement}\nCOMMIT;\n"
    error = refused(held, tmp_path, text)
    assert isinstance(error, DumpRefused)
    assert error.number == 5
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(error.reason)


def test_what_the_database_says_is_shown_and_not_logged(held: Unlocked, tmp_path: Path) -> None:
    error = refused(held, tmp_path, "CREATE TABLE t(a);\nINSERT INTO t\nVALUES ('x') Marmaduke 'y';")
    assert isinstance(error, DumpRefused)
    assert error.number == 3
    assert "Marmaduke" in error.said
    assert "Marmaduke" not in str(error) + repr(error)


@pytest.mark.parametrize(
    ("text", "engine"),
    [
        ("--\n-- PostgreSQL database dump\n--\n\nSET statement_timeout = 0;\n", "PostgreSQL"),
        ("-- MySQL dump 10.13\n\nCREATE TABLE `t` (`a` int) ENGINE=InnoDB;\n", "MySQL"),
        ("/*M!999999\\- enable the sandbox mode */\nLOCK TABLES `t` WRITE;\n", "MariaDB"),
        ("USE [shop]\nGO\n", "SQL Server"),
    ],
)
def test_a_dump_of_another_system_is_called_by_its_name(held: Unlocked, tmp_path: Path, text: str, engine: str) -> None:
    error = refused(held, tmp_path, text)
    assert isinstance(error, DumpRefused)
    assert f"a dump of {engine}" in error.reason


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PGDMP\1\2\3", "pg_restore"),
        (b"\x1f\x8b\x08\0rest", "gzip"),
        (b"", "no statement"),
        (b"-- only a remark\n", "no statement"),
        (b"CREATE TABLE t(a);\nINSERT INTO t VALUES ('\xff');", "UTF-8"),
        (b"CREATE TABLE t(a);\nSELECT '\0';", "UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(held: Unlocked, tmp_path: Path, data: bytes, reason: str) -> None:
    error = refused(held, tmp_path, data)
    assert isinstance(error, DumpRefused)
    assert reason in error.reason
    assert error.number == data.count(b"\n", 0, data.find(b"'")) + 1 or reason != "UTF-8"


def test_a_stop_leaves_nothing(held: Unlocked, tmp_path: Path) -> None:
    dump = tmp_path / "long.sql"
    dump.write_text("CREATE TABLE t(a);\n" + "INSERT INTO t VALUES (1);\n" * 5000)
    count = itertools.count()
    monitor = Monitor(lambda _: monitor.cancel() if next(count) == 10 else None)
    before = names(held), held.pick_copy("T-1", None).generation
    with pytest.raises(Cancelled):
        bring(held, dump, monitor=monitor)
    endless = tmp_path / "endless.sql"
    endless.write_text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;")
    monitor = Monitor(lambda _: monitor.cancel())
    with pytest.raises(Cancelled):
        bring(held, endless, monitor=monitor)
    assert (names(held), held.pick_copy("T-1", None).generation) == before


def test_statements_of_every_length_are_cut_right_wherever_a_block_ends() -> None:
    wanted = [
        "CREATE TABLE t(a);",
        "INSERT INTO t VALUES ('it''s; \n fine');",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; SELECT ';'; END;",
        "/* a; remark */",
        f"INSERT INTO t VALUES ('{'ä;' * 50_000}');",
        "SELECT 1",
    ]
    script = "\n".join(wanted).replace("/* a; remark */\n", "/* a; remark */ ").encode()
    for step in (1, 7, 4096, len(script)):
        place = 0

        def read(amount: int, step: int = step) -> bytes:
            nonlocal place
            found = script[place : place + min(step, amount)] if step > 1 else script[place : place + amount]
            place += len(found)
            return found

        found = list(dump_statements(read))
        assert [each.text for each in found] == [each for each in wanted if not each.startswith("/*")]
        assert [each.line for each in found] == [1, 2, 4, 5, 6]


def test_a_statement_without_end_is_not_gathered_for_ever() -> None:
    with pytest.raises(DumpRefused, match="longer than"):
        list(dump_statements(lambda amount: b"'" + b"x" * (amount - 1)))
