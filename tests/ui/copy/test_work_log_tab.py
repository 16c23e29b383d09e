"""The tab Work log, by somebody who notes and copies."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from app.operations.book_time import book_time
from tests.ui.copy.conftest import Run
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, RecordedNotices
from ui.places import Place, Where
from ui.screens.copy.screen import CopyScreen
from ui.surroundings import Surroundings


@pytest.fixture
def at_log(screen: CopyScreen, driver: Driver) -> Driver:
    screen.arrive(Place(Where.COPY, TICKET, "log"))
    driver.wait_to_read("Checked out")
    return driver


def test_a_note_is_added_with_enter(at_log: Driver, screen: CopyScreen) -> None:
    at_log.type("Looked at the VAT", into="Work note")
    at_log.key("Return")
    at_log.wait(lambda: screen.log.list.model().rowCount() == 2)
    at_log.wait(lambda: screen.log.field.text() == "")
    at_log.wait(screen.log.field.hasFocus)
    at_log.key("Return")  # nothing to add
    assert screen.log.field.isEnabled()


def test_chips_filter_and_count(at_log: Driver, run: Run, screen: CopyScreen) -> None:
    began = datetime.now(UTC) - timedelta(hours=2)
    run(lambda vault, _monitor: book_time(vault, TICKET, began, 3600))
    at_log.wait_to_read("Worked 1 h")
    assert at_log.says("1 h in all")
    at_log.click("Times")
    assert not at_log.says("Checked out")
    assert screen.log.list.model().rowCount() == 1
    at_log.click("Done by Bailee")
    assert at_log.says("Checked out")
    at_log.click("Times")
    at_log.click("Done by Bailee")
    assert screen.log.list.model().rowCount() == 2


def test_the_text_for_the_customer_leaves_the_clipboard_again(
    around: Surroundings, at_log: Driver, screen: CopyScreen, notices: RecordedNotices
) -> None:
    assert at_log.why_not("Copy as text for the customer") == "There are no notes and no times yet"
    at_log.type("It was the VAT", into="Work note")
    at_log.key("Return")
    at_log.wait_for("Copy as text for the customer")
    at_log.click("Copy as text for the customer")
    assert "It was the VAT" in QGuiApplication.clipboard().text()
    assert "leaves the clipboard" in notices.told[0]
    screen.log.forget()
    assert QGuiApplication.clipboard().text() == ""
    assert around.session.is_unlocked


def test_what_is_typed_is_there_again_after_a_lock(at_log: Driver, screen: CopyScreen, run: Run) -> None:
    at_log.type("half a sent", into="Work note")
    screen.forget()
    assert screen.log.field.text() == ""
    run(lambda _vault, _monitor: None)
    screen.arrive(Place(Where.COPY, TICKET, "log"))
    at_log.wait(lambda: screen.log.field.text() == "half a sent")
