"""The certificates: a list, and beside it the one that is chosen, as a page."""

from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.operations.list_certificates import (
    CertificateRow,
    CertificateSheet,
    certificate_sheet,
    find_certificate,
)
from ui import words
from ui.icons.names import Icon
from ui.models.paging import PagedModel
from ui.screens.log.certificate_preview import CertificatePreview, link_of
from ui.screens.log.certificate_rows import (
    COLUMNS,
    CertificateLook,
    CertificateRows,
    CertificateSource,
    certificate_look,
    headings,
)
from ui.surroundings import NoticeAct, Surroundings
from ui.widgets.buttons import plain
from ui.widgets.empty_state import EmptyState
from ui.widgets.paged_table import PagedTable
from ui.widgets.paged_table_search import PagedSearch

_LANE = "read:certificates"


class CertificatesTab(QWidget):
    """List and preview.

    Signals:
        counted: how many there are.
    """

    counted = Signal(int)

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        theme = around.theme
        self._around = around
        self._wanted = ""
        self._model = PagedModel(around.session, _LANE, self._look_of, headings, self)
        self.search = PagedSearch(theme, self.tr("Search certificates"), self.tr("Number, ticket, customer or person"))
        self.table = PagedTable(theme, self._model, COLUMNS, CertificateRows)
        self.table.setAccessibleName(self.tr("Certificates"))
        self.preview = CertificatePreview(around)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

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
        self.preview.forget()
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
        self._both.addWidget(self.preview)
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

    def _connect(self) -> None:
        self.search.searched.connect(self._ask)
        self.search.left_down.connect(self.table.setFocus)
        self._around.sharing.changed.connect(self._model.paint_again)
        self._model.counted.connect(self._on_counted)
        self._model.failed.connect(self._on_failed)
        self.table.chosen.connect(self._on_chosen)
        self.table.copied.connect(self._on_copied)
        self.preview.failed.connect(self._on_failed)

    # ---- reading and showing

    @Slot(str)
    def _ask(self, text: str) -> None:
        self.table.rows.sought = tuple(text.split())
        self._model.show(CertificateSource(text))

    def _look_of(self, row: CertificateRow) -> CertificateLook:
        sharing = self._around.sharing
        if sharing.is_on:
            customer = sharing.customer_of(row.customer, row.ticket_number)
            row = replace(row, customer=customer, title=sharing.text(row.title, row.customer))
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
        if found and self.preview.sheet is None and not self._wanted:
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
            self.preview.show_sheet(sheet)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, BaseException) and self._model.source is not None:
            self._wanted = self.preview.number
            again = NoticeAct(self.tr("Try again"), self.refresh)
            self.preview.failure.show_failure(words.failure(error), again)

    # ---- acts

    @Slot(object, bool)
    def _on_copied(self, rows: list[CertificateRow], is_link: bool) -> None:  # noqa: FBT001 - a slot
        lines = [link_of(row.number) if is_link else row.number for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._around.notices.announce(self.tr("Copied"))
