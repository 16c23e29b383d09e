"""What was run is kept inside the copy, newest first."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from app.copies.paths import WORKROOM
from app.databases.console import history
from app.databases.console.history import HISTORY_PATH, History, HistoryEntry, Outcome
from app.errors import BaileeError, DatabaseBusy, NotADatabase
from tests.app.copies.making import quick_folder
from tests.app.databases.sealed import fill, opened

AT = datetime(2026, 3, 4, 12, 30, 15, 123000, tzinfo=UTC)


def entry(sql: str, outcome: Outcome = Outcome.DONE) -> HistoryEntry:
    return HistoryEntry(AT, b"shop.sqlite", sql, outcome, rows=3, changes=2, milliseconds=1.5)


def add_all(place: Path, entries: list[HistoryEntry]) -> None:
    with opened(place, writable=True) as (copy, databases):
        if WORKROOM not in {node.name for node in copy.listdir()}:
            copy.mkdir(WORKROOM)
        connection = databases.connect(HISTORY_PATH, writable=True, create=True)
        kept = History(connection)
        for one in entries:
            kept.add(one)
        connection.close()


def all_of(place: Path, limit: int = 100, contains: str = "") -> list[HistoryEntry]:
    with opened(place) as (_, databases):
        connection = databases.connect(HISTORY_PATH, writable=False)
        try:
            kept = History(connection)
            assert not kept.can_add
            return kept.latest(limit, contains)
        finally:
            connection.close()


def test_entries_come_back_newest_first_and_as_they_were() -> None:
    with quick_folder() as folder:
        fill(folder / "copy", {})
        elsewhere = AT.astimezone(timezone(timedelta(hours=5)))
        entries = [
            entry("SELECT 1"),
            entry("DELETE FROM \u00fc \U0001f4a3\n-- x", Outcome.STOPPED),
            HistoryEntry(elsewhere, b"\xff/odd", "nonsense", Outcome.FAILED),
        ]
        add_all(folder / "copy", entries)
        assert all_of(folder / "copy") == entries[::-1]
        assert all_of(folder / "copy", limit=1) == [entries[2]]


@pytest.mark.parametrize(
    ("contains", "expected"),
    [
        ("FROM", ["select * from a_b", "DELETE FROM ab"]),
        ("a_b", ["select * from a_b"]),
        ("100%", ["LIKE '100%'"]),
        ("\\", []),
    ],
)
def test_a_search_is_for_the_very_text(contains: str, expected: list[str]) -> None:
    with quick_folder() as folder:
        fill(folder / "copy", {})
        add_all(folder / "copy", [entry("LIKE '100%'"), entry("DELETE FROM ab"), entry("select * from a_b")])
        assert [found.sql for found in all_of(folder / "copy", contains=contains)] == expected


def test_the_oldest_make_room_and_overlong_scripts_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_MOST_ENTRIES", 3)
    monkeypatch.setattr(history, "_MOST_CHARACTERS", 10)
    with quick_folder() as folder:
        fill(folder / "copy", {})
        add_all(folder / "copy", [entry(f"{number} and much more") for number in range(6)])
        assert [found.sql for found in all_of(folder / "copy")] == ["5 and much", "4 and much", "3 and much"]


def test_what_was_no_text_is_kept_as_well_as_it_can_be() -> None:
    with quick_folder() as folder:
        fill(folder / "copy", {})
        add_all(folder / "copy", [entry("SELECT '\ud800'")])
        assert [found.sql for found in all_of(folder / "copy")] == ["SELECT '?'"]


def test_an_empty_history_is_no_failure() -> None:
    with quick_folder() as folder:
        fill(folder / "copy", {})
        add_all(folder / "copy", [])
        assert all_of(folder / "copy") == []
        with opened(folder / "copy", writable=True) as (_, databases):
            connection = databases.connect(HISTORY_PATH, writable=True)
            connection.execute("DROP TABLE entry")
            assert History(connection).latest() == []
            connection.close()


def test_a_busy_or_broken_history_says_so_without_the_statement() -> None:
    with quick_folder() as folder:
        fill(folder / "copy", {})
        add_all(folder / "copy", [])
        with opened(folder / "copy", writable=True) as (_, databases):
            one, other = (databases.connect(HISTORY_PATH, writable=True) for _ in range(2))
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(DatabaseBusy) as caught:
                History(one).add(entry("SELECT 'secret'"))
            assert "secret" not in repr(caught.value)
            other.execute("ROLLBACK")
            one.close()
            other.close()
        with opened(folder / "copy", writable=True) as (copy, databases):
            with copy.open_file(HISTORY_PATH, writable=True) as file:
                file.pwrite(b"\xa5" * 4000, 100)
            with pytest.raises(NotADatabase):
                History(databases.connect(HISTORY_PATH, writable=True)).latest()
            assert issubclass(NotADatabase, BaileeError)
