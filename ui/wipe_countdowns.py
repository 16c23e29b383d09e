"""The countdowns of closed tickets. One that is looked at stands still, and the deadline that is stored moves with it.

While it stands, the stored deadline is kept further off than what is shown, by a step at a time: nobody, not another
process and not the next start after a crash, can wipe sooner than was shown, nor much later.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.errors import BaileeError, InputRefused, NothingToUndo, UndoTooLate
from app.model import CopyRecord
from app.operations.postpone_wipe import postpone_wipe
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import formats
from ui.pending_wipes import PendingWipe
from ui.surroundings import TIME_LEFT, Countdown, NoticeAct, Surroundings
from ui.wipe_acts import WIPE_LANE

Key = tuple[str, datetime]
_LEAST_REST_SECONDS = 1.0
_MOVED_BY_OTHERS: tuple[type[BaileeError], ...] = (NothingToUndo, UndoTooLate, InputRefused)


@dataclass(frozen=True, slots=True)
class PauseTimes:
    """Seconds: how long one must look, how far a deadline is put off at a time and when again, and the most in all."""

    linger: float = 0.3
    step: float = 60.0
    slack: float = 10.0
    most: float = 600.0
    look: float = 0.25


@dataclass(slots=True)
class _Counted:
    """A countdown. `until` is the deadline that is stored; `held` the seconds it stands at, while it does."""

    wipe: PendingWipe
    until: datetime
    shown: Countdown
    attended_at: float | None = None
    held: float | None = None
    held_at: float = 0.0
    paused: float = 0.0
    is_moving: bool = False

    def paused_in_all(self) -> float:
        """For how long it stood, up to now."""
        return self.paused + (monotonic() - self.held_at if self.held is not None else 0.0)


class WipeCountdowns(QObject):
    """Shows them, and pauses those that are looked at.

    Signals:
        stale: somebody else moved a deadline: read anew what waits.
        failed: a deadline could not be moved; the error. The countdown runs on.
    """

    stale = Signal()
    failed = Signal(object)

    def __init__(
        self,
        around: Surroundings,
        undo: Callable[[str], object],
        wipe_now: Callable[[str], object],
        times: PauseTimes,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._around = around
        self._undo = undo
        self._wipe_now = wipe_now
        self._times = times
        self._counted: dict[Key, _Counted] = {}
        self._being_wiped: set[str] = set()
        self._looking = QTimer(self)
        self._looking.setInterval(round(times.look * 1000))
        self._looking.timeout.connect(self._look)
        around.sharing.changed.connect(self._on_sharing)

    def show(self, pending: Iterable[PendingWipe]) -> list[str]:
        """Count these down, and nothing else; the tickets that are new."""
        wanted = {(wipe.ticket, wipe.closed_at): wipe for wipe in pending if wipe.ticket not in self._being_wiped}
        for key in [key for key in self._counted if key not in wanted]:
            self._end(self._counted.pop(key))
        begun = []
        for key, wipe in wanted.items():
            counted = self._counted.get(key)
            if counted is not None:
                self._follow(counted, wipe)
            elif wipe.wipe_at > datetime.now(UTC):
                self._counted[key] = _Counted(wipe, wipe.wipe_at, self._count_down(key, wipe))
                begun.append(wipe.ticket)
        return begun

    def leave_out(self, ticket: str) -> None:
        """It is being wiped at once: nothing is counted down for it any more, and there is nothing to undo."""
        self._being_wiped.add(ticket)
        for key in [key for key in self._counted if key[0] == ticket]:
            self._end(self._counted.pop(key))

    def take_in(self, ticket: str) -> None:
        """That has ended: what still waits of it is counted down when it is shown next."""
        self._being_wiped.discard(ticket)

    def drop(self) -> None:
        """The vault is being locked: take them away. Those that stood run again, from where they stood."""
        self._looking.stop()
        for counted in self._counted.values():
            if counted.held is not None:
                work = partial(_run_again, counted.wipe.ticket, counted.until, counted.held)
                self._around.session.run(work, lane=WIPE_LANE)  # before what stays with the wipes through the lock
            self._end(counted)
        self._counted.clear()

    # ---- looked at, or not

    def _on_attended(self, key: Key, is_attended: bool) -> None:  # noqa: FBT001 - a slot
        counted = self._counted.get(key)
        if counted is not None:
            counted.attended_at = monotonic() if is_attended else None
            self._looking.start()
            if not is_attended:
                self._look()

    @Slot()
    def _look(self) -> None:
        if not self._around.session.is_unlocked:
            self._looking.stop()
            return
        for key, counted in self._counted.items():
            if not counted.is_moving:
                self._settle(key, counted)
        if not any(each.attended_at is not None or each.held is not None for each in self._counted.values()):
            self._looking.stop()

    def _settle(self, key: Key, counted: _Counted) -> None:
        left = (counted.until - datetime.now(UTC)).total_seconds()
        is_wanted = (
            counted.attended_at is not None
            and monotonic() - counted.attended_at >= self._times.linger
            and counted.paused_in_all() < self._times.most
        )
        if counted.held is None:
            if is_wanted and left >= _LEAST_REST_SECONDS:
                self._put_off(key, counted)
        elif not is_wanted:
            self._move(key, counted, partial(_run_again, counted.wipe.ticket, counted.until, counted.held), self._ran)
        elif left - counted.held < self._times.slack:
            self._put_off(key, counted)

    def _put_off(self, key: Key, counted: _Counted) -> None:
        later = counted.until + timedelta(seconds=self._times.step)
        self._move(key, counted, partial(_postpone, counted.wipe.ticket, counted.until, later), self._stood)

    def _move(
        self,
        key: Key,
        counted: _Counted,
        work: Callable[[Unlocked, Monitor], datetime],
        done: Callable[[_Counted, datetime], None],
    ) -> None:
        counted.is_moving = True
        ticket = counted.wipe.ticket
        job = self._around.session.run(work, lane=f"ticket:{ticket}", ticket=ticket)
        job.succeeded.connect(partial(self._on_moved, key, done))
        job.failed.connect(partial(self._on_not_moved, key))

    def _on_moved(self, key: Key, done: Callable[[_Counted, datetime], None], until: datetime) -> None:
        counted = self._counted.get(key)
        if counted is not None:
            counted.is_moving = False
            done(counted, until)
            self._look()

    def _stood(self, counted: _Counted, until: datetime) -> None:
        """The stored deadline is further off: now it may stand still."""
        before, counted.until = counted.until, until
        if counted.held is None:
            counted.held = max(0.0, (before - datetime.now(UTC)).total_seconds())
            counted.held_at = monotonic()
            self._around.wipes.hold(counted.wipe.ticket, counted.held)
            counted.shown.hold(counted.held)

    def _ran(self, counted: _Counted, until: datetime) -> None:
        """The stored deadline is what was shown: run on."""
        counted.paused = counted.paused_in_all()
        counted.until, counted.held = until, None
        self._around.wipes.go_on(counted.wipe.ticket)
        counted.shown.run_to(until)

    def _on_not_moved(self, key: Key, error: object) -> None:
        counted = self._counted.get(key)
        if counted is None:
            return
        counted.is_moving, counted.attended_at = False, None
        self._ran(counted, counted.until)
        if not isinstance(error, _MOVED_BY_OTHERS):
            self.failed.emit(error)
        self.stale.emit()

    # ---- showing

    def _follow(self, counted: _Counted, wipe: PendingWipe) -> None:
        """Run to the deadline that was read, unless a move of our own is under way."""
        counted.wipe = wipe
        if counted.held is None and not counted.is_moving and counted.until != wipe.wipe_at:
            counted.until = wipe.wipe_at
            counted.shown.run_to(wipe.wipe_at)

    def _count_down(self, key: Key, wipe: PendingWipe) -> Countdown:
        return self._around.notices.count_down(
            self.tr("{ticket} wipes in {left}").format(ticket=wipe.ticket, left=TIME_LEFT),
            self._detail(wipe),
            wipe.wipe_at,
            NoticeAct(self.tr("Undo"), partial(self._undo, wipe.ticket)),
            NoticeAct(self.tr("Wipe now"), partial(self._wipe_now, wipe.ticket)),
            attended=partial(self._on_attended, key),
        )

    def _detail(self, wipe: PendingWipe) -> str:
        text = self.tr("Copy is locked already. {customer}, {size}")
        customer = self._around.sharing.customer_of(wipe.customer, wipe.ticket)
        return text.format(customer=customer, size=formats.size(wipe.content_bytes))

    @Slot()
    def _on_sharing(self) -> None:
        for counted in self._counted.values():
            counted.shown.explain(self._detail(counted.wipe))

    def _end(self, counted: _Counted) -> None:
        self._around.wipes.go_on(counted.wipe.ticket)
        counted.shown.close()


def _postpone(ticket: str, before: datetime, later: datetime, vault: Unlocked, _monitor: Monitor) -> datetime:
    return _latest(postpone_wipe(vault, ticket, before=before, wipe_at=later), later)


def _run_again(ticket: str, before: datetime, seconds: float, vault: Unlocked, _monitor: Monitor) -> datetime:
    """Reckoned where it is stored: what waits for its turn meanwhile does not shorten what was shown."""
    wipe_at = vault.clock.now() + timedelta(seconds=seconds)
    return _latest(postpone_wipe(vault, ticket, before=before, wipe_at=wipe_at), wipe_at)


def _latest(records: Iterable[CopyRecord], otherwise: datetime) -> datetime:
    return max((record.wipe_at for record in records if record.wipe_at is not None), default=otherwise)
