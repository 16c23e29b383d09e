"""What the pane does about a new ticket."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.model import KnownSource
from ui import words
from ui.screens.ticket_pane.creating import CreateFlow
from ui.screens.ticket_pane.new_ticket import Known, NewTicket, customer_text
from ui.screens.ticket_pane.sources import chosen_of
from ui.screens.ticket_pane.state import ChosenSource

if TYPE_CHECKING:
    from ui.screens.ticket_pane.pane import TicketPane


class NewTicketActs(QObject):
    """Wires the form to the flow that enters tickets."""

    def __init__(self, pane: "TicketPane") -> None:
        super().__init__(pane)
        self._pane = pane
        self._dropped: ChosenSource | None = None
        self._before = self._customer = ""
        self.flow = CreateFlow(pane.around, self)
        self.flow.ready.connect(self._on_ready)
        self.flow.source_found.connect(self._on_source)
        self.flow.created.connect(self._on_created)
        self.flow.failed.connect(self._on_failed)
        form = pane.form
        form.create_asked.connect(self._on_asked)
        form.customer_found.connect(self.flow.find_source)
        form.draft_changed.connect(self.flow.keep_draft)
        form.left.connect(self.go_back)

    @property
    def is_open(self) -> bool:
        """Whether the form is shown."""
        return self._pane.pages.currentWidget() is self._pane.form

    def begin(self, source: str, customer: str) -> None:
        """Show the form; `source` is a path that was dropped, `customer` the number of whom the ticket is for."""
        pane = self._pane
        before = pane.number
        pane.show_ticket("")
        self._before = before
        self._dropped = ChosenSource("", source, source) if source else None
        self._customer = customer
        pane.head.show_number("", self.tr("New ticket"))
        pane.pages.setCurrentWidget(pane.form)
        pane.opened.emit("")
        self.flow.begin()

    @Slot()
    def go_back(self) -> None:
        """Leave the form; what was typed is kept as drafts."""
        pane = self._pane
        self.leave()
        pane.pages.setCurrentWidget(pane.ticket_page)
        if self._before:
            pane.show_ticket(self._before)
        else:
            pane.show_nothing()
            pane.closed.emit()

    def leave(self) -> None:
        """Keep what was typed."""
        if self.is_open and self._pane.form.has_unsaved_drafts:
            self._pane.form.keep_drafts()

    @Slot(object, object)
    def _on_ready(self, known: Known, drafts: dict[str, str]) -> None:
        if self.is_open:
            self._pane.form.begin(known, self._with_customer(known, drafts), self._dropped)
            if self._customer:
                self._pane.form.focus_title()

    def _with_customer(self, known: Known, drafts: dict[str, str]) -> dict[str, str]:
        """What was typed the last time, with the customer that is asked for now in the place of that one."""
        for customer in known.customers:
            if customer.number == self._customer:
                return {**drafts, "customer": customer_text(customer)}
        return drafts

    @Slot(object)
    def _on_source(self, source: KnownSource | None) -> None:
        if self.is_open:
            self._pane.form.show_source(chosen_of(source) if source is not None else None)

    @Slot(object, bool)
    def _on_asked(self, asked: NewTicket, is_both: bool) -> None:  # noqa: FBT001
        self._pane.failure.clear()
        self.flow.create(asked, is_both=is_both)

    @Slot(str, bool)
    def _on_created(self, number: str, is_both: bool) -> None:  # noqa: FBT001
        pane = self._pane
        source = pane.form.source
        pane.form.clear()
        pane.pages.setCurrentWidget(pane.ticket_page)
        pane.show_ticket(number)
        pane.opened.emit(number)
        if source is not None:
            if is_both:
                pane.taking.start(source)
            else:
                pane.taking.use(source)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException) and self.is_open:
            self._pane.failure.show_failure(words.failure(error))
