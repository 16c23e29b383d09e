"""The head of the tickets: how many, the search, New ticket, and the chips."""

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.registry.ticket_search import TicketCounts
from ui import formats
from ui.icons.names import Icon
from ui.screens.tickets.filters import Chip
from ui.surroundings import Surroundings
from ui.theme.fonts import TextRole
from ui.widgets import chips
from ui.widgets.buttons import primary
from ui.widgets.labels import text_label
from ui.widgets.paged_table_search import PagedSearch

NEW_TICKET = "ticket.new"
_MARGINS = (22, 14, 20, 12)


class TicketsHead(QWidget):
    """What stands above the list.

    Signals:
        chip_pressed: the Chip.
        new_asked: a new ticket is wanted.
    """

    chip_pressed = Signal(object)
    new_asked = Signal()

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._around = around
        theme = around.theme
        self._sum = text_label(theme, "", TextRole.SMALL, "muted")
        hint = self.tr("Number, title, customer or notes. Also customer:name, by:name, before:2026-11-01, overdue")
        self.search = PagedSearch(theme, self.tr("Search tickets"), hint)
        self.search.setMinimumWidth(theme.measures.scaled(220))
        self.search.setMaximumWidth(theme.measures.scaled(340))
        self._new = primary(theme, self.tr("New ticket"), Icon.ADD)
        self._new.clicked.connect(self.new_asked)
        self._chips = {each: chips.Chip(theme, text) for each, text in self._chip_texts().items()}
        self._lay_out()

    def show_choice(self, on: Collection[Chip]) -> None:
        """Show which chips are on."""
        for each, chip in self._chips.items():
            chip.setChecked(each in on)

    def show_counts(self, counts: TicketCounts | None) -> None:
        """Say how many each chip would leave; None while that is not known."""
        numbers = {} if counts is None else _numbers(counts)
        for each, chip in self._chips.items():
            chip.set_count(numbers.get(each))

    def show_sum(self, found: int | None, total: int | None, *, is_all: bool) -> None:
        """Say how many are shown, of how many."""
        if found is None:
            self._sum.setText("")
        elif is_all or total is None or total == found:
            self._sum.setText(formats.counted(self.tr("%n ticket(s)", "", formats.plural(found)), found))
        else:
            text = self.tr("{number} of {all}", "how many tickets were found of all")
            self._sum.setText(text.format(number=formats.count(found), all=formats.count(total)))

    def show_reason(self, reason: str) -> None:
        """Why no ticket can be entered now; "" where one can."""
        self._new.setEnabled(not reason)
        self._new.setToolTip(reason or self.tr("New ticket (Ctrl+N)"))

    def zone(self) -> list[QWidget]:
        """What the keyboard goes through."""
        return [self.search, self._new, *self._chips.values()]

    def _lay_out(self) -> None:
        theme = self._around.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(text_label(theme, self.tr("Tickets"), TextRole.PAGE))
        words.addWidget(self._sum)
        top = QHBoxLayout()
        top.setSpacing(theme.measures.spacing.s)
        top.addLayout(words, 1)
        top.addWidget(self.search, 2, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self._new, 0, Qt.AlignmentFlag.AlignTop)
        row = QHBoxLayout()
        row.setSpacing(theme.measures.spacing.s)
        for each, chip in self._chips.items():
            chip.clicked.connect(lambda _on=False, each=each: self.chip_pressed.emit(each))
            row.addWidget(chip)
        row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(*_MARGINS)
        whole.setSpacing(10)
        whole.addLayout(top)
        whole.addLayout(row)

    def _chip_texts(self) -> dict[Chip, str]:
        return {
            Chip.MINE: self.tr("Mine"),
            Chip.UNASSIGNED: self.tr("Unassigned"),
            Chip.OPEN: self.tr("Open"),
            Chip.HELD: self.tr("With copy"),
            Chip.CLOSED: self.tr("Closed"),
        }


def _numbers(counts: TicketCounts) -> dict[Chip, int]:
    return {
        Chip.MINE: counts.mine,
        Chip.UNASSIGNED: counts.unassigned,
        Chip.OPEN: counts.open,
        Chip.HELD: counts.held,
        Chip.CLOSED: counts.closed,
    }
