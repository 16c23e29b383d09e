"""Transactions through a sealed copy: durable at their end and only then, whole or not at all, one after the other."""

import functools
import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.opening import SealedDatabases
from app.errors import DatabaseBusy
from tests.app.copies.making import create, quick_folder, read, reopen
from tests.app.databases.sealed import (
    BUSY_MS,
    built,
    dump,
    fill,
    is_sound,
    noisy,
    opened,
    sealed,
)

make = noisy(2_000, 500)
DATABASE = built(make)


def count(connection: apsw.Connection, where: str = "1") -> object:
    return connection.execute(f"SELECT count(*) FROM t WHERE {where}").get


def spill(connection: apsw.Connection) -> None:
    """Begin a transaction of which much is in the file already."""
    connection.execute("PRAGMA cache_size = 5")
    connection.execute("BEGIN")
    connection.execute("UPDATE t SET v = 'changed'")
    connection.execute("DELETE FROM t WHERE k % 2")


def test_only_the_end_of_a_transaction_is_a_commit_of_the_copy() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        before = copy.generation
        connection.execute("BEGIN IMMEDIATE; COMMIT")
        spill(connection)
        assert copy.generation == before
        assert [path for path, _ in copy.walk()] == [b"db", b"db-journal"]
        connection.execute("ROLLBACK")
        assert copy.generation == before
        connection.execute("SELECT sum(length(v)) FROM t ORDER BY v").fetchall()
        for number in range(3):
            connection.execute("INSERT INTO t VALUES (?, 1)", (-1 - number,))
            assert copy.generation == before + 1 + number
        spill(connection)
        connection.execute("COMMIT")
        assert copy.generation == before + 4
        assert [path for path, _ in copy.walk()] == [b"db"]


def test_a_small_transaction_forces_two_files_and_seals_what_it_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    forced: list[int] = []

    def counting(real: Callable[[int], None], descriptor: int) -> None:
        forced.append(descriptor)
        real(descriptor)

    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute("UPDATE t SET v = 0 WHERE k = 1500")
        sealed_before = int(copy.store.catalogue.facts()["chunks_sealed"])
        for name in ("fsync", "fdatasync"):
            monkeypatch.setattr(os, name, functools.partial(counting, getattr(os, name)))
        for number in range(1, 51):
            connection.execute("UPDATE t SET v = ? WHERE k = 1500", (number,))
        # SQLCipher forces the catalogue's log by itself: the segment is what is left to us.
        assert len(forced) == 50
        # The chunk with the first page and the one with the row; nothing of the journal.
        assert int(copy.store.catalogue.facts()["chunks_sealed"]) - sealed_before == 100


def test_a_commit_of_the_copy_in_the_middle_keeps_nothing_of_the_transaction() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE, b"other": DATABASE})
        with opened(place / "copy", writable=True) as (_, databases):
            connection, other = (databases.connect(name, writable=True) for name in (b"db", b"other"))
            spill(connection)
            # The other database's commit takes along what this one has written so far.
            other.execute("DELETE FROM t")
            with opened(place / "copy") as (later, at_that_moment):
                assert read(later, b"db") != DATABASE
                assert later.stat(b"db-journal").size > 0
                recovered = at_that_moment.connect(b"db", writable=False)
                assert is_sound(recovered)
                assert count(recovered) == 2_000
                assert count(recovered, "v = 'changed'") == 0
                assert count(at_that_moment.connect(b"other", writable=False)) == 0
                assert later.stat(b"db-journal").size > 0
            # Here it ends without a word.
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=False)
            assert [path for path, _ in copy.walk()] == [b"db", b"other"]
            assert is_sound(connection)
            assert count(connection) == 2_000
            assert read(copy, b"db") == DATABASE
        with reopen(place / "copy") as copy:
            assert read(copy, b"db") == DATABASE


def test_a_commit_of_the_copy_in_the_middle_does_not_keep_the_transaction_from_ending() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = databases.connect(b"db", writable=True)
            spill(connection)
            copy.commit()
            connection.execute("INSERT INTO t VALUES (-1, 'more')")
            connection.execute("COMMIT")
            expected = dump(connection)
        with opened(place / "copy") as (_, databases):
            connection = databases.connect(b"db", writable=False)
            assert dump(connection) == expected
            assert is_sound(connection)


def attach(databases: SealedDatabases) -> apsw.Connection:
    connection = databases.connect(b"db", writable=True)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, 1)
    connection.execute("ATTACH 'live/other' AS other")
    connection.execute("PRAGMA main.cache_size = 5; PRAGMA other.cache_size = 5")
    return connection


BOTH = "BEGIN; UPDATE main.t SET v = 'changed'; UPDATE other.t SET v = 'changed'"


def test_a_transaction_over_two_databases_is_in_both_or_in_none() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE, b"other": DATABASE})
        with opened(place / "copy", writable=True) as (copy, databases):
            connection = attach(databases)
            connection.execute(BOTH)
            copy.commit()
        with opened(place / "copy", writable=True) as (copy, databases):
            for name in (b"db", b"other"):
                assert count(databases.connect(name, writable=False), "v = 'changed'") == 0
            attach(databases).execute(BOTH + "; COMMIT")
            assert [path for path, _ in copy.walk()] == [b"db", b"other"]
        with opened(place / "copy") as (copy, databases):
            for name in (b"db", b"other"):
                assert count(databases.connect(name, writable=False), "v = 'changed'") == 2_000


