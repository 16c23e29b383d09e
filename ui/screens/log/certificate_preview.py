"""The certificate that is chosen, as a page, and what can be done with it."""

from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.operations.list_certificates import CertificateHolds, CertificateSheet, check_certificate
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.certificate_saving import AskWhere, ask_where, save_certificate
from ui.icons.names import Icon
from ui.jobs import Listing
from ui.screens.log.certificate_page import CertificatePages
from ui.screens.log.certificate_printing import AskPrinter, ask_printer, print_certificate
from ui.surroundings import Surroundings
from ui.theme.painting import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.failure_bar import FailureBar
from ui.widgets.inline_bar import InlineBar

if TYPE_CHECKING:
    from ui.jobs import Job

_LANE = "read:certificates"


class CertificatePreview(QWidget):
    """Shows one certificate.

    Signals:
        failed: what was asked of it could not be done; the exception.
    """

    failed = Signal(object)

    def __init__(
        self, around: Surroundings, ask: AskWhere = ask_where, ask_for_printer: AskPrinter = ask_printer
    ) -> None:
        super().__init__()
        theme = around.theme
        self._around = around
        self.ask_where, self.ask_printer = ask, ask_for_printer
        self.sheet: CertificateSheet | None = None
        self._checking: Job | None = None
        self.pages = CertificatePages(theme)
        self.failure = FailureBar(theme)
        self.verified = InlineBar(theme, Tone.OK)
        self.verified.hide()
        self.hidden = InlineBar(theme, Tone.INFO)
        self.hidden.show_text(self.tr("The page names the customer. It is hidden in screen-share mode."))
        self.hidden.hide()
        self._save = primary(theme, self.tr("Save PDF"), Icon.SAVE)
        self._print = plain(theme, self.tr("Print"), Icon.PRINT)
        self._link = plain(theme, self.tr("Copy link"), Icon.LINK)
        self._verify = plain(theme, self.tr("Verify"), Icon.SHIELD_CHECK)
        self._lay_out()
        self._connect()
        self._show_acts()

    @property
    def number(self) -> str:
        """The number of the certificate that is shown; "" for none."""
        return self.sheet.row.number if self.sheet else ""

    def show_sheet(self, sheet: CertificateSheet | None) -> None:
        """Show a certificate, or none."""
        self.sheet = sheet
        self.failure.clear()
        self.verified.hide()
        self._show_pages()
        self._show_acts()

    def forget(self) -> None:
        """Know nothing."""
        if self._checking is not None:
            self._checking.cancel()
            self._checking = None
        self.show_sheet(None)

    def _lay_out(self) -> None:
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
        column = QVBoxLayout(self)
        column.setContentsMargins(spacing.m, spacing.s, spacing.m, 0)
        column.setSpacing(spacing.s)
        column.addLayout(acts)
        column.addWidget(self.failure)
        column.addWidget(self.verified)
        column.addWidget(self.hidden)
        column.addWidget(area, 1)

    def _buttons(self) -> list[QPushButton]:
        return [self._save, self._print, self._link, self._verify]

    def _connect(self) -> None:
        self._around.sharing.changed.connect(self._show_pages)
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._link.clicked.connect(self._on_link)
        self._verify.clicked.connect(self._on_verify)

    @Slot()
    def _show_pages(self) -> None:
        """The pages name the customer, and are not shown while others look at the screen."""
        sheet, is_hidden = self.sheet, self._around.sharing.is_on
        name = self.tr("Certificate {number}").format(number=sheet.row.number) if sheet else ""
        self.pages.show_pages(sheet.laid_out if sheet and not is_hidden else None, name)
        self.hidden.setVisible(sheet is not None and is_hidden)

    def _show_acts(self) -> None:
        reason = "" if self.sheet else self.tr("Choose a certificate first")
        for button in self._buttons():
            button.setEnabled(not reason)
            button.setToolTip(reason)
        if self.sheet is not None and not self.sheet.row.is_current:
            self._save.setEnabled(False)
            self._save.setToolTip(self.tr("A later certificate of this copy has taken its place"))

    @Slot()
    def _on_save(self) -> None:
        if self.sheet is not None:
            row = self.sheet.row
            save_certificate(self._around, row.ticket_number, row.number, copy=self.sheet.copy, ask=self.ask_where)

    @Slot()
    def _on_print(self) -> None:
        if self.sheet is None:
            return
        number = self.sheet.row.number
        if print_certificate(self._around.theme, self.sheet.laid_out, number, self.ask_printer):
            self._around.notices.tell(self.tr("Certificate {number} was sent to the printer.").format(number=number))

    @Slot()
    def _on_link(self) -> None:
        if self.sheet is not None:
            QGuiApplication.clipboard().setText(link_of(self.sheet.row.number))
            self._around.notices.tell(self.tr("Link copied."))

    @Slot()
    def _on_verify(self) -> None:
        """Hold it against its signature, the key of the vault, and the ledger."""
        if self.sheet is None or self._checking is not None:
            return
        number = self.sheet.row.number
        what = self.tr("Verifying {number}").format(number=number)
        self._checking = self._around.session.run(
            partial(_check, number), lane=f"{_LANE}:check", listing=Listing(what, self.sheet.row.ticket_number)
        )
        self._checking.succeeded.connect(self._on_verified)
        self._checking.failed.connect(self.failed)
        self._checking.finished.connect(self._on_checking_over)

    @Slot()
    def _on_checking_over(self) -> None:
        self._checking = None

    @Slot(object)
    def _on_verified(self, holds: CertificateHolds) -> None:
        if self.sheet is None or self.sheet.row.number != holds.number:
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
