"""What can be opened as a database and what cannot."""

import apsw
import pytest

from app.databases.sealed.places import View, name_of, parse_name
from app.errors import CopyReadOnly, NameRefused, NotADatabase, NotAFile, PathMissing
from tests.app.copies.making import noise, quick_folder, read
from tests.app.databases.sealed import (
    built,
    contents,
    fill,
    noisy,
    opened,
    sealed,
    sum_of,
)

make = noisy(1_000, 100)
DATABASE = built(make)


NOT_DATABASES = {
    "empty": (b"", "empty"),
    "short": (b"SQLite", "not a database"),
    "text": (b"Dear customer,\n" * 1_000, "not a database"),
    "wrong magic": (b"SQLite format 4\0" + DATABASE[16:], "not a database"),
    "cut off in its first page": (DATABASE[:3_000], "malformed|not a database"),
    "cut off": (DATABASE[:40_960], "malformed"),
    "header alone": (DATABASE[:100], "malformed|not a database"),
    "page size 3": (DATABASE[:16] + b"\0\3" + DATABASE[18:], "not a database"),
    "schema of noise": (DATABASE[:100] + noise(3_996) + DATABASE[4_096:], "malformed"),
    "zeros": (bytes(8_192), "not a database"),
}


@pytest.mark.parametrize("writable", [False, True])
@pytest.mark.parametrize("name", NOT_DATABASES)
def test_what_is_no_database_is_refused_and_stays_as_it_is(name: str, writable: bool) -> None:
    data, reason = NOT_DATABASES[name]
    with sealed({b"file": data}) as (copy, databases):
        before = copy.generation
        with pytest.raises(NotADatabase, match=reason) as caught:
            databases.connect(b"file", writable=writable)
        assert caught.value.path == "file"
        copy.commit()
        assert copy.generation == before
        assert contents(copy) == {b"file": data}


def test_a_schema_that_holds_nonsense_is_refused() -> None:
    def break_schema(connection: apsw.Connection) -> None:
        make(connection)
        connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 0)
        connection.execute("PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t(k, , v)'")

    with sealed({b"db": built(break_schema)}) as (_, databases), pytest.raises(NotADatabase, match="malformed"):
        databases.connect(b"db", writable=False)


def test_only_files_can_be_opened() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        copy.mkdir(b"folder")
        copy.symlink(b"link", b"db")
        for path in (b"folder", b"link", b""):
            with pytest.raises(NotAFile):
                databases.connect(path, writable=True, create=True)
        for path in (b"missing", b"folder/missing", b"db/missing"):
            with pytest.raises(PathMissing):
                databases.connect(path, writable=True)
        with pytest.raises(NameRefused):
            databases.connect(b"folder/../db", writable=False)
        # Created is what is opened for writing, in a folder that is there.
        with pytest.raises(PathMissing):
            databases.connect(b"missing", writable=False, create=True)
        with pytest.raises(PathMissing):
            databases.connect(b"nowhere/new", writable=True, create=True)
        assert [path for path, _ in copy.walk()] == [b"db", b"folder", b"link"]


def test_a_new_database_is_there_after_its_first_transaction() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"empty": b""})
        with opened(place / "copy", writable=True) as (_, databases):
            for path in (b"new", b"empty"):
                connection = databases.connect(path, writable=True, create=True)
                connection.execute("CREATE TABLE t(k INTEGER PRIMARY KEY, v); INSERT INTO t VALUES (1, 'x')")
                assert sum_of(databases.connect(path, writable=True, create=True)) == (1, 1)
        with opened(place / "copy") as (copy, databases):
            for path in (b"new", b"empty"):
                assert sum_of(databases.connect(path, writable=False)) == (1, 1)
            assert copy.stat(b"new").chunk_bytes == 16_384


def test_in_a_copy_that_is_read_only_nothing_is_written() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy") as (_, databases):
            for create in (False, True):
                with pytest.raises(CopyReadOnly, match="db"):
                    databases.connect(b"db", writable=True, create=create)
            connection = databases.connect(b"db", writable=False)
            assert sum_of(connection) == (1_000, 100_000)
            with pytest.raises(apsw.ReadOnlyError):
                connection.execute("DELETE FROM t")
            with pytest.raises(CopyReadOnly):
                databases.begin_run(b"db")


def test_a_connection_for_reading_writes_nothing() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=False)
        for sql in ("DELETE FROM t", "CREATE TABLE u(x)", "PRAGMA user_version = 3", "VACUUM"):
            with pytest.raises(apsw.ReadOnlyError):
                connection.execute(sql)
        connection.execute("CREATE TEMP TABLE mine AS SELECT * FROM t")
        copy.commit()
        assert read(copy, b"db") == DATABASE


NAMES = [
    b"\xff\xfe not text.db",
    b"100%25 'quoted\" name?mode=ro&vfs=unix#.db",
    b"file:other?vfs=unix",
    b":memory:",
    b"past",
    b"-journal",
    b"line\nbreak \xc3\xa9\xf0\x9f\x97\x84",
    b"x" * 1_000,
]


@pytest.mark.parametrize("name", NAMES, ids=lambda name: repr(name[:20]))
@pytest.mark.parametrize("folder", [b"", b"deep/er/\xe4\xf6/" + b"y" * 1_024])
def test_a_name_is_only_a_name(name: bytes, folder: bytes) -> None:
    path = folder + b"/" + name if folder else name
    for view in View:
        assert parse_name(name_of(view, path)) == (view, path)
    with sealed() as (copy, databases):
        parts = folder.split(b"/") if folder else []
        for depth in range(len(parts)):
            copy.mkdir(b"/".join(parts[: depth + 1]))
        connection = databases.connect(b"/" + path, writable=True, create=True)
        make(connection)
        assert sum_of(databases.connect(path, writable=False)) == (1_000, 100_000)
        assert [found for found, node in copy.walk() if node.kind == 2] == [path]


def test_a_name_too_long_for_a_journal_can_be_read_and_not_written() -> None:
    name = b"x" * 1_020
    with sealed({name: DATABASE}) as (_, databases):
        connection = databases.connect(name, writable=True)
        assert sum_of(connection) == (1_000, 100_000)
        with pytest.raises(NameRefused, match="too long"):
            connection.execute("DELETE FROM t")
        assert sum_of(connection) == (1_000, 100_000)


def test_a_path_too_long_for_sqlite_is_refused() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        folder = b"\xff" * 1_000
        for depth in range(1, 7):
            copy.mkdir(b"/".join([folder] * depth))
        with pytest.raises(NameRefused, match="too long"):
            databases.connect(b"/".join([folder] * 6) + b"/db", writable=True, create=True)
