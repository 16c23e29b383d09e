"""What a command works with: where home is, how to unlock, how to print, and how to be stopped."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from app.bootstrap import init, unlock
from app.cli.output import Output, count_text
from app.cli.passphrases import Passphrases
from app.cli.progress_bar import ProgressBar
from app.crypto.secret import Secret
from app.errors import BaileeError, Cancelled, PassphraseNeeded, SettingsDamaged
from app.operations.recover import Recovery, recover
from app.progress import Monitor
from app.settings import Home, Settings
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class Doors:
    """The ways into a vault: through the keyrings of this system, or, in tests, through others."""

    init: Callable[..., Unlocked] = init
    unlock: Callable[..., Unlocked] = unlock


class Session:
    """One run of the program."""

    def __init__(
        self, home: Home, output: Output, passphrases: Passphrases, doors: Doors, database_passwords: Passphrases
    ) -> None:
        self.home = home
        self.output = output
        self._passphrases = passphrases
        self._database_passwords = database_passwords
        self._doors = doors
        self.bar = ProgressBar()
        self.monitor = Monitor(self.bar)

    @contextmanager
    def unlocked(self, *, and_recover: bool = True) -> Iterator[Unlocked]:
        """The vault, unlocked; what an earlier run left unended is ended first, unless that is the command itself."""
        vault = self._unlock()
        try:
            with self._stoppable():
                self._warn_of_settings()
                if and_recover:
                    self._recover(vault)
                yield vault
        finally:
            self.bar.clear()
            vault.close()

    @contextmanager
    def created(self, *, use_keyring: bool, use_passphrase: bool) -> Iterator[Unlocked]:
        """A new vault, unlocked."""
        passphrase = self._passphrases.new() if use_passphrase else None
        vault = self._doors.init(self.home, use_keyring=use_keyring, passphrase=passphrase)
        try:
            yield vault
        finally:
            vault.close()

    def password_of(self, location: str) -> Secret:
        """The password of a database, from somebody who knows it; empty where there is none."""
        return self._database_passwords.of_database(location)

    def report_recovery(self, found: Recovery) -> list[str]:
        """What a recovery did, as lines."""
        lines = [f"Finished the checkout for {record.ticket.number}." for record in found.completed]
        lines += [f"Cleared a checkout for {record.ticket.number} that had not ended." for record in found.abandoned]
        lines += [f"Wiped the copy of {record.ticket.number}." for record in found.wiped]
        lines += [f"The copy of {record.ticket.number} is in use and waits for its wipe." for record in found.unended]
        if found.swept:
            lines.append(f"Cleared {count_text(found.swept, 'stray folder')}.")
        return lines

    def _unlock(self) -> Unlocked:
        try:
            return self._doors.unlock(self.home, passphrase=None)
        except PassphraseNeeded:
            return self._doors.unlock(self.home, passphrase=self._passphrases.existing())

    def _warn_of_settings(self) -> None:
        try:
            Settings.load(self.home)
        except SettingsDamaged as error:
            self.output.aside(f"bailee: {error.code} {error}; the defaults hold")

    def _recover(self, vault: Unlocked) -> None:
        try:
            self.output.aside(*self.report_recovery(recover(vault, self.monitor)))
        except Cancelled:
            raise
        except BaileeError as error:
            # The command itself may well work; the next one tries again.
            self.output.aside(f"bailee: could not end what was left unended: {error.code} {error}")
        finally:
            self.bar.clear()

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """Inside this block Ctrl+C and a polite kill stop the work at its next safe point."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            if self.monitor.is_cancelled:
                # Asked twice: it hangs somewhere, perhaps on whoever reads our output. Recovery is made for this.
                raise KeyboardInterrupt
            self.monitor.cancel()

        handled = [signal.SIGINT, signal.SIGTERM]
        before = [signal.signal(number, stop) for number in handled]
        try:
            yield
        finally:
            for number, handler in zip(handled, before, strict=True):
                signal.signal(number, handler)
