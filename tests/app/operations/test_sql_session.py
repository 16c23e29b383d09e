"""A SQL session that stays open over a database in a sealed copy: reading, paging, history, letting go."""

import threading
import time
from collections.abc import Sequence

import apsw
import pytest

from app.copies.layout import Node, Pin
from app.copies.sealed_chunks import SealedChunks
from app.databases.console.history import Outcome as Ending
from app.databases.console.looking import Kind
from app.errors import (
    Cancelled,
    NoCopyHeld,
    NotADatabase,
    StatementFailed,
    StatementRefused,
    TableRefused,
    TableUnknown,
)
from app.masking.kinds import Kind as MaskKind
from app.model import CopyRecord
from app.operations.copy_databases import list_databases
from app.operations.show_history import show_history
from app.operations.sql_session import SqlSession
from app.operations.write_sql import write_sql
from app.progress import Monitor, Progress
from app.unlocked.shared_reading import SharedReading
from app.unlocked.vault import Unlocked
from tests.app.databases.sealed import built
from tests.app.operations.sql_sessions import ENDLESS, PATH, copy_with, rows, session_over, shop_bytes
from tests.app.world import World


@pytest.fixture
def record(world: World, vault: Unlocked) -> CopyRecord:
    return copy_with(world, vault, {PATH: shop_bytes(), b"notes.txt": b"x" * 512})


