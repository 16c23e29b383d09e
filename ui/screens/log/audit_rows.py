"""The rows of the audit: what each says, how it is painted, and where it comes from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from app.operations.page_ledger import (
    LedgerHits,
    LedgerIndex,
    LedgerRow,
    LedgerWish,
    page_hits,
    page_ledger,
    search_in_ledger,
    survey_ledger,
)
from app.progress import Monitor
from app.registry.paging import Page, PageAsk, Survey
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.log.event_words import look_of, name_of, sentence
from ui.theme.fonts import TextRole
from ui.theme.painting import draw_text
from ui.widgets.paged_table import PagedColumn
from ui.widgets.paged_table_rows import PagedRows

if TYPE_CHECKING:
    from app.unlocked.vault import Unlocked

ICON, WHAT, TICKET, PERSON, WHEN, NUMBER = range(6)

COLUMNS = (
    PagedColumn(36),
    PagedColumn(240, stretches=True),
    PagedColumn(220, hides_below=560),
    PagedColumn(130, hides_below=860),
    PagedColumn(150),
    PagedColumn(96, hides_below=720),
)


def headings() -> Sequence[str]:
    """What stands above the columns."""
    return (
        "",
        QCoreApplication.translate("Audit", "Event"),
        QCoreApplication.translate("Audit", "Ticket"),
        QCoreApplication.translate("Audit", "Held by"),
        QCoreApplication.translate("Audit", "Time"),
        QCoreApplication.translate("Audit", "Entry"),
    )


@dataclass(frozen=True, slots=True)
class AuditLook:
    """One entry, ready to be painted. `spoken` has one sentence for each column."""

    icon: Icon
    role: IconRole
    what: str
    ticket: str
    customer: str
    person: str
    when: str
    number: str
    is_broken: bool
    spoken: tuple[str, ...]


def audit_look(row: LedgerRow, now: datetime) -> AuditLook:
    """How an entry looks at a moment."""
    if row.entry is None:
        return _broken()
    entry, subject = row.entry, row.subject
    look, what = look_of(entry.event), sentence(entry.event, entry.facts, now)
    ticket = _ticket(row)
    when, number = _when(entry.at, now), formats.count(entry.number)
    person = subject.technician if subject else ""
    customer = subject.customer if subject else ""
    spoken_number = QCoreApplication.translate("Audit", "entry {number}").format(number=number)
    return AuditLook(
        icon=look.icon,
        role=look.role,
        what=what,
        ticket=ticket,
        customer=customer,
        person=person,
        when=when,
        number=number,
        is_broken=False,
        spoken=(
            name_of(entry.event),
            what,
            f"{ticket} {customer}".strip(),
            person,
            formats.day_and_time(entry.at),
            spoken_number,
        ),
    )


def _ticket(row: LedgerRow) -> str:
    if row.subject is None:
        return ""
    if row.subjects <= 1:
        return row.subject.ticket_number
    text = QCoreApplication.translate("Audit", "{ticket} and %n more", "tickets of one entry", row.subjects - 1)
    return text.format(ticket=row.subject.ticket_number)


def _when(at: datetime, now: datetime) -> str:
    if at.astimezone().date() == now.astimezone().date():
        return formats.time_to_the_second(at)
    return formats.day_and_time(at)


def _broken() -> AuditLook:
    text = QCoreApplication.translate("Audit", "This entry cannot be read")
    return AuditLook(
        Icon.DAMAGED, IconRole.DANGER, text, "", "", "", "", "", is_broken=True, spoken=(text, text, "", "", "", "")
    )


class AuditRows(PagedRows):
    """One or two lines for each entry."""

    def paint_cell(self, painter: QPainter, box: QRectF, column: int, look: AuditLook) -> None:  # noqa: D102
        colours, base = self.theme.colours, self.theme.font(TextRole.BASE)
        match column:
            case 0:
                side = self.theme.measures.icons.row
                place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
                self.theme.icons.paint(painter, place, look.icon, look.role)
            case 1:
                self.draw_sought(painter, box, look.what, base, colours.danger if look.is_broken else colours.text)
            case 2 if look.customer:
                self.draw_two_lines(painter, box, look.ticket, look.customer)
            case 3:
                self.draw_sought(painter, box, look.person, base, colours.text_2)
            case 4:
                draw_text(painter, box, look.when, base, colours.text_2)
            case 5:
                draw_text(painter, box, look.number, base, colours.muted, is_at_end=True)


class AuditSource:
    """All entries."""

    def __init__(self) -> None:
        self._index = LedgerIndex()

    def page(self, vault: "Unlocked", ask: PageAsk[int], _monitor: Monitor) -> Page[LedgerRow, int]:
        """Some of them."""
        return page_ledger(vault, None if ask.total is None else self._index, ask)

    def survey(self, vault: "Unlocked", known: Sequence[str], monitor: Monitor) -> Survey[int]:
        """How many; only what was added since the last time is read."""
        self._index, survey = survey_ledger(vault, self._index, [int(start) for start in known], monitor)
        return survey

    def id_of(self, row: LedgerRow) -> str:
        """An entry is known by where it begins."""
        return str(row.start)

    def so_far(self) -> int | None:
        """The count comes all at once."""
        return None


class AuditSearch:
    """The entries that somebody looks for; they come as they are found."""

    def __init__(self, wish: LedgerWish) -> None:
        self.wish = wish
        self._hits = LedgerHits()
        self._is_over = False

    def page(self, vault: "Unlocked", ask: PageAsk[int], _monitor: Monitor) -> Page[LedgerRow, int]:
        """Some of those found so far."""
        return page_hits(vault, self._hits, ask)

    def survey(self, vault: "Unlocked", known: Sequence[str], monitor: Monitor) -> Survey[int]:
        """Look through the ledger; again, what was found before stays until all of it was."""
        hits = LedgerHits() if self._is_over else self._hits
        search_in_ledger(vault, self.wish, hits, monitor)
        self._hits, self._is_over = hits, True
        places = {start: place for start in known if (place := hits.place_of(int(start))) is not None}
        return Survey(len(hits), (), places)

    def id_of(self, row: LedgerRow) -> str:
        """An entry is known by where it begins."""
        return str(row.start)

    def so_far(self) -> int | None:
        """How many were found."""
        return len(self._hits)
