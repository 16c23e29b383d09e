"""Notes, drafts, time and more time in the pane."""

from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.operations.drafts import drafts
from app.operations.register import add_ticket
from tests.ui.ticket_pane.desk import Desk
from tests.ui.vaults import HARBOUR, TICKET, opener
from ui.places import Place, Where
from ui.screens.ticket_pane.state import Stage
from ui.screens.ticket_pane.timer_clock import Away

OTHER = "ERP-4730"


def shows(desk: Desk, wanted: Stage) -> None:
    desk.drive.wait(lambda: desk.pane.state is not None and desk.pane.state.stage is wanted)
    desk.calm()


def opened(desk: Desk, ticket: str = TICKET) -> None:
    desk.pane.show_ticket(ticket)
    shows(desk, Stage.READY)


def notes(desk: Desk) -> list[str]:
    assert desk.pane.story is not None
    return [note.text for note in desk.pane.story.notes]


def test_enter_adds_a_note_and_empties_the_field(desk: Desk) -> None:
    opened(desk)
    desk.drive.type("Reproduced with the October run", into="Work note")
    desk.drive.key("Return")
    desk.drive.wait(lambda: "Reproduced with the October run" in notes(desk))
    assert desk.pane.body.work.typed() == ""
    desk.drive.wait_to_read("Reproduced with the October run")
    desk.calm()


def test_what_was_typed_and_not_added_comes_back_with_its_ticket(desk: Desk) -> None:
    opened(desk)
    desk.drive.type("half a thou", into="Work note")
    opened(desk, OTHER)
    assert desk.pane.body.work.typed() == ""
    opened(desk)
    assert desk.pane.body.work.typed() == "half a thou"


def test_a_draft_outlasts_a_lock(desk: Desk) -> None:
    opened(desk)
    desk.drive.type("half a thought", into="Work note")
    desk.around.session.locking.connect(desk.pane.forget)
    desk.around.session.lock()
    assert desk.pane.body.work.typed() == ""
    desk.drive.wait(desk.around.session.runner.is_idle)
    desk.around.session.unlock(opener(desk.around.session.home))
    desk.drive.wait(lambda: desk.around.session.is_unlocked)
    opened(desk)
    assert desk.pane.body.work.typed() == "half a thought"
    assert desk.do(lambda vault, _: drafts(vault)) == {f"ticket/{TICKET}/note": "half a thought"}


def test_the_timer_measures_and_books_when_the_other_ticket_starts(desk: Desk, qtbot: QtBot) -> None:
    opened(desk)
    desk.drive.click("Start timer")
    assert desk.drive.has("Pause timer")
    qtbot.wait(1_100)
    opened(desk, OTHER)
    desk.drive.click("Start timer")
    desk.calm()
    assert desk.pane.timer.ticket == OTHER
    opened(desk)
    assert desk.pane.story is not None
    assert desk.pane.story.seconds_in_all >= 1
    assert desk.drive.says("Worked 1 s")


def test_ctrl_t_starts_and_pauses_it(desk: Desk) -> None:
    opened(desk)
    desk.drive.key("Ctrl+T")
    assert desk.pane.timer.is_running
    desk.drive.key("Ctrl+T")
    assert not desk.pane.timer.is_running


def test_it_runs_by_itself_while_a_copy_is_in_front(desk: Desk) -> None:
    desk.around.navigator.go(Place(Where.COPY, TICKET))
    assert (desk.pane.timer.ticket, desk.pane.timer.is_running) == (TICKET, True)
    desk.around.navigator.go(Place(Where.BOARD))
    assert not desk.pane.timer.is_running


def test_started_by_hand_it_goes_on_when_the_place_changes(desk: Desk) -> None:
    opened(desk)
    desk.drive.click("Start timer")
    desk.around.navigator.go(Place(Where.LOG))
    assert desk.pane.timer.is_running


def test_a_time_away_is_asked_about(desk: Desk) -> None:
    opened(desk)
    desk.drive.click("Start timer")
    desk.pane.timer.came_back.emit(Away(TICKET, 23 * 60))
    assert desk.drive.says("Count the 23 min away?")
    desk.drive.click("Count")
    assert desk.pane.timer.seconds(TICKET) >= 23 * 60
    assert not desk.drive.has("Count")
    desk.pane.timer.take(TICKET)


def test_locking_books_what_was_measured(desk: Desk, qtbot: QtBot) -> None:
    opened(desk)
    desk.drive.click("Start timer")
    qtbot.wait(1_100)
    desk.around.session.lock()
    assert not desk.pane.timer.is_running
    desk.drive.wait(desk.around.session.runner.is_idle)
    desk.around.session.unlock(opener(desk.around.session.home))
    desk.drive.wait(lambda: desk.around.session.is_unlocked)
    desk.pane.forget()
    opened(desk)
    assert desk.pane.story is not None
    assert desk.pane.story.seconds_in_all >= 1


def test_more_time_needs_a_reason_and_is_shown(desk: Desk, customer_folder: Path) -> None:
    desk.hold(customer_folder)
    desk.pane.show_ticket(TICKET)
    shows(desk, Stage.HELD)
    desk.drive.click("Extend")
    assert desk.drive.says("Needs a reason.")
    desk.pane.extend_form._days.setValue(14)
    desk.drive.type("The customer answers next week", into="Reason, in one line")
    desk.drive.key("Return")
    desk.drive.wait(lambda: desk.copies()[0].extensions == 1)
    desk.calm()
    (record,) = desk.copies()
    assert record.due_at is not None
    assert 13 <= (record.due_at - datetime.now(UTC)).days <= 14
    assert "The customer answers next week" in notes(desk)
    assert not desk.pane.extend_form.isVisible()


