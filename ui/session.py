"""The vault as the window has it: locked or unlocked, and the only way to the operations.

A lock takes effect at once for the window. Jobs that still run keep what they began with, and the keys are dropped when
the last of them has ended.
"""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.errors import VaultLocked
from app.progress import Monitor
from app.settings import Home, Settings
from ui.jobs import Job, JobRunner, Listing

if TYPE_CHECKING:
    # At run time half a second of imports hangs on it, and the unlock card is to stand before.
    from app.unlocked.vault import Unlocked

VaultWork = Callable[["Unlocked", Monitor], Any]
Opener = Callable[[], "Unlocked"]


class VaultState(Enum):
    """Whether the vault can be worked with."""

    LOCKED = auto()
    UNLOCKING = auto()
    UNLOCKED = auto()


class _Lease:
    """One opening of the vault, closed when it is locked and nobody works with it any more."""

    def __init__(self, vault: "Unlocked") -> None:
        self.vault = vault
        self._users = 0
        self._is_ending = False

    def take(self) -> None:
        self._users += 1

    def give_back(self) -> None:
        self._users -= 1
        self._close_if_free()

    def end(self) -> None:
        self._is_ending = True
        self._close_if_free()

    def _close_if_free(self) -> None:
        if self._is_ending and not self._users:
            self.vault.close()


class VaultSession(QObject):
    """Opens and locks the vault, and runs operations on it in the background. Interface thread only.

    Signals:
        state_changed: the VaultState is another one now.
        locking: the vault is about to be locked: keep drafts and drop content, now and without asking anything.
        changed: the register was changed through this window; the number of the ticket, or "" for anything.
    """

    state_changed = Signal(object)
    locking = Signal()
    changed = Signal(str)

    def __init__(self, home: Home, runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.home = home
        self.runner = runner
        self._state = VaultState.LOCKED
        self._lease: _Lease | None = None

    @property
    def state(self) -> VaultState:
        """Whether the vault can be worked with."""
        return self._state

    @property
    def is_unlocked(self) -> bool:
        """Whether operations can be run."""
        return self._lease is not None

    @property
    def vault(self) -> "Unlocked":
        """The unlocked vault, for facts held in memory. Operations go through `run`. Raises VaultLocked."""
        if self._lease is None:
            raise VaultLocked
        return self._lease.vault

    def unlock(self, opener: Opener) -> Job:
        """Open the vault in the background; `opener` is `app.bootstrap.unlock` or `init` with its arguments."""
        self._set(VaultState.UNLOCKING)
        job = self.runner.submit(lambda _monitor: opener(), lane="vault")
        job.succeeded.connect(self._on_opened)
        job.failed.connect(self._on_not_opened)
        job.cancelled.connect(self._on_not_opened)
        return job

    def lock(self) -> None:
        """Lock at once. Nothing can delay it; running jobs end by themselves."""
        if self._lease is None:
            return
        self.locking.emit()
        lease, self._lease = self._lease, None
        lease.end()
        self._set(VaultState.LOCKED)

    def let_go(self) -> None:
        """Have everything that shows the vault keep its drafts and drop what it shows, though the vault stays open."""
        if self._lease is not None:
            self.locking.emit()

    def run(self, work: VaultWork, *, lane: str, listing: Listing | None = None, ticket: str | None = None) -> Job:
        """Run an operation on the vault. With `ticket` ("" for any), success is told to all by `changed`.

        Connect to the returned job at once. Raises VaultLocked.
        """
        if self._lease is None:
            raise VaultLocked
        lease = self._lease
        lease.take()
        job = self.runner.submit(lambda monitor: work(lease.vault, monitor), lane=lane, listing=listing)
        job.finished.connect(lease.give_back)
        if ticket is not None:
            job.succeeded.connect(lambda _result: self.changed.emit(ticket))
        return job

    def adopt(self, settings: Settings) -> None:
        """Let what is run from now on go by other settings."""
        if self._lease is not None:
            self._lease.vault = replace(self._lease.vault, settings=settings)

    def _on_opened(self, vault: "Unlocked") -> None:
        self._lease = _Lease(vault)
        self._set(VaultState.UNLOCKED)

    def _on_not_opened(self, _error: object = None) -> None:
        self._set(VaultState.LOCKED)

    def _set(self, state: VaultState) -> None:
        if state is not self._state:
            self._state = state
            self.state_changed.emit(state)
