"""The working copy: the strip that says whose it is, and what is in it under four tabs."""

from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import words
from ui.acts import Act, Scope
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.copy.changes.tab import ChangesTab
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.copy_state import CopiesOfTicket, read_copies, window_caption
from ui.screens.copy.files.tab import FilesTab
from ui.screens.copy.frame import CopyFrame
from ui.screens.copy.tables.tab import TablesTab
from ui.screens.copy.work_log.tab import WorkLogTab
from ui.screens.screen import Screen
from ui.surroundings import NoticeAct, Surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

CLOSE, TIMER, EXPORT, OWN_WINDOW = "ticket.close", "ticket.timer", "copy.export", "copy.own-window"
_REFRESH_PAUSE_MS = 150
_MINUTE_MS = 60_000


class Part(StrEnum):
    """The tabs, as a Place names them."""

    FILES = "files"
    TABLES = "tables"
    CHANGES = "changes"
    LOG = "log"


class CopyScreen(Screen):
    """Shows the copy of one ticket.

    Signals:
        window_asked: the Place that is to be shown in a window of its own.
    """

    window_asked = Signal(object)

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        self.access = CopyAccess(around.session, self)
        self.files = FilesTab(around, self.access)
        self.tables = TablesTab(around)
        self.changes = ChangesTab(around, self.access)
        self.log = WorkLogTab(around, self.access)
        self.tabs = {
            Part.FILES: self.files,
            Part.TABLES: self.tables,
            Part.CHANGES: self.changes,
            Part.LOG: self.log,
        }
        self.frame = CopyFrame(around.theme)
        self._parts = list(self.tabs)
        self.others: Callable[[], list[CopyScreen]] = list
        """The screens of copies in windows of their own."""
        self._ticket = ""
        self._wanted_copy = ""
        self._asked = 0
        self._opened: set[Part] = set()
        self._stale: set[Part] = set()
        self._again = QTimer(self)
        self._minute = QTimer(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.frame)
        self.frame.add_tabs(
            {self.files: Icon.FOLDER, self.tables: Icon.DATABASE, self.changes: Icon.DIFF, self.log: Icon.WORK_LOG}
        )
        self._connect()
        self._add_acts()
        self.forget()

    @property
    def part(self) -> Part:
        """The tab that is shown."""
        return self._parts[max(0, self.frame.bar.currentIndex())]

    def arrive(self, place: Place) -> None:  # noqa: D102
        if place.subject != self._ticket:
            self.forget()
            self._ticket = place.subject
        if place.part in set(Part):
            self.frame.bar.setCurrentIndex(self._parts.index(Part(place.part)))
        self._read()

    def refresh(self) -> None:  # noqa: D102
        if self._ticket:
            self._read()

    def forget(self) -> None:  # noqa: D102
        self._asked += 1
        self._ticket = self._wanted_copy = ""
        self._drop()
        self.frame.show_nothing()

    def focus_search(self) -> None:  # noqa: D102
        if self.part is Part.TABLES:
            self.tables.focus_search()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.frame.bar, *self.tabs[self.part].zones()]

    def in_the_way(self) -> str:  # noqa: D102
        if any(each.tables.consoles.are_at_work() for each in (self, *self.others())):
            return self.tr("Changes as soon as nothing runs in a console and no transaction is open.")
        return ""

    # ---- which copy

    def _read(self) -> None:
        self._asked += 1
        number, wanted = self._ticket, self._wanted_copy
        if number and self.around.session.is_unlocked:
            job = self.around.session.run(
                lambda vault, _monitor: read_copies(vault, number, wanted), lane="read:copies"
            )
            job.succeeded.connect(partial(self._take, self._asked))
            job.failed.connect(partial(self._fail, self._asked))

    def _take(self, asked: int, found: CopiesOfTicket) -> None:
        if asked != self._asked:
            return
        self.frame.failure.clear()
        if not found.records:
            self._drop()
            self.frame.show_no_copy(found)
            return
        record, shown = found.records[0], self.access.record
        is_other = shown is None or shown.id != record.id
        if is_other:
            self._drop()
            self._wanted_copy = record.id
        else:
            self._stale = set(self._opened)
        self.access.open_copy(record)
        self.frame.show_copy(self._covered(found), datetime.now(UTC))
        self._say_caption()
        self._show_tab()
        if is_other or Part.CHANGES in self._stale:
            self._bring_up(Part.CHANGES)  # its number stands on the tab

    def _fail(self, asked: int, error: BaseException) -> None:
        if asked == self._asked:
            self.frame.failure.show_failure(words.failure(error), NoticeAct(self.tr("Try again"), self.refresh))

    def _drop(self) -> None:
        """Let go of the copy: first what shows it, then what reads it."""
        for tab in self.tabs.values():
            tab.forget()
        self._opened.clear()
        self._stale.clear()
        self.access.close()
        self.frame.clear()
        self.caption_changed.emit("")

    # ---- tabs

    def _bring_up(self, part: Part) -> None:
        """Have a tab show the copy, or what is new in it."""
        record = self.access.record
        if record is None:
            return
        if part not in self._opened:
            self._opened.add(part)
            self.tabs[part].open_copy(record)
        elif part in self._stale:
            self.tabs[part].refresh()
        self._stale.discard(part)

    def _show_tab(self) -> None:
        self.frame.stack.setCurrentWidget(self.tabs[self.part])
        self._bring_up(self.part)
        self.around.acts.refresh()

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        self._show_tab()
        here = self.around.navigator.place
        if here.where is Where.COPY and here.subject == self._ticket and here.part != self.part.value:
            self.around.navigator.go(Place(Where.COPY, self._ticket, self.part.value))

    @Slot()
    def _show_captions(self) -> None:
        self.frame.show_captions([tab.caption() for tab in self.tabs.values()])

    @Slot(str)
    def _on_session_changed(self, ticket: str) -> None:
        if self._ticket and ticket in {"", self._ticket}:
            self._again.start()

    @Slot()
    def _on_copy_changed(self) -> None:
        self._again.start()

    @Slot()
    def _on_minute(self) -> None:
        if self.access.record is not None:
            self.frame.show_time(self.around.sharing.record(self.access.record), datetime.now(UTC))

    # ---- what may be shown

    def _covered(self, found: CopiesOfTicket) -> CopiesOfTicket:
        sharing = self.around.sharing
        return replace(
            found, ticket=sharing.ticket(found.ticket), records=tuple(sharing.record(each) for each in found.records)
        )

    def _say_caption(self) -> None:
        record = self.access.record
        if record is not None:
            self.caption_changed.emit(window_caption(self.around.sharing.record(record)))

    @Slot()
    def _on_sharing(self) -> None:
        self._on_minute()
        self._say_caption()

    # ---- what people do

    @Slot(str)
    def _on_other(self, copy: str) -> None:
        self._wanted_copy = copy
        self._read()

    @Slot()
    def _on_ticket(self) -> None:
        self.around.navigator.go(Place(Where.TICKETS, self._ticket))

    @Slot()
    def _on_close(self) -> None:
        self.around.acts.run(CLOSE)

    @Slot()
    def _on_timer(self) -> None:
        self.around.acts.run(TIMER)

    @Slot()
    def _on_window(self) -> None:
        self.window_asked.emit(Place(Where.COPY, self._ticket, self.part.value))

    @Slot()
    def _show_acts(self) -> None:
        """The acts of the ticket belong to its pane, and may come after this screen."""
        known = {act.id for act in self.around.acts}
        for button, act_id in ((self.frame.close_copy, CLOSE), (self.frame.timer, TIMER)):
            is_known = act_id in known
            why_not = self.around.acts.why_not(act_id) if is_known else self.tr("Not available here")
            button.setEnabled(not why_not)
            button.setToolTip(why_not or self.around.acts.action(act_id).toolTip())

    def _export(self) -> None:
        if self.part is Part.FILES:
            self.files.export()
        elif self.part is Part.CHANGES:
            self.changes.export()

    def _why_no_export(self) -> str:
        if self.access.record is None:
            return self.tr("No copy is open")
        return "" if self.part in {Part.FILES, Part.CHANGES} else self.tr("Choose Files or Changes first")

    def _why_no_window(self) -> str:
        return "" if self.access.record is not None else self.tr("No copy is open")

    # ---- how it is made

    def _connect(self) -> None:
        self._again.setSingleShot(True)
        self._again.setInterval(_REFRESH_PAUSE_MS)
        self._again.timeout.connect(self.refresh)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start(_MINUTE_MS)
        self.around.session.changed.connect(self._on_session_changed)
        self.around.sharing.changed.connect(self._on_sharing)
        self.around.acts.changed.connect(self._show_acts)
        frame = self.frame
        frame.bar.currentChanged.connect(self._on_tab)
        frame.close_copy.clicked.connect(self._on_close)
        frame.timer.clicked.connect(self._on_timer)
        frame.own_window.clicked.connect(self._on_window)
        frame.other_chosen.connect(self._on_other)
        frame.ticket_asked.connect(self._on_ticket)
        for tab in self.tabs.values():
            tab.caption_changed.connect(self._show_captions)
            tab.copy_changed.connect(self._on_copy_changed)
        self._show_captions()

    def _add_acts(self) -> None:
        acts = self.around.acts
        export = Act(EXPORT, lambda: self.tr("Export…"), Icon.EXPORT, self._free("Ctrl+Shift+E"), Scope.COPY)
        window = Act(
            OWN_WINDOW, lambda: self.tr("Open in own window"), Icon.WINDOW, self._free("Ctrl+Shift+N"), Scope.COPY
        )
        self.addAction(acts.add(export, self._export, self._why_no_export))
        self.addAction(acts.add(window, self._on_window, self._why_no_window))
        self._show_acts()

    def _free(self, keys: str) -> tuple[str, ...]:
        """These keys, unless another act has them."""
        return () if self.around.acts.holder_of(keys, Scope.COPY) else (keys,)
