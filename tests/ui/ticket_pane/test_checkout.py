"""Checking out from the pane: in as few clicks as promised, and with a way on when it fails."""

import os
from pathlib import Path

import pytest

from app.model import CopyState
from app.operations.register import reopen_ticket
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET, write_tree
from ui.places import Place, Where
from ui.screens.ticket_pane.state import Stage

OTHER = "ERP-4751"  # of the same customer as ERP-4730
SAME_CUSTOMER = "ERP-4730"


def known(desk: Desk, folder: Path) -> None:
    """The customer of OTHER has a source that was used before, and a ticket with a copy of it on the board."""
    desk.hold(folder, SAME_CUSTOMER)


def stage(desk: Desk) -> Stage | None:
    return desk.pane.state.stage if desk.pane.state else None


def shows(desk: Desk, wanted: Stage) -> None:
    desk.drive.wait(lambda: stage(desk) is wanted)
    desk.calm()


def test_a_selected_ticket_with_a_known_source_takes_one_click(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    assert desk.drive.says("Same source as last time.")
    before = desk.drive.clicks
    desk.drive.click("Check out erp export")
    desk.drive.wait(lambda: stage(desk) is Stage.HELD)
    assert desk.drive.clicks - before == 1
    assert [record.state for record in desk.copies(OTHER)] == [CopyState.HELD]
    desk.calm()


def test_a_copy_on_the_board_is_opened_with_two(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder, OTHER)
    before = desk.drive.clicks
    desk.drive.row(OTHER)
    shows(desk, Stage.HELD)
    desk.drive.wait_for("Open copy")
    desk.drive.click("Open copy")
    assert desk.drive.clicks - before == 2
    assert desk.around.navigator.place == Place(Where.COPY, OTHER)


def test_the_copy_that_is_ready_is_told_with_its_size_and_a_way_to_it(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    desk.drive.click("Check out erp export")
    shows(desk, Stage.HELD)
    notices = desk.around.notices
    assert "Copy ready, 5 kB." in notices.told  # type: ignore[attr-defined]
    notices.acts["Open"]()  # type: ignore[attr-defined]
    assert desk.around.navigator.place == Place(Where.COPY, OTHER)


def test_a_ticket_nobody_has_is_taken_with_its_checkout(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    desk.drive.click("Check out erp export")
    shows(desk, Stage.HELD)
    assert desk.pane.story is not None
    assert desk.pane.story.ticket.assignee == desk.pane.story.technician


def test_a_folder_that_was_never_used_is_picked_and_then_checked_out(desk: Desk, customer_folder: Path) -> None:
    """Four clicks with those in the picker: the button, the folder, its Open, the button."""
    desk.pane.taking.pick_folder = lambda: str(customer_folder)
    desk.pane.show_ticket(TICKET)
    desk.drive.wait_for("Check out a folder…")
    desk.drive.click("Check out a folder…")
    desk.drive.wait_for("Check out erp export")
    desk.drive.wait_to_read("5 kB, ready in a few seconds")
    assert desk.copies() == [], "choosing reads nothing"
    desk.drive.click("Check out erp export")
    shows(desk, Stage.HELD)
    assert desk.drive.clicks == 2


def test_another_known_source_starts_with_one_click_on_its_line(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.hold(write_tree(customer_folder.parent / "second"), SAME_CUSTOMER)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out second")
    desk.calm()
    before = desk.drive.clicks
    desk.drive.click("Check out erp export")
    shows(desk, Stage.HELD)
    assert desk.drive.clicks - before == 1
    assert [Path(record.source).name for record in desk.copies(OTHER)] == ["erp export"]


def test_what_is_dropped_is_shown_on_the_button_and_not_read_yet(desk: Desk, customer_folder: Path) -> None:
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    assert desk.pane._drop_caption([customer_folder]) == f"Check out erp export for {TICKET}"
    assert desk.pane._drop_caption([customer_folder, customer_folder]) == ""
    desk.pane.taking.on_drop([customer_folder])
    desk.drive.wait_for("Check out erp export")
    desk.calm()
    assert desk.copies() == []


def test_stopped_it_leaves_nothing_and_says_so(desk: Desk, tmp_path: Path) -> None:
    source = tmp_path / "large"
    source.mkdir()
    for number in range(40):
        (source / f"{number}.bin").write_bytes(os.urandom(4_000_000))
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    desk.pane.taking.on_drop([source])
    desk.drive.wait_for("Check out large")
    desk.drive.click("Check out large")
    desk.drive.wait_for("Cancel")
    assert desk.drive.says("You can go on working.")
    desk.drive.click("Cancel")
    shows(desk, Stage.READY)
    assert desk.copies() == []
    told = desk.around.notices.told  # type: ignore[attr-defined]
    assert f"Checkout for {TICKET} stopped. What was copied so far is wiped." in told
    assert list((desk.around.session.home.copies).glob("*/")) == []


def test_a_source_that_is_gone_is_said_with_a_way_on(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    customer_folder.rename(customer_folder.with_name("moved"))
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_to_read("does not exist, or cannot be reached now.")
    desk.pane.taking.pick_folder = lambda: str(customer_folder.with_name("moved"))
    desk.drive.click("Choose another folder…")
    desk.drive.wait_for("Check out moved")
    desk.drive.click("Check out moved")
    shows(desk, Stage.HELD)
    assert not desk.pane.failure.isVisible()


def test_a_failure_while_another_ticket_is_shown_is_told_and_waits_for_its_ticket(
    desk: Desk, customer_folder: Path
) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    desk.calm()
    customer_folder.rename(customer_folder.with_name("moved"))
    desk.drive.click("Check out erp export")
    desk.pane.show_ticket(TICKET)
    notices = desk.around.notices
    desk.drive.wait(lambda: f"The checkout for {OTHER} failed." in notices.told)  # type: ignore[attr-defined]
    assert not desk.pane.failure.isVisible()
    notices.acts["Show"]()  # type: ignore[attr-defined]
    desk.drive.wait_to_read("does not exist, or cannot be reached now.")
    desk.calm()


def test_a_database_is_asked_for_by_address_and_its_password_when_it_is_needed(desk: Desk) -> None:
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    desk.drive.click("Database…")
    assert desk.drive.why_not("Use this database")
    desk.drive.type("postgresql://clerk@127.0.0.1:1/erp", into="Address")
    desk.drive.click("Use this database")
    desk.drive.wait_for("Check out erp")
    assert desk.drive.says("PostgreSQL on 127.0.0.1")
    desk.drive.click("Check out erp")
    desk.drive.wait_to_read("Password for postgresql://clerk@127.0.0.1:1/erp")
    desk.drive.type("secret words", into="Password")
    desk.drive.click("Connect")
    desk.drive.wait(lambda: desk.pane.failure.failure is not None)
    assert desk.pane.password_form._field.text() == "", "it is not kept here"
    assert desk.drive.has("Try again")
    assert desk.copies() == []
    desk.calm()


@pytest.mark.parametrize("name", ["customers.db"])
def test_a_database_file_is_taken_as_one(desk: Desk, tmp_path: Path, name: str) -> None:
    import sqlite3

    path = tmp_path / name
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE customer (id INTEGER PRIMARY KEY, name TEXT)")
    connection.close()
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    desk.pane.taking.on_drop([path])
    desk.drive.wait_to_read("SQLite file")
    desk.drive.click(f"Check out {name}")
    shows(desk, Stage.HELD)
    assert [record.source_kind for record in desk.copies()] == ["sqlite"]


def test_a_wiped_and_reopened_ticket_can_be_checked_out_again(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.HELD)
    desk.drive.click("Close and wipe")
    shows(desk, Stage.CLOSING)
    desk.drive.click("Wipe now")
    desk.drive.wait(lambda: stage(desk) is Stage.WIPED)
    assert desk.drive.has("View certificate")
    desk.drive.click("Reopen ticket")
    desk.drive.wait(lambda: stage(desk) is Stage.READY)
    desk.drive.wait_for("Check out erp export")
    desk.calm()


def test_the_keyboard_can_do_it(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    desk.calm()
    assert desk.pane.why_no_primary() == ""
    assert desk.pane.press_primary()
    shows(desk, Stage.HELD)


def test_nothing_is_left_in_the_pane_when_the_vault_is_locked(desk: Desk, customer_folder: Path) -> None:
    known(desk, customer_folder)
    desk.pane.show_ticket(OTHER)
    desk.drive.wait_for("Check out erp export")
    desk.around.session.lock()
    desk.pane.forget()
    desk.board.forget()
    for text in ("Hafenlogistik", OTHER, "erp export", "Behrens", "Delivery notes"):
        assert not desk.drive.says(text)
    desk.calm()


def test_reading_again_after_something_else_changed_it(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.HELD)
    desk.drive.click("Close and wipe")
    shows(desk, Stage.CLOSING)
    desk.drive.click("Wipe now")
    shows(desk, Stage.WIPED)
    desk.do(lambda vault, _: reopen_ticket(vault, TICKET))
    shows(desk, Stage.READY)
