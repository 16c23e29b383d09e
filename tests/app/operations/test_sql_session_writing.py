"""A SQL session that writes: what it says before, checkpoints, transactions that stay open, and who has the copy."""

import threading

import pytest

from app.databases.console.examining import Caution
from app.databases.console.ran import Transaction
from app.errors import Cancelled, CopyBusy, NoRunToUndo, StatementFailed, StatementRefused
from app.model import CopyRecord
from app.operations.copy_databases import list_changed_tables
from app.operations.note_reveal import Revealed, note_reveal
from app.operations.show_history import show_history
from app.operations.sql_session import SqlSession
from app.operations.write_sql import undo_sql
from app.progress import Monitor
from app.unlocked.shared_reading import SharedReading
from app.unlocked.vault import Unlocked
from tests.app.operations.sql_sessions import PATH, copy_with, rows, session_over, shop_bytes
from tests.app.world import World

ENDLESS = (
    "INSERT INTO many WITH RECURSIVE n(i) AS (SELECT 10000 UNION ALL SELECT i + 1 FROM n LIMIT 1000000000) "
    "SELECT i, 'x' FROM n"
)


@pytest.fixture
def record(world: World, vault: Unlocked) -> CopyRecord:
    return copy_with(world, vault, {PATH: shop_bytes()})


def prices(session: SqlSession) -> list[object]:
    return [price for (price,) in rows(session, "SELECT price FROM item ORDER BY id")]


def test_what_a_statement_would_change_is_told_and_nothing_is_changed(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        found = session.examine("UPDATE many SET word = '' WHERE id < 215", Monitor())
        (effect,) = found.effects
        assert found.rows == 214
        assert [change.table for change in effect.changes] == ["many"]
        assert effect.cautions == ()
        wide = session.examine("DELETE FROM item; DROP TABLE many", Monitor())
        assert [set(effect.cautions) for effect in wide.effects] == [
            {Caution.NO_WHERE, Caution.EVERY_ROW},
            {Caution.DROPS},
        ]
        assert rows(session, "SELECT count(*) FROM many WHERE word = ''") == [(0,)]
        assert session.runs() == []


def test_a_run_is_one_checkpoint_and_can_be_taken_back(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        ran = session.write("UPDATE item SET price = 1; UPDATE item SET price = 2 WHERE id = 1", Monitor())
        assert ran.failure is None
        assert [outcome.changed.own for outcome in ran.outcomes if outcome.changed] == [3, 1]
        assert prices(session) == [2, 1, 1]
        assert len(session.runs()) == 1
        assert list_changed_tables(vault, "T-1", PATH, Monitor())[1] == {"item"}
        undo_sql(vault, "T-1", PATH, Monitor())
        assert prices(session) == [10, 20, None]
        assert session.runs() == []
        assert list_changed_tables(vault, "T-1", PATH, Monitor())[1] == frozenset()
    with pytest.raises(NoRunToUndo):
        undo_sql(vault, "T-1", PATH, Monitor())


def test_a_failure_takes_back_all_of_a_run(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        ran = session.write("UPDATE item SET price = 1; UPDATE item SET nope = 2", Monitor())
        assert isinstance(ran.failure, StatementFailed)
        assert prices(session) == [10, 20, None]
        assert session.transaction == Transaction()
        refused = session.write("ATTACH 'x' AS y", Monitor())
        assert isinstance(refused.failure, StatementRefused)


def test_a_transaction_stays_open_is_seen_and_committed(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session, session_over(vault, record) as other:
        session.write("BEGIN", Monitor())
        assert session.transaction == Transaction(is_open=True)
        session.write("UPDATE item SET price = 7", Monitor())
        session.write("DELETE FROM item WHERE id = 3", Monitor())
        assert session.transaction == Transaction(is_open=True, uncommitted=2)
        assert prices(session) == [7, 7]
        assert session.page("item", Monitor()).page.rows == ((1, "bolt", 7), (2, "nut", 7))
        assert session.count("item", Monitor()) == 2
        assert {table.name for table in session.tables()} >= {"item", "many"}
        assert prices(other) == [10, 20, None]
        session.commit()
        assert session.transaction == Transaction()
        assert prices(session) == [7, 7]
        assert prices(other) == [7, 7]


def test_a_transaction_is_rolled_back_on_request_or_by_what_is_typed(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        session.write("BEGIN; UPDATE item SET price = 7", Monitor())
        session.roll_back()
        assert prices(session) == [10, 20, None]
        session.write("BEGIN; UPDATE item SET price = 7", Monitor())
        session.write("ROLLBACK", Monitor())
        assert session.transaction == Transaction()
        assert prices(session) == [10, 20, None]
        with pytest.raises(StatementFailed):
            session.roll_back()


def test_results_of_a_transaction_can_be_read_on_until_it_ends(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        session.write("BEGIN; DELETE FROM many WHERE id <= 100", Monitor())
        (outcome,) = session.run("SELECT id FROM many ORDER BY id", Monitor()).outcomes
        assert outcome.rows[0] == (101,)
        more = session.fetch(outcome.number, Monitor())
        assert more is not None
        assert more.rows[0] == (1101,)
        session.roll_back()
        assert session.fetch(outcome.number, Monitor()) is None


def test_while_a_transaction_is_open_nobody_else_writes_and_afterwards_everybody_can(
    vault: Unlocked, record: CopyRecord
) -> None:
    with session_over(vault, record) as session:
        session.write("BEGIN; DELETE FROM item", Monitor())
        with pytest.raises(CopyBusy), session_over(vault, record) as other:
            other.write("DELETE FROM many", Monitor())
        session.commit()
        with session_over(vault, record) as other:
            assert other.write("DELETE FROM many", Monitor()).failure is None


def test_closing_rolls_back_what_was_not_committed_and_keeps_the_history(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        session.write("BEGIN; DELETE FROM item", Monitor())
        assert not session.note_history()
    with session_over(vault, record) as session:
        assert prices(session) == [10, 20, None]
    _, entries = show_history(vault, "T-1")
    assert [entry.sql for entry in entries] == ["SELECT price FROM item ORDER BY id", "BEGIN; DELETE FROM item"]
    assert entries[-1].changes == 3


def test_a_writing_run_that_is_stopped_leaves_nothing(vault: Unlocked, record: CopyRecord) -> None:
    with session_over(vault, record) as session:
        timer = threading.Timer(0.2, session.stop)
        timer.start()
        with pytest.raises(Cancelled):
            session.write(ENDLESS, Monitor())
        timer.join()
        assert rows(session, "SELECT count(*) FROM many") == [(5000,)]
        assert session.runs() == []


def test_closing_from_another_thread_ends_an_examination(vault: Unlocked, record: CopyRecord) -> None:
    reading = SharedReading(vault, record.id)
    session = SqlSession(reading, PATH)
    timer = threading.Timer(0.2, session.close)
    timer.start()
    with pytest.raises(Cancelled):
        session.examine(ENDLESS, Monitor())
    timer.join()
    reading.close()
    with session_over(vault, record) as fresh:
        assert rows(fresh, "SELECT count(*) FROM many") == [(5000,)]


def test_what_was_revealed_is_in_the_ledger_as_numbers_only(vault: Unlocked, record: CopyRecord) -> None:
    note_reveal(vault, record.id, Revealed(columns=1, cells=3))
    entry = list(vault.ledger.entries())[-1]
    assert entry.event == "copy.revealed"
    assert dict(entry.facts) == {"copy": record.id, "ticket": record.ticket.id, "columns": 1, "cells": 3}
