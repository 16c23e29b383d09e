"""The audit: every entry of the ledger, newest first, searched and filtered; the chain above it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.errors import LedgerDamaged
from app.operations.page_ledger import LedgerRow, LedgerWish, chain_of_ledger, people_in_ledger
from app.operations.read_ledger import verify_ledger
from app.unlocked.chain_notes import ChainState
from ui import formats, words
from ui.icons.names import Icon
from ui.jobs import Listing
from ui.models.paging import PagedModel
from ui.places import Place, Where
from ui.screens.log.audit_head import AuditHead
from ui.screens.log.audit_rows import COLUMNS, AuditLook, AuditRows, AuditSearch, AuditSource, audit_look, headings
from ui.screens.log.chain_line import ChainLine
from ui.screens.log.ledger_saving import LedgerSaving
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.fonts import TextRole
from ui.widgets.buttons import plain
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.labels import text_label
from ui.widgets.paged_table import PagedTable

if TYPE_CHECKING:
    from app.progress import Progress
    from ui.jobs import Job

_LANE = "read:ledger"


class AuditTab(QWidget):
    """A million entries or a few."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        theme = around.theme
        self._around = around
        self.export = LedgerSaving(around, self)
        self._verifying: Job | None = None
        self._wanted_entry = 0
        self._has_failed = False
        self._model = PagedModel(around.session, _LANE, self._look_of, headings, self)
        self.chain = ChainLine(theme)
        self.head = AuditHead(theme)
        self.count = text_label(theme, "", TextRole.SMALL, "muted")
        self.failure = FailureBar(theme)
        self.table = PagedTable(theme, self._model, COLUMNS, AuditRows)
        self.table.setAccessibleName(self.tr("Entries of the ledger"))
        self._pages = QStackedWidget()
        self._no_match = self._no_matches()
        self._lay_out()
        self._connect()

    def arrive(self, ticket: str) -> None:
        """Show the entries, or only those of a ticket."""
        if ticket:
            self.head.narrow_to(ticket)
        elif self._model.source is None:
            self._ask()
        else:
            self._model.refresh()
        self._read_chain()
        self._read_people()

    def refresh(self) -> None:
        """Read anew what was added."""
        if self._model.source is not None:
            self._model.refresh()
            self._read_chain()

    def refresh_soon(self) -> None:
        """The same, for whoever hears of changes one by one."""
        if self._model.source is not None:
            self._model.refresh_soon()

    def forget(self) -> None:
        """Know nothing."""
        self._model.forget()
        self.head.forget()
        self.failure.clear()
        self.count.setText("")
        self.table.rows.sought = ()
        if self._verifying is not None:
            self._verifying.cancel()
            self._verifying = None
        self.chain.show_state(ChainState(), datetime.now(UTC))

    # ---- building

    def _lay_out(self) -> None:
        spacing = self._around.theme.measures.spacing
        top = QWidget()
        lines = QVBoxLayout(top)
        lines.setContentsMargins(22, spacing.s, 20, spacing.s)
        lines.setSpacing(spacing.s)
        lines.addWidget(self.chain)
        lines.addWidget(self.head)
        lines.addWidget(self.count)
        self._pages.addWidget(self.table)
        self._pages.addWidget(self._no_match)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(top)
        whole.addWidget(self.failure)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.head.wished.connect(self._ask)
        self.head.export_asked.connect(self._on_export)
        self.export.failed.connect(self._on_export_failed)
        self.head.search.left_down.connect(self.table.setFocus)
        self.chain.verify_asked.connect(self.verify)
        self.chain.cancel_asked.connect(self._on_cancel_verifying)
        self.chain.entry_asked.connect(self._on_entry_asked)
        self._around.sharing.changed.connect(self._model.paint_again)
        self._model.counted.connect(self._on_counted)
        self._model.failed.connect(self._on_failed)
        self.table.opened.connect(self._on_opened)
        self.table.copied.connect(self._on_copied)

    def _no_matches(self) -> EmptyState:
        clear = plain(self._around.theme, self.tr("Show all entries"), Icon.FILTER)
        clear.clicked.connect(self.head.clear)
        return EmptyState(self._around.theme, Icon.FILTER, self.tr("No entry matches"), "", clear)

    # ---- reading and showing

    @Slot()
    def _ask(self) -> None:
        wish: LedgerWish = self.head.wish
        self.table.rows.sought = tuple(wish.text.split())
        self._model.show(AuditSource() if wish.is_for_all else AuditSearch(wish))

    def _look_of(self, row: LedgerRow) -> AuditLook:
        sharing, subject = self._around.sharing, row.subject
        if sharing.is_on and subject is not None:
            hidden = replace(subject, customer=sharing.customer_of(subject.customer, subject.ticket_number))
            row = replace(row, subject=hidden)
        return audit_look(row, datetime.now(UTC))

    @Slot(int, bool)
    def _on_counted(self, found: int, is_all: bool) -> None:  # noqa: FBT001 - a slot
        if self._has_failed:
            self._has_failed = False
            self.failure.clear()
        if is_all:
            text = self.tr("%n entry(s)", "", found)
            if self._wanted_entry and self.head.wish.is_for_all:
                self._go_to_entry()
        elif isinstance(self._model.source, AuditSearch):
            text = self.tr("%n entry(s) so far", "while it is being looked for more", found)
        else:
            return
        self.count.setText(text.replace(str(found), formats.count(found)))
        self._pages.setCurrentWidget(self.table if found or not is_all else self._no_match)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException) and self._model.source is not None:
            self._has_failed = True
            self.failure.show_failure(words.failure(error), NoticeAct(self.tr("Try again"), self._ask))

    def _read_people(self) -> None:
        job = self._around.session.run(lambda vault, _monitor: people_in_ledger(vault), lane=f"{_LANE}:people")
        job.succeeded.connect(self.head.show_people)

    @Slot(object)
    def _on_opened(self, row: LedgerRow) -> None:
        if row.subject is not None:
            self._around.navigator.go(Place(Where.TICKETS, row.subject.ticket_number))

    @Slot(object, bool)
    def _on_copied(self, rows: list[LedgerRow], _is_link: bool) -> None:  # noqa: FBT001 - a slot
        lines = ["\t".join(each for each in self._look_of(row).spoken if each) for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._around.notices.announce(self.tr("Copied"))

    # ---- the chain

    def _read_chain(self) -> None:
        if self._verifying is None:
            job = self._around.session.run(lambda vault, _monitor: chain_of_ledger(vault), lane=f"{_LANE}:chain")
            job.succeeded.connect(self._on_chain)

    @Slot(object)
    def _on_chain(self, state: ChainState) -> None:
        if self._verifying is None and self._around.session.is_unlocked:
            self.chain.show_state(state, datetime.now(UTC))

    @Slot()
    def verify(self) -> None:
        """Verify the whole chain, and say up to where it holds."""
        if self._verifying is not None:
            return
        job = self._around.session.run(
            verify_ledger, lane=f"{_LANE}:verify", listing=Listing(self.tr("Verifying the ledger"))
        )
        self._verifying = job
        self.chain.show_progress(None)
        job.progressed.connect(self._on_verify_progressed)
        job.failed.connect(self._on_verify_failed)
        job.succeeded.connect(self._on_verified)
        job.finished.connect(self._on_verify_over)

    @Slot(object)
    def _on_verify_progressed(self, progress: "Progress") -> None:
        if self._verifying is not None:
            self.chain.show_progress(progress)

    @Slot(object)
    def _on_verified(self, _report: object) -> None:
        self._around.notices.announce(self.tr("The chain holds."))

    @Slot(object)
    def _on_verify_failed(self, error: object) -> None:
        if isinstance(error, LedgerDamaged):
            said = self.tr("The chain breaks at entry {number}.").format(number=formats.count(error.entry))
            self._around.notices.announce(said, is_urgent=True)
        elif isinstance(error, BaseException):
            self.failure.show_failure(words.failure(error))

    @Slot()
    def _on_verify_over(self) -> None:
        if self._verifying is not None and self._verifying.state.is_over:
            self._verifying = None
            self.chain.show_before(datetime.now(UTC))
            if self._around.session.is_unlocked:
                self._read_chain()

    @Slot()
    def _on_cancel_verifying(self) -> None:
        if self._verifying is not None:
            self._verifying.cancel()

    @Slot(int)
    def _on_entry_asked(self, entry: int) -> None:
        """Go to an entry by its number; all of them are shown for it."""
        self._wanted_entry = entry
        if self.head.wish.is_for_all:
            self._go_to_entry()
        else:
            self.head.clear()

    def _go_to_entry(self) -> None:
        """Entries count from the beginning, rows from the end."""
        row, self._wanted_entry = self._model.rowCount() - self._wanted_entry, 0
        if 0 <= row < self._model.rowCount():
            self.table.go_to(row)
            self.table.scrollTo(self.table.currentIndex())
            self.table.setFocus()

    @Slot()
    def _on_export(self) -> None:
        self.export.save(self.head.wish)

    @Slot(object)
    def _on_export_failed(self, error: object) -> None:
        if isinstance(error, BaseException):
            self.failure.show_failure(words.failure(error))
