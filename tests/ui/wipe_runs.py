"""Runs of the program as far as wipes are concerned, and looks into the vault beside them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.bootstrap import unlock
from app.crypto.secret import Secret
from app.model import CopyRecord
from app.operations.check_out import check_out, plan_check_out
from app.operations.close_ticket import close_ticket, plan_close
from app.progress import Monitor
from app.registry.facts import CopyFacts
from app.settings import Home, Settings
from app.unlocked.vault import Unlocked
from tests.ui.vaults import (
    PASSPHRASE,
    SECONDS_TO_UNLOCK,
    TICKET,
    MemoryInside,
    RecordedNotices,
    held,
    opener,
)
from ui.acts import ActRegistry
from ui.jobs import JobRunner
from ui.places import Navigator
from ui.session import VaultSession
from ui.surroundings import Surroundings
from ui.theme.theme import Theme
from ui.wipe_countdowns import PauseTimes
from ui.wiping import Custodian

LONG = 30_000


class Running:
    """One run of the program, as far as wipes are concerned."""

    def __init__(self, theme: Theme, home: Home, qtbot: QtBot, pauses: PauseTimes | None = None) -> None:
        self.qtbot = qtbot
        self.notices = RecordedNotices()
        self.runner = JobRunner()
        self.session = VaultSession(home, self.runner)
        acts = ActRegistry(theme, self.session)
        self.navigator = Navigator(self.session)
        self.around = Surroundings(theme, self.session, acts, self.navigator, self.notices, MemoryInside())
        self.custodian = Custodian(self.around, fresh_seconds=1, pauses=pauses)
        self.unlock()

    def unlock(self) -> None:
        self.session.unlock(opener(self.session.home))
        self.qtbot.waitUntil(lambda: self.session.is_unlocked, timeout=SECONDS_TO_UNLOCK * 1000)

    def wait(self, is_so: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(is_so, timeout=LONG)

    def check_out(self, folder: Path, ticket: str = TICKET) -> None:
        self._do(lambda vault: held(vault, folder, ticket), ticket)

    def close_ticket(self, ticket: str = TICKET) -> None:
        self._do(lambda vault: close_ticket(vault, plan_close(vault, ticket), Monitor()), ticket)

    def _do(self, work: Callable[[Unlocked], object], ticket: str) -> None:
        job = self.session.run(lambda vault, _monitor: work(vault), lane=f"ticket:{ticket}", ticket=ticket)
        with self.qtbot.waitSignal(job.succeeded, timeout=LONG):
            pass

    def crash(self) -> None:
        """Everything goes without a word: no lock, no goodbye to the custodian."""
        self.session.blockSignals(True)
        self.custodian.blockSignals(True)
        self.custodian._timer.stop()
        self.custodian._looking.stop()
        self.custodian._countdowns._looking.stop()
        self.runner.shutdown()
        self.session.vault.close()

    def end(self) -> None:
        if self.session.is_unlocked:
            self.session.lock()
        self.runner.shutdown()


Start = Callable[..., Running]


@contextmanager
def programs(theme: Theme, home: Home, qtbot: QtBot) -> Iterator[Start]:
    """Starts the program on the same home, as often as one likes."""
    with ExitStack() as ends:

        def start(pauses: PauseTimes | None = None) -> Running:
            running = Running(theme, home, qtbot, pauses)
            ends.callback(running.end)
            return running

        yield start


@contextmanager
def looked_into(home: Home) -> Iterator[Unlocked]:
    vault = unlock(home, passphrase=Secret(PASSPHRASE))
    try:
        yield vault
    finally:
        vault.close()


def copies_of(home: Home, ticket: str = TICKET) -> list[CopyRecord]:
    with looked_into(home) as vault:
        return vault.registry.copies.of_ticket(vault.registry.tickets.by_number(ticket).id)


def with_window_of(home: Home, seconds: int) -> None:
    Settings(undo_seconds=seconds).save(home)


def set_deadline(home: Home, ticket: str, seconds_from_now: float) -> None:
    """As if that much time had gone by, or were to go by."""
    with looked_into(home) as vault:
        for record in vault.registry.copies.of_ticket(vault.registry.tickets.by_number(ticket).id):
            at = datetime.now(UTC) + timedelta(seconds=seconds_from_now)
            vault.registry.copies.note(record.id, CopyFacts(wipe_at=at))


def closed_and_left(home: Home, folder: Path, *tickets: str) -> None:
    """Copies that were closed by a program that is gone; their deadlines are past."""
    with looked_into(home) as vault:
        for ticket in tickets or (TICKET,):
            check_out(vault, plan_check_out(vault, ticket, str(folder)), Monitor())
            close_ticket(vault, plan_close(vault, ticket), Monitor())
    for ticket in tickets or (TICKET,):
        set_deadline(home, ticket, -60)
