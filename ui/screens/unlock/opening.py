"""One try at opening the vault, which can be given up at any moment."""

from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

from app.crypto.secret import Secret
from app.errors import Cancelled, PassphraseWrong
from app.settings import Home
from ui.screens.unlock.doors import Doors

if TYPE_CHECKING:
    from app.unlocked.vault import Unlocked


class _PatientClock:
    """The clock of the machine, which stops waiting once nobody wants the vault any more."""

    def __init__(self, given_up: Event) -> None:
        self._given_up = given_up

    def now(self) -> datetime:
        """The time in UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait. Raises Cancelled when that is given up."""
        if self._given_up.wait(seconds):
            raise Cancelled


class Opening:
    """Runs in the background; `give_up` comes from the window."""

    def __init__(self, home: Home, doors: Doors) -> None:
        self._home = home
        self._doors = doors
        self._given_up = Event()
        self.tries_left = 0

    def give_up(self) -> None:
        """Nobody wants it any more. What is opened nevertheless is locked again at once."""
        self._given_up.set()

    def open(self, passphrase: Secret | None) -> "Unlocked":
        """Open the vault. Raises Cancelled when given up; after PassphraseWrong `tries_left` is what is left."""
        clock = _PatientClock(self._given_up)
        try:
            vault = self._doors.unlock(self._home, passphrase=passphrase, clock=clock)
        except PassphraseWrong:
            self.tries_left = _tries_left(self._home, clock)
            raise
        if self._given_up.is_set():
            vault.close()
            raise Cancelled
        return vault


def _tries_left(home: Home, clock: _PatientClock) -> int:
    from app.operations.look_at_vault import tries_before_pause  # noqa: PLC0415 - as late as the vault itself

    return tries_before_pause(home, clock)