def test_the_link_is_copied(desk: Desk) -> None:
    opened(desk)
    desk.drive.click("Copy link to the ticket")
    assert QApplication.clipboard().text() == f"bailee://ticket/{TICKET}"


def test_take_and_give_back(desk: Desk) -> None:
    opened(desk)
    desk.drive.click("Take")
    desk.drive.wait(lambda: desk.pane.story is not None and bool(desk.pane.story.ticket.assignee))
    desk.calm()
    assert not desk.drive.has("Take")
    desk.drive.click("More")
    desk.drive.click("Give back")
    desk.drive.wait_for("Take")
    desk.calm()


class TestNewTicket:
    """The form in the pane."""

    def begin(self, desk: Desk) -> None:
        desk.drive.key("Ctrl+N")
        desk.drive.wait(lambda: bool(desk.pane.form._number.text()))
        desk.calm()

    def test_the_fields_say_what_is_missing(self, desk: Desk) -> None:
        self.begin(desk)
        assert desk.drive.says("Needs a customer.")
        desk.drive.type("Hafenlogistik Nord", into="Customer")
        assert desk.drive.says("Needs a title.")
        assert not desk.drive.has("Create")

    def test_for_a_customer_with_a_known_source_it_is_two_clicks_to_a_copy(
        self, desk: Desk, customer_folder: Path
    ) -> None:
        desk.hold(customer_folder, OTHER)
        desk.drive.clicks = 0
        desk.drive.click("New ticket")
        desk.drive.wait(lambda: bool(desk.pane.form._number.text()))
        desk.calm()
        desk.pane.form._customer.setFocus()
        desk.drive.type("Hafenlogistik Nord")
        desk.pane.form._title.setFocus()
        desk.drive.type("Stock differs")
        desk.drive.wait(desk.pane.form.both.isEnabled)
        assert desk.drive.says("Create and check out erp export")
        desk.drive.click("Create and check out")
        shows(desk, Stage.HELD)
        assert desk.drive.clicks == 2
        assert desk.pane.story is not None
        assert desk.pane.story.ticket.title == "Stock differs"
        assert desk.pane.story.ticket.customer.number == HARBOUR

    def test_without_a_source_it_is_created_and_one_is_chosen_then(self, desk: Desk) -> None:
        self.begin(desk)
        desk.drive.type("Hafenlogistik Nord", into="Customer")
        desk.drive.type("Stock differs", into="Title")
        desk.calm()
        assert desk.drive.says("No source is known for this customer yet: create the ticket, then choose one.")
        desk.drive.click("Create")
        shows(desk, Stage.READY)
        assert desk.drive.has("Check out a folder…")

    def test_a_new_name_makes_a_new_customer(self, desk: Desk) -> None:
        self.begin(desk)
        desk.drive.type("Optik Sander", into="Customer")
        assert desk.pane.form._new_number.text() == "C-301"
        desk.drive.type("Currency table import", into="Title")
        desk.drive.click("Create")
        shows(desk, Stage.READY)
        assert desk.pane.story is not None
        assert desk.pane.story.ticket.customer.name == "Optik Sander"
        assert desk.pane.story.ticket.number == "KAS-1191"

    def test_a_number_that_is_taken_is_said_and_nothing_is_entered(self, desk: Desk) -> None:
        self.begin(desk)
        desk.drive.type("Optik Sander", into="Customer")
        desk.drive.type("Currency table import", into="Title")
        desk.pane.form._number.setText(TICKET)
        desk.drive.click("Create")
        desk.drive.wait(desk.pane.failure.isVisible)
        desk.calm()
        customers = desk.do(lambda vault, _: vault.registry.customers.all())
        assert "Optik Sander" not in [customer.name for customer in customers]
        desk.pane.form._number.setText("OPT-1")
        desk.drive.click("Create")
        shows(desk, Stage.READY)

    def test_what_was_typed_comes_back(self, desk: Desk) -> None:
        self.begin(desk)
        desk.drive.type("Hafenlogistik Nord", into="Customer")
        desk.drive.type("Stock dif", into="Title")
        desk.drive.key("Escape")
        desk.calm()
        assert not desk.drive.has("Create")
        self.begin(desk)
        assert desk.pane.form._title.text() == "Stock dif"
        assert desk.pane.form._customer.text() == "Hafenlogistik Nord"
        desk.drive.click("Create")
        shows(desk, Stage.READY)
        assert desk.do(lambda vault, _: drafts(vault, "new-ticket/")) == {}

    def test_a_dropped_folder_makes_a_ticket_that_checks_it_out(self, desk: Desk, customer_folder: Path) -> None:
        desk.board.source_dropped.emit(str(customer_folder))
        desk.drive.wait(lambda: bool(desk.pane.form._number.text()))
        desk.calm()
        desk.drive.type("Hafenlogistik Nord", into="Customer")
        desk.drive.type("Stock differs", into="Title")
        assert desk.drive.says("Create and check out erp export")
        desk.drive.key("Return")
        shows(desk, Stage.HELD)

    def test_the_next_number_follows_the_last_one(self, desk: Desk) -> None:
        desk.do(lambda vault, _: add_ticket(vault, "ERP-0099", "Another", HARBOUR))
        self.begin(desk)
        assert desk.pane.form._number.text() == "ERP-0100"
