"""What the pane does about the end of a copy: close, keep, wipe, undo, and the certificate."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from app.errors import CopyBusy
from app.operations.export_changes import ExportReport
from ui import wipe_acts, words
from ui.certificate_saving import AskWhere, ask_where, save_certificate
from ui.places import Place, Where
from ui.screens.ticket_pane.closing import ClosingFlow
from ui.screens.ticket_pane.state import PaneState, Stage
from ui.screens.ticket_pane.timer_clock import Measured
from ui.surroundings import NoticeAct

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.screens.ticket_pane.pane import TicketPane


class EndingActs(QObject):
    """Decides between closing at once and the closing view, and shows what stands in the way."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._is_wanted = False
        self.pick_folder: Callable[[], str] = self._ask_folder
        self.ask_where: AskWhere = ask_where
        self.flow = ClosingFlow(pane.around, self)
        self.flow.looked.connect(self._on_looked)
        self.flow.closed.connect(self._on_closed)
        self.flow.failed.connect(self._on_failed)
        self.flow.exported.connect(self._on_exported)
        foot, view = pane.foot, pane.closing_view
        foot.close_pressed.connect(self.close_when_known)
        foot.keep_pressed.connect(self.keep)
        foot.wipe_held.connect(self._close_now)
        view.export_pressed.connect(self.export)
        view.review_pressed.connect(self._on_review)
        pane.body.unexported.export_pressed.connect(self.export)

    @property
    def is_closing(self) -> bool:
        """Whether the closing view is shown."""
        return self._pane.pages.currentWidget() is self._pane.closing_view

    @Slot()
    def close_when_known(self) -> None:
        """Close at once where nothing would be lost; where something would, or nobody knows, show it first."""
        pane = self._pane
        if pane.story is None:
            self._is_wanted = True
            return
        self._is_wanted = False
        losses = pane.losses()
        if self.is_closing or (losses is not None and losses.is_empty):
            self._close_now()
        elif losses is not None or self.flow.trouble(pane.number) is not None:
            self._show_view()
        else:
            self._is_wanted = True
            pane.foot.offer_close(self.tr("Looking for changes…"))
            self.flow.look(pane.number, pane.held_records())

    def on_story(self) -> None:
        """The ticket was read: look for changes, for what is shown and for what was asked meanwhile."""
        pane = self._pane
        if pane.state is None:
            return
        if pane.state.stage is Stage.HELD:
            if pane.losses() is None and self.flow.trouble(pane.number) is None:
                self.flow.look(pane.number, pane.held_records())
            if self._is_wanted:
                self.close_when_known()
            elif self.is_closing:
                self._fill_view()
        else:
            self._is_wanted = False
            if self.is_closing:
                self._leave_view()

    def show_foot(self, state: PaneState) -> None:
        """Offer what the state allows."""
        foot = self._pane.foot
        foot.setVisible(state.has_foot)
        if self.is_closing:
            return
        foot.offer_close(self.tr("Looking for changes…") if self._is_wanted else state.foot_reason)

    @Slot()
    def keep(self) -> None:
        """Leave the closing view; what was typed there goes on as a draft."""
        if self.is_closing:
            self._pane.body.work.take_draft(self._pane.closing_view.note.toPlainText())
            self._leave_view()

    @Slot()
    def export(self) -> None:
        """Export the changes to a folder."""
        into = self.pick_folder()
        if into and self._pane.around.session.is_unlocked:  # it may have been locked while the dialog was open
            self.flow.export(self._pane.number, self._pane.held_records(), Path(into))

    def undo(self) -> None:
        """Take the close back."""
        number, around = self._pane.number, self._pane.around
        job = wipe_acts.undo(around.session, number)
        job.succeeded.connect(partial(wipe_acts.tell_kept, around, number))
        job.failed.connect(lambda error: self._on_failed(number, error))

    def wipe_now(self) -> None:
        """Wipe without waiting."""
        number, around = self._pane.number, self._pane.around
        job = wipe_acts.wipe_now(around.session, number)
        job.succeeded.connect(lambda records: wipe_acts.tell_wiped(around, records, self.ask_where))
        job.failed.connect(lambda error: self._on_failed(number, error))

    def save_pdf(self) -> None:
        """Save the certificate that is shown."""
        record = self._pane.state.record if self._pane.state else None
        if record is not None:
            save_certificate(
                self._pane.around, self._pane.number, record.certificate_number, copy=record.id, ask=self.ask_where
            )

    def leave(self) -> None:
        """Another ticket is shown."""
        self._is_wanted = False
        if self.is_closing:
            self.keep()

    def forget(self) -> None:
        """Drop everything."""
        self._is_wanted = False
        self.flow.forget()

    def _show_view(self) -> None:
        pane = self._pane
        pane.closing_view.begin(pane.body.work.typed(), pane.timer.seconds(pane.number))
        pane.pages.setCurrentWidget(pane.closing_view)
        pane.failure.clear()
        self._fill_view()
        if pane.around.navigator.place.where is Where.COPY:
            pane.bring_up(pane.number)
        pane.foot.keep_button.setFocus()

    def _fill_view(self) -> None:
        pane, trouble = self._pane, self.flow.trouble(self._pane.number)
        losses = pane.losses()
        if losses is not None:
            pane.closing_view.losses.show_losses(losses)
            (pane.foot.offer_wipe if losses.is_empty else pane.foot.offer_hold)()
        elif trouble is not None:
            pane.closing_view.losses.show_unknown(words.failure(trouble).happened)
            pane.foot.offer_hold()

    def _leave_view(self) -> None:
        self._pane.pages.setCurrentWidget(self._pane.ticket_page)
        self._pane.closing_view.clear()
        self._pane.show_state()

    @Slot()
    def _close_now(self) -> None:
        pane = self._pane
        note = pane.closing_view.note.toPlainText() if self.is_closing else ""
        measured = pane.timer.take(pane.number)
        if self.is_closing:
            measured = self._corrected(measured)
            pane.closing_view.begin(note, 0)
        pane.timer.book_measured(measured)
        pane.failure.clear()
        self.flow.close(pane.number, note)

    def _corrected(self, measured: Measured | None) -> Measured | None:
        """The time as it stands in the closing view."""
        seconds = self._pane.closing_view.seconds
        if not seconds:
            return None
        began = measured.began_at if measured is not None else self._pane.closing_view.began_at(seconds)
        return Measured(self._pane.number, began, seconds)

    @Slot(str)
    def _on_looked(self, ticket: str) -> None:
        if ticket != self._pane.number:
            return
        self._pane.show_state()
        if self._is_wanted:
            self.close_when_known()

    @Slot(str)
    def _on_closed(self, ticket: str) -> None:
        if ticket == self._pane.number:
            self._pane.body.work.take_draft("")
            if self.is_closing:
                self._leave_view()

    @Slot(str, object)
    def _on_failed(self, ticket: str, error: object) -> None:
        if not isinstance(error, BaseException):
            return
        if ticket != self._pane.number:
            wipe_acts.tell_failure(self._pane.around, error)
            return
        acts = []
        if isinstance(error, CopyBusy):
            is_held = self._pane.state is not None and self._pane.state.stage is Stage.HELD
            acts = [NoticeAct(self.tr("Try again"), self._close_now if is_held else self.wipe_now)]
        self._pane.failure.show_failure(words.failure(error), *acts)
        self._pane.refresh()

    @Slot(str, object)
    def _on_exported(self, ticket: str, report: object) -> None:
        """What could not be written is told; then the changes are still not exported."""
        if not isinstance(report, ExportReport):
            return
        if report.stopped_by is not None:
            self._on_failed(ticket, report.stopped_by)
            return
        missing = self.tr("%n thing(s) could not be exported.", "", len(report.missing)) if report.missing else ""
        said = self.tr("%n file(s) exported.", "", len(report.written))
        self._pane.around.notices.tell(said, detail=missing or str(report.folder or ""))

    @Slot()
    def _on_review(self) -> None:
        self._pane.around.navigator.go(Place(Where.COPY, self._pane.number, "changes"))

    def _ask_folder(self) -> str:
        return QFileDialog.getExistingDirectory(self._pane.window(), self.tr("Export changes into a folder"))
