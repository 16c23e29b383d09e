"""The rail: where one is, what one holds, and what is pressing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from app.model import CopyId, CopyRecord, CopyState, Customer, CustomerId, Ticket, TicketId, TicketState
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, held, result_of
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.shell.frame import Frame
from ui.shell.rail_entries import (
    ALL_COPIES,
    LOCK,
    RailEntry,
    copy_entries,
    foot_entries,
    most_urgent,
    overdue_count,
    place_entries,
)
from ui.shell.rail_list import ENTRY

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
CUSTOMER = Customer(CustomerId("c"), "C-1", "Quartz", "", NOW)


def copy(number: str, *, due: timedelta | None = timedelta(days=2), state: CopyState = CopyState.HELD) -> CopyRecord:
    ticket = Ticket(TicketId(number), number, "Title", TicketState.OPEN, CUSTOMER, NOW)
    due_at = None if due is None else NOW + due
    return CopyRecord(CopyId(number), ticket, state, "folder", "/x", "kim", NOW, due_at=due_at)


def test_the_most_urgent_copy_comes_first_and_others_peoples_are_left_out() -> None:
    late, soon, far = copy("A-3", due=-timedelta(hours=1)), copy("A-2", due=timedelta(hours=1)), copy("A-1")
    theirs, going = replace(copy("A-4"), technician="jo"), copy("A-5", state=CopyState.REMOVING)
    assert most_urgent([far, theirs, soon, going, late], "kim") == [late, soon, far]


def test_only_copies_still_held_are_overdue() -> None:
    late = -timedelta(minutes=1)
    records = [
        copy("A-1", due=late),
        copy("A-2", due=late, state=CopyState.CLOSING),
        copy("A-3", due=late, state=CopyState.DAMAGED),
        copy("A-4"),
        copy("A-5", due=None),
    ]
    assert overdue_count(records, NOW) == 2


@pytest.mark.parametrize(
    ("record", "icon", "end"),
    [
        (copy("A", due=timedelta(hours=5, minutes=20)), Icon.LOCK, "5 h"),
        (copy("A", due=timedelta(days=4, hours=3)), Icon.LOCK, "4 d"),
        (copy("A", due=timedelta(seconds=-1)), Icon.LOCK, "overdue"),
        (replace(copy("A"), generation=3), Icon.EDIT, "2 d"),
        (copy("A", state=CopyState.CLOSING), Icon.WIPE, "wiping"),
        (copy("A", state=CopyState.CHECKING_OUT, due=None), Icon.RUNNING, ""),
        (copy("A", state=CopyState.DAMAGED), Icon.DAMAGED, "2 d"),
    ],
)
def test_a_copy_says_its_state_by_icon_and_words(record: CopyRecord, icon: Icon, end: str) -> None:
    entry = copy_entries([record], (), NOW)[0]
    assert (entry.icon, entry.end, entry.under) == (icon, end, "Quartz")
    assert entry.is_pressing is (end == "overdue")


def test_a_running_job_shows_on_its_copy() -> None:
    assert copy_entries([copy("A")], {"A"}, NOW)[0].icon_role is IconRole.INFO


def test_it_is_read_out_in_full_words() -> None:
    entry = copy_entries([copy("A", due=-timedelta(days=2, hours=4))], (), NOW)[0]
    assert entry.spoken == "A, Quartz, 2 days 4 hours overdue"
    assert place_entries(2, {})[0].spoken.startswith("Board, 2 overdue cop")


def test_more_than_seven_copies_lead_to_all() -> None:
    records = [copy(f"A-{number}") for number in range(9)]
    entries = copy_entries(records, (), NOW)
    assert len(entries) == 8
    assert entries[-1].key == ALL_COPIES
    assert len(copy_entries(records[:7], (), NOW)) == 7


def test_the_time_until_the_lock_shows_below_five_minutes() -> None:
    assert [entry.end for entry in foot_entries(299, {})] == ["", "in 4 min"]
    assert [entry.end for entry in foot_entries(300, {})] == ["", ""]
    assert "Locks in 15 min" in foot_entries(900, {LOCK: "Ctrl+L"})[1].tip


def _entries(view: QListView) -> list[RailEntry]:
    model = view.model()
    return [model.index(row, 0).data(ENTRY) for row in range(model.rowCount())]


def test_a_copy_of_mine_appears_and_one_click_opens_it(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    assert frame.rail.copies.isHidden()
    result_of(frame.session, lambda vault, _monitor: held(vault, customer_folder), qtbot.waitUntil)
    driver.wait(lambda: bool(frame.held.mine))
    assert [entry.text for entry in _entries(frame.rail.copies)] == [TICKET]
    QTest.mouseClick(frame.rail.copies.viewport(), Qt.MouseButton.LeftButton, pos=frame.rail.copies.rect().center())
    assert frame.navigator.place == Place(Where.COPY, TICKET)
    frame.navigator.go(Place(Where.BOARD))
    driver.key("Alt+1")
    assert frame.navigator.place == Place(Where.COPY, TICKET)


def test_an_overdue_copy_shows_on_the_board_entry_and_on_the_unlock_card(
    driver: Driver, frame: Frame, customer_folder: Path, qtbot: QtBot
) -> None:
    def late(vault: object, _monitor: object) -> None:
        record = held(vault, customer_folder)  # type: ignore[arg-type]
        from app.registry.facts import CopyFacts

        past = datetime.now(UTC) - timedelta(hours=1)
        vault.registry.copies.note(record.id, CopyFacts(due_at=past))  # type: ignore[attr-defined]

    result_of(frame.session, late, qtbot.waitUntil)
    driver.wait(lambda: frame.held.overdue == 1)
    assert _entries(frame.rail.places)[0].badge == 1
    driver.key("Ctrl+L")
    driver.wait_to_read("1 of your copies is overdue")
    assert list(frame.held.mine) == []


def test_the_keyboard_moves_apart_from_where_one_is(driver: Driver, frame: Frame) -> None:
    places = frame.rail.places
    places.setFocus()
    driver.key("Down")
    assert frame.navigator.place == Place(Where.BOARD)
    assert places.currentIndex().row() == 1
    assert [index.row() for index in places.selectedIndexes()] == [0]
    driver.key("Return")
    assert frame.navigator.place == Place(Where.TICKETS)
    driver.key("Down")
    driver.key("Space")
    assert frame.navigator.place == Place(Where.CUSTOMERS)
    assert [index.row() for index in places.selectedIndexes()] == [2]


def test_it_narrows_to_icons_and_the_window_remembers(driver: Driver, frame: Frame) -> None:
    wide = frame.rail.width()
    driver.key("Ctrl+B")
    driver.wait(lambda: frame.rail.width() < wide)
    assert frame.rail.width() == 56
    assert frame.memory.text("rail/narrow") == "1"
    driver.click("Widen the rail")
    driver.wait(lambda: frame.rail.width() == wide == 222)
    assert frame.memory.text("rail/narrow") == ""


def test_with_large_text_in_a_small_window_it_gives_way_to_the_list(driver: Driver, frame: Frame) -> None:
    driver.window.resize(1024, 640)
    assert not frame.rail.is_narrow
    frame.around.theme.choose_text_scale(2.0)
    driver.wait(lambda: frame.rail.width() == 112)
    assert frame.rail.is_narrow
    driver.click("Widen the rail")
    driver.wait(lambda: frame.rail.width() == 444)
    frame.around.theme.choose_text_scale(1.0)
    driver.wait(lambda: frame.rail.width() == 222)


def test_settings_and_lock_are_acts_like_any_other(driver: Driver, frame: Frame) -> None:
    foot = frame.rail.foot
    QTest.mouseClick(foot.viewport(), Qt.MouseButton.LeftButton, pos=foot.visualRect(foot.model().index(0, 0)).center())
    assert frame.navigator.place.where is Where.SETTINGS
    QTest.mouseClick(foot.viewport(), Qt.MouseButton.LeftButton, pos=foot.visualRect(foot.model().index(1, 0)).center())
    assert driver.says("Unlock Bailee")
