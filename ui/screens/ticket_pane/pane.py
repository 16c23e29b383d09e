"""The detail pane of a ticket. It shows what the state says, and hands every press to who does it."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QStackedWidget, QWidget

from app.custody.states import WORKABLE
from app.model import CopyRecord
from app.operations.ticket_story import TicketStory, ticket_story
from ui import words
from ui.days import local_day
from ui.jobs import Job
from ui.places import Place, Where
from ui.screens.ticket_pane.act_row import ActRow
from ui.screens.ticket_pane.body import PaneBody
from ui.screens.ticket_pane.choice_acts import ChoiceActs
from ui.screens.ticket_pane.closing_view import ClosingView, PaneFoot
from ui.screens.ticket_pane.covering import shown_chosen, shown_source, shown_story
from ui.screens.ticket_pane.edit_form import EditForm
from ui.screens.ticket_pane.ending_acts import EndingActs
from ui.screens.ticket_pane.ending_trouble import WipeTroubleBar
from ui.screens.ticket_pane.forms import DatabaseForm, ExtendForm, PasswordForm
from ui.screens.ticket_pane.head import PaneHead
from ui.screens.ticket_pane.layout import lay_out
from ui.screens.ticket_pane.loss import LossList
from ui.screens.ticket_pane.new_acts import NewTicketActs
from ui.screens.ticket_pane.new_ticket import NewTicketForm
from ui.screens.ticket_pane.pane_acts import PaneActs
from ui.screens.ticket_pane.running import jobs_of, stop_checkout
from ui.screens.ticket_pane.sources import chosen_of
from ui.screens.ticket_pane.state import ChosenSource, PaneState, Stage, pane_state
from ui.screens.ticket_pane.taking import TakingActs
from ui.screens.ticket_pane.work_timer import WorkTimer
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.drop_target import DropTarget
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar

if TYPE_CHECKING:
    from app.operations.first_look import FirstLook

_TICK_MS = 1_000


class TicketPane(QFrame):
    """Shows one ticket, or the form for a new one.

    Signals:
        closed: the person put it away.
        opened: it has something to show, the number of a ticket or "" for a new one: bring it into view.
    """

    closed = Signal()
    opened = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self.setAccessibleName(self.tr("Ticket"))
        self.around = around
        theme = around.theme
        self.number = ""
        self.story: TicketStory | None = None
        self.state: PaneState | None = None
        self.chosen: ChosenSource | None = None
        self.look: FirstLook | None = None
        self._read_generation = 0
        self._field_ticket = ""
        self.timer = WorkTimer(around, self)
        self.menu = QMenu(self)
        self.head = PaneHead(theme)
        self.acts = ActRow(theme, self.menu)
        self.body = PaneBody(theme)
        self.acts.put_below(self.body.line)
        self.closing_view = ClosingView(theme)
        self.form = NewTicketForm(theme, around.sharing)
        self.extend_form = ExtendForm(theme)
        self.edit_form = EditForm(theme)
        self.password_form = PasswordForm(theme)
        self.database_form = DatabaseForm(theme)
        self.trouble = WipeTroubleBar(around)
        self.failure = FailureBar(theme)
        self.bar = InlineBar(theme, Tone.INFO)
        self.foot = PaneFoot(theme)
        self.pages = QStackedWidget()
        self.ticket_page = QWidget()
        lay_out(self)
        self.taking = TakingActs(self)
        self.choosing = ChoiceActs(self)
        self.ending = EndingActs(self)
        self.creating = NewTicketActs(self)
        self.doer = PaneActs(self)
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.show_state)
        around.session.changed.connect(self._on_changed)
        around.session.runner.listed.connect(self._on_listed)
        around.sharing.changed.connect(self._on_sharing)
        around.wipes.changed.connect(self.show_state)
        self.timer.changed.connect(self.show_timer)
        self._drop = DropTarget(self, self._drop_caption, self.taking.on_drop)
        self.show_nothing()

    # ---- what the window asks for

    def show_ticket(self, number: str) -> None:
        """Show a ticket; "" puts the pane away."""
        if number == self.number and self.pages.currentWidget() is not self.form:
            self.refresh()
            return
        self._leave()
        self.number, self.story, self.state, self.chosen, self.look = number, None, None, None, None
        self.failure.clear()
        self.trouble.show_trouble(None)
        self.bar.hide()
        self.body.clear()
        self.acts.clear()
        self.foot.hide()
        self.hide_forms()
        self.pages.setCurrentWidget(self.ticket_page)
        self.head.show_number(number)
        if not number:
            self.show_nothing()
            self.around.acts.refresh()
            return
        self.refresh()

    def new_ticket(self, source: str = "", customer: str = "") -> None:
        """Show the form for a new ticket: checks out from `source` where one was dropped, `customer` is a number."""
        self.creating.begin(source, customer)

    def start_closing(self, number: str) -> None:
        """Close a ticket: at once where nothing would be lost, else by the closing view."""
        if number != self.number:
            self.show_ticket(number)
        self.ending.close_when_known()

    def bring_up(self, number: str) -> None:
        """Show a ticket beside the board: from a place that has no room for the pane, one has to go there."""
        self.around.navigator.go(Place(Where.BOARD, number))

    def press_primary(self) -> bool:
        """Do what the filled button says; whether that was possible."""
        if self.pages.currentWidget() is self.form:
            self.form.run_primary()
            return True
        if self.pages.currentWidget() is self.closing_view:
            return False
        return self.acts.press_primary()

    def why_no_primary(self) -> str:
        """Why the filled button cannot be pressed; "" where it can."""
        if self.pages.currentWidget() is self.form:
            return self.form.missing()
        if self.pages.currentWidget() is self.closing_view:
            return self.tr("Export the changes, or hold the button at the foot.")
        return self.acts.why_not()

    def forget(self) -> None:
        """Drop everything about customers: the vault is being locked. Drafts are on their way already."""
        self._leave()
        self.taking.forget()
        self.choosing.forget()
        self.ending.forget()
        self.story, self.state, self.chosen, self.look = None, None, None, None
        self.number = self._field_ticket = ""
        self._ticking.stop()
        for part in (self.body, self.form, self.closing_view, self.acts, self.head):
            part.clear()
        self.password_form.forget()
        self.edit_form.clear()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show an empty pane."""
        self.hide_forms()
        self.failure.clear()
        self.trouble.show_trouble(None)
        self.bar.hide()
        self.foot.hide()
        self.head.show_number("")
        self.pages.setCurrentWidget(self.ticket_page)

    # ---- reading

    @Slot()
    def refresh(self) -> None:
        """Read the ticket anew, in the background."""
        if not self.number or not self.around.session.is_unlocked:
            return
        number, day = self.number, local_day(datetime.now(UTC))
        self._read_generation += 1
        job = self.around.session.run(
            lambda vault, _monitor: ticket_story(vault, number, day), lane=f"read:ticket:{number}"
        )
        job.succeeded.connect(partial(self._on_read, self._read_generation))
        job.failed.connect(partial(self._on_not_read, self._read_generation))

    def _on_read(self, generation: int, story: object) -> None:
        if generation != self._read_generation or not isinstance(story, TicketStory):
            return
        if not self.around.session.is_unlocked or not self.number:
            return
        self.story = story
        is_new_source = self.chosen is None and bool(story.sources)
        if is_new_source:
            self.chosen = chosen_of(story.sources[0])
        is_other = self._field_ticket != story.ticket.number
        self._field_ticket = story.ticket.number
        self._show_work(is_other_ticket=is_other)
        self.show_state()
        if is_new_source or (self.look is None and self.failure.failure is None):
            self.taking.look_at_source()
        self.ending.on_story()
        self.taking.show_failure_of(self.number)

    def _on_not_read(self, generation: int, error: object) -> None:
        if generation == self._read_generation and isinstance(error, BaseException):
            self.failure.show_failure(words.failure(error), NoticeAct(self.tr("Try again"), self.refresh))

    @Slot(str)
    def _on_changed(self, ticket: str) -> None:
        if self.number and ticket in {"", self.number}:
            self.refresh()

    # ---- showing

    @Slot()
    def show_state(self) -> None:
        """Show the state as it is at this moment."""
        story = self.story
        if story is None or self.pages.currentWidget() is self.form:
            return
        now, sharing = datetime.now(UTC), self.around.sharing
        customer = story.ticket.customer
        chosen = shown_chosen(sharing, self.chosen, customer)
        story = shown_story(sharing, self.around.wipes.in_story(story, now))
        trouble = self.around.wipes.trouble(self.number)
        self.trouble.show_trouble(trouble)
        state = pane_state(
            story,
            jobs_of(self.around.session.runner, self.number, self.taking.is_checkout),
            now,
            chosen=chosen,
            look=self.look,
            is_stuck=trouble is not None,
        )
        before, self.state = self.state, state
        self.head.show_story(story, state, now)
        self.acts.show_state(state)
        self.body.show_state(
            story,
            state,
            now,
            chosen=chosen,
            look=self.look,
            losses=self.losses() or LossList(),
            due_days=self.around.session.vault.settings.due_days if self.around.session.is_unlocked else 0,
            cover=partial(shown_source, sharing, customer=customer),
        )
        self.show_timer()
        self.ending.show_foot(state)
        is_counting = state.stage in {Stage.CLOSING, Stage.WIPING}
        (self._ticking.start if is_counting else self._ticking.stop)()
        if before is None or before.stage is not state.stage:
            self.around.acts.refresh()  # what has keys may be possible now

    def _show_work(self, *, is_other_ticket: bool) -> None:
        if self.story is not None:
            story = shown_story(self.around.sharing, self.story)
            self.body.work.show_story(story, datetime.now(UTC), is_other_ticket=is_other_ticket)

    @Slot()
    def _on_sharing(self) -> None:
        """Others look at the screen now, or no longer: a failure may name a source, and has to be met anew."""
        is_on = self.around.sharing.is_on
        if is_on:
            self.failure.clear()
            self.password_form.hide()
            self.edit_form.hide()
        self.body.drop_facts()
        self._show_work(is_other_ticket=False)
        self.show_state()

    def held_records(self) -> list[CopyRecord]:
        """The copies of the ticket that can be worked on: closing wipes all of them."""
        return [record for record in self.story.copies if record.state in WORKABLE] if self.story else []

    def losses(self) -> LossList | None:
        """What would be lost; None while that is not known."""
        return self.ending.flow.losses(self.number, self.held_records())

    @Slot()
    def show_timer(self) -> None:
        """Show the time measured for this ticket."""
        is_running = self.timer.is_running and self.timer.ticket == self.number
        self.body.work.show_timer(self.timer.seconds(self.number), is_running=is_running)

    def hide_forms(self) -> None:
        """Put the small forms away."""
        for form in (self.extend_form, self.edit_form, self.password_form, self.database_form):
            form.hide()

    # ---- jobs

    @Slot(object)
    def _on_listed(self, job: Job) -> None:
        if self.number and job.listing is not None and job.listing.ticket == self.number:
            for signal in (job.started, job.progressed, job.finished):
                signal.connect(self.show_state)
            self.show_state()

    def cancel_checkout(self) -> None:
        """Stop the checkout of this ticket."""
        stop_checkout(self.around.session.runner, self.number, self.taking.is_checkout)
        self.show_state()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self.creating.is_open:
            self.creating.go_back()
        elif self.ending.is_closing:
            self.ending.keep()
        else:
            self.closed.emit()

    def _leave(self) -> None:
        """Another ticket is shown, or none: keep what was typed."""
        self.creating.leave()
        self.ending.leave()
        self.body.work.flush_draft()

    def _drop_caption(self, paths: list[Path]) -> str:
        if len(paths) != 1 or not self.taking.can_drop():
            return ""
        return self.tr("Check out {name} for {number}").format(name=paths[0].name, number=self.number)