def test_rows_come_with_their_types_their_columns_and_the_time_they_took(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        ran = session.run("SELECT id, name, price, x'00ff' AS raw, 1.5 FROM item ORDER BY id", Monitor())
        (outcome,) = ran.outcomes
        assert outcome.rows[0] == (1, "bolt", 10, b"\0\xff", 1.5)
        assert outcome.rows[2][2] is None
        assert [column.name for column in outcome.columns][:4] == ["id", "name", "price", "raw"]
        assert outcome.columns[1].declared == "TEXT"
        assert not outcome.has_more
        assert outcome.milliseconds > 0


def test_text_that_cannot_be_decoded_comes_to_the_byte(world: World, vault: Unlocked) -> None:
    data = built(lambda c: c.execute("CREATE TABLE t(a); INSERT INTO t VALUES (CAST(x'61ff62' AS TEXT))").fetchall())
    record = copy_with(world, vault, {PATH: data})
    with session_over(vault, record) as session:
        assert rows(session, "SELECT a FROM t") == [("a\udcffb",)]


def test_the_first_thousand_rows_come_and_the_others_when_they_are_asked_for(
    vault: Unlocked, record: CopyRecord
) -> None:
    seen: list[Progress] = []
    with session_over(vault, record) as session:
        (outcome,) = session.run("SELECT id FROM many ORDER BY id", Monitor(seen.append)).outcomes
        assert len(outcome.rows) == 1000
        assert outcome.has_more
        assert seen[-1].done == 1000
        found = [row[0] for row in outcome.rows]
        while True:
            more = session.fetch(outcome.number, Monitor())
            assert more is not None
            found += [row[0] for row in more.rows]
            if not more.has_more:
                break
        assert found == list(range(1, 5001))


def test_rows_of_a_result_are_gone_once_something_else_was_run(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        (first,) = session.run("SELECT id FROM many", Monitor()).outcomes
        session.run("SELECT 1", Monitor())
        assert session.fetch(first.number, Monitor()) is None


def test_results_before_a_failure_stay_and_the_failure_says_where(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        script = "SELECT 1; SELECT nope FROM item"
        ran = session.run(script, Monitor())
        assert [outcome.rows for outcome in ran.outcomes] == [((1,),)]
        assert isinstance(ran.failure, StatementFailed)
        assert script[ran.failure.offset :].startswith("nope")


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE item SET price = 1",
        "/* only a look */ DELETE FROM item",
        "WITH x AS (SELECT 1) UPDATE item SET price = 2",
        "SELECT 1; DROP TABLE item",
        "PRAGMA user_version = 3",
        "REPLACE INTO item VALUES (1, 'a', 1)",
        "VACUUM",
        "ATTACH 'x' AS y",
    ],
)
def test_a_session_only_reads_whatever_a_statement_looks_like(vault: Unlocked, record: CopyRecord, script: str) -> None:
    with session_over(vault, record) as session:
        ran = session.run(script, Monitor())
        assert isinstance(ran.failure, StatementRefused)
        assert rows(session, "SELECT sum(price), (SELECT * FROM pragma_user_version) FROM item") == [(30, 0)]
    with session_over(vault, record) as session:
        assert session.runs() == []
        assert rows(session, "SELECT sum(price), (SELECT * FROM pragma_user_version) FROM item") == [(30, 0)]


def test_an_endless_query_stops_when_it_is_asked_to_and_the_session_goes_on(
    vault: Unlocked, record: CopyRecord
) -> None:
    with session_over(vault, record) as session:
        monitor = Monitor()
        timer = threading.Timer(0.1, monitor.cancel)
        timer.start()
        with pytest.raises(Cancelled):
            session.run(ENDLESS, monitor)
        timer.join()
        assert rows(session, "SELECT count(*) FROM item") == [(3,)]


def test_stop_from_another_thread_ends_what_runs(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        timer = threading.Timer(0.2, session.stop)
        timer.start()
        with pytest.raises(Cancelled):
            session.run(ENDLESS, Monitor())
        timer.join()


def test_close_from_another_thread_stops_what_runs_and_lets_go_of_the_copy(vault: Unlocked, record: CopyRecord) -> None:
    reading = SharedReading(vault, record.id)
    session = SqlSession(reading, PATH)
    began = threading.Event()
    ended: list[BaseException] = []

    def work() -> None:
        began.set()
        try:
            session.run(ENDLESS, Monitor())
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    began.wait()
    time.sleep(0.1)
    session.close()
    reading.close()
    thread.join(10)
    assert len(ended) == 1
    with pytest.raises(Cancelled):
        session.run("SELECT 1", Monitor())
    with pytest.raises(Cancelled):
        reading.take()
    session.close()


def test_a_session_cannot_open_a_copy_that_is_to_be_wiped(world: World, vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        assert rows(session, "SELECT 1") == [(1,)]
        world.close(vault)
        with pytest.raises(NoCopyHeld):
            session.run("SELECT 1", Monitor())
        with pytest.raises(NoCopyHeld):
            session.write("DELETE FROM item", Monitor())


def test_after_a_session_let_go_the_copy_is_wiped_at_once(world: World, vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        session.write("BEGIN; DELETE FROM item", Monitor())
    world.close(vault, at_once=True)
    assert not vault.folder_of(record.id).exists()


def test_what_others_changed_shows_with_the_next_run_and_not_within_a_result(
    vault: Unlocked, record: CopyRecord
) -> None:
    with session_over(vault, record) as session, session_over(vault, record) as other:
        (before,) = session.run("SELECT word FROM many ORDER BY id DESC", Monitor()).outcomes
        other.write("UPDATE many SET word = 'new'", Monitor())
        more = session.fetch(before.number, Monitor())
        assert more is not None
        assert more.rows[0] == ("word 4000",)
        assert rows(session, "SELECT DISTINCT word FROM many") == [("new",)]
        write_sql(vault, "T-1", PATH, "UPDATE many SET word = 'newer'", Monitor())
        assert rows(session, "SELECT DISTINCT word FROM many") == [("newer",)]


# tables


def test_tables_come_with_columns_and_an_estimate_and_views_with_columns_on_request(
    vault: Unlocked, record: CopyRecord
) -> None:
    with session_over(vault, record) as session:
        found = {table.name: table for table in session.tables()}
        estimate = found["many"].estimate
        assert estimate is not None
        assert estimate.rows == 5000
        assert [column.name for column in found["item"].columns] == ["id", "name", "price"]
        assert [column.name for column in session.columns("cheap")] == ["id", "name", "price"]
        assert session.count("cheap", Monitor()) == 1


def test_a_table_is_read_page_by_page_in_both_directions(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        first = session.page("many", Monitor(), size=100)
        assert first.columns == ("id", "word")
        second = session.page("many", Monitor(), after=first.page.keys[-1], size=100)
        assert second.page.rows[0] == (101, "word 101")
        last = session.page("many", Monitor(), size=10, is_descending=True)
        assert last.page.rows[0] == (5000, "word 5000")
        with pytest.raises(TableUnknown):
            session.page("nope", Monitor())
        with pytest.raises(TableRefused):
            session.page("cheap", Monitor())


def test_a_page_reads_no_more_of_a_large_table_than_it_shows(
    world: World, vault: Unlocked, monkeypatch: pytest.MonkeyPatch
) -> None:
    def large(connection: apsw.Connection) -> None:
        connection.execute("CREATE TABLE t(id INTEGER PRIMARY KEY, w TEXT)")
        wide = ((n, "x" * 200) for n in range(200_000))
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO t VALUES (?, ?)", wide)
        connection.execute("COMMIT")

    record = copy_with(world, vault, {PATH: built(large)})
    reading = SharedReading(vault, record.id)
    session = SqlSession(reading, PATH)
    try:
        session.tables()
        read: list[int] = []
        plain = SealedChunks.open_run

        def counting(self: SealedChunks, node: Node, pins: Sequence[Pin], start: int, out: memoryview) -> None:
            read.append(len(out))
            plain(self, node, pins, start, out)

        monkeypatch.setattr(SealedChunks, "open_run", counting)
        page = session.page("t", Monitor(), after=(150_000,))
        assert page.page.rows[0][0] == 150_001
        assert 0 < sum(read) < 4 * 1024 * 1024
    finally:
        session.close()
        reading.close()


# other things


def test_columns_about_people_are_told_by_name_table_and_content(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        sql = "SELECT id, name AS company, iban AS a, lower(mail), 1 FROM customer"
        (outcome,) = session.run(sql, Monitor()).outcomes
        assert outcome.personal == (None, MaskKind.NAME, MaskKind.IBAN, MaskKind.EMAIL, None)
        (single,) = session.run("SELECT upper(iban) FROM customer WHERE id = 1", Monitor()).outcomes
        assert single.personal == (MaskKind.IBAN,)


def test_every_run_is_kept_in_the_copy_with_how_it_ended(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        session.run("SELECT * FROM item", Monitor())
        session.run("SELECT nope", Monitor())
        session.run("DELETE FROM item", Monitor())
        stopped = Monitor()
        stopped.cancel()
        with pytest.raises(Cancelled):
            session.run("SELECT 2", stopped)
        assert session.note_history()
        opening = session._reading.take()
        session._reading.give_back(opening)
        session.run("SELECT 3", Monitor())
        assert session._reader is not None
        assert session._reader.opening is opening  # the entries alone are no reason to open the copy anew
    _, entries = show_history(vault, "T-1")
    assert [(entry.sql, entry.outcome, entry.rows) for entry in entries] == [
        ("SELECT 3", Ending.DONE, 1),
        ("SELECT 2", Ending.STOPPED, 0),
        ("DELETE FROM item", Ending.REFUSED, 0),
        ("SELECT nope", Ending.FAILED, 0),
        ("SELECT * FROM item", Ending.DONE, 3),
    ]
    folder = vault.folder_of(record.id)
    assert all(b"SELECT nope" not in path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_a_plan_is_told_of_any_statement_and_nothing_is_run(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        ran = session.explain("DELETE FROM item WHERE id = 2", Monitor())
        assert ran.failure is None
        assert "SEARCH item" in str(ran.outcomes[0].rows)
        assert rows(session, "SELECT count(*) FROM item") == [(3,)]
        refused = session.explain("SELECT nope", Monitor())
        assert isinstance(refused.failure, StatementFailed)


def test_a_look_tells_kinds_without_running_anything(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        look = session.look("SELECT 1; UPDATE item SET price = 1; BEGIN", Monitor())
        assert [effect.kind for effect in look.effects] == [Kind.READS, Kind.CHANGES_ROWS, Kind.CONTROLS_TRANSACTION]
        assert look.changes_database


def test_databases_are_found_by_how_they_begin(world: World, vault: Unlocked) -> None:
    tree = {b"a/one.db": shop_bytes(), b"two": shop_bytes(), b"no.sqlite": b"SQLite format 3" * 512, b"empty.db": b""}
    copy_with(world, vault, tree)
    _, found = list_databases(vault, "T-1", Monitor())
    assert [each.path for each in found] == [b"a/one.db", b"two"]


def test_a_damaged_database_is_told_and_others_stay_usable(world: World, vault: Unlocked) -> None:
    data = bytearray(shop_bytes())
    data[100:4096] = bytes(3996)
    record = copy_with(world, vault, {b"bad.db": bytes(data), PATH: shop_bytes()})
    reading = SharedReading(vault, record.id)
    bad, good = SqlSession(reading, b"bad.db"), SqlSession(reading, PATH)
    try:
        with pytest.raises(NotADatabase):
            bad.tables()
        assert rows(good, "SELECT count(*) FROM item") == [(3,)]
    finally:
        bad.close()
        good.close()
        reading.close()