def test_whatever_commit_of_the_copy_a_crash_catches_two_databases_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every call of SQLite is followed by a commit of the copy and a look at what a crash would leave."""
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE, b"other": DATABASE})
        seen = set()

        def look(copy: SealedCopy) -> None:
            copy.commit()
            with opened(place / "copy") as (_, databases):
                found = {count(databases.connect(n, writable=False), "v = 'changed'") for n in (b"db", b"other")}
            assert len(found) == 1
            seen.update(found)

        with opened(place / "copy", writable=True) as (copy, databases):
            connection = attach(databases)
            connection.execute(BOTH)
            unlink = copy.unlink

            def unlink_and_look(path: bytes) -> None:
                look(copy)
                unlink(path)
                look(copy)

            monkeypatch.setattr(copy, "unlink", unlink_and_look)
            connection.execute("COMMIT")
        assert seen == {0, 2_000}


# several connections


def test_readers_see_the_last_commit_while_somebody_writes_and_writers_wait_for_each_other() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        writer, other, reader = (databases.connect(b"db", writable=writable) for writable in (True, True, False))
        writer.execute("BEGIN IMMEDIATE; DELETE FROM t WHERE k < 100")
        assert count(reader) == 2_000
        began = time.monotonic()
        with pytest.raises(apsw.BusyError):
            other.execute("BEGIN IMMEDIATE")
        assert BUSY_MS / 1000 <= time.monotonic() - began < 5
        reading = reader.execute("SELECT k FROM t")
        next(reading)
        with pytest.raises(apsw.BusyError):
            writer.execute("COMMIT")
        with pytest.raises(apsw.BusyError):
            count(other)
        reading.close()
        writer.execute("COMMIT")
        assert count(reader) == count(other) == 1_900
        other.execute("DELETE FROM t")
        assert count(reader) == count(writer) == 0


def test_opening_waits_for_a_writer_and_says_whose_database_is_in_use() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        writer = databases.connect(b"db", writable=True)
        spill(writer)
        with pytest.raises(DatabaseBusy, match="db"):
            databases.connect(b"db", writable=False)
        writer.execute("COMMIT")
        assert count(databases.connect(b"db", writable=False)) == 1_000


ACCOUNTS, TRANSFERS, THREADS = 20, 60, 4


def transfer(databases: SealedDatabases, seed: int) -> None:
    connection = databases.connect(b"bank", writable=True)
    for number in range(TRANSFERS):
        source, target = (seed + number) % ACCOUNTS, (seed * 7 + number * 3) % ACCOUNTS
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE account SET cents = cents - 1 WHERE id = ?", (source,))
        connection.execute("UPDATE account SET cents = cents + 1 WHERE id = ?", (target,))
        connection.execute("INSERT INTO transfer(source, target) VALUES (?, ?)", (source, target))
        connection.execute("COMMIT")


def watch(databases: SealedDatabases) -> None:
    connection = databases.connect(b"bank", writable=False)
    for _ in range(TRANSFERS):
        assert connection.execute("SELECT sum(cents) FROM account").get == ACCOUNTS * 1000


def test_threads_move_money_without_losing_any() -> None:
    with quick_folder() as place, create(place / "copy") as copy, SealedDatabases(copy, busy_ms=60_000) as databases:
        setup = databases.connect(b"bank", writable=True, create=True)
        setup.execute("CREATE TABLE account(id INTEGER PRIMARY KEY, cents INTEGER)")
        setup.execute("CREATE TABLE transfer(id INTEGER PRIMARY KEY, source, target)")
        setup.executemany("INSERT INTO account VALUES (?, 1000)", ((n,) for n in range(ACCOUNTS)))
        with ThreadPoolExecutor() as pool:
            started = [pool.submit(transfer, databases, seed) for seed in range(THREADS)]
            started += [pool.submit(watch, databases) for _ in range(2)]
        for ended in started:
            ended.result()
        assert setup.execute("SELECT count(*) FROM transfer").get == THREADS * TRANSFERS
        assert is_sound(setup)


# temporary files


@pytest.mark.parametrize("store", ["MEMORY", "FILE"])
def test_sorting_and_temporary_tables_leave_nothing_in_the_copy(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SQLITE_TMPDIR", str(tmp_path))
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute(f"PRAGMA temp_store = {store}; PRAGMA cache_size = 5; PRAGMA temp.cache_size = 5")
        connection.execute("CREATE TEMP TABLE kept AS SELECT * FROM t ORDER BY hex(v)")
        connection.execute("CREATE INDEX temp.by_v ON kept(v)")
        # A statement that fails late takes itself back, from a journal of its own.
        connection.execute("BEGIN; CREATE UNIQUE INDEX once ON t(substr(v, 1, 4)); INSERT INTO t VALUES (-1, 'last')")
        with pytest.raises(apsw.ConstraintError):
            connection.execute("UPDATE t SET v = CASE k WHEN 1999 THEN 'last' ELSE randomblob(400) END WHERE k >= 0")
        assert count(connection, "length(v) = 500") == 2_000
        assert [path for path, _ in copy.walk()] == [b"db", b"db-journal"]
        connection.execute("ROLLBACK")
        assert list(tmp_path.iterdir()) == []
        assert count(connection) == 2_000
