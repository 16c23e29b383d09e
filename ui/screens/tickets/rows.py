"""Paints the rows of the tickets, and says how wide their columns are."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter

from ui.screens.tickets.row_look import TicketLook
from ui.theme.fonts import TextRole
from ui.theme.painting import Pill, draw_bar, draw_person, draw_pill, draw_text
from ui.widgets.paged_table import PagedColumn
from ui.widgets.paged_table_rows import GAP, PagedRows

STATE, TICKET, COPY, PERSON, HELD, DUE, PRIORITY, CREATED = range(8)

COLUMNS = (
    PagedColumn(36),
    PagedColumn(220, stretches=True),
    PagedColumn(180, hides_below=760),
    PagedColumn(136, hides_below=560),
    PagedColumn(96, hides_below=1120),
    PagedColumn(124),
    PagedColumn(92, hides_below=980),
    PagedColumn(104, hides_below=660),
)


def headings() -> Sequence[str]:
    """What stands above the columns."""
    return (
        "",
        QCoreApplication.translate("Tickets", "Ticket"),
        QCoreApplication.translate("Tickets", "Copy"),
        QCoreApplication.translate("Tickets", "Assigned to"),
        QCoreApplication.translate("Tickets", "Held"),
        QCoreApplication.translate("Tickets", "Due"),
        QCoreApplication.translate("Tickets", "Priority"),
        QCoreApplication.translate("Tickets", "Created"),
    )


class TicketRows(PagedRows):
    """Two lines for each ticket."""

    def paint_cell(self, painter: QPainter, box: QRectF, column: int, look: TicketLook) -> None:  # noqa: D102
        {
            STATE: self._state,
            TICKET: self._ticket,
            COPY: self._copy,
            PERSON: self._person,
            HELD: self._held,
            DUE: self._due,
            PRIORITY: self._priority,
            CREATED: self._created,
        }[column](painter, box, look)

    def _state(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        side = self.theme.measures.icons.row
        place = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
        self.theme.icons.paint(painter, place, look.icon, look.role)

    def _ticket(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        self.draw_two_lines(painter, box, look.title, look.below, role=TextRole.MEDIUM, is_faint=look.is_faint)

    def _copy(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        if look.source_icon is None:
            return
        top = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        self.draw_icon(painter, top, look.source_icon)
        rest = self.behind(painter, box, self.theme.measures.icons.row + 6)
        self.draw_two_lines(painter, rest, look.source, look.size, is_faint=look.is_faint)

    def _person(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        colours, font = self.theme.colours, self.theme.font(TextRole.BASE)
        if not look.person:
            draw_text(painter, box, look.name, font, colours.muted)
            return
        side = self.theme.measures.heights.person
        left = box.right() - side if self.is_mirrored(painter) else box.left()
        disc = QRectF(left, box.center().y() - side / 2, side, side)
        draw_person(painter, self.theme, disc, look.initials, look.person)
        rest = self.behind(painter, box, side + GAP)
        draw_text(painter, rest, look.name, font, colours.text_2 if look.is_faint else colours.text)

    def _held(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        if look.held:
            half = box.height() / 2
            top = QRectF(box.left(), box.top(), box.width(), half)
            draw_text(painter, top, look.held, self.theme.font(TextRole.BASE), self.theme.colours.text)
            bar = QRectF(box.left(), box.top() + half + 4, box.width() - GAP, 6)
            draw_bar(painter, self.theme, bar, look.share)

    def _due(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        self._pill_or_text(painter, box, look.due)

    def _priority(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        self._pill_or_text(painter, box, look.priority)

    def _created(self, painter: QPainter, box: QRectF, look: TicketLook) -> None:
        draw_text(painter, box, look.created, self.theme.font(TextRole.BASE), self.theme.colours.text_2)

    def _pill_or_text(self, painter: QPainter, box: QRectF, said: str | Pill) -> None:
        if isinstance(said, Pill):
            draw_pill(painter, self.theme, box, said)
        else:
            draw_text(painter, box, said, self.theme.font(TextRole.BASE), self.theme.colours.text_2)
