"""Recorded runs: what they overwrote comes back, whoever has the database open and whatever happened in between."""

import contextlib
from datetime import UTC, datetime, timedelta

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.copies.paths import WORKROOM
from app.databases.sealed.live_place import LivePlace
from app.databases.sealed.past_place import PastPlace
from app.databases.sealed.saved_blocks import forget_recorded_runs
from app.errors import CopyReadOnly, DatabaseBusy, NoRunToUndo, PathMissing
from app.progress import Monitor
from tests.app.copies.making import quick_folder, read
from tests.app.databases.recorded_runs import DATABASE, LEAVES_NOTHING, make, paths, run
from tests.app.databases.sealed import built, built_with_sides, dump, fill, is_sound, opened, sealed

RUNS = (
    "INSERT INTO t(k, v) VALUES (-1, 'x')",
    "UPDATE t SET v = 'changed' WHERE k % 10 = 3",
    "DELETE FROM t WHERE k BETWEEN 200 AND 700",
    "UPDATE t SET v = randomblob(700) WHERE k < 100",
    "CREATE TABLE u AS SELECT * FROM t",
    "DROP TABLE t; CREATE TABLE t(k INTEGER PRIMARY KEY, v, w)",
    "INSERT INTO t(k, v) SELECT k + 5000, zeroblob(300) FROM t",
    "VACUUM",
    "PRAGMA auto_vacuum = 1; VACUUM",
    "CREATE INDEX by_v ON t(v)",
    "SELECT count(*) FROM t",
)


@settings(max_examples=30)
@given(st.lists(st.sampled_from(RUNS), min_size=1, max_size=7, unique=True), st.sampled_from((512, 4_096, 65_536)))
def test_every_run_leads_back_to_what_was_before_it(chosen: list[str], page_size: int) -> None:
    def begin(connection: apsw.Connection) -> None:
        connection.execute(f"PRAGMA page_size = {page_size}")
        make(connection)

    with quick_folder() as place:
        fill(place / "copy", {b"db": built(begin)})
        states = []
        with opened(place / "copy", writable=True) as (copy, databases):
            for sql in chosen:
                before = read(copy, b"db")
                run(databases, sql)
                if read(copy, b"db") != before:
                    states.append((sql, before))
            assert [found.note for found in databases.runs(b"db")] == [sql for sql, _ in states]
        with opened(place / "copy", writable=True) as (copy, databases):
            for sql, before in reversed(states):
                assert databases.at_checkout(b"db").execute("SELECT sum(length(v)) FROM t").get == 500_000
                undone = databases.undo_last_run(b"db", Monitor())
                assert (undone.note, undone.size_bytes) == (sql, len(before))
                assert read(copy, b"db") == before
            with pytest.raises(NoRunToUndo, match="db"):
                databases.undo_last_run(b"db", Monitor())
            assert paths(copy) == [b".bailee-workroom", b"db"] if states else LEAVES_NOTHING
        with opened(place / "copy") as (copy, databases):
            assert read(copy, b"db") == built(begin)
            assert is_sound(databases.connect(b"db", writable=False))


def test_a_run_says_when_it_began_and_how_much_it_keeps() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        before = datetime.now(UTC)
        run(databases, "UPDATE t SET v = 'é' WHERE k = 1")
        (found,) = databases.runs(b"db")
        assert before - timedelta(seconds=1) <= found.began_at <= datetime.now(UTC)
        assert (found.number, found.note) == (1, "UPDATE t SET v = 'é' WHERE k = 1")
        assert (found.size_bytes, found.saved_blocks) == (len(DATABASE), 2)
        folder = WORKROOM + b"/%d/" % copy.stat(b"db").id
        assert copy.stat(folder + b"1.blocks").size == 8_192
        assert copy.stat(folder + b"1.index").size == 28 + len(found.note.encode()) + 16
        run(databases, "DELETE FROM t; --" + "x" * 10_000)
        assert [len(found.note) for found in databases.runs(b"db")] == [32, 4_096]
        assert databases.undo_last_run(b"db", Monitor()).number == 2


