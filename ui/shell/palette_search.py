"""Finds tickets and customers for the palette, in the background."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.errors import TicketUnknown
from app.model import Customer, Ticket
from app.operations.find_tickets import find_tickets
from app.operations.register import all_customers
from app.operations.register import ticket as read_ticket
from app.progress import Monitor
from app.registry.paging import PageAsk
from app.registry.ticket_filter import read_filter
from app.unlocked.vault import Unlocked
from ui.jobs import Job
from ui.session import VaultSession, VaultWork
from ui.shell.palette_entries import PER_GROUP, matches

_LANE = "read:palette"


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found, the best first, at most a handful of each."""

    tickets: tuple[Ticket, ...] = ()
    customers: tuple[Customer, ...] = ()


class PaletteSearch(QObject):
    """One search at a time: a new one stops the one before, and what comes late is dropped.

    Signals:
        found: Finds for what was asked last.
    """

    found = Signal(object)

    def __init__(self, session: VaultSession, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job | None = None

    def find(self, words: str) -> None:
        """Search for words."""
        self._ask(lambda vault, monitor: find(vault, words, monitor))

    def recent(self, numbers: Sequence[str]) -> None:
        """Read the tickets one was at."""
        self._ask(lambda vault, _monitor: Finds(tickets=_known(vault, numbers)))

    def stop(self) -> None:
        """Want nothing any more."""
        if self._job is not None:
            job, self._job = self._job, None
            job.cancel()

    def _ask(self, work: VaultWork) -> None:
        self.stop()
        if not self._session.is_unlocked:
            return
        job = self._session.run(work, lane=_LANE)
        job.succeeded.connect(lambda finds: self._take(job, finds))
        job.finished.connect(lambda: self._end(job))
        self._job = job

    def _take(self, job: Job, finds: object) -> None:
        if job is self._job:
            self.found.emit(finds)

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None


def find(vault: Unlocked, words: str, monitor: Monitor) -> Finds:
    """Tickets as the search of tickets finds them, which knows their notes, too; customers by number and name."""
    wanted = read_filter(words, vault.clock.now(), me=vault.technician)
    page = find_tickets(vault, wanted, PageAsk(most=PER_GROUP), monitor)
    customers = [each for each in all_customers(vault) if matches(f"{each.number} {each.name}", words)]
    return Finds(tuple(found.ticket for found in page.rows), tuple(customers[:PER_GROUP]))


def _known(vault: Unlocked, numbers: Sequence[str]) -> tuple[Ticket, ...]:
    found = []
    for number in numbers:
        with suppress(TicketUnknown):
            found.append(read_ticket(vault, number)[0])
    return tuple(found)
