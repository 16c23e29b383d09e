"""The board: everything held right now, by whom, for how long. The screen one starts at."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.custody.states import WORKABLE
from app.model import CopyId, CopyState
from app.operations.board_story import BoardRow, BoardStory, board_story
from ui import formats, wipe_acts, words
from ui.days import local_day
from ui.gathering import Gathering
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.board.acts import BoardActs
from ui.screens.board.bulk import BulkBar
from ui.screens.board.groups import Filter, Grouping, counted, filtered, grouped, toggled
from ui.screens.board.head import BoardHead
from ui.screens.board.model import BoardModel
from ui.screens.board.stuck_bar import StuckWipesBar
from ui.screens.board.view import BoardView
from ui.screens.screen import Screen
from ui.surroundings import NoticeAct, Surroundings
from ui.widgets.buttons import link, plain, primary
from ui.widgets.drop_target import DropTarget
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.list_pages import ListPages

if TYPE_CHECKING:
    from ui.jobs import Job

_REFRESH_MS = 60_000
_TICK_MS = 1_000
_GROUPING = "board/grouping"
_FILTERS = "board/filters"


class BoardScreen(Screen):
    """Rows in groups, chips that filter them, and the acts on several at once.

    Signals:
        source_dropped: the path of a folder or file that a new ticket is to check out from.
    """

    source_dropped = Signal(str)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self._theme = around.theme
        self._story: BoardStory | None = None
        self._reading: Job | None = None
        self._is_stale = False
        self._by, self._filters = self._remembered()
        self._model = BoardModel()
        self._acts = BoardActs(around, self)
        self.view = BoardView(self._theme, self._model)
        self.head = BoardHead(around)
        self.bulk = BulkBar(self._theme)
        self._failure = FailureBar(self._theme)
        self._stuck = StuckWipesBar(around)
        self._nothing = self._no_copies()
        self._no_match = self._no_matches()
        self._pages = ListPages(self.bulk, self.view, self._nothing, self._no_match)
        self._pages.put_below(self, self.head, self._stuck, self._failure)
        self._connect()
        self._drop = DropTarget(self, self._drop_caption, self._on_drop)
        self._minute = self._timer(_REFRESH_MS, self.refresh)
        self._second = self._timer(_TICK_MS, self._show_rows)

    # ---- what every screen has

    def arrive(self, place: Place) -> None:  # noqa: D102
        if place.part == Filter.MINE:
            self._set_filters(frozenset({Filter.MINE}))
        if place.subject:
            self.view.choose_ticket(place.subject)
            self.ticket_chosen.emit(place.subject)
        self._minute.start()
        self.refresh()
        self.caption_changed.emit(self.tr("Board"))

    @Slot()
    def refresh(self) -> None:  # noqa: D102
        if not self.around.session.is_unlocked:
            return
        if self._reading is not None:
            self._is_stale = True
            return
        day = local_day(datetime.now(UTC))
        self._reading = self.around.session.run(lambda vault, _monitor: board_story(vault, day), lane="read:board")
        self._reading.succeeded.connect(self._on_read)
        self._reading.failed.connect(self._on_not_read)
        self._reading.finished.connect(self._on_reading_over)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: D102, N802
        super().showEvent(event)
        self._news.catch_up()

    def forget(self) -> None:  # noqa: D102
        self._news.forget()
        self._story = None
        self._minute.stop()
        self._second.stop()
        self._model.clear()
        self.bulk.show_rows([])
        self.head.show_counts({}, None)
        self._failure.clear()
        self._pages.show_list()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.head, self._pages.zone()]

    # ---- building

    def _connect(self) -> None:
        self._news = Gathering(self, self.isVisible)
        self._news.due.connect(self._on_changed)
        self.around.session.changed.connect(self._news.ask)
        self.around.sharing.changed.connect(self._show_rows)
        self.head.filter_pressed.connect(self._on_filter)
        self.head.grouping_chosen.connect(self._on_grouping)
        self.view.chosen.connect(self._on_chosen)
        self.view.opened.connect(self._on_opened)
        self.view.picked.connect(self._on_picked)
        self.view.undo_asked.connect(self._acts.undo)
        self.view.menu_asked.connect(self._on_menu)
        self.bulk.extend_asked.connect(self._acts.extend)
        self.bulk.close_asked.connect(self._acts.close)
        self._acts.failed.connect(self._on_act_failed)
        self._stuck.ticket_wanted.connect(self.ticket_chosen)

    def _no_copies(self) -> EmptyState:
        choose = primary(self._theme, self.tr("Choose a ticket"), Icon.TICKETS)
        choose.clicked.connect(lambda: self.around.navigator.go(Place(Where.TICKETS)))
        new = plain(self._theme, self.tr("New ticket"), Icon.ADD)
        new.clicked.connect(self.head.new_ticket)
        self._last = link(self._theme, self.tr("View last certificate"), Icon.CERTIFICATE)
        self._last.clicked.connect(self._on_last_certificate)
        return EmptyState(
            self._theme,
            Icon.SHIELD_CHECK,
            self.tr("No customer data on this machine"),
            self.tr("Pick a ticket to check out an encrypted copy."),
            choose,
            new,
            self._last,
            foot=self.tr("or drop a folder, a dump or a backup here"),
        )

    def _no_matches(self) -> EmptyState:
        clear = plain(self._theme, self.tr("Clear filters"), Icon.FILTER)
        clear.clicked.connect(lambda: self._on_filter(Filter.EVERYONE))
        return EmptyState(self._theme, Icon.FILTER, self.tr("No copy matches"), "", clear)

    # ---- reading and showing

    @Slot(object)
    def _on_read(self, story: object) -> None:
        if isinstance(story, BoardStory) and self.around.session.is_unlocked:
            self._story = story
            self._failure.clear()
            self._show_rows()

    @Slot(object)
    def _on_not_read(self, error: object) -> None:
        if isinstance(error, BaseException):
            again = NoticeAct(self.tr("Try again"), self.refresh)
            self._failure.show_failure(words.failure(error), again)

    @Slot()
    def _on_reading_over(self) -> None:
        self._reading = None
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    @Slot()
    def _show_rows(self) -> None:
        """Show what was read, as it is at this moment; selection and scroll stay."""
        story = self._story
        if story is None:
            return
        now = datetime.now(UTC)
        day = local_day(now)
        shown = filtered(map(self._covered, story.rows), self._filters)
        picked = [row.record.id for row in self.view.picked_rows()]
        current, scrolled = self.view.current_copy(), self.view.verticalScrollBar().value()
        self._model.show(grouped(shown, self._by, day), self._by, self._technician(), day, now)
        if current != self.view.current_copy() or picked != [row.record.id for row in self.view.picked_rows()]:
            self._restore(picked, current, scrolled)
        self.head.show_counts(counted(story.rows), story)
        self.head.show_choice(self._filters, self._by)
        self._show_page(story, is_empty=not shown)
        is_counting = any(row.record.state is CopyState.CLOSING for row in shown)
        (self._second.start if is_counting else self._second.stop)()

    def _covered(self, row: BoardRow) -> BoardRow:
        """A row as it may be shown."""
        shown = self.around.wipes.as_shown(row.record, datetime.now(UTC))
        record = self.around.sharing.record(shown)
        return row if record is row.record else replace(row, record=record)

    def _restore(self, picked: list[CopyId], current: CopyId | None, scrolled: int) -> None:
        self.view.select_copies(picked, current)
        self.view.verticalScrollBar().setValue(scrolled)

    def _show_page(self, story: BoardStory, *, is_empty: bool) -> None:
        if not story.rows:
            self._nothing.set_text(self._empty_text(story))
            self._last.setVisible(story.last_wipe is not None)
            self._pages.setCurrentWidget(self._nothing)
        elif is_empty:
            self._pages.setCurrentWidget(self._no_match)
        else:
            self._pages.show_list()

    def _empty_text(self, story: BoardStory) -> str:
        if story.last_wipe is None:
            return self.tr("Pick a ticket to check out an encrypted copy.")
        text = self.tr("Pick a ticket to check out an encrypted copy. The last one was wiped {time}.")
        return text.format(time=formats.moment(story.last_wipe.at, story.seen_at))

    def _technician(self) -> str:
        return next((row.record.technician for row in self._story.rows if row.is_mine), "") if self._story else ""

    # ---- filters and groups

    def _remembered(self) -> tuple[Grouping, frozenset[Filter]]:
        memory = self.around.memory
        by = memory.text(_GROUPING, Grouping.DUE.value)
        filters = [each for each in memory.text(_FILTERS, Filter.EVERYONE.value).split(",") if each in list(Filter)]
        known = Grouping(by) if by in list(Grouping) else Grouping.DUE
        return known, frozenset(map(Filter, filters)) or frozenset({Filter.EVERYONE})

    @Slot(object)
    def _on_filter(self, pressed: Filter) -> None:
        self._set_filters(toggled(self._filters, pressed))

    def _set_filters(self, filters: frozenset[Filter]) -> None:
        self._filters = filters
        self.around.memory.put(_FILTERS, ",".join(sorted(filters)))
        self._show_rows()

    @Slot(object)
    def _on_grouping(self, by: Grouping) -> None:
        self._by = by
        self.around.memory.put(_GROUPING, by.value)
        self._show_rows()

    # ---- acts

    @Slot()
    def _on_changed(self) -> None:
        if self._story is not None:
            self.refresh()

    @Slot(object)
    def _on_chosen(self, row: BoardRow) -> None:
        self.ticket_chosen.emit(row.record.ticket.number)

    @Slot(object)
    def _on_opened(self, row: BoardRow) -> None:
        number = row.record.ticket.number
        if row.is_mine and row.record.state in WORKABLE:
            self.around.navigator.go(Place(Where.COPY, number))
        else:
            self.ticket_chosen.emit(number)

    @Slot(int)
    def _on_picked(self, _count: int) -> None:
        self.bulk.show_rows(self.view.picked_rows())

    @Slot(object, QPoint)
    def _on_menu(self, row: BoardRow, at: QPoint) -> None:
        menu = QMenu(self)
        icons, number = self._theme.icons, row.record.ticket.number
        if row.record.state in WORKABLE and row.is_mine:
            menu.addAction(icons.icon(Icon.FOLDER_OPEN), self.tr("Open copy"), partial(self._on_opened, row))
        if row.record.state is CopyState.CLOSING:
            menu.addAction(icons.icon(Icon.UNDO), self.tr("Undo"), partial(self._acts.undo, number))
        menu.addAction(icons.icon(Icon.PANEL), self.tr("Show ticket"), partial(self.ticket_chosen.emit, number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    @Slot(object)
    def _on_act_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self._failure.show_failure(words.failure(error))
            self.refresh()

    @Slot()
    def _on_last_certificate(self) -> None:
        if self._story is not None and self._story.last_wipe is not None:
            wipe_acts.view_certificate(self.around, self._story.last_wipe.ticket_number)

    # ---- dropping

    def _drop_caption(self, paths: list[Path]) -> str:
        if len(paths) != 1:
            return ""
        return self.tr("New ticket that checks out {name}").format(name=paths[0].name)

    def _on_drop(self, paths: list[Path]) -> None:
        self.source_dropped.emit(str(paths[0]))

    def _timer(self, interval: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(interval)
        timer.timeout.connect(slot)
        return timer