def test_a_run_that_changes_nothing_was_none() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        for sql in ("SELECT * FROM t", "BEGIN; UPDATE t SET v = 1 WHERE k = 1; ROLLBACK", "DELETE FROM t WHERE k < 0"):
            databases.begin_run(b"db")
            connection.execute(sql).fetchall()
            databases.end_run(b"db")
        databases.end_run(b"db")
        connection.execute("DELETE FROM t")
        assert databases.runs(b"db") == []
        assert paths(copy) == LEAVES_NOTHING
        with pytest.raises(NoRunToUndo):
            databases.undo_last_run(b"db", Monitor())


def test_before_the_first_run_nothing_is_kept_and_afterwards_everything() -> None:
    """What changes between runs is taken back with the run before, or else nothing could be taken back whole."""
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        connection.execute("DELETE FROM t WHERE k = 1")
        first = read(copy, b"db")
        run(databases, "DELETE FROM t WHERE k = 2")
        connection.execute("UPDATE t SET v = 'between'")
        second = read(copy, b"db")
        run(databases, "DELETE FROM t WHERE k = 3")
        connection.execute("VACUUM")
        assert databases.at_checkout(b"db").execute("SELECT count(*) FROM t").get == 999
        connection.close()
        for state in (second, first):
            databases.undo_last_run(b"db", Monitor())
            assert read(copy, b"db") == state


def test_a_run_may_be_begun_again_and_follow_another_without_an_end() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        connection = databases.connect(b"db", writable=True)
        databases.begin_run(b"db", "one")
        databases.begin_run(b"db", "two")
        connection.execute("DELETE FROM t WHERE k = 1")
        databases.begin_run(b"db", "three")
        connection.execute("DELETE FROM t WHERE k = 2")
        connection.execute("DELETE FROM t WHERE k = 3")
        assert [found.note for found in databases.runs(b"db")] == ["two", "three"]
        connection.close()
        databases.undo_last_run(b"db", Monitor())
        databases.undo_last_run(b"db", Monitor())
        assert read(copy, b"db") == DATABASE


def test_a_database_made_in_a_run_is_empty_again() -> None:
    with sealed() as (copy, databases):
        connection = databases.connect(b"db", writable=True, create=True)
        databases.begin_run(b"db")
        make(connection)
        databases.end_run(b"db")
        databases.undo_last_run(b"db", Monitor())
        assert copy.stat(b"db").size == 0
        assert connection.execute("SELECT count(*) FROM sqlite_schema").get == 0
        make(connection)
        assert is_sound(connection)


