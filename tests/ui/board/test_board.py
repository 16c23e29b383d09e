"""The board on a real vault: rows, keyboard, filters, several at once, nothing to show, and trouble."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model import CopyState
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET, opener, write_tree
from ui.places import Place, Where
from ui.screens.board.groups import Filter
from ui.screens.board.model import DUE
from ui.screens.ticket_pane.state import Stage

OTHER, THIRD = "ERP-4730", "KAS-1190"
HOLD_MS = 1_300


def numbers(desk: Desk) -> list[str]:
    return [row.record.ticket.number for row in desk.board._model.rows()]


def three(desk: Desk, folder: Path) -> None:
    for at, ticket in enumerate((TICKET, OTHER, THIRD)):
        desk.hold(write_tree(folder.with_name(f"source {at}")), ticket)
    desk.calm()
    desk.drive.clicks = 0


def test_nothing_held_leads_on(desk: Desk) -> None:
    assert desk.drive.says("No customer data on this machine")
    assert desk.drive.says("Nothing is held right now")
    assert desk.drive.says("Pick a ticket to check out an encrypted copy.")
    assert not desk.drive.has("View last certificate"), "there is none yet"
    desk.drive.click("Choose a ticket")
    assert desk.around.navigator.place == Place(Where.TICKETS)


@pytest.mark.parametrize("undo_seconds", [0])
def test_the_last_wipe_and_its_certificate_are_named_when_nothing_is_held(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.pane.start_closing(TICKET)
    desk.drive.wait_to_read("The last one was wiped")
    desk.drive.click("View last certificate")
    assert desk.around.navigator.place == Place(Where.LOG, TICKET, "certificates")
    desk.calm()


def test_a_row_shows_its_ticket_in_the_pane_with_one_click(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.drive.row(OTHER)
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.HELD)
    assert desk.pane.number == OTHER
    assert desk.drive.clicks == 1
    desk.calm()


def test_arrow_keys_go_over_headings_and_enter_opens_the_copy(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.do(lambda vault, _: overdue(vault, OTHER))
    desk.drive.wait(lambda: len(desk.board._model.headings()) == 2)
    desk.board.view.setFocus()
    desk.board.view.setCurrentIndex(desk.board._model.index(1, 0))
    for _ in range(2):
        QTest.keyClick(desk.board.view, Qt.Key.Key_Down)
    assert desk.board.view.current_copy() == desk.board._model.rows()[2].record.id
    QTest.keyClick(desk.board.view, Qt.Key.Key_Return)
    assert desk.around.navigator.place == Place(Where.COPY, numbers(desk)[2])
    desk.calm()


def overdue(vault: object, ticket: str) -> None:
    from datetime import UTC, datetime, timedelta

    from app.registry.facts import CopyFacts
    from app.unlocked.vault import Unlocked

    assert isinstance(vault, Unlocked)
    for record in vault.registry.copies.all():
        if record.ticket.number == ticket:
            vault.registry.copies.note(record.id, CopyFacts(due_at=datetime.now(UTC) - timedelta(days=2)))


def test_a_double_click_opens_the_copy(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.drive.open_row(OTHER)
    assert desk.around.navigator.place == Place(Where.COPY, OTHER)
    desk.calm()


def test_chips_filter_and_everything_filtered_away_offers_a_way_back(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.do(lambda vault, _: overdue(vault, OTHER))
    desk.drive.wait(lambda: desk.drive.says("Overdue 1"))
    desk.drive.click("Overdue")
    assert numbers(desk) == [OTHER]
    desk.drive.click("Changed")
    assert numbers(desk) == []
    assert desk.drive.says("No copy matches")
    desk.drive.click("Clear filters")
    assert sorted(numbers(desk)) == sorted([TICKET, OTHER, THIRD])


def test_grouping_is_chosen_and_remembered(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.drive.click("Group: due")
    desk.drive.click("Group: customer")
    headings = [desk.board._model.line(at).look for at in desk.board._model.headings()]
    assert [look.text for look in headings] == [  # type: ignore[union-attr]
        "Bäckerei Ostermann & Söhne",
        "Hafenlogistik Nord",
        "Quartz and Vale GmbH",
    ]
    assert desk.around.memory.text("board/grouping") == "customer"


def test_a_refresh_keeps_selection_and_says_nothing_again(desk: Desk, customer_folder: Path, qtbot: QtBot) -> None:
    three(desk, customer_folder)
    desk.drive.row(OTHER)
    desk.calm()
    before = desk.board.view.current_copy()
    with qtbot.assertNotEmitted(desk.board.ticket_chosen):
        desk.do(lambda vault, _: overdue(vault, OTHER))
        desk.calm()
    assert desk.board.view.current_copy() == before
    assert [row.record.ticket.number for row in desk.board.view.picked_rows()] == [OTHER]


def pick_all(desk: Desk) -> None:
    desk.board.view.setFocus()
    QTest.keyClick(desk.board.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)


def test_several_are_closed_with_one_click_and_a_hold(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.change(OTHER)
    desk.calm()
    pick_all(desk)
    assert desk.drive.says("3 copies selected, 16 kB")
    desk.drive.click("Close and wipe the selected copies")
    assert desk.drive.says("This wipes the copies of 3 tickets.")
    assert desk.drive.says("1 holds changes that exist only there.")
    desk.drive.hold("Hold to wipe", HOLD_MS)
    assert desk.drive.clicks == 2
    desk.drive.wait(lambda: len(desk.custodian.pending()) == 3)
    desk.calm()
    assert {record.state for ticket in (TICKET, OTHER, THIRD) for record in desk.copies(ticket)} == {CopyState.CLOSING}


def test_several_are_extended_with_one_reason(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    pick_all(desk)
    desk.drive.click("Extend…")
    assert not desk.drive.has("Extend"), "it needs a reason"
    desk.drive.type("Audit week", into="Reason")
    desk.drive.click("Extend")
    desk.drive.wait(lambda: desk.copies(THIRD)[0].extensions == 1)
    desk.calm()
    assert [desk.copies(ticket)[0].extensions for ticket in (TICKET, OTHER, THIRD)] == [1, 1, 1]


def test_undo_stands_in_the_row(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.pane.start_closing(OTHER)
    desk.drive.wait(lambda: bool(desk.custodian.pending()))
    desk.calm()
    number = desk.board._model.number_of(desk.copies(OTHER)[0].id)
    place = desk.board.view.visualRect(desk.board._model.index(number, DUE)).center()
    QTest.mouseClick(desk.board.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    desk.drive.wait(lambda: desk.copies(OTHER)[0].state is CopyState.HELD)
    desk.calm()


def test_the_context_menu_opens_by_keyboard_and_closes(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.board.view.setCurrentIndex(desk.board._model.index(1, 0))
    row = desk.board._model.rows()[0]
    desk.board._on_menu(row, desk.board.mapToGlobal(QPoint(50, 200)))
    desk.drive.click("Open copy")
    assert desk.around.navigator.place == Place(Where.COPY, row.record.ticket.number)
    desk.calm()


def test_trouble_is_said_above_the_list_which_stays(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.around.session.vault.registry.close()
    desk.board.refresh()
    desk.drive.wait(lambda: desk.board._failure.failure is not None)
    assert desk.drive.has("Try again")
    assert len(numbers(desk)) == 3
    desk.around.session.lock()
    desk.around.session.unlock(opener(desk.around.session.home))
    desk.drive.wait(lambda: desk.around.session.is_unlocked)
    desk.drive.click("Try again")
    desk.drive.wait(lambda: desk.board._failure.failure is None)
    desk.calm()


def test_the_model_keeps_the_rules_of_models(desk: Desk, customer_folder: Path) -> None:
    tester = QAbstractItemModelTester(
        desk.board._model, QAbstractItemModelTester.FailureReportingMode.Fatal, desk.board
    )
    three(desk, customer_folder)
    desk.board.forget()
    desk.board.refresh()
    desk.drive.wait(lambda: len(numbers(desk)) == 3)
    assert tester.model() is desk.board._model


def test_what_a_screen_reader_says_is_a_sentence_for_each_cell(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    model, role = desk.board._model, Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Later: 1 copy"
    said = [model.index(1, column).data(role) for column in range(model.columnCount())]
    assert said[0] == "Encrypted"
    assert said[1] == f"{TICKET}, Invoice run aborts after VAT change, Quartz and Vale GmbH"
    assert said[3] == "held by You"
    assert said[5].startswith("due in")


def test_every_row_has_its_height_also_where_a_heading_stood_before(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.do(lambda vault, _: overdue(vault, THIRD))
    desk.drive.wait(lambda: len(desk.board._model.headings()) == 2)
    desk.do(lambda vault, _: overdue(vault, OTHER))
    desk.drive.wait(lambda: desk.board._model.headings() == [0, 3])
    desk.calm()
    heights = [desk.board.view.rowHeight(number) for number in range(desk.board._model.rowCount())]
    assert heights[0] == heights[3] < heights[1]
    assert {heights[1], heights[2], heights[4]} == {heights[1]}


def test_headings_cannot_be_selected(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    selection = desk.board.view.selectionModel()
    selection.select(
        desk.board._model.index(0, 0),
        QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows,
    )
    assert desk.board.view.picked_rows() == []


def test_a_narrow_list_gives_up_holder_and_source_and_never_cuts_the_due_time(
    desk: Desk, customer_folder: Path
) -> None:
    three(desk, customer_folder)
    view = desk.board.view
    for width in (1600, 1220, 1024, 900):
        desk.resize(width, 700)
        desk.drive.qtbot.wait(20)
        edge = view.columnViewportPosition(DUE) + view.columnWidth(DUE)
        assert edge <= view.viewport().width(), width


def test_forgotten_it_shows_no_customer(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    pick_all(desk)
    desk.board.forget()
    assert not desk.drive.says("Hafenlogistik")
    assert desk.board._model.rowCount() == 0
    assert isinstance(desk.board.zones()[0], QWidget)


def test_all_of_my_copies_in_the_rail_means_the_filter_mine(desk: Desk, customer_folder: Path) -> None:
    three(desk, customer_folder)
    desk.around.navigator.go(Place(Where.BOARD, "", "mine"))
    desk.calm()
    checked = {each.value for each, chip in desk.board.head._chips.items() if chip.isChecked()}
    assert checked == {"mine"}
    assert len(numbers(desk)) == 3
    desk.around.navigator.go(Place(Where.TICKETS))
    desk.around.navigator.go(Place(Where.BOARD))
    assert desk.board.head._chips[Filter.MINE].isChecked(), "and stays until it is put off"
