"""The certificates: a list, and beside it the one that is chosen, as a page."""

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.operations.list_certificates import (
    CertificateHolds,
    CertificateRow,
    CertificateSheet,
    certificate_sheet,
    check_certificate,
    find_certificate,
)
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats, words
from ui.certificate_saving import AskWhere, ask_where, save_certificate
from ui.icons.names import Icon
from ui.jobs import Listing
from ui.models.paging import PagedModel
from ui.screens.log.certificate_page import CertificatePages
from ui.screens.log.certificate_printing import AskPrinter, ask_printer, print_certificate
from ui.screens.log.certificate_rows import (
    COLUMNS,
    CertificateLook,
    CertificateRows,
    CertificateSource,
    certificate_look,
    headings,
)
from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.empty_state import EmptyState
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar
from ui.widgets.paged_table import PagedTable
from ui.widgets.paged_table_search import PagedSearch

if TYPE_CHECKING:
    from ui.jobs import Job

_LANE = "read:certificates"


class CertificatesTab(QWidget):
    """List and preview.

    Signals:
        counted: how many there are.
    """

    counted = Signal(int)

    def __init__(
        self, around: Surroundings, ask: AskWhere = ask_where, ask_for_printer: AskPrinter = ask_printer
    ) -> None:
        super().__init__()
        theme = around.theme
        self._around = around
        self._ask_where, self._ask_printer = ask, ask_for_printer
        self._sheet: CertificateSheet | None = None
        self._wanted = ""
        self._checking: Job | None = None
        self._model = PagedModel(around.session, _LANE, self._look_of, headings, self)
        self.search = PagedSearch(theme, self.tr("Search certificates"), self.tr("Number, ticket, customer or person"))
        self.table = PagedTable(theme, self._model, COLUMNS, CertificateRows)
        self.table.setAccessibleName(self.tr("Certificates"))
        self.pages = CertificatePages(theme)
        self.failure = FailureBar(theme)
        self.verified = InlineBar(theme, Tone.OK)
        self.verified.hide()
        self._save = primary(theme, self.tr("Save PDF"), Icon.SAVE)
        self._print = plain(theme, self.tr("Print"), Icon.PRINT)
        self._link = plain(theme, self.tr("Copy link"), Icon.LINK)
        self._verify = plain(theme, self.tr("Verify"), Icon.SHIELD_CHECK)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_acts()

    def arrive(self, subject: str) -> None:
        """Show the list, and the certificate with this number, or the newest of the ticket with this number."""
        if self._model.source is None:
            self._ask("")
        else:
            self._model.refresh()
        if subject:
            job = self._around.session.run(
                lambda vault, _monitor: find_certificate(vault, subject), lane=f"{_LANE}:find"
            )
            job.succeeded.connect(self._on_found)
            job.failed.connect(self._on_failed)

    def refresh(self) -> None:
        """Read the list anew."""
        if self._model.source is not None:
            self._model.refresh()

    def refresh_soon(self) -> None:
        """The same, for whoever hears of changes one by one."""
        if self._model.source is not None:
            self._model.refresh_soon()

    def forget(self) -> None:
        """Know nothing."""
        self._model.forget()
        self.search.show_text("")
        self.table.rows.sought = ()
        self._wanted = ""
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
        self._show_sheet(None)
        self.failure.clear()
        self._stack.setCurrentWidget(self._both)

    # ---- building

    def _lay_out(self) -> None:
        theme = self._around.theme
        spacing = theme.measures.spacing
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        field = QHBoxLayout()
        field.setContentsMargins(22, spacing.s, spacing.m, spacing.s)
        field.addWidget(self.search)
        column.addLayout(field)
        column.addWidget(self.table, 1)
        self._both = QSplitter(Qt.Orientation.Horizontal)
        self._both.addWidget(left)
        self._both.addWidget(self._preview())
        self._both.setChildrenCollapsible(False)
        self._both.setStretchFactor(0, 1)
        self._both.setSizes([560, 520])
        self._nothing = EmptyState(theme, Icon.CERTIFICATE, self.tr("No copy has been wiped yet."), "")
        clear = plain(theme, self.tr("Clear search"), Icon.FILTER)
        clear.clicked.connect(self.search.clear)
        self._no_match = EmptyState(theme, Icon.FILTER, self.tr("No certificate matches"), "", clear)
        for page in (self._both, self._nothing, self._no_match):
            self._stack.addWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _preview(self) -> QWidget:
        spacing = self._around.theme.measures.spacing
        acts = QHBoxLayout()
        acts.setSpacing(spacing.s)
        for button in self._buttons():
            acts.addWidget(button)
        acts.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("Preview of the certificate"))
        area.setWidget(self.pages)
        preview = QWidget()
        column = QVBoxLayout(preview)
        column.setContentsMargins(spacing.m, spacing.s, spacing.m, 0)
        column.setSpacing(spacing.s)
        column.addLayout(acts)
        column.addWidget(self.failure)
        column.addWidget(self.verified)
        column.addWidget(area, 1)
        return preview

    def _buttons(self) -> list[QPushButton]:
        return [self._save, self._print, self._link, self._verify]

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.left_down.connect(self.table.setFocus)
        self._model.counted.connect(self._on_counted)
        self._model.failed.connect(self._on_failed)
        self.table.chosen.connect(self._on_chosen)
        self.table.copied.connect(self._on_copied)
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._link.clicked.connect(self._on_link)
        self._verify.clicked.connect(self._on_verify)

    # ---- reading and showing

    @Slot(str)
    def _ask(self, text: str) -> None:
        self.table.rows.sought = tuple(text.split())
        self._model.show(CertificateSource(text))

    def _look_of(self, row: CertificateRow) -> CertificateLook:
        return certificate_look(row, datetime.now(UTC))

    @Slot(int, bool)
    def _on_counted(self, found: int, is_all: bool) -> None:  # noqa: FBT001 - a slot
        if not is_all:
            return
        source = self._model.source
        is_sought = isinstance(source, CertificateSource) and bool(source.text)
        if not is_sought:
            self.counted.emit(found)
        self._stack.setCurrentWidget(self._both if found else self._no_match if is_sought else self._nothing)
        if found and self._sheet is None and not self._wanted:
            self.table.go_to(0)

    @Slot(object)
    def _on_found(self, row: CertificateRow) -> None:
        self.table.choose(row.number)
        self._read(row.number)

    @Slot(object)
    def _on_chosen(self, row: CertificateRow) -> None:
        self._read(row.number)

    def _read(self, number: str) -> None:
        """Read a certificate and lay it out, in the background."""
        if number == self._wanted:
            return
        self._wanted = number
        job = self._around.session.run(lambda vault, _monitor: certificate_sheet(vault, number), lane=f"{_LANE}:sheet")
        job.succeeded.connect(self._on_sheet)
        job.failed.connect(self._on_failed)

    @Slot(object)
    def _on_sheet(self, sheet: CertificateSheet) -> None:
        if sheet.row.number == self._wanted and self._around.session.is_unlocked:
            self._show_sheet(sheet)

    def _show_sheet(self, sheet: CertificateSheet | None) -> None:
        self._sheet = sheet
        self.failure.clear()
        self.verified.hide()
        name = self.tr("Certificate {number}").format(number=sheet.row.number) if sheet else ""
        self.pages.show_pages(sheet.laid_out if sheet else None, name)
        self._show_acts()

    def _show_acts(self) -> None:
        reason = "" if self._sheet else self.tr("Choose a certificate first")
        for button in self._buttons():
            button.setEnabled(not reason)
            button.setToolTip(reason)
        if self._sheet is not None and not self._sheet.row.is_current:
            self._save.setEnabled(False)
            self._save.setToolTip(self.tr("A later certificate of this copy has taken its place"))

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException) and self._model.source is not None:
            self._wanted = self._sheet.row.number if self._sheet else ""
            again = NoticeAct(self.tr("Try again"), self.refresh)
            self.failure.show_failure(words.failure(error), again)

    # ---- acts

    @Slot(object, bool)
    def _on_copied(self, rows: list[CertificateRow], is_link: bool) -> None:  # noqa: FBT001 - a slot
        lines = [link_of(row.number) if is_link else row.number for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._around.notices.announce(self.tr("Copied"))

    @Slot()
    def _on_save(self) -> None:
        if self._sheet is not None:
            row = self._sheet.row
            save_certificate(self._around, row.ticket_number, row.number, copy=self._sheet.copy, ask=self._ask_where)

    @Slot()
    def _on_print(self) -> None:
        if self._sheet is None:
            return
        number = self._sheet.row.number
        if print_certificate(self._around.theme, self._sheet.laid_out, number, self._ask_printer):
            self._around.notices.tell(self.tr("Certificate {number} was sent to the printer.").format(number=number))

    @Slot()
    def _on_link(self) -> None:
        if self._sheet is not None:
            QGuiApplication.clipboard().setText(link_of(self._sheet.row.number))
            self._around.notices.tell(self.tr("Link copied."))

    @Slot()
    def _on_verify(self) -> None:
        """Hold it against its signature, the key of the vault, and the ledger."""
        if self._sheet is None or self._checking is not None:
            return
        number = self._sheet.row.number
        what = self.tr("Verifying {number}").format(number=number)
        self._checking = self._around.session.run(
            partial(_check, number), lane=f"{_LANE}:check", listing=Listing(what, self._sheet.row.ticket_number)
        )
        self._checking.succeeded.connect(self._on_verified)
        self._checking.failed.connect(self._on_failed)
        self._checking.finished.connect(self._on_checking_over)

    @Slot()
    def _on_checking_over(self) -> None:
        self._checking = None

    @Slot(object)
    def _on_verified(self, holds: CertificateHolds) -> None:
        if self._sheet is None or self._sheet.row.number != holds.number:
            return
        text = self.tr("{number} is genuine: signature, key {key} and the ledger up to entry {entry} agree.")
        said = text.format(number=holds.number, key=holds.fingerprint, entry=formats.count(holds.entry))
        self.verified.show_text(said)
        self.verified.show()
        self._around.notices.announce(said)


def link_of(number: str) -> str:
    """The address under which a certificate is shown in a running Bailee."""
    return f"bailee://certificate/{quote(number, safe='')}"


def _check(number: str, vault: Unlocked, monitor: Monitor) -> CertificateHolds:
    return check_certificate(vault, number, monitor)