def test_what_was_begun_for_a_log_is_put_back_as_it_was() -> None:
    def with_log(connection: apsw.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        make(connection)

    alone = built(with_log)
    with sealed({b"db": alone}) as (copy, databases):
        run(databases, "DELETE FROM t")
        assert databases.at_checkout(b"db").execute("SELECT count(*) FROM t").get == 1_000
        databases.undo_last_run(b"db", Monitor())
        assert read(copy, b"db") == alone
    sides = {b"db" + suffix.encode(): data for suffix, data in built_with_sides(with_log).items()}
    with sealed(sides) as (copy, databases):
        databases.begin_run(b"db")
        settled = read(copy, b"db")
        databases.connect(b"db", writable=True).execute("DELETE FROM t")
        databases.undo_last_run(b"db", Monitor())
        assert read(copy, b"db") == settled
        assert databases.connect(b"db", writable=False).execute("SELECT count(*) FROM t").get == 1_000


def test_what_is_kept_is_forgotten_when_asked_for() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (copy, databases):
            for key in range(3):
                run(databases, f"DELETE FROM t WHERE k = {key}")
            databases.begin_run(b"db")
        with opened(place / "copy", writable=True) as (copy, databases):
            forget_recorded_runs(copy, b"db")
            assert databases.runs(b"db") == []
            databases.connect(b"db", writable=True).execute("DELETE FROM t")
            assert databases.runs(b"db") == []
            assert paths(copy) == [b".bailee-workroom", b"db"]


def test_what_is_kept_for_one_file_is_forgotten_alone() -> None:
    with sealed({b"db": DATABASE, b"other": DATABASE}) as (copy, databases):
        run(databases, "DELETE FROM t WHERE k = 1")
        run(databases, "DELETE FROM t WHERE k = 1", b"other")
        for path in (b"db", b"missing"):
            forget_recorded_runs(copy, path)
        assert databases.runs(b"db") == []
        assert len(databases.runs(b"other")) == 1


def test_in_a_copy_that_is_read_only_nothing_is_forgotten() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (_, databases):
            run(databases, "DELETE FROM t WHERE k = 1")
        with opened(place / "copy") as (copy, databases):
            with pytest.raises(CopyReadOnly):
                forget_recorded_runs(copy, b"db")
            assert len(databases.runs(b"db")) == 1


@pytest.mark.parametrize("page_size", [512, 4_096, 65_536])
def test_pages_that_no_run_touched_are_known(page_size: int) -> None:
    def begin(connection: apsw.Connection) -> None:
        connection.execute(f"PRAGMA page_size = {page_size}")
        make(connection)

    with sealed({b"db": built(begin)}) as (copy, databases):
        before = read(copy, b"db")
        assert databases.changed_pages(b"db", page_size) == frozenset()
        for sql in ("UPDATE t SET v = 1 WHERE k = 700", "INSERT INTO t VALUES (5000, zeroblob(200000))"):
            run(databases, sql)
        after = read(copy, b"db")
        changed = databases.changed_pages(b"db", page_size)
        for page in range(1, len(after) // page_size + 1):
            place = slice((page - 1) * page_size, page * page_size)
            if before[place] != after[place]:
                assert page in changed
        assert len(changed) < len(after) // page_size
        assert max(changed) == len(after) // page_size


def test_the_runs_of_what_is_not_there_are_asked_in_vain() -> None:
    with sealed() as (_, databases), pytest.raises(PathMissing):
        databases.runs(b"missing")


# with others


def test_connections_that_were_open_see_what_came_back() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        writer, reader = databases.connect(b"db", writable=True), databases.connect(b"db", writable=False)
        expected = dump(reader)
        for sql in ("UPDATE t SET v = 'x'", "DROP TABLE t; CREATE TABLE other(x)", "VACUUM"):
            run(databases, sql)
            assert dump(writer) == dump(reader)
            databases.undo_last_run(b"db", Monitor())
            for connection in (writer, reader):
                assert dump(connection) == expected
                assert is_sound(connection)
        writer.execute("INSERT INTO t VALUES (-1, 'after')")
        assert reader.execute("SELECT v FROM t WHERE k = -1").get == "after"


def test_what_looks_like_the_state_a_connection_remembers_is_not_taken_for_it() -> None:
    """Undone and done differently, the change counter and the number of the schema come to the same again."""
    with sealed({b"db": DATABASE}) as (copy, databases):
        idle = databases.connect(b"db", writable=False)
        run(databases, "CREATE TABLE a(x, y); INSERT INTO a VALUES (1, 2)")
        assert idle.execute("SELECT y FROM a").get == 2
        counter = read(copy, b"db")[24:28]
        databases.undo_last_run(b"db", Monitor())
        run(databases, "CREATE TABLE b(y, x); INSERT INTO b VALUES (3, 4)")
        assert read(copy, b"db")[24:28] == counter
        with pytest.raises(apsw.SQLError, match="no such table: a"):
            idle.execute("SELECT * FROM a")
        assert idle.execute("SELECT x FROM b").get == 4
        assert is_sound(idle)


def test_a_run_begins_and_ends_only_between_transactions() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        run(databases, "DELETE FROM t WHERE k = 1")
        after = read(copy, b"db")
        connection = databases.connect(b"db", writable=True)
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy, match="db"):
            databases.begin_run(b"db")
        with pytest.raises(DatabaseBusy, match="db"):
            databases.undo_last_run(b"db", Monitor())
        connection.execute("ROLLBACK")
        reading = connection.execute("SELECT k FROM t")
        next(reading)
        with pytest.raises(DatabaseBusy):
            databases.undo_last_run(b"db", Monitor())
        assert read(copy, b"db") == after
        reading.close()
        databases.undo_last_run(b"db", Monitor())
        assert connection.execute("SELECT count(*) FROM t").get == 1_000


def test_the_state_at_the_checkout_stands_still_while_runs_come_and_go() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        run(databases, "DELETE FROM t WHERE k = 1")
        connection = databases.connect(b"db", writable=True)
        past = databases.at_checkout(b"db")
        past.execute("PRAGMA cache_size = 1")
        expected = dump(past)
        assert len(expected["t"]) == 1_000
        with pytest.raises(apsw.ReadOnlyError):
            past.execute("DELETE FROM t")
        for sql in ("UPDATE t SET v = 'x'", "VACUUM", "DROP TABLE t", "CREATE TABLE t(k)", "SELECT 1"):
            databases.begin_run(b"db")
            connection.execute("PRAGMA cache_size = 1; BEGIN IMMEDIATE" if sql != "VACUUM" else "SELECT 1")
            connection.execute(sql)
            assert dump(past) == expected
            if connection.in_transaction:
                connection.execute("COMMIT")
            assert dump(past) == expected
        for _ in databases.runs(b"db"):
            databases.undo_last_run(b"db", Monitor())
            assert dump(past) == expected
        assert dump(connection) == expected


def test_the_state_at_the_checkout_can_be_attached() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        run(databases, "DELETE FROM t WHERE k = 1")
        connection = databases.connect(b"db", writable=False)
        connection.execute("ATTACH ? AS past", (databases.name_at_checkout(b"db"),))
        assert connection.execute("SELECT k FROM past.t EXCEPT SELECT k FROM main.t").get == 1
        writer = databases.connect(b"db", writable=True)
        writer.config(apsw.SQLITE_DBCONFIG_ENABLE_ATTACH_WRITE, 1)
        writer.execute("ATTACH ? AS past", (databases.name_at_checkout(b"db"),))
        for sql in ("DELETE FROM past.t", "PRAGMA past.user_version = 3", "CREATE TABLE past.u(x)"):
            with pytest.raises(apsw.ReadOnlyError):
                writer.execute(sql)


def test_the_state_at_the_checkout_is_not_written_by_a_detour() -> None:
    with sealed({b"db": DATABASE}) as (copy, databases):
        run(databases, "DELETE FROM t WHERE k = 1")
        place = PastPlace(LivePlace(copy))
        with contextlib.closing(place.open_main(b"db", writable=True, create=True)) as file:
            assert file.size == len(DATABASE)
            with pytest.raises(CopyReadOnly, match="db"):
                file.write(b"x", 0)
            with pytest.raises(CopyReadOnly, match="db"):
                file.truncate(0)
        with pytest.raises(PathMissing):
            place.open_side(b"db-journal", create=True)
        assert not place.delete(b"db-journal")


def test_without_runs_the_state_at_the_checkout_is_the_present_one() -> None:
    with sealed({b"db": DATABASE}) as (_, databases):
        past = databases.at_checkout(b"db")
        assert past.execute("SELECT count(*) FROM t").get == 1_000
        databases.connect(b"db", writable=True).execute("DELETE FROM t WHERE k = 1")
        assert past.execute("SELECT count(*) FROM t").get == 999


def test_a_copy_that_is_read_only_shows_runs_and_the_state_at_the_checkout() -> None:
    with quick_folder() as place:
        fill(place / "copy", {b"db": DATABASE})
        with opened(place / "copy", writable=True) as (_, databases):
            run(databases, "UPDATE t SET v = 1")
            run(databases, "DELETE FROM t")
        with opened(place / "copy") as (_, databases):
            assert [found.number for found in databases.runs(b"db")] == [1, 2]
            assert databases.connect(b"db", writable=False).execute("SELECT count(*) FROM t").get == 0
            assert databases.at_checkout(b"db").execute("SELECT sum(length(v)) FROM t").get == 500_000
