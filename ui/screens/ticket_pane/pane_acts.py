"""What the buttons of the pane do, apart from checkouts, closing and new tickets."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from app.custody.states import WORKABLE
from app.model import CopyRecord
from app.operations.drafts import keep_draft
from app.operations.register import add_note, reopen_ticket
from ui import wipe_acts, words
from ui.acts import Act
from ui.formats import duration
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.jobs import Job
from ui.places import Place, Where
from ui.screens.ticket_pane.state import PaneAct, Stage
from ui.screens.ticket_pane.ticket_changes import TicketChanges
from ui.screens.ticket_pane.timer_clock import Away
from ui.session import VaultWork
from ui.surroundings import NoticeAct

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.ticket_pane.pane import TicketPane

LINK = "bailee://ticket/{number}"
CLOSE, OPEN, TIMER, EXTEND, EDIT = "ticket.close", "ticket.open", "ticket.timer", "ticket.extend", "ticket.edit"


class PaneActs(QObject):
    """Does what is pressed, and enters the acts that have keys into the registry."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._around = pane.around
        self._changes = TicketChanges(pane)
        pane.acts.pressed.connect(self.do)
        pane.head.copy_link_pressed.connect(self.copy_link)
        pane.head.close_pressed.connect(pane.closed)
        pane.head.menu.aboutToShow.connect(self._fill_menu)
        pane.body.work.noted.connect(self._on_note)
        pane.body.work.draft_changed.connect(self._on_draft)
        pane.body.work.timer_pressed.connect(self.toggle_timer)
        pane.timer.came_back.connect(self._on_back)
        self._register()

    @Slot(object)
    def do(self, act: PaneAct) -> None:
        """Do what a button says."""
        pane = self._pane
        doings: dict[PaneAct, Callable[[], object]] = {
            PaneAct.CHECK_OUT: self._check_out,
            PaneAct.CHOOSE_SOURCE: pane.taking.choose_folder,
            PaneAct.TAKE: self._changes.take,
            PaneAct.EDIT: self._changes.edit,
            PaneAct.CANCEL: pane.cancel_checkout,
            PaneAct.OPEN_COPY: self.open_copy,
            PaneAct.EXTEND: self.extend,
            PaneAct.UNDO: pane.ending.undo,
            PaneAct.WIPE_NOW: pane.ending.wipe_now,
            PaneAct.VIEW_CERTIFICATE: self._view_certificate,
            PaneAct.SAVE_PDF: pane.ending.save_pdf,
            PaneAct.REOPEN: self._reopen,
            PaneAct.ASK_FOR_IT: self._ask_for_it,
            PaneAct.COPY_MESSAGE: self._copy_message,
        }
        doings[act]()

    @Slot()
    def copy_link(self) -> None:
        """Put the link to the ticket on the clipboard."""
        QGuiApplication.clipboard().setText(LINK.format(number=self._pane.number))
        self._around.notices.tell(self.tr("Link copied."))

    @Slot()
    def open_copy(self) -> None:
        """Open the copy of the ticket that is meant."""
        self._around.navigator.go(Place(Where.COPY, self.ticket_meant()))

    @Slot()
    def extend(self) -> None:
        """Ask for how long, and why."""
        pane = self._pane
        pane.hide_forms()
        pane.extend_form.show()
        pane.extend_form.begin(self._around.session.vault.settings.due_days)

    @Slot()
    def toggle_timer(self) -> None:
        """Start or pause the timer for the ticket that is meant."""
        self._pane.timer.toggle(self.ticket_meant())

    def ticket_meant(self) -> str:
        """The ticket acts are about: that of the copy in front, or else the one in the pane."""
        place = self._around.navigator.place
        return place.subject if place.where is Where.COPY and place.subject else self._pane.number

    def _check_out(self) -> None:
        if self._pane.chosen is not None:
            self._pane.taking.start(self._pane.chosen)

    def _reopen(self) -> None:
        number = self._pane.number
        self._run(lambda vault, _monitor: reopen_ticket(vault, number))

    def _view_certificate(self) -> None:
        wipe_acts.view_certificate(self._around, self._pane.number)

    def _ask_for_it(self) -> None:
        """Leave word in the work log, which whoever holds the copy reads in this register."""
        record, number = self._record(), self._pane.number
        if record is not None:
            text = self.tr("{person}, this copy is needed: hand it over or close the ticket.")
            said = text.format(person=record.technician)
            job = self._run(lambda vault, _monitor: add_note(vault, number, said))
            job.succeeded.connect(lambda _notes: self._around.notices.tell(self.tr("Asked in the work log.")))

    def _copy_message(self) -> None:
        record = self._record()
        if record is not None:
            text = self.tr("Do you still need the copy of {number} ({title})? {link}")
            ticket = record.ticket
            link = LINK.format(number=ticket.number)
            QGuiApplication.clipboard().setText(text.format(number=ticket.number, title=ticket.title, link=link))
            self._around.notices.tell(self.tr("Message copied."))

    def _record(self) -> CopyRecord | None:
        return self._pane.state.record if self._pane.state else None

    @Slot(str)
    def _on_note(self, text: str) -> None:
        number = self._pane.number
        self._run(lambda vault, _monitor: add_note(vault, number, text))
        self._on_draft("")

    @Slot(str)
    def _on_draft(self, text: str) -> None:
        """Keep what is typed; also while the vault is being locked."""
        number = self._pane.number
        if number and self._around.session.is_unlocked:
            key = f"ticket/{number}/note"
            self._around.session.run(lambda vault, _monitor: keep_draft(vault, key, text), lane="drafts")

    @Slot(object)
    def _on_back(self, away: Away) -> None:
        """Nobody was there for a while: ask whether that was work."""
        bar, timer = self._pane.bar, self._pane.timer
        text = self.tr("Count the {time} away?").format(time=duration(away.seconds))

        def count_in() -> None:
            timer.count_in(away.seconds)
            bar.hide()

        bar.show_text(text, NoticeAct(self.tr("Count"), count_in), NoticeAct(self.tr("Leave out"), bar.hide))
        bar.show()

    def _run(self, work: VaultWork) -> Job:
        number = self._pane.number
        job = self._around.session.run(work, lane=f"ticket:{number}", ticket=number)
        job.failed.connect(self._on_failed)
        return job

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self._pane.failure.show_failure(words.failure(error))
            self._pane.refresh()

    @Slot()
    def _fill_menu(self) -> None:
        pane, icons = self._pane, self._around.theme.icons
        menu, state, story = pane.head.menu, pane.state, pane.story
        menu.clear()
        if state is None or story is None:
            return
        if state.stage is Stage.READY:
            if story.ticket.assignee == story.technician:
                menu.addAction(icons.icon(Icon.USER), self.tr("Give back"), self._changes.give_back)
            menu.addAction(icons.icon(Icon.CROSS_CIRCLE), self.tr("Close ticket"), pane.ending.close_when_known)
        if not self._changes.why_no_edit():
            menu.addAction(icons.icon(Icon.EDIT), self.tr("Edit ticket"), self._changes.edit)
        if state.stage is Stage.HELD:
            menu.addAction(icons.icon(Icon.DIFF), self.tr("Show changes"), self._show_changes)
            menu.addAction(icons.icon(Icon.CHECKOUT), self.tr("Check out another source…"), self._check_out_another)
        if any(record.certificate_number for record in story.copies):
            menu.addAction(icons.icon(Icon.CERTIFICATE), self.tr("View certificate"), self._view_certificate)
        if state.stage is Stage.WITH_SOMEBODY:
            menu.addAction(icons.icon(Icon.CHECKOUT), self.tr("Check out a copy of my own…"), self._check_out_another)
        menu.addSeparator()
        menu.addAction(icons.icon(Icon.LINK), self.tr("Copy link"), self.copy_link)
        menu.addAction(icons.icon(Icon.REFRESH), self.tr("Refresh"), pane.refresh)

    def _show_changes(self) -> None:
        self._around.navigator.go(Place(Where.COPY, self._pane.number, "changes"))

    def _check_out_another(self) -> None:
        """A second copy, from a folder that is picked now."""
        self._pane.taking.choose_folder()
        if self._pane.chosen is not None and not self._pane.chosen.is_known:
            self._pane.taking.start(self._pane.chosen)

    # ---- acts with keys

    def _register(self) -> None:
        pane, acts = self._pane, self._around.acts
        close = Act(
            CLOSE,
            lambda: self.tr("Close && wipe"),
            Icon.WIPE,
            ("Ctrl+Shift+Del",),
            is_destructive=True,
            icon_role=IconRole.DANGER,
        )
        acts.add(close, lambda: pane.start_closing(self.ticket_meant()), self._why_no_ticket)
        acts.add(
            Act(OPEN, lambda: self.tr("Open copy"), Icon.FOLDER_OPEN, ("Ctrl+O",)), self.open_copy, self._why_no_copy
        )
        timer = Act(TIMER, lambda: self.tr("Start or pause timer"), Icon.TIMER, ("Ctrl+T",))
        acts.add(timer, self.toggle_timer, self._why_no_ticket)
        acts.add(Act(EXTEND, lambda: self.tr("Extend"), Icon.EXTEND), self.extend, self._why_no_copy)
        edit = Act(EDIT, lambda: self.tr("Edit ticket"), Icon.EDIT, ("F2",))
        acts.add(edit, self._changes.edit, self._changes.why_no_edit)

    def _why_no_ticket(self) -> str:
        return "" if self.ticket_meant() else self.tr("No ticket is chosen.")

    def _why_no_copy(self) -> str:
        if not self.ticket_meant():
            return self.tr("No ticket is chosen.")
        record = self._record()
        is_held = record is not None and record.state in WORKABLE
        is_in_front = self._around.navigator.place.where is Where.COPY
        return "" if is_held or is_in_front else self.tr("This ticket has no copy here.")
