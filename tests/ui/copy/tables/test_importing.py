"""A copy without a database gets one: from a dump, from a file, from an encrypted file; or nothing, and why."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from app.operations.list_files import list_files
from tests.ui.copy.tables.conftest import wait_to_read
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, RecordedNotices, held
from ui.screens.copy.tables.tab import TablesTab
from ui.surroundings import Surroundings

DUMP = "CREATE TABLE person(id INTEGER PRIMARY KEY, town TEXT);\nINSERT INTO person VALUES (1, 'Ulm'), (2, 'Bonn');\n"


@pytest.fixture
def reader(around: Surroundings, tab: TablesTab, drive: Callable[..., Driver], tmp_path: Path) -> Driver:
    """Somebody in front of a copy with files alone."""
    folder = tmp_path / "files only"
    folder.mkdir()
    (folder / "notes.txt").write_text("nothing")
    person = drive(tab)
    tab.open_copy(held(around.session.vault, folder))
    person.wait_to_read("No database in this copy")
    return person


def choose(tab: TablesTab, path: Path) -> None:
    tab.importing.pick = lambda: str(path)


def names(around: Surroundings) -> list[bytes]:
    return [found.name for found in list_files(around.session.vault, TICKET, b"").names]


def test_a_dump_becomes_a_database_with_one_click(
    reader: Driver, tab: TablesTab, notices: RecordedNotices, tmp_path: Path
) -> None:
    dump = tmp_path / "people.sql"
    dump.write_text(DUMP)
    choose(tab, dump)
    changed: list[bool] = []
    tab.copy_changed.connect(lambda: changed.append(True))
    reader.click("Import a dump…")
    assert reader.clicks == 1
    reader.wait(lambda: tab.consoles.count() == 1)
    assert notices.told[0].startswith("people.sqlite is in the copy")
    assert changed
    tab.tree.table_chosen.emit(b"people.sqlite", "person", False)
    wait_to_read(reader, "2 row(s)")


def test_a_dump_that_does_not_run_says_where_and_leaves_nothing(
    reader: Driver, tab: TablesTab, around: Surroundings, tmp_path: Path
) -> None:
    dump = tmp_path / "server.sql"
    dump.write_text("-- MySQL dump 10.13\n\nCREATE TABLE `t` (`a` int) ENGINE=InnoDB;\n")
    choose(tab, dump)
    reader.click("Import a dump…")
    reader.wait_to_read("Line 3 of the dump does not run: it is a dump of MySQL")
    assert reader.says("Nothing was imported, and the file is as it was.")
    assert reader.says("Other databases are checked out themselves.")
    assert reader.has("Import a dump…")
    assert names(around) == [b"notes.txt"]
    good = tmp_path / "good.db"
    with closing(sqlite3.connect(good)) as connection:
        connection.executescript(DUMP)
    choose(tab, good)
    reader.click("Choose another file…")
    reader.wait(lambda: tab.consoles.count() == 1)
    assert names(around) == [b"good.db", b"notes.txt"]


def test_an_encrypted_file_asks_for_its_key(
    reader: Driver, tab: TablesTab, around: Surroundings, tmp_path: Path
) -> None:
    path = tmp_path / "cipher.db"
    with closing(sqlcipher.connect(str(path))) as connection:
        connection.executescript("PRAGMA key = 'right'; CREATE TABLE t(a); INSERT INTO t VALUES (1)")
    choose(tab, path)
    reader.click("Import a dump…")
    reader.wait_for("Connect")
    reader.type("wrong", into="Password")
    reader.click("Connect")
    reader.wait_for("Choose another file…")
    assert names(around) == [b"notes.txt"]
    reader.click("Import a dump…")
    reader.wait_for("Connect")
    reader.type("right", into="Password")
    reader.click("Connect")
    reader.wait(lambda: tab.consoles.count() == 1)
    assert names(around) == [b"cipher.db", b"notes.txt"]


def test_a_long_import_shows_how_far_it_is_and_stops(
    reader: Driver, tab: TablesTab, around: Surroundings, tmp_path: Path
) -> None:
    dump = tmp_path / "endless.sql"
    dump.write_text(DUMP + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;\n")
    choose(tab, dump)
    reader.click("Import a dump…")
    reader.wait_for("Cancel")
    reader.click("Cancel")
    reader.wait_for("Import a dump…")
    reader.wait(around.session.runner.is_idle)
    assert names(around) == [b"notes.txt"]


def test_what_was_begun_before_a_lock_says_nothing_afterwards(
    reader: Driver, tab: TablesTab, around: Surroundings, notices: RecordedNotices, tmp_path: Path
) -> None:
    dump = tmp_path / "people.sql"
    dump.write_text(DUMP)
    choose(tab, dump)
    reader.click("Import a dump…")
    tab.forget()
    reader.wait(around.session.runner.is_idle)
    assert notices.told == []
