"""The tab Changes, by somebody who looks at differences, takes changes back and hands them over."""

import json
from pathlib import Path

import pytest

from app.errors import Cancelled
from app.operations.export_changes import ExportReport
from app.operations.remove_file import remove_file
from app.operations.write_sql import write_sql
from tests.ui.copy.conftest import DATABASE, Run, put
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, RecordedNotices
from ui.places import Place, Where
from ui.screens.copy.changes import tab
from ui.screens.copy.screen import CopyScreen


@pytest.fixture
def at_changes(screen: CopyScreen, driver: Driver) -> Driver:
    screen.arrive(Place(Where.COPY, TICKET, "changes"))
    driver.wait_to_read("Nothing changed since checkout")
    return driver


def names(screen: CopyScreen) -> list[str]:
    model = screen.changes.list.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def sql(run: Run, script: str) -> None:
    run(lambda vault, monitor: write_sql(vault, TICKET, DATABASE.encode(), script, monitor))


def test_without_changes_it_says_that_nothing_will_be_lost(at_changes: Driver) -> None:
    assert at_changes.says("Closing will not lose anything.")
    for name in ("Export changes…", "Revert", "Revert everything"):
        assert at_changes.why_not(name) == "Nothing was changed"


def test_the_lines_of_an_edited_text_are_compared(at_changes: Driver, run: Run) -> None:
    put(run, b"notes.txt", b"The October run stops in step 4 with error 1203.\nIt was the VAT.\n")
    at_changes.wait_to_read("It was the VAT.")
    assert at_changes.says("added: It was the VAT.")
    assert at_changes.says("49 bytes to 65 bytes")


def test_what_came_or_went_shows_as_a_whole(at_changes: Driver, run: Run, screen: CopyScreen) -> None:
    put(run, b"deep/new.txt", b"brand new\n")
    run(lambda vault, _monitor: remove_file(vault, TICKET, b"notes.txt"))
    run(lambda vault, _monitor: remove_file(vault, TICKET, b"photo.png"))
    at_changes.wait(lambda: names(screen) == ["new.txt", "notes.txt", "photo.png"])
    at_changes.wait_to_read("added: brand new")
    at_changes.row("notes.txt")
    at_changes.wait_to_read("removed: The October run stops")
    at_changes.row("photo.png")
    at_changes.wait_to_read("This is no text, so lines cannot be compared.")


def test_the_rows_that_sql_changed_are_compared_and_personal_data_is_masked(
    at_changes: Driver, run: Run, screen: CopyScreen
) -> None:
    sql(
        run,
        "CREATE TABLE person(id INTEGER PRIMARY KEY, email TEXT); INSERT INTO person VALUES (1, 'anna@quartz.example')",
    )
    sql(run, "UPDATE invoice_run SET vat = 16 WHERE id = 1; DELETE FROM invoice_run WHERE id = 3")
    at_changes.wait(lambda: names(screen) == [DATABASE, "invoice_run", "person"])
    at_changes.wait_for("Changes 2")
    at_changes.row(DATABASE)
    at_changes.wait_to_read("SQL changed this database.")
    at_changes.row("invoice_run")
    at_changes.wait_to_read("- was")
    for text in ("+ is", "- deleted", "19.0", "16.0", "NULL"):
        assert at_changes.says(text)
    at_changes.row("person")
    at_changes.wait_to_read("personal data is masked here")
    assert not at_changes.says("anna@quartz.example")


def test_a_change_is_taken_back_and_made_again(
    at_changes: Driver, run: Run, screen: CopyScreen, notices: RecordedNotices
) -> None:
    put(run, b"notes.txt", b"edited\n")
    put(run, b"customers.csv", b"edited too\n")
    at_changes.wait(lambda: names(screen) == ["customers.csv", "notes.txt"])
    at_changes.row("notes.txt")
    at_changes.click("Revert")
    at_changes.wait(lambda: names(screen) == ["customers.csv"])
    assert notices.told == ["notes.txt is what it was at the checkout"]
    notices.acts["Undo"]()
    at_changes.wait(lambda: names(screen) == ["customers.csv", "notes.txt"])
    at_changes.click("Revert everything")
    at_changes.wait_to_read("Nothing changed since checkout")
    assert at_changes.has("Changes")


