"""The tickets: all of them as a list, with search and chips; what is chosen is shown in the pane."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.operations.find_tickets import FoundTicket, count_tickets
from app.progress import Monitor
from app.registry.ticket_filter import read_filter
from app.registry.ticket_search import TicketCounts
from app.unlocked.vault import Unlocked
from ui import formats, words
from ui.gathering import Gathering
from ui.icons.names import Icon
from ui.models.paging import BATCH_MS, PagedModel
from ui.places import Place
from ui.screens.screen import Screen
from ui.screens.tickets.acts import TicketListActs
from ui.screens.tickets.filters import Chip, TicketSource, toggled, wanted_of
from ui.screens.tickets.head import NEW_TICKET, TicketsHead
from ui.screens.tickets.row_look import TicketLook, ticket_look
from ui.screens.tickets.rows import COLUMNS, TicketRows, headings
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.widgets.list_pages import ListPages
from ui.widgets.paged_table import PagedTable

if TYPE_CHECKING:
    from ui.jobs import Job

_LANE = "read:tickets"
_CHIPS = "tickets/chips"
_MINUTE_MS = 60_000


class TicketsScreen(Screen):
    """A hundred thousand tickets or none: search, chips, and one row for each."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        theme = around.theme
        self._chips = self._remembered()
        self._text = ""
        self._total: int | None = None
        self._counting: Job | None = None
        self._has_failed = False
        self._model = PagedModel(around.session, _LANE, self._look_of, headings, self)
        self.head = TicketsHead(around)
        self.table = PagedTable(theme, self._model, COLUMNS, TicketRows)
        self.table.setAccessibleName(self.tr("Tickets"))
        self._acts = TicketListActs(around, self)
        self._failure = FailureBar(theme)
        self._all_bar = InlineBar(theme, Tone.INFO)
        self._all_bar.hide()
        self._nothing = self._no_tickets()
        self._no_match = self._no_matches()
        self._pages = ListPages(self._all_bar, self.table, self._nothing, self._no_match)
        self._pages.put_below(self, self.head, self._failure)
        self._connect()
        self.head.show_choice(self._chips)

    # ---- what every screen has

    def arrive(self, place: Place) -> None:  # noqa: D102
        self.head.show_reason(self._why_no_new())
        if self._model.source is None:
            self._ask()
        else:
            self.refresh()
        if place.subject:
            self.table.choose(place.subject)
            self.ticket_chosen.emit(place.subject)
        self.caption_changed.emit(self.tr("Tickets"))

    @Slot()
    def refresh(self) -> None:  # noqa: D102
        if self._model.source is not None:
            self._model.refresh()
            self._count()

    def forget(self) -> None:  # noqa: D102
        self._news.forget()
        self._cancel_count()
        self._text, self._total = "", None
        self._model.forget()
        self.table.rows.sought = ()
        self.head.search.show_text("")
        self.head.show_counts(None)
        self.head.show_sum(None, None, is_all=True)
        self._failure.clear()
        self._pages.show_list()

    def focus_search(self) -> None:  # noqa: D102
        self.head.search.setFocus()
        self.head.search.selectAll()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.head.search, self._pages.zone()]

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        self._news.catch_up()
        self._minute.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: D102, N802
        super().hideEvent(event)
        self._minute.stop()

    # ---- building

    def _connect(self) -> None:
        self._minute = QTimer(self, interval=_MINUTE_MS)
        self._minute.timeout.connect(self._model.paint_again)
        self._count_soon = QTimer(self, singleShot=True, interval=BATCH_MS)
        self._count_soon.timeout.connect(self._count)
        self._news = Gathering(self, self.isVisible)
        self._news.due.connect(self._on_changed)
        self.around.session.changed.connect(self._news.ask)
        self.around.sharing.changed.connect(self._model.paint_again)
        self.around.acts.changed.connect(self._on_acts_changed)
        self._model.counted.connect(self._on_counted)
        self._model.failed.connect(self._on_failed)
        self.head.search.searched.connect(self._on_searched)
        self.head.search.left_down.connect(self._on_left_down)
        self.head.chip_pressed.connect(self._on_chip)
        self.head.new_asked.connect(self._new_ticket)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_chosen)
        self._acts.show_asked.connect(self.ticket_chosen)
        self._acts.failed.connect(self._on_act_failed)
        self.table.copied.connect(self._on_copied)
        self.table.menu_asked.connect(self._acts.show_menu)
        self.table.all_selected.connect(self._on_all_selected)

    def _no_tickets(self) -> EmptyState:
        new = primary(self.around.theme, self.tr("New ticket"), Icon.ADD)
        new.clicked.connect(self._new_ticket)
        text = self.tr("A ticket says for whom and why a copy is taken. Copies are bound to it.")
        return EmptyState(self.around.theme, Icon.TICKETS, self.tr("No tickets yet"), text, new)

    def _no_matches(self) -> EmptyState:
        clear = plain(self.around.theme, self.tr("Clear filters"), Icon.FILTER)
        clear.clicked.connect(self._on_clear)
        return EmptyState(self.around.theme, Icon.FILTER, self.tr("No ticket matches"), "", clear)

    # ---- asking and showing

    def _ask(self) -> None:
        """Ask what search and chips want now; what ran before is stopped."""
        source = TicketSource(self._text, self._chips)
        wanted = read_filter(self._text, datetime.now(UTC))
        self.table.rows.sought = (*wanted.words, *wanted.customer)
        self._model.show(source)
        self._count()

    @Slot()
    def _count(self) -> None:
        """Ask how many each chip would leave; the answer comes when it comes."""
        self._cancel_count()
        if self.around.session.is_unlocked and self._model.source is not None:
            self._counting = self.around.session.run(partial(_counts, self._text), lane=f"{_LANE}:counts")
            self._counting.succeeded.connect(self._on_counts)

    def _cancel_count(self) -> None:
        self._count_soon.stop()
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None

    @Slot(object)
    def _on_counts(self, counted: tuple[str, TicketCounts, int]) -> None:
        text, counts, total = counted
        if self._model.source is None or text != self._text:
            return
        self._counting, self._total = None, total
        self.head.show_counts(counts)
        self._show_sum()
        self._show_page()

    @Slot(int, bool)
    def _on_counted(self, _count: int, is_all: bool) -> None:  # noqa: FBT001 - a slot
        if self._has_failed:
            self._has_failed = False
            self._failure.clear()
        if is_all:
            self._show_sum()
        self._show_page()

    def _show_sum(self) -> None:
        if self._model.is_counted:
            is_all = TicketSource(self._text, self._chips).is_for_all
            self.head.show_sum(self._model.rowCount(), self._total, is_all=is_all)

    def _show_page(self) -> None:
        if self._model.is_counted and not self._model.rowCount():
            is_all = TicketSource(self._text, self._chips).is_for_all
            self._pages.setCurrentWidget(self._nothing if is_all or self._total == 0 else self._no_match)
        else:
            self._pages.show_list()

    def _look_of(self, found: FoundTicket) -> TicketLook:
        sharing = self.around.sharing
        if sharing.is_on:
            copy = sharing.record(found.copy) if found.copy is not None else None
            found = replace(found, ticket=sharing.ticket(found.ticket), copy=copy)
        return ticket_look(found, datetime.now(UTC))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException) and self._model.source is not None:
            self._has_failed = True
            self._failure.show_failure(words.failure(error), NoticeAct(self.tr("Try again"), self._ask))

    @Slot()
    def _on_changed(self) -> None:
        if self._model.source is not None:
            self._model.refresh_soon()
            self._count_soon.start()

    # ---- search and chips

    def _remembered(self) -> frozenset[Chip]:
        kept = self.around.memory.text(_CHIPS).split(",")
        return frozenset(each for each in Chip if each.value in kept)

    @Slot(str)
    def _on_searched(self, text: str) -> None:
        self._text = text
        self._ask()

    @Slot(object)
    def _on_chip(self, pressed: Chip) -> None:
        self._set_chips(toggled(self._chips, pressed))

    @Slot()
    def _on_clear(self) -> None:
        self._text = ""
        self.head.search.show_text("")
        self._set_chips(frozenset())

    def _set_chips(self, chips: frozenset[Chip]) -> None:
        self._chips = chips
        self.around.memory.put(_CHIPS, ",".join(sorted(chips)))
        self.head.show_choice(chips)
        self._ask()

    @Slot()
    def _on_left_down(self) -> None:
        self.table.setFocus()
        if not self.table.currentIndex().isValid() and self._model.rowCount():
            self.table.go_to(0)

    # ---- acts

    @Slot()
    def _on_acts_changed(self) -> None:
        self.head.show_reason(self._why_no_new())

    def _why_no_new(self) -> str:
        """Why no ticket can be entered; "" where one can."""
        if not any(act.id == NEW_TICKET for act in self.around.acts):
            return self.tr("Tickets cannot be entered here yet")
        return self.around.acts.why_not(NEW_TICKET)

    @Slot()
    def _new_ticket(self) -> None:
        if not self._why_no_new():
            self.around.acts.run(NEW_TICKET)

    @Slot(object)
    def _on_chosen(self, found: FoundTicket) -> None:
        self.ticket_chosen.emit(found.ticket.number)

    @Slot(object)
    def _on_act_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self._failure.show_failure(words.failure(error))

    @Slot(bool)
    def _on_all_selected(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        self._all_bar.setVisible(is_on)
        if is_on:
            count = self._model.rowCount()
            text = self.tr("All %n matching ticket(s) are selected.", "", count)
            self._all_bar.show_text(
                text.replace(str(count), formats.count(count)),
                NoticeAct(self.tr("Copy numbers"), self._copy_numbers),
                NoticeAct(self.tr("Clear selection"), self.table.unchoose),
            )
            self.around.notices.announce(self._all_bar.text())

    @Slot(object, bool)
    def _on_copied(self, rows: list[FoundTicket], is_link: bool) -> None:  # noqa: FBT001 - a slot
        if self.table.is_all_selected and not is_link:
            self._copy_numbers()
        else:
            self._acts.copy(rows, is_link=is_link)

    def _copy_numbers(self) -> None:
        self._acts.copy_numbers(TicketSource(self._text, self._chips))


def _counts(text: str, vault: Unlocked, monitor: Monitor) -> tuple[str, TicketCounts, int]:
    """How many there are of each kind for a text, and how many in all."""
    counts = count_tickets(vault, wanted_of(vault, text, ()), monitor)
    everything = count_tickets(vault, wanted_of(vault, "", ()), monitor) if text else counts
    return text, counts, everything.open + everything.closed
