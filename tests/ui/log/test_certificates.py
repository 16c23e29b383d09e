"""The certificates as somebody uses them: found, shown as a page, saved, printed, verified."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.custody.evidence import Verdict
from app.custody.ledger import Event
from app.custody.rendering.sheet import HEIGHT, PAPER, WIDTH
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.list_certificates import CertificateRow
from app.progress import Monitor
from app.registry.transactions import writing
from tests.ui.driving import Driver
from tests.ui.vaults import RecordedNotices, held
from ui.places import Place, Where
from ui.screens.log.certificate_page import draw_page, spoken
from ui.screens.log.certificate_rows import certificate_look
from ui.screens.log.certificates import CertificatesTab
from ui.screens.log.screen import CERTIFICATES, LogScreen
from ui.surroundings import Surroundings
from ui.theme.painting import Tone
from ui.theme.theme import Theme

Drive = Callable[[QWidget], Driver]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ROW = CertificateRow(
    "C-0001", "ERP-1", "Invoices", "Müller", "ada", NOW, NOW, is_current=True, verdict=Verdict.PASS.value
)


@pytest.fixture
def screen(around: Surroundings) -> LogScreen:
    made = LogScreen(around)
    around.navigator.moved.connect(made.arrive)
    return made


@pytest.fixture
def tab(screen: LogScreen, around: Surroundings, customer_folder: Path) -> CertificatesTab:
    """C-0001 of ERP-4711 and C-0002 of KAS-1190."""
    vault = around.session.vault
    for ticket in ("ERP-4711", "KAS-1190"):
        held(vault, customer_folder, ticket)
        close_ticket(vault, plan_close(vault, ticket, at_once=True), Monitor(), at_once=True)
    return screen.certificates


@pytest.fixture
def driver(screen: LogScreen, tab: CertificatesTab, drive: Drive) -> Driver:
    screen.resize(1200, 700)
    driver = drive(screen)
    screen.arrive(Place(Where.LOG, "", CERTIFICATES))
    driver.wait(lambda: shown(tab) == "C-0002")
    return driver


def shown(tab: CertificatesTab) -> str:
    """The number of the certificate that is shown as a page."""
    return tab.preview.sheet.row.number if tab.preview.sheet and tab.preview.pages.laid_out else ""


def test_the_newest_is_shown_as_a_page(tab: CertificatesTab, driver: Driver) -> None:
    assert driver.says("KAS-1190  ·  Till closes with rounding difference, Bäckerei Ostermann & Söhne")
    assert tab.preview.pages.accessibleName() == "Certificate C-0002"
    assert "Certificate of destruction" in tab.preview.pages.accessibleDescription()
    assert "Bäckerei Ostermann & Söhne" in tab.preview.pages.accessibleDescription()


def test_a_row_that_is_clicked_is_shown(tab: CertificatesTab, driver: Driver) -> None:
    driver.row("C-0001")
    driver.wait(lambda: shown(tab) == "C-0001")
    tab.search.setText("müll nobody")
    driver.wait_to_read("No certificate matches")
    driver.click("Clear search")
    driver.wait(lambda: tab._model.rowCount() == 2)


@pytest.mark.parametrize("subject", ["C-0001", "ERP-4711"])
def test_a_link_leads_to_a_certificate_or_that_of_a_ticket(
    tab: CertificatesTab, driver: Driver, around: Surroundings, subject: str
) -> None:
    around.navigator.go(Place(Where.LOG, subject, CERTIFICATES))
    driver.wait(lambda: shown(tab) == "C-0001")
    driver.wait(lambda: [row.number for row in tab.table.picked_rows()] == ["C-0001"])


def test_a_link_to_nothing_says_so(driver: Driver, around: Surroundings) -> None:
    around.navigator.go(Place(Where.LOG, "C-9999", CERTIFICATES))
    driver.wait_to_read("There is no certificate for C-9999 yet.")


def test_a_certificate_is_saved_as_pdf(
    tab: CertificatesTab, driver: Driver, notices: RecordedNotices, tmp_path: Path
) -> None:
    to = tmp_path / "proof.pdf"
    tab.preview.ask_where = lambda _proposed: to
    driver.row("C-0001")
    driver.wait(lambda: shown(tab) == "C-0001")
    driver.click("Save PDF")
    driver.wait(lambda: "Certificate saved as proof.pdf." in notices.told)
    assert to.read_bytes().startswith(b"%PDF")


def test_a_certificate_is_printed_page_by_page(
    tab: CertificatesTab, driver: Driver, notices: RecordedNotices, tmp_path: Path
) -> None:
    to = tmp_path / "printed.pdf"

    def ask(printer: QPrinter) -> bool:
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(to))
        return True

    tab.preview.ask_printer = ask
    driver.click("Print")
    assert notices.told[-1] == "Certificate C-0002 was sent to the printer."
    assert tab.preview.sheet is not None
    assert to.read_bytes().count(b"/Type /Page\n") == len(tab.preview.sheet.laid_out.pages)
    tab.preview.ask_printer = lambda _printer: False
    notices.told.clear()
    driver.click("Print")
    assert notices.told == []


def test_its_link_is_copied(tab: CertificatesTab, driver: Driver) -> None:
    driver.click("Copy link")
    assert QGuiApplication.clipboard().text() == "bailee://certificate/C-0002"
    driver.row("C-0001")
    QTest.keyClick(tab.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "C-0001"


def test_a_genuine_one_is_verified(tab: CertificatesTab, driver: Driver) -> None:
    driver.click("Verify")
    driver.wait_to_read("C-0002 is genuine: signature, key")
    driver.row("C-0001")
    driver.wait(lambda: shown(tab) == "C-0001")
    assert not driver.says("C-0002 is genuine")


def test_one_that_the_ledger_does_not_bear_out_says_so(
    tab: CertificatesTab, driver: Driver, around: Surroundings
) -> None:
    vault = around.session.vault
    assert tab.preview.sheet is not None
    vault.ledger.append(Event.COPY_WIPED, copy=tab.preview.sheet.copy, certificate="0" * 64)
    driver.click("Verify")
    driver.wait_to_read("The certificate does not fit what it was held against.")


def test_one_that_was_changed_is_not_shown(tab: CertificatesTab, driver: Driver, around: Surroundings) -> None:
    with writing(around.session.vault.registry._engine) as connection:
        connection.exec_driver_sql("UPDATE certificates SET text = '{}' WHERE number = 'C-0001'")
    tab.refresh()
    driver.wait_to_read("Unreadable")
    driver.row("C-0001")
    driver.wait_to_read("This is not a genuine certificate.")
    assert shown(tab) == "C-0002"


def test_one_that_was_replaced_cannot_be_saved(tab: CertificatesTab, driver: Driver, around: Surroundings) -> None:
    with writing(around.session.vault.registry._engine) as connection:
        connection.exec_driver_sql("UPDATE certificates SET is_current = 0 WHERE number = 'C-0001'")
    tab.refresh()
    driver.wait_to_read("Replaced")
    driver.row("C-0001")
    driver.wait(lambda: shown(tab) == "C-0001")
    assert driver.why_not("Save PDF") == "A later certificate of this copy has taken its place"


def test_before_the_first_wipe_it_says_so(screen: LogScreen, drive: Drive) -> None:
    driver = drive(screen)
    screen.arrive(Place(Where.LOG, "", CERTIFICATES))
    driver.wait_to_read("No copy has been wiped yet.")


def test_nothing_is_left_after_locking(
    screen: LogScreen, tab: CertificatesTab, driver: Driver, around: Surroundings
) -> None:
    around.session.lock()
    screen.forget()
    assert (tab._model.rowCount(), shown(tab), tab.preview.pages.accessibleDescription()) == (0, "", "")
    assert driver.why_not("Print") == "Choose a certificate first"
    assert not any("C-000" in text or "Quartz" in text for text in driver.readable())


@pytest.mark.parametrize(
    ("change", "tone", "text"),
    [
        ({}, Tone.OK, "Passed"),
        ({"verdict": Verdict.EXCEPTIONS.value}, Tone.WARN, "Exceptions"),
        ({"verdict": Verdict.FAIL.value}, Tone.DANGER, "Failed"),
        ({"verdict": ""}, Tone.DANGER, "Unreadable"),
        ({"verdict": "NEWER"}, Tone.QUIET, "NEWER"),
        ({"is_current": False}, Tone.QUIET, "Replaced"),
    ],
)
def test_what_a_certificate_says_in_sum(change: dict[str, object], tone: Tone, text: str) -> None:
    look = certificate_look(replace(ROW, **change), NOW)  # type: ignore[arg-type]
    assert (look.verdict.tone, look.verdict.text) == (tone, text)
    assert look.spoken[:2] == ("C-0001", "ERP-1  ·  Invoices, Müller")


@pytest.mark.usefixtures("driver")
def test_a_page_is_drawn_on_white_paper_at_any_size(tab: CertificatesTab, app_theme: Theme) -> None:
    assert tab.preview.sheet is not None
    for scale in (1, 3):
        image = QImage(int(WIDTH) * scale, int(HEIGHT) * scale, QImage.Format.Format_RGB32)
        with QPainter(image) as painter:
            draw_page(painter, app_theme, tab.preview.sheet.laid_out.pages[0], scale)
        assert image.pixelColor(1, 1) == QColor(*PAPER)
        dark = sum(image.pixelColor(x, 23 * scale).lightness() < 120 for x in range(image.width()))
        assert dark > 5  # the title
    assert tab.preview.pages.heightForWidth(420) > len(tab.preview.sheet.laid_out.pages) * 420 * 1.41
    assert "Signature" in spoken(tab.preview.sheet.laid_out)