def test_one_table_goes_back_and_comes_again(
    at_changes: Driver, run: Run, screen: CopyScreen, notices: RecordedNotices
) -> None:
    sql(run, "UPDATE invoice_run SET vat = 16; CREATE TABLE rate(percent REAL); INSERT INTO rate VALUES (16)")
    sql(run, "CREATE INDEX by_vat ON invoice_run(vat)")
    at_changes.wait(lambda: names(screen) == [DATABASE, "invoice_run", "rate", "by_vat"])
    at_changes.row("rate")
    assert at_changes.why_not("Back to checkout state") == "It was created since: revert the whole database"
    at_changes.row("by_vat")
    assert at_changes.why_not("Back to checkout state") == "Goes back only with the whole database"
    at_changes.row("invoice_run")
    before = at_changes.clicks
    at_changes.click("Back to checkout state")
    at_changes.wait(lambda: names(screen) == [DATABASE, "rate", "by_vat"])
    assert at_changes.clicks == before + 1
    assert [text.replace("(s)", "s") for text in notices.told] == ["invoice_run is what it was at the checkout, 3 rows"]
    notices.acts["Undo"]()
    at_changes.wait(lambda: names(screen) == [DATABASE, "invoice_run", "rate", "by_vat"])
    at_changes.row("invoice_run")
    at_changes.wait_to_read("16.0")


def test_a_table_that_cannot_go_back_says_why(
    at_changes: Driver, run: Run, screen: CopyScreen, notices: RecordedNotices
) -> None:
    sql(run, "CREATE TABLE line(run REFERENCES invoice_run)")
    sql(run, "INSERT INTO invoice_run VALUES (9, 'Orchard', 7); INSERT INTO line VALUES (9)")
    at_changes.wait(lambda: names(screen) == [DATABASE, "invoice_run", "line"])
    at_changes.row("invoice_run")
    at_changes.click("Back to checkout state")
    at_changes.wait_to_read("rows of line would refer to rows that are not there")
    assert notices.told == []
    assert names(screen) == [DATABASE, "invoice_run", "line"]


def test_many_changes_are_not_taken_back_without_a_second_look(
    at_changes: Driver, run: Run, screen: CopyScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tab, "ASKED_FROM", 1)
    put(run, b"1", b"1")
    put(run, b"2", b"2")
    at_changes.wait(lambda: names(screen) == ["1", "2"])
    at_changes.click("Revert everything")
    at_changes.click("Keep changes")
    assert names(screen) == ["1", "2"]
    at_changes.click("Revert everything")
    at_changes.click("Take back")
    at_changes.wait_to_read("Nothing changed since checkout")


def test_changes_are_handed_over_in_a_folder(
    at_changes: Driver, run: Run, screen: CopyScreen, notices: RecordedNotices, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    put(run, b"notes.txt", b"edited\n")
    at_changes.wait_for("Changes 1")
    screen.changes.asking.folder = lambda _parent, _title: None
    at_changes.click("Export changes…")
    assert list(out.iterdir()) == []
    screen.changes.asking.folder = lambda _parent, _title: out
    at_changes.click("Export changes…")
    at_changes.wait(lambda: bool(notices.told))
    (folder,) = out.iterdir()
    assert folder.name in notices.told[0]
    assert json.loads((folder / "changes.json").read_text())["is_complete"]
    assert (folder / "files" / "notes.txt").read_bytes() == b"edited\n"
    at_changes.wait_to_read("exported")


def test_what_is_missing_from_an_export_stays_to_be_read(at_changes: Driver, run: Run, screen: CopyScreen) -> None:
    put(run, b"notes.txt", b"edited\n")
    at_changes.wait_for("Changes 1")
    record = screen.access.record
    assert record is not None
    missing = tuple((b"file %d" % number, None) for number in range(5))
    screen.changes._on_exported(ExportReport(record, None, (), missing, (), Cancelled()))
    assert at_changes.says("Export stopped. Not exported: file 0, file 1, file 2 and 2 more.")
    assert at_changes.has("Export again")


def test_an_export_that_cannot_begin_is_told(at_changes: Driver, run: Run, screen: CopyScreen, tmp_path: Path) -> None:
    put(run, b"notes.txt", b"edited\n")
    at_changes.wait_for("Changes 1")
    screen.changes.asking.folder = lambda _parent, _title: tmp_path / "none"
    at_changes.click("Export changes…")
    at_changes.wait_for("Copy details")
