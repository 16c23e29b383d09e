"""Board, pane and custodian beside each other, as the window puts them, on a real vault."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.model import CopyRecord
from app.operations.put_file import put_file
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from tests.ui.driving import Driver
from tests.ui.finding import news_wait
from tests.ui.vaults import TICKET, held, result_of
from ui.acts import Act
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.board.screen import BoardScreen
from ui.screens.ticket_pane.pane import TicketPane
from ui.surroundings import Surroundings
from ui.wiping import Custodian

Shown = Callable[[QWidget], Driver]


class Desk(QWidget):
    """What a person sits at. `drive` clicks and counts."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self.around = around
        self.custodian = Custodian(around, fresh_seconds=1)
        self.pane = TicketPane(around)
        around.acts.add(Act("ticket.new", lambda: "New ticket", Icon.ADD, ("Ctrl+N",)), self.pane.new_ticket)
        self.board = BoardScreen(around)
        self.board.ticket_chosen.connect(self.pane.show_ticket)
        self.board.source_dropped.connect(self.pane.new_ticket)
        around.navigator.moved.connect(self._on_moved)
        layout = QHBoxLayout(self)
        layout.addWidget(self.board, 1)
        layout.addWidget(self.pane)
        self.pane.setFixedWidth(388)
        self.resize(1220, 900)
        for act in around.acts:
            self.addAction(around.acts.action(act.id))
        self.board.arrive(Place(Where.BOARD))
        self.drive: Driver

    def _on_moved(self, place: Place) -> None:
        if place.where is Where.BOARD:
            self.board.arrive(place)

    def do(self, work: Callable[[Unlocked, Monitor], Any]) -> Any:
        """Something that happens elsewhere in the window; everybody is told of it."""
        return result_of(self.around.session, work, self._wait)

    def _wait(self, is_so: Callable[[], bool], *, timeout: int) -> None:
        self.drive.wait(is_so, timeout / 1000)

    def hold(self, folder: Path, ticket: str = TICKET) -> CopyRecord:
        """A copy that is held already."""
        record: CopyRecord = self.do(lambda vault, _: held(vault, folder, ticket))
        self.drive.wait(lambda: self.board.view.choose_ticket(ticket))
        self.board.view.clearSelection()
        return record

    def change(self, ticket: str = TICKET, name: bytes = b"fix.sql", content: bytes = b"-- mend\n") -> None:
        """A file that exists only in the copy."""
        data = [content]
        self.do(lambda vault, _: put_file(vault, ticket, name, lambda _: data.pop() if data else b"", Monitor()))

    def copies(self, ticket: str = TICKET) -> list[CopyRecord]:
        """The copies of a ticket, as the register has them."""
        found: list[CopyRecord] = self.do(
            lambda vault, _: vault.registry.copies.of_ticket(vault.registry.tickets.by_number(ticket).id)
        )
        return found

    def calm(self) -> None:
        """Wait until nothing runs any more, and nothing is about to."""
        self.drive.wait(lambda: self.around.session.runner.is_idle() and not news_wait(self))


def sit_down(around: Surroundings, shown: Shown) -> Desk:
    """A desk in a window, with nothing going on."""
    desk = Desk(around)
    desk.drive = shown(desk)
    desk.calm()
    return desk
