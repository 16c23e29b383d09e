"""The bar above the board that says which wipes are stuck."""

from functools import partial

from PySide6.QtCore import Signal, Slot

from ui.surroundings import NoticeAct, Surroundings
from ui.theme.painting import Tone
from ui.widgets.inline_bar import InlineBar


class StuckWipesBar(InlineBar):
    """Hidden while there are none. Why each is stuck is said at its ticket.

    Signals:
        ticket_wanted: the number of the ticket to show.
    """

    ticket_wanted = Signal(str)

    def __init__(self, around: Surroundings) -> None:
        super().__init__(around.theme, Tone.WARN)
        self._wipes = around.wipes
        self._wipes.changed.connect(self.show_stuck)
        self.show_stuck()

    @Slot()
    def show_stuck(self) -> None:
        """Show those that are stuck now."""
        numbers = [trouble.ticket for trouble in self._wipes.troubles()]
        self.setVisible(bool(numbers))
        if numbers:
            text = self.tr("%n wipe(s) could not be ended yet: {tickets}.", "", len(numbers))
            show = NoticeAct(self.tr("Show ticket"), partial(self.ticket_wanted.emit, numbers[0]))
            again = NoticeAct(self.tr("Try again"), self._wipes.try_asked.emit)
            self.show_text(text.format(tickets=", ".join(numbers)), show, again)
