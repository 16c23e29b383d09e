"""The tab Work log: what was noted, how long was worked, and what the program did."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.model import CopyRecord
from app.operations.drafts import drafts, keep_draft
from app.operations.register import add_note
from app.operations.ticket_log import TicketLog, ticket_log
from ui import formats, words
from ui.icons.names import Icon
from ui.screens.copy.copy_access import CopyAccess
from ui.screens.copy.tab import CopyTab
from ui.screens.copy.tables.clipboard import SensitiveClipboard
from ui.screens.copy.work_log.entries import EntryKind, LogLine, log_lines, shown_lines, text_for_customer
from ui.screens.copy.work_log.model import WHEN, WHO, LogModel
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.theme.rows import RowDelegate
from ui.widgets.buttons import plain
from ui.widgets.chips import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import text_label

COPIED_SECONDS = 60
_WIDTHS = {WHEN: 120, WHO: 140}


class WorkLogTab(CopyTab):
    """Shows and adds to the work log of the ticket."""

    def __init__(self, around: Surroundings, access: CopyAccess, parent: QWidget | None = None) -> None:
        super().__init__(around, parent)
        theme = around.theme
        self._access = access
        self._log: TicketLog | None = None
        self._ticket = ""
        self._kept = ""
        self._clipboard = SensitiveClipboard(self)
        self._model = LogModel(theme, self)
        self.field = QLineEdit()
        self.list = QTableView()
        self._total = text_label(theme, "", TextRole.SMALL, "muted")
        self._copy = plain(theme, self.tr("Copy as text for the customer"), Icon.COPY)
        self._failure = FailureBar(theme)
        self._chips = {
            EntryKind.NOTE: Chip(theme, self.tr("Notes")),
            EntryKind.TIME: Chip(theme, self.tr("Times")),
            EntryKind.ACT: Chip(theme, self.tr("Done by Bailee")),
        }
        self._empty = EmptyState(
            theme, Icon.WORK_LOG, self.tr("Nothing is noted yet"), self.tr("Note above what you did, Enter adds it.")
        )
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()
        self.forget()

    def caption(self) -> str:  # noqa: D102
        return self.tr("Work log")

    def open_copy(self, record: CopyRecord) -> None:  # noqa: D102
        self.forget()
        self._ticket = ticket = record.ticket.number
        self.refresh()
        self._access.look(
            lambda vault, _monitor: drafts(vault, _draft_key(ticket)).get(_draft_key(ticket), ""),
            self._take_draft,
            self._on_failed,
        )

    def refresh(self) -> None:  # noqa: D102
        ticket = self._access.ticket
        if ticket:
            self._access.look(lambda vault, _monitor: ticket_log(vault, ticket), self._take, self._on_failed)

    def forget(self) -> None:  # noqa: D102
        self._keep_draft()
        self._ticket = ""
        self._log = None
        self._clipboard.clear()
        self.field.clear()
        self._failure.clear()
        self._show()

    def zones(self) -> list[QWidget]:  # noqa: D102
        return [self.field, self.list]

    def _take_draft(self, text: str) -> None:
        if not self.field.text():
            self.field.setText(text)
            self._kept = text

    def _keep_draft(self) -> None:
        """What is typed and not entered yet outlasts a lock, sealed in the register."""
        text, key, session = self.field.text(), _draft_key(self._ticket), self.around.session
        if self._ticket and text != self._kept and session.is_unlocked:
            session.run(lambda vault, _monitor: keep_draft(vault, key, text), lane=f"ticket:{self._ticket}")
        self._kept = ""

    def _take(self, log: TicketLog) -> None:
        self._log = log
        self._failure.clear()
        self._show()

    @Slot()
    def _show(self) -> None:
        lines = log_lines(self._log) if self._log is not None else []
        kinds = frozenset(kind for kind, chip in self._chips.items() if chip.isChecked())
        for kind, chip in self._chips.items():
            chip.set_count(sum(line.kind is kind for line in lines) if self._log is not None else None)
        shown = shown_lines(lines, kinds)
        self._model.show_lines([self._covered(line) for line in shown])
        self._pages.setCurrentWidget(self.list if lines or self._log is None else self._empty)
        seconds = sum(line.seconds for line in lines)
        self._total.setText(self.tr("{time} in all").format(time=formats.duration(seconds)) if seconds else "")
        can_copy = any(line.kind is not EntryKind.ACT for line in lines)
        self._copy.setEnabled(can_copy)
        tip = self.tr("Notes and times as text; it leaves the clipboard again after a minute")
        self._copy.setToolTip(tip if can_copy else self.tr("There are no notes and no times yet"))

    def _covered(self, line: LogLine) -> LogLine:
        """A line as it may be shown."""
        sharing = self.around.sharing
        if self._log is None or not sharing.is_on:
            return line
        return replace(line, text=sharing.title(line.text, self._log.ticket.customer))

    @Slot()
    def _on_enter(self) -> None:
        text, ticket = self.field.text().strip(), self._access.ticket
        if text and ticket:
            self.field.setEnabled(False)
            job = self._access.change(
                lambda vault, _monitor: add_note(vault, ticket, text), self._on_noted, self._on_failed
            )
            if job is not None:
                job.finished.connect(self._on_field_free)

    def _on_noted(self, _notes: object) -> None:
        self.field.clear()
        self.refresh()

    @Slot()
    def _on_field_free(self) -> None:
        self.field.setEnabled(True)
        self.field.setFocus()

    @Slot()
    def _on_copy(self) -> None:
        if self._log is not None:
            self._clipboard.put(text_for_customer(self._log, datetime.now(UTC)), seconds=COPIED_SECONDS)
            self.around.notices.tell(
                self.tr("Work log copied"), detail=self.tr("It leaves the clipboard again after a minute.")
            )

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self._failure.show_failure(words.failure(error))

    def _connect(self) -> None:
        self.field.returnPressed.connect(self._on_enter)
        self._copy.clicked.connect(self._on_copy)
        self.around.sharing.changed.connect(self._show)
        for chip in self._chips.values():
            chip.toggled.connect(self._show)

    def _lay_out(self) -> None:
        spacing = self.around.theme.measures.spacing
        self.field.setPlaceholderText(self.tr("Note what you did, Enter to add"))
        self.field.setAccessibleName(self.tr("Work note"))
        self._dress_list()
        entry = QHBoxLayout()
        entry.setContentsMargins(spacing.m, spacing.s, spacing.m, 0)
        entry.setSpacing(spacing.s)
        entry.addWidget(self.field, 1)
        entry.addWidget(self._copy)
        filters = QHBoxLayout()
        filters.setContentsMargins(spacing.m, 0, spacing.m, spacing.s)
        filters.setSpacing(spacing.s)
        for chip in self._chips.values():
            filters.addWidget(chip)
        filters.addStretch(1)
        filters.addWidget(self._total)
        self._pages.addWidget(self.list)
        self._pages.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        head = QFrame()
        head.setObjectName("strip")
        above = QVBoxLayout(head)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(spacing.s)
        above.addLayout(entry)
        above.addLayout(filters)
        layout.addWidget(head)
        layout.addWidget(self._failure)
        layout.addWidget(self._pages, 1)

    def _dress_list(self) -> None:
        theme, view = self.around.theme, self.list
        view.setModel(self._model)
        view.setItemDelegate(RowDelegate(theme, view))
        view.setAccessibleName(self.tr("Entries of the work log"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setTextElideMode(Qt.TextElideMode.ElideRight)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme.measures.rows.grid)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS.items():
            view.setColumnWidth(column, theme.measures.scaled(width))


def _draft_key(ticket: str) -> str:
    return f"ticket/{ticket}/log-note"
