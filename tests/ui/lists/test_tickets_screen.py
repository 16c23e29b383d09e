"""The tickets as somebody uses them: search, chips, choosing, taking, and a hundred thousand of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.operations.register import add_ticket
from app.operations.take_ticket import take_ticket
from app.registry.transactions import writing
from tests.ui.driving import Driver
from tests.ui.vaults import ORCHARD, RecordedNotices, held, result_of
from ui.acts import Act
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.tickets.filters import Chip
from ui.screens.tickets.screen import TicketsScreen
from ui.surroundings import Surroundings

MANY = 100_000
_MADE = """
INSERT INTO tickets (id, number, title, state, customer_id, created_at, assignee, priority)
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
SELECT printf('%032x', i), printf('DMS-%06d', i), 'Report ' || i || ' loses its foot', 'closed',
(SELECT id FROM customers WHERE number = 'C-100'), '2026-11-04T10:30:00.000000+00:00', '', 'normal' FROM n
"""

Drive = Callable[[QWidget], Driver]


@pytest.fixture
def screen(around: Surroundings) -> TicketsScreen:
    """The screen, not shown yet."""
    return TicketsScreen(around)


@pytest.fixture
def driver(screen: TicketsScreen, drive: Drive, around: Surroundings, customer_folder: Path) -> Driver:
    """With ERP-4711 checked out, KAS-1190 taken, and all of it shown."""
    vault = around.session.vault
    held(vault, customer_folder)
    take_ticket(vault, "KAS-1190")
    screen.resize(1200, 700)
    driver = drive(screen)
    screen.arrive(Place(Where.TICKETS))
    driver.wait(lambda: screen._total is not None and "ERP-4711" in numbers(screen))
    return driver


def numbers(screen: TicketsScreen) -> list[str]:
    return [screen._model.id_at(row) for row in range(screen._model.rowCount())]


def chosen_by(screen: TicketsScreen) -> list[str]:
    told: list[str] = []
    screen.ticket_chosen.connect(told.append)
    return told


def search(driver: Driver, text: str, screen: TicketsScreen, *found: str) -> None:
    screen.head.search.setText(text)
    driver.wait(lambda: screen._model.is_counted and numbers(screen) == list(found))


def test_all_tickets_stand_there_newest_first(screen: TicketsScreen, driver: Driver) -> None:
    assert numbers(screen) == ["KAS-1190", "ERP-4751", "ERP-4730", "ERP-4711"]
    driver.wait_to_read("4 tickets")
    assert driver.says("Invoice run aborts after VAT change, ERP-4711  ·  Quartz and Vale GmbH")
    assert [driver.find(name, QWidget).accessibleDescription() for name in ("Mine", "Open", "With copy")] == [
        "1",
        "4",
        "1",
    ]


def test_a_row_that_is_clicked_is_shown_in_the_pane(screen: TicketsScreen, driver: Driver) -> None:
    told = chosen_by(screen)
    driver.row("ERP-4730")
    driver.key("Down")
    driver.key("Return")
    assert told == ["ERP-4730", "ERP-4711", "ERP-4711"]
    assert driver.clicks == 1


def test_typing_finds_tickets_by_number_title_customer_and_filter_words(screen: TicketsScreen, driver: Driver) -> None:
    search(driver, "duplicate", screen, "ERP-4730")
    driver.wait(lambda: driver.says("1 of 4"))
    search(driver, "erp4711", screen, "ERP-4711")
    search(driver, "customer:hafen print", screen, "ERP-4751")
    search(driver, "by:me", screen, "KAS-1190", "ERP-4711")
    search(driver, "overdue", screen)
    assert driver.says("No ticket matches")
    driver.click("Clear filters")
    driver.wait(lambda: len(numbers(screen)) == 4)
    assert screen.head.search.text() == ""


def test_chips_narrow_and_are_remembered(screen: TicketsScreen, driver: Driver, around: Surroundings) -> None:
    driver.click("With copy")
    driver.wait(lambda: numbers(screen) == ["ERP-4711"])
    driver.click("Unassigned")
    driver.wait(lambda: numbers(screen) == ["ERP-4711"])
    driver.click("With copy")
    driver.wait(lambda: len(numbers(screen)) == 3)
    again = TicketsScreen(around)
    assert again._chips == {Chip.UNASSIGNED}
    again.deleteLater()
    driver.click("Closed")
    driver.wait_to_read("No ticket matches")


def test_new_ticket_says_why_it_is_not_possible_and_runs_the_act(driver: Driver, around: Surroundings) -> None:
    assert driver.why_not("New ticket") == "Tickets cannot be entered here yet"
    ran: list[str] = []
    act = Act("ticket.new", lambda: "New ticket", Icon.ADD, ("Ctrl+N",))
    around.acts.add(act, lambda: ran.append("new"))
    around.acts.refresh()
    driver.click("New ticket")
    assert ran == ["new"]


def test_a_link_leads_to_a_ticket(screen: TicketsScreen, driver: Driver) -> None:
    told = chosen_by(screen)
    screen.arrive(Place(Where.TICKETS, "ERP-4730"))
    driver.wait(lambda: bool(screen.table.picked_rows()))
    assert screen.table.picked_rows()[0].ticket.number == "ERP-4730"
    assert set(told) == {"ERP-4730"}


def test_what_others_enter_comes_without_losing_the_place(
    screen: TicketsScreen, driver: Driver, around: Surroundings, qtbot: QtBot
) -> None:
    driver.row("ERP-4730")
    result_of(around.session, lambda vault, _: add_ticket(vault, "NEW-1", "Entered now", ORCHARD), qtbot.waitUntil)
    driver.wait(lambda: numbers(screen)[:1] == ["NEW-1"])
    driver.wait(lambda: driver.says("5 tickets"))
    assert [row.ticket.number for row in screen.table.picked_rows()] == ["ERP-4730"]


def test_a_ticket_is_taken_and_given_back(
    screen: TicketsScreen, driver: Driver, around: Surroundings, notices: RecordedNotices
) -> None:
    driver.row("ERP-4751")
    screen._acts.take(screen.table.picked_rows()[0])
    driver.wait(lambda: "You work on ERP-4751 now." in notices.told)
    vault = around.session.vault
    assert vault.registry.tickets.by_number("ERP-4751").assignee == vault.technician
    notices.acts["Undo"]()
    driver.wait(lambda: vault.registry.tickets.by_number("ERP-4751").assignee == "")


def test_the_menu_of_a_ticket_offers_what_is_possible(screen: TicketsScreen, driver: Driver) -> None:
    told = chosen_by(screen)
    places: list[Place] = []
    screen.around.navigator.moved.connect(places.append)
    driver.row("ERP-4711")
    row = screen.table.current_row()
    assert row is not None
    screen._acts.show_menu(row, screen.mapToGlobal(screen.rect().center()))
    assert driver.has("Take ticket")
    driver.click("Open copy")
    assert places == [Place(Where.COPY, "ERP-4711")]
    screen._acts.show_menu(row, screen.mapToGlobal(screen.rect().center()))
    driver.click("Copy link")
    assert QGuiApplication.clipboard().text() == "bailee://ticket/ERP-4711"
    screen._acts.show_menu(row, screen.mapToGlobal(screen.rect().center()))
    driver.click("Show ticket")
    assert told[-1] == "ERP-4711"


def test_everything_that_matches_is_selected_as_a_state(
    screen: TicketsScreen, driver: Driver, notices: RecordedNotices
) -> None:
    search(driver, "customer:hafen", screen, "ERP-4751", "ERP-4730")
    screen.table.setFocus()
    driver.key("Ctrl+A")
    assert driver.says("All 2 matching tickets are selected.")
    driver.wait_for("Copy numbers")
    driver.click("Copy numbers")
    driver.wait(lambda: "2 numbers copied." in notices.told)
    assert QGuiApplication.clipboard().text().split() == ["ERP-4751", "ERP-4730"]
    driver.click("Clear selection")
    assert not driver.says("matching tickets are selected")


def test_rows_are_copied_by_the_keyboard(screen: TicketsScreen, driver: Driver) -> None:
    driver.row("ERP-4751")
    QTest.keyClick(screen.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "ERP-4751\tDelivery notes print twice since update 26.3"


def test_nothing_is_left_after_locking(screen: TicketsScreen, driver: Driver, around: Surroundings) -> None:
    search(driver, "duplicate", screen, "ERP-4730")
    around.session.lock()
    screen.forget()
    assert numbers(screen) == []
    assert screen.head.search.text() == ""
    assert screen.table.rows.sought == ()
    assert not any("ERP-" in text or "Duplicate" in text for text in driver.readable())


def test_a_vault_without_tickets_leads_on(screen: TicketsScreen, drive: Drive, around: Surroundings) -> None:
    with writing(around.session.vault.registry._engine) as connection:
        connection.exec_driver_sql("DELETE FROM tickets")
    around.acts.add(Act("ticket.new", lambda: "New ticket", Icon.ADD), lambda: None)
    driver = drive(screen)
    screen.arrive(Place(Where.TICKETS))
    driver.wait_to_read("No tickets yet")


def test_a_register_that_fails_is_said_and_asked_again(screen: TicketsScreen, driver: Driver) -> None:
    source = screen._model.source
    assert source is not None
    vault = screen.around.session.vault
    with writing(vault.registry._engine) as connection:
        connection.exec_driver_sql("ALTER TABLE tickets RENAME TO hidden")
    screen.head.search.setText("duplicate")
    driver.wait_for("Try again")
    with writing(vault.registry._engine) as connection:
        connection.exec_driver_sql("ALTER TABLE hidden RENAME TO tickets")
    driver.click("Try again")
    driver.wait(lambda: numbers(screen) == ["ERP-4730"])
    assert not driver.has("Try again")


def test_a_hundred_thousand_tickets_are_searched_while_typing(
    screen: TicketsScreen, drive: Drive, around: Surroundings
) -> None:
    with writing(around.session.vault.registry._engine) as connection:
        connection.exec_driver_sql(_MADE, (MANY,))
    driver = drive(screen)
    screen.arrive(Place(Where.TICKETS))
    driver.wait(lambda: screen._model.rowCount() == MANY + 4)
    driver.wait_to_read("100,004 tickets")
    assert screen._model.id_at(0) == f"DMS-{MANY:06d}"
    search(driver, "report 77123", screen, "DMS-077123")
    driver.wait_to_read("1 of 100,004")
    search(driver, "harbour", screen)
    search(driver, "customer:hafenlogistik", screen, "ERP-4751", "ERP-4730")
    screen.head.search.setText("")
    driver.wait(lambda: screen._model.is_counted and screen._model.rowCount() == MANY + 4)
    screen.arrive(Place(Where.TICKETS, "ERP-4711"))
    driver.wait(lambda: screen.table.currentIndex().row() == MANY + 3)
