"""What can be done with tickets in the list: take one, go to its copy, copy numbers and links."""

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from app.custody.states import WORKABLE
from app.model import Ticket, TicketState
from app.operations.find_tickets import FoundTicket, numbers_of_tickets
from app.operations.take_ticket import drop_ticket, hand_ticket, take_ticket
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.icons.names import Icon
from ui.jobs import Job
from ui.places import Place, Where
from ui.screens.tickets.filters import TicketSource, wanted_of
from ui.surroundings import Surroundings


class TicketListActs(QObject):
    """Runs them, and tells what came of it.

    Signals:
        show_asked: the number of the ticket that is to be shown.
        failed: something could not be done; the exception.
    """

    show_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, around: Surroundings, owner: QWidget) -> None:
        super().__init__(owner)
        self._around = around
        self._owner = owner

    @Slot(object, QPoint)
    def show_menu(self, found: FoundTicket, at: QPoint) -> None:
        """What can be done with a ticket."""
        menu, icons, number = QMenu(self._owner), self._around.theme.icons, found.ticket.number
        menu.addAction(icons.icon(Icon.PANEL), self.tr("Show ticket"), partial(self.show_asked.emit, number))
        if found.is_mine and found.copy is not None and found.copy.state in WORKABLE:
            go = partial(self._around.navigator.go, Place(Where.COPY, number))
            menu.addAction(icons.icon(Icon.FOLDER_OPEN), self.tr("Open copy"), go)
        if found.ticket.state is TicketState.OPEN:
            menu.addAction(icons.icon(Icon.USER), self.tr("Take ticket"), partial(self.take, found))
        menu.addAction(icons.icon(Icon.LINK), self.tr("Copy link"), partial(self.copy, [found], is_link=True))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def take(self, found: FoundTicket) -> None:
        """Work on a ticket oneself; it can be given back."""
        number, before = found.ticket.number, found.ticket.assignee
        job = self._write(number, lambda vault: take_ticket(vault, number))
        text = self.tr("You work on {ticket} now.").format(ticket=number)
        job.succeeded.connect(
            lambda _done: self._around.notices.offer_undo(
                text, partial(self._back, number, before), partial(self.take, found)
            )
        )

    def copy(self, rows: list[FoundTicket], *, is_link: bool) -> None:
        """Put tickets on the clipboard: their links, or number and title."""
        lines = [_link(row) if is_link else f"{row.ticket.number}\t{row.ticket.title}" for row in rows]
        if lines:
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._around.notices.announce(self.tr("Copied"))

    def copy_numbers(self, source: TicketSource) -> None:
        """Put the numbers of all tickets that match on the clipboard."""
        job = self._around.session.run(partial(_numbers, source), lane="read:tickets:numbers")
        job.succeeded.connect(self._on_numbers)
        job.failed.connect(self.failed)

    def _back(self, number: str, before: str) -> None:
        self._write(number, lambda vault: hand_ticket(vault, number, before) if before else drop_ticket(vault, number))

    def _write(self, number: str, work: Callable[[Unlocked], Ticket]) -> Job:
        job = self._around.session.run(lambda vault, _monitor: work(vault), lane=f"ticket:{number}", ticket=number)
        job.failed.connect(self.failed)
        return job

    @Slot(object)
    def _on_numbers(self, numbers: list[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(numbers))
        text = self.tr("%n number(s) copied.", "", len(numbers))
        self._around.notices.tell(text.replace(str(len(numbers)), formats.count(len(numbers))))


def _link(found: FoundTicket) -> str:
    return f"bailee://ticket/{quote(found.ticket.number, safe='')}"


def _numbers(source: TicketSource, vault: Unlocked, monitor: Monitor) -> list[str]:
    return numbers_of_tickets(vault, wanted_of(vault, source.text, source.chips), monitor)
