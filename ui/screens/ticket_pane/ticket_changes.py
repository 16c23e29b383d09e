"""What the pane changes about a ticket and its copy, and how each of it is taken back and done again."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

from app.model import CopyRecord, Priority, Ticket, TicketState
from app.operations.edit_ticket import edit_ticket
from app.operations.extend_due import extend_due, plan_extend, take_back_extension
from app.operations.take_ticket import drop_ticket, hand_ticket, take_ticket
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import words
from ui.jobs import Job
from ui.session import VaultWork

if TYPE_CHECKING:
    from ui.screens.ticket_pane.pane import TicketPane


class TicketChanges(QObject):
    """Takes, gives back, extends and edits."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._around = pane.around
        self._edited: Ticket | None = None
        pane.extend_form.given.connect(self._on_extend)
        pane.extend_form.left.connect(pane.hide_forms)
        pane.edit_form.given.connect(self._on_edited)
        pane.edit_form.left.connect(pane.hide_forms)

    # ---- who works on it

    def take(self) -> None:
        """Work on the ticket that is shown."""
        self._offer_taking(self._pane.number, is_taken=True)

    def give_back(self) -> None:
        """Leave the ticket that is shown to nobody."""
        self._offer_taking(self._pane.number, is_taken=False)

    def _offer_taking(self, number: str, *, is_taken: bool) -> None:
        text = self.tr("You work on {ticket} now.") if is_taken else self.tr("Nobody works on {ticket} now.")
        self._run(
            number,
            partial(_assign, number, is_taken),
            text.format(ticket=number),
            lambda before: partial(_assign_back, number, str(before)),
            partial(self._offer_taking, number, is_taken=is_taken),
        )

    # ---- for how long it is held

    @Slot(int, str)
    def _on_extend(self, days: int, reason: str) -> None:
        self._pane.hide_forms()
        for record in self._pane.held_records():
            self._extend(self._pane.number, record.id, days, reason)

    def _extend(self, number: str, copy: str, days: int, reason: str) -> None:
        note = self.tr("Extension taken back")
        self._run(
            number,
            partial(_extend, number, copy, days, reason),
            self.tr("{ticket} is held longer.").format(ticket=number),
            lambda done: partial(_take_back, done[0], done[1], note),
            partial(self._extend, number, copy, days, reason),
        )

    # ---- what it is about

    def why_no_edit(self) -> str:
        """Why the ticket that is shown cannot be edited; "" where it can."""
        story = self._pane.story
        if story is None or self._pane.creating.is_open or self._pane.ending.is_closing:
            return self.tr("No ticket is shown.")
        if story.ticket.state is TicketState.CLOSED:
            return self.tr("The ticket is closed. Reopen it first.")
        return self.tr("Titles are covered while the screen is shared.") if self._around.sharing.is_on else ""

    def edit(self) -> None:
        """Open the form that changes the ticket."""
        pane = self._pane
        if pane.story is not None and not self.why_no_edit():
            self._edited = pane.story.ticket
            pane.hide_forms()
            pane.edit_form.show()
            pane.edit_form.begin(self._edited)

    @Slot(str, object)
    def _on_edited(self, title: str, priority: Priority) -> None:
        before, self._edited = self._edited, None
        self._pane.hide_forms()
        if before is not None and before.number == self._pane.number:
            self._edit(before, title, priority)

    def _edit(self, before: Ticket, title: str, priority: Priority) -> None:
        number = before.number
        self._run(
            number,
            partial(_edit, number, title, priority, self._title_note(before.title)),
            self.tr("{ticket} changed.").format(ticket=number),
            lambda _done: partial(_edit, number, before.title, before.priority, self._title_note(title)),
            partial(self._edit, before, title, priority),
        )

    def _title_note(self, before: str) -> str:
        return self.tr("Title changed; it was: {title}").format(title=before)

    # ---- running

    def _run(
        self,
        number: str,
        work: VaultWork,
        said: str,
        way_back: Callable[[Any], VaultWork],
        again: Callable[[], object],
    ) -> None:
        """Do it, then offer the way back, which is made of what the work gave, and after that the way forth again."""

        def offer(done: object) -> None:
            back = partial(self._start, number, way_back(done))
            self._around.notices.offer_undo(said, back, again)

        self._start(number, work).succeeded.connect(offer)

    def _start(self, number: str, work: VaultWork) -> Job:
        job = self._around.session.run(work, lane=f"ticket:{number}", ticket=number)
        job.failed.connect(partial(self._on_failed, number))
        return job

    def _on_failed(self, number: str, error: object) -> None:
        """Say it at the ticket concerned, and bring that up where another is shown."""
        if not isinstance(error, BaseException):
            return
        pane = self._pane
        if pane.number != number:
            pane.bring_up(number)
        pane.failure.show_failure(words.failure(error))
        pane.refresh()


def _assign(number: str, is_taken: bool, vault: Unlocked, _monitor: Monitor) -> str:  # noqa: FBT001 - work of a job
    """Who worked on it before."""
    before = vault.registry.tickets.by_number(number).assignee
    (take_ticket if is_taken else drop_ticket)(vault, number)
    return before


def _assign_back(number: str, before: str, vault: Unlocked, _monitor: Monitor) -> Ticket:
    return hand_ticket(vault, number, before) if before else drop_ticket(vault, number)


def _extend(
    number: str, copy: str, days: int, reason: str, vault: Unlocked, _monitor: Monitor
) -> tuple[CopyRecord, CopyRecord]:
    """The copy as it is now, and as it was."""
    plan = plan_extend(vault, number, days=days, reason=reason, copy=copy)
    return extend_due(vault, plan), plan.record


def _take_back(extended: CopyRecord, before: CopyRecord, note: str, vault: Unlocked, _monitor: Monitor) -> CopyRecord:
    return take_back_extension(vault, extended, before, note)


def _edit(number: str, title: str, priority: Priority, note: str, vault: Unlocked, _monitor: Monitor) -> Ticket:
    return edit_ticket(vault, number, title=title, priority=priority, note=note)
