"""Closing and wiping from the pane: one click where nothing is lost, the loss list and the hold where something is."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.copies.sealed_copy import copy_lock
from app.model import CopyState, TicketState
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET
from ui.places import Place, Where
from ui.screens.ticket_pane.state import Stage

HOLD_MS = 1_300
OTHER = "ERP-4730"


def stage(desk: Desk) -> Stage | None:
    return desk.pane.state.stage if desk.pane.state else None


def shows(desk: Desk, wanted: Stage) -> None:
    desk.drive.wait(lambda: stage(desk) is wanted)
    desk.calm()


def shown(desk: Desk, folder: Path, *, changed: bool = False) -> None:
    """A held copy in the pane, with or without changes."""
    desk.hold(folder)
    if changed:
        desk.change()
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.HELD)
    desk.drive.clicks = 0


def test_with_nothing_unexported_one_click_closes_and_undo_brings_it_all_back(
    desk: Desk, customer_folder: Path
) -> None:
    shown(desk, customer_folder)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Undo")
    assert desk.drive.clicks == 1
    (record,) = desk.copies()
    assert record.state is CopyState.CLOSING
    assert record.ticket.state is TicketState.CLOSED
    desk.drive.click("Undo")
    shows(desk, Stage.HELD)
    (record,) = desk.copies()
    assert record.state is CopyState.HELD
    assert record.ticket.state is TicketState.OPEN


def test_from_the_board_it_takes_two_clicks(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.drive.clicks = 0
    desk.drive.row(TICKET)
    desk.drive.wait_for("Close and wipe")
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Undo")
    assert desk.drive.clicks == 2
    assert [record.state for record in desk.copies()] == [CopyState.CLOSING]


def test_the_countdown_names_ticket_customer_and_amount(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder)
    desk.drive.click("Close and wipe")
    countdowns = desk.around.notices.countdowns  # type: ignore[attr-defined]
    desk.drive.wait(lambda: bool(countdowns))
    assert TICKET in countdowns[0].text
    assert "Quartz and Vale GmbH, 5 kB" in countdowns[0].detail
    desk.drive.wait_to_read("Its key and 5 kB are destroyed then. The customer's original is not touched.")


def test_changes_are_listed_and_given_up_by_a_hold_in_two_acts(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.wait_to_read("fix.sql")
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Hold to wipe")
    assert desk.drive.says("These changes exist only in this copy. Wiping destroys them for good.")
    desk.drive.wait_to_read("new, 8 bytes")
    assert [record.state for record in desk.copies()] == [CopyState.HELD]
    desk.drive.hold("Hold to wipe", HOLD_MS)
    desk.drive.wait_for("Undo")
    assert desk.drive.clicks == 2
    assert [record.state for record in desk.copies()] == [CopyState.CLOSING], "the undo window still runs"


def test_a_click_on_the_hold_does_nothing(desk: Desk, customer_folder: Path, qtbot: QtBot) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Hold to wipe")
    desk.drive.hold("Hold to wipe", 200)
    qtbot.wait(300)
    assert [record.state for record in desk.copies()] == [CopyState.HELD]


def test_keep_copy_leads_back_and_keeps_what_was_typed(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Keep copy")
    desk.pane.closing_view.note.setPlainText("Two rows were valid.")
    desk.drive.click("Keep copy")
    assert desk.drive.has("Open copy")
    assert desk.pane.body.work.typed() == "Two rows were valid."
    assert [record.state for record in desk.copies()] == [CopyState.HELD]


def test_exported_changes_need_three_clicks_and_no_hold(desk: Desk, customer_folder: Path, tmp_path: Path) -> None:
    shown(desk, customer_folder, changed=True)
    into = tmp_path / "handed over"
    into.mkdir()
    desk.pane.ending.pick_folder = lambda: str(into)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Export changes…")
    desk.drive.click("Export changes…", within=desk.pane.closing_view)
    desk.drive.wait_to_read("Everything is exported")
    assert not desk.drive.has("Hold to wipe")
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Undo")
    assert desk.drive.clicks == 3
    assert [path.read_bytes() for path in into.rglob("fix.sql")] == [b"-- mend\n"]


def test_review_leads_to_the_changes(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Review")
    desk.drive.click("Review")
    assert desk.around.navigator.place == Place(Where.COPY, TICKET, "changes")
    desk.calm()


def test_note_and_time_of_the_closing_view_are_entered(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Hold to wipe")
    desk.pane.closing_view.note.setPlainText("VAT table had two rows.\nRemoved the older one.")
    desk.pane.closing_view.minutes.setValue(25)
    desk.drive.hold("Hold to wipe", HOLD_MS)
    shows(desk, Stage.CLOSING)
    desk.drive.click("Undo")
    shows(desk, Stage.HELD)
    assert desk.pane.story is not None
    assert [note.text for note in desk.pane.story.notes if note.kind.value == "work"] == [
        "VAT table had two rows.\nRemoved the older one."
    ]
    assert desk.pane.story.seconds_in_all == 25 * 60


def test_a_copy_in_use_is_said_at_once_and_tried_again(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder)
    (record,) = desk.copies()
    with copy_lock(desk.around.session.home.copies / record.id, record.id):
        desk.drive.click("Close and wipe")
        desk.drive.wait(desk.pane.failure.isVisible)
        desk.calm()
        assert [each.state for each in desk.copies()] == [CopyState.HELD]
    desk.drive.click("Try again")
    shows(desk, Stage.CLOSING)
    assert not desk.pane.failure.isVisible()


def test_changes_that_cannot_be_listed_are_said_and_need_the_hold(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.change()
    (record,) = desk.copies()
    for path in (desk.around.session.home.copies / record.id).rglob("*"):
        if path.is_file() and path.suffix != ".lock":
            path.write_bytes(b"\0" * 40 + path.read_bytes()[40:])
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.HELD)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Hold to wipe")
    assert desk.drive.says("Changes cannot be listed")
    desk.drive.hold("Hold to wipe", HOLD_MS)
    shows(desk, Stage.CLOSING)


def test_the_keys_close_the_ticket_in_the_pane(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder)
    desk.drive.key("Ctrl+Shift+Del")
    shows(desk, Stage.CLOSING)
    assert desk.drive.clicks == 0


def test_the_act_is_about_the_copy_in_front_and_brings_the_pane(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.change()
    desk.around.navigator.go(Place(Where.COPY, TICKET, "files"))
    assert desk.around.acts.run("ticket.close")
    desk.drive.wait_for("Hold to wipe")
    assert desk.around.navigator.place == Place(Where.BOARD, TICKET)
    desk.calm()


def test_without_a_ticket_the_act_says_why_not(desk: Desk) -> None:
    assert desk.around.acts.why_not("ticket.close") == "No ticket is chosen."
    assert not desk.around.acts.run("ticket.close")


@pytest.mark.parametrize("undo_seconds", [1])
def test_at_the_deadline_the_pane_goes_from_undo_to_the_certificate(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder)
    desk.drive.click("Close and wipe")
    desk.drive.wait(lambda: stage(desk) is Stage.WIPED)
    assert desk.drive.says("C-0001")
    assert desk.drive.says("Passed")
    desk.drive.click("View certificate")
    assert desk.around.navigator.place == Place(Where.LOG, TICKET, "certificates")
    desk.calm()


@pytest.mark.parametrize("undo_seconds", [1])
def test_the_certificate_is_saved_as_pdf(desk: Desk, customer_folder: Path, tmp_path: Path) -> None:
    shown(desk, customer_folder)
    desk.drive.click("Close and wipe")
    desk.drive.wait(lambda: stage(desk) is Stage.WIPED)
    proposed: list[str] = []

    def ask(name: str) -> Path:
        proposed.append(name)
        return tmp_path / name

    desk.pane.ending.ask_where = ask
    desk.drive.click("Save PDF")
    desk.drive.wait((tmp_path / "C-0001.pdf").exists)
    desk.calm()
    assert proposed == ["C-0001.pdf"]
    assert (tmp_path / "C-0001.pdf").read_bytes().startswith(b"%PDF")
    assert "Certificate saved as C-0001.pdf." in desk.around.notices.told  # type: ignore[attr-defined]


def test_a_lock_while_the_dialog_is_open_ends_the_act(desk: Desk, customer_folder: Path, tmp_path: Path) -> None:
    shown(desk, customer_folder, changed=True)

    def ask() -> str:
        desk.around.session.lock()
        return str(tmp_path)

    desk.pane.ending.pick_folder = ask
    desk.pane.ending.export()
    desk.calm()
    assert list(tmp_path.rglob("fix.sql")) == []


def test_a_ticket_without_a_copy_is_closed_from_its_menu(desk: Desk) -> None:
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.READY)
    desk.drive.click("More")
    desk.drive.click("Close ticket")
    shows(desk, Stage.CLOSED)
    assert desk.drive.has("Reopen ticket")


def test_another_ticket_leaves_the_closing_view(desk: Desk, customer_folder: Path) -> None:
    shown(desk, customer_folder, changed=True)
    desk.drive.click("Close and wipe")
    desk.drive.wait_for("Hold to wipe")
    desk.pane.show_ticket(OTHER)
    shows(desk, Stage.READY)
    assert not desk.drive.has("Hold to wipe")
    assert [record.state for record in desk.copies()] == [CopyState.HELD]


def test_a_close_that_waits_for_changes_is_dropped_with_the_ticket(desk: Desk, customer_folder: Path) -> None:
    """Nobody closes a ticket that is not looked at any more."""
    desk.hold(customer_folder)
    desk.pane.start_closing(TICKET)
    desk.pane.show_ticket(OTHER)
    shows(desk, Stage.READY)
    assert [record.state for record in desk.copies()] == [CopyState.HELD]
