"""What stands around the tabs of a working copy: the strip, the tab bar, a line at the foot."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from app.model import CopyRecord
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.copy.copy_state import CopiesOfTicket, foot_words, no_copy_words, others_words, strip_facts
from ui.surroundings import NoticeAct
from ui.theme.fonts import TextRole
from ui.theme.painting import Tone
from ui.theme.theme import Theme
from ui.widgets.buttons import danger, plain, tool
from ui.widgets.copy_strip import CopyStrip
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.widgets.labels import IconLabel


class CopyFrame(QWidget):
    """Shows a copy, or that there is none.

    Signals:
        other_chosen: the id of another copy of the ticket.
        ticket_asked: the ticket is to be shown.
    """

    other_chosen = Signal(str)
    ticket_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.timer = plain(theme, self.tr("Timer"), Icon.TIMER)
        self.close_copy = danger(theme, self.tr("Close && wipe"), Icon.WIPE)
        self.strip = CopyStrip(theme, self.timer, self.close_copy)
        self.bar = QTabBar()
        self.own_window = tool(theme, Icon.WINDOW, self.tr("Open in a window of its own (Ctrl+Shift+N)"))
        self.stack = QStackedWidget()
        self.failure = FailureBar(theme)
        self._others = InlineBar(theme, Tone.INFO)
        self._foot = IconLabel(theme, Icon.SHIELD_CHECK, IconRole.OK, text_role=TextRole.SMALL, kind="secondary")
        show = plain(theme, self.tr("Show ticket"), Icon.TICKETS)
        show.clicked.connect(self.ticket_asked)
        self._no_copy = EmptyState(theme, Icon.NO_COPY, "", "", show, role=IconRole.QUIET)
        self._nothing = QFrame()
        self._nothing.setObjectName("surface")
        self._body = QWidget()
        self._pages = QStackedWidget()
        self._lay_out()

    def add_tabs(self, tabs: Mapping[QWidget, Icon]) -> None:
        """Put the tabs in, in this order."""
        for tab, icon in tabs.items():
            self.bar.addTab(self._theme.icons.icon(icon), "")
            self.stack.addWidget(tab)

    def show_captions(self, captions: Sequence[str]) -> None:
        """What stands on the tabs."""
        for index, caption in enumerate(captions):
            self.bar.setTabText(index, caption)
            self.bar.setAccessibleTabName(index, caption)

    def show_copy(self, found: CopiesOfTicket, now: datetime) -> None:
        """Show the first copy of a ticket."""
        self.show_time(found.records[0], now)
        self._foot.set_text(foot_words(found))
        self._foot.set_icon(Icon.SHIELD_CHECK, IconRole.WARN if found.escapes else IconRole.OK)
        others = found.records[1:]
        if others:
            show = NoticeAct(self.tr("Show the other one"), partial(self.other_chosen.emit, others[0].id))
            self._others.show_text(others_words(found.records, now), show)
        self._others.setVisible(bool(others))
        self._pages.setCurrentWidget(self._body)

    def show_time(self, record: CopyRecord, now: datetime) -> None:
        """Say of the copy what changes with the time of day."""
        self.strip.set_copy(strip_facts(record, now))

    def show_no_copy(self, found: CopiesOfTicket) -> None:
        """Say that the ticket holds none, and why."""
        title, text = no_copy_words(found)
        self._no_copy.set_title(title)
        self._no_copy.set_text(text)
        self._pages.setCurrentWidget(self._no_copy)

    def clear(self) -> None:
        """Drop what is said of a copy."""
        self.strip.clear()
        self.failure.clear()
        self._others.hide()
        self._foot.set_text("")

    def show_nothing(self) -> None:
        """An empty place."""
        self._no_copy.set_title("")
        self._pages.setCurrentWidget(self._nothing)

    def _lay_out(self) -> None:
        spacing = self._theme.measures.spacing
        self.bar.setAccessibleName(self.tr("Parts of the copy"))
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        head = QFrame()
        head.setObjectName("strip")
        row = QHBoxLayout(head)
        row.setContentsMargins(spacing.s, 0, spacing.m, 0)
        row.addWidget(self.bar, 1)
        row.addWidget(self.own_window)
        foot = QFrame()
        foot.setObjectName("foot")
        below = QHBoxLayout(foot)
        below.setContentsMargins(spacing.m, spacing.xs, spacing.m, spacing.xs)
        below.addWidget(self._foot, 1)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(self._others)
        body.addWidget(head)
        body.addWidget(self.stack, 1)
        body.addWidget(foot)
        for page in (self._nothing, self._body, self._no_copy):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.failure)
        layout.addWidget(self._pages, 1)
