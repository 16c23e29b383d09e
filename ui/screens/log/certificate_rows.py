"""The rows of the certificates: what each says, how it is painted, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from app.custody.evidence import Verdict
from app.operations.list_certificates import CertificateRow, page_certificates, survey_certificates
from app.progress import Monitor
from app.registry.certificate_search import CertificateKey
from app.registry.paging import Page, PageAsk, Survey
from ui import formats
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, Tone, draw_pill, draw_text
from ui.widgets.paged_table import PagedColumn
from ui.widgets.paged_table_rows import PagedRows
from ui.wording import later

if TYPE_CHECKING:
    from app.unlocked.vault import Unlocked

NUMBER, TICKET, WIPED, PERSON, VERDICT = range(5)

COLUMNS = (
    PagedColumn(80),
    PagedColumn(120, stretches=True),
    PagedColumn(96, hides_below=430),
    PagedColumn(110, hides_below=600),
    PagedColumn(124, hides_below=324),
)
_VERDICTS: Final = {
    Verdict.PASS.value: (Tone.OK, Icon.CHECK_CIRCLE, later("Certificates", "Passed")),
    Verdict.EXCEPTIONS.value: (Tone.WARN, Icon.WARNING, later("Certificates", "Exceptions")),
    Verdict.FAIL.value: (Tone.DANGER, Icon.CROSS_CIRCLE, later("Certificates", "Failed")),
}


@dataclass(frozen=True, slots=True)
class CertificateLook:
    """One certificate, ready to be painted. `spoken` has one sentence for each column."""

    number: str
    ticket: str
    customer: str
    wiped: str
    person: str
    verdict: Pill
    is_faint: bool
    spoken: tuple[str, ...]


def headings() -> Sequence[str]:
    """What stands above the columns."""
    return (
        QCoreApplication.translate("Certificates", "Number"),
        QCoreApplication.translate("Certificates", "Ticket"),
        QCoreApplication.translate("Certificates", "Wiped"),
        QCoreApplication.translate("Certificates", "By"),
        QCoreApplication.translate("Certificates", "Result"),
    )


def certificate_look(row: CertificateRow, now: datetime) -> CertificateLook:
    """How a certificate looks at a moment."""
    pill = verdict_pill(row)
    at = row.wiped_at or row.issued_at
    ticket = QCoreApplication.translate("Certificates", "{number}  ·  {title}", "a ticket")
    ticket = ticket.format(number=row.ticket_number, title=row.title)
    wiped = QCoreApplication.translate("Certificates", "wiped {time}").format(time=formats.day_and_time(at))
    return CertificateLook(
        number=row.number,
        ticket=ticket,
        customer=row.customer,
        wiped=formats.moment(at, now),
        person=row.technician,
        verdict=pill,
        is_faint=not row.is_current,
        spoken=(row.number, f"{ticket}, {row.customer}", wiped, row.technician, pill.text),
    )


def verdict_pill(row: CertificateRow) -> Pill:
    """What a certificate says in sum."""
    if not row.verdict:
        return Pill(QCoreApplication.translate("Certificates", "Unreadable"), Tone.DANGER, Icon.DAMAGED)
    if not row.is_current:
        return Pill(QCoreApplication.translate("Certificates", "Replaced"), Tone.QUIET, Icon.HISTORY)
    tone, icon, text = _VERDICTS.get(row.verdict, (Tone.QUIET, Icon.INFO, row.verdict))
    return Pill(QCoreApplication.translate("Certificates", text), tone, icon)


class CertificateRows(PagedRows):
    """Two lines for each certificate."""

    def paint_cell(self, painter: QPainter, box: QRectF, column: int, look: CertificateLook) -> None:  # noqa: D102
        colours = self.theme.colours
        ink = colours.text_2 if look.is_faint else colours.text
        match column:
            case 0:
                self.draw_sought(painter, box, look.number, self.theme.font(TextRole.MEDIUM), ink)
            case 1:
                self.draw_two_lines(painter, box, look.customer, look.ticket, is_faint=look.is_faint)
            case 2:
                draw_text(painter, box, look.wiped, self.theme.font(TextRole.BASE), colours.text_2)
            case 3:
                self.draw_sought(painter, box, look.person, self.theme.font(TextRole.BASE), ink)
            case _:
                draw_pill(painter, self.theme, box, look.verdict)


class CertificateSource:
    """The certificates in which the words of a text stand."""

    def __init__(self, text: str = "") -> None:
        self.text = text

    def page(
        self, vault: "Unlocked", ask: PageAsk[CertificateKey], monitor: Monitor
    ) -> Page[CertificateRow, CertificateKey]:
        """Some of them."""
        return page_certificates(vault, self.text, ask, monitor)

    def survey(self, vault: "Unlocked", known: Sequence[str], monitor: Monitor) -> Survey[CertificateKey]:
        """How many, and where."""
        return survey_certificates(vault, self.text, known, monitor)

    def id_of(self, row: CertificateRow) -> str:
        """A certificate is known by its number."""
        return row.number

    def so_far(self) -> int | None:
        """The count comes all at once."""
        return None
