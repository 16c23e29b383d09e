"""What the pane changes about a ticket: by button, menu and F2; taken back and done again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit

from app.model import NoteKind, Priority, Ticket
from app.operations.register import ticket as read_ticket
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import TICKET, TICKETS, RecordedNotices
from ui.screens.ticket_pane.state import Stage

TITLE = TICKETS[TICKET][0]


@pytest.fixture
def shown(desk: Desk) -> Desk:
    """An open ticket in the pane."""
    desk.pane.show_ticket(TICKET)
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.READY)
    desk.calm()
    return desk


def stored(desk: Desk) -> Ticket:
    found: Ticket = desk.do(lambda vault, _: read_ticket(vault, TICKET)[0])
    return found


def field(desk: Desk) -> QLineEdit:
    (found,) = [each for each in desk.pane.edit_form.findChildren(QLineEdit) if each.accessibleName() == "Title"]
    return found


def told(notices: RecordedNotices, text: str) -> bool:
    return text in notices.told


def test_f2_edits_title_and_priority_and_both_are_taken_back_and_done_again(
    shown: Desk, notices: RecordedNotices
) -> None:
    assert shown.around.acts.keys("ticket.edit") == ("F2",)
    shown.around.acts.run("ticket.edit")
    assert field(shown).text() == TITLE
    field(shown).setText("Prints upside down")
    priority = shown.pane.edit_form.findChild(QComboBox)
    assert isinstance(priority, QComboBox)
    priority.setCurrentIndex(priority.findData(Priority.HIGH.value))
    shown.drive.click("Save")
    shown.drive.wait(lambda: told(notices, f"{TICKET} changed."))
    assert (stored(shown).title, stored(shown).priority) == ("Prints upside down", Priority.HIGH)
    assert shown.drive.says("High priority")
    assert shown.drive.says("Prints upside down")
    notices.told.clear()
    notices.acts["Undo"]()
    shown.drive.wait(lambda: shown.pane.story is not None and shown.pane.story.ticket.title == TITLE)
    assert stored(shown).priority is Priority.NORMAL
    assert notices.redo is not None
    notices.redo()
    shown.drive.wait(lambda: told(notices, f"{TICKET} changed."))
    assert stored(shown).title == "Prints upside down"
    shown.calm()


def test_saving_needs_a_title_and_a_change_and_escape_leaves_all_as_it_was(shown: Desk) -> None:
    shown.drive.click("Edit")
    form = shown.pane.edit_form
    assert not form.go.isEnabled()
    assert shown.drive.says("Nothing is changed yet.")
    field(shown).setText("   ")
    assert form.go.toolTip() == "Needs a title."
    field(shown).setText("Another")
    assert form.go.isEnabled()
    QTest.keyClick(field(shown), Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert stored(shown).title == TITLE


def test_a_closed_ticket_says_why_it_is_not_edited(shown: Desk) -> None:
    shown.pane.start_closing(TICKET)
    shown.drive.wait(lambda: shown.pane.state is not None and shown.pane.state.stage is Stage.CLOSED)
    assert shown.around.acts.why_not("ticket.edit") == "The ticket is closed. Reopen it first."
    shown.pane.show_ticket("")
    assert shown.around.acts.why_not("ticket.edit") == "No ticket is shown."
    shown.calm()


def test_titles_are_not_edited_before_others(shown: Desk) -> None:
    shown.drive.click("Edit")
    shown.around.sharing.switch(True)
    assert not shown.pane.edit_form.isVisible()
    assert shown.around.acts.why_not("ticket.edit") == "Titles are covered while the screen is shared."


def test_taking_a_ticket_is_taken_back_and_done_again(shown: Desk, notices: RecordedNotices) -> None:
    shown.drive.click("Take")
    shown.drive.wait(lambda: told(notices, f"You work on {TICKET} now."))
    me = stored(shown).assignee
    assert me
    notices.acts["Undo"]()
    shown.calm()
    assert stored(shown).assignee == ""
    assert notices.redo is not None
    notices.redo()
    shown.calm()
    assert stored(shown).assignee == me


def test_an_extension_is_taken_back_and_done_again(desk: Desk, notices: RecordedNotices, customer_folder: Path) -> None:
    before = desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is Stage.HELD)
    desk.pane.extend_form.given.emit(60, "waits for the customer")
    desk.drive.wait(lambda: told(notices, f"{TICKET} is held longer."))
    (extended,) = desk.copies()
    assert extended.due_at is not None
    assert before.due_at is not None
    assert extended.due_at > before.due_at
    notices.acts["Undo"]()
    desk.calm()
    (back,) = desk.copies()
    assert (back.due_at, back.extensions) == (before.due_at, 0)
    assert notices.redo is not None
    notices.redo()
    desk.calm()
    assert desk.copies()[0].extensions == 1
    notes = desk.do(lambda vault, _: read_ticket(vault, TICKET)[2])
    said = [note.text for note in notes if note.kind is NoteKind.WORK]
    assert said == ["waits for the customer", "Extension taken back", "waits for the customer"]


def test_a_close_that_was_taken_back_is_done_again_and_counted_down(
    desk: Desk, notices: RecordedNotices, customer_folder: Path
) -> None:
    desk.hold(customer_folder)
    desk.pane.start_closing(TICKET)
    desk.drive.wait(lambda: bool(notices.countdowns))
    notices.countdowns[0].acts[0].run()
    desk.drive.wait(lambda: told(notices, f"{TICKET} is held as before."))
    desk.calm()
    assert notices.redo is not None
    notices.redo()
    desk.drive.wait(lambda: len(notices.countdowns) == 2)
    notices.countdowns[1].acts[0].run()
    desk.drive.wait(lambda: not notices.countdowns[1].is_open)
    desk.calm()


def test_work_that_came_in_since_is_not_closed_over(
    desk: Desk, notices: RecordedNotices, customer_folder: Path
) -> None:
    desk.hold(customer_folder)
    desk.pane.start_closing(TICKET)
    desk.drive.wait(lambda: bool(notices.countdowns))
    notices.countdowns[0].acts[0].run()
    desk.drive.wait(lambda: told(notices, f"{TICKET} is held as before."))
    desk.change()
    assert notices.redo is not None
    notices.redo()
    desk.drive.wait(lambda: told(notices, f"{TICKET} was changed since. Close it where that is shown."))
    assert len(notices.countdowns) == 1
    notices.acts["Show ticket"]()
    assert desk.around.navigator.place.subject == TICKET
    desk.calm()
