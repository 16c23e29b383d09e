"""Keeps an eye on the copies of this machine, for the rail and the unlock card."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.model import CopyRecord
from app.operations.show_board import show_board
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui.gathering import Gathering
from ui.screen_sharing import ScreenSharing
from ui.session import VaultSession, VaultState
from ui.shell.rail_entries import most_urgent, overdue_count

_TICK_MS = 30_000


@dataclass(frozen=True, slots=True)
class _Found:
    mine: tuple[CopyRecord, ...]
    all: tuple[CopyRecord, ...]


class HeldCopies(QObject):
    """Read anew whenever the register was changed. While the vault is locked it knows numbers, and no names.

    Signals:
        changed: the copies, or what the time makes of them.
    """

    changed = Signal()

    def __init__(self, session: VaultSession, sharing: ScreenSharing, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.sharing = sharing
        self._found = _Found((), ())
        self._overdue_when_locked = 0
        self._asked = 0
        self._ticking = QTimer(self)
        self._ticking.setInterval(_TICK_MS)
        self._ticking.timeout.connect(self.changed)
        sharing.changed.connect(self.changed)
        self._news = Gathering(self)
        self._news.due.connect(self.look)
        session.changed.connect(self._news.ask)
        session.locking.connect(self._on_locking)
        session.state_changed.connect(self._on_state_changed)

    @property
    def mine(self) -> Sequence[CopyRecord]:
        """What the person holds, the most urgent first, as it may be shown."""
        return [self.sharing.record(record) for record in self._found.mine]

    @property
    def overdue(self) -> int:
        """How many copies are overdue now; while locked, how many were."""
        if not self._session.is_unlocked:
            return self._overdue_when_locked
        return overdue_count(self._found.all, datetime.now(UTC))

    @Slot()
    def look(self) -> None:
        """Read anew."""
        if not self._session.is_unlocked:
            return
        self._asked += 1
        asked = self._asked
        job = self._session.run(_read, lane="read:held")
        job.succeeded.connect(lambda found: self._take(asked, found))

    def _take(self, asked: int, found: object) -> None:
        if asked == self._asked and isinstance(found, _Found) and self._session.is_unlocked:
            self._found = found
            self.changed.emit()

    @Slot()
    def _on_locking(self) -> None:
        self._overdue_when_locked = self.overdue
        self._asked += 1
        self._found = _Found((), ())
        self._ticking.stop()
        self.changed.emit()

    @Slot(object)
    def _on_state_changed(self, state: object) -> None:
        if state is VaultState.UNLOCKED:
            self._ticking.start()
            self.look()


def _read(vault: Unlocked, _monitor: Monitor) -> _Found:
    records = [held.record for held in show_board(vault)]
    return _Found(tuple(most_urgent(records, vault.technician)), tuple(records))
