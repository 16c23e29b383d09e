"""Carries out wipes when their time has come, and lets them be taken back until then.

What counts is in the register: the deadlines survive a quit, a crash and a power cut. Here is only what makes the
open window keep them.
"""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.errors import CopyBusy
from app.model import CopyRecord
from ui import wipe_acts
from ui.certificate_saving import AskWhere, ask_where
from ui.jobs import Job, Listing
from ui.pending_wipes import (
    FRESH_SECONDS,
    Ending,
    PendingWipe,
    Round,
    first_round,
    one_round,
    read_ending,
    retry_seconds,
    stay_with,
)
from ui.places import Place, Where
from ui.session import VaultState
from ui.stuck_wipes import StuckWipes
from ui.surroundings import Surroundings
from ui.wipe_acts import WIPE_LANE, end_sample, tell_failure, tell_kept, tell_trouble, tell_wiped
from ui.wipe_countdowns import PauseTimes, WipeCountdowns
from ui.wipe_states import WipeTrouble

_LOOK_MS = 60_000
_LONGEST_TIMER_MS = 3_600_000


class Custodian(QObject):
    """Knows every copy that is closing. Make one beside the window; it needs no screen.

    Signals:
        changed: `pending` is another one now.
    """

    changed = Signal()

    def __init__(
        self,
        around: Surroundings,
        *,
        fresh_seconds: int = FRESH_SECONDS,
        ask: AskWhere = ask_where,
        pauses: PauseTimes | None = None,
    ) -> None:
        super().__init__()
        self._around = around
        self._session = around.session
        self._fresh_seconds = fresh_seconds
        self._ask = ask
        self._ending = Ending()
        self._countdowns = WipeCountdowns(around, self.undo, self.wipe_now, pauses or PauseTimes(), self)
        self._countdowns.stale.connect(self.look)
        self._countdowns.failed.connect(self._tell_failure)
        self._places: dict[str, Place] = {}
        self._wiped_unseen: list[CopyRecord] = []
        self._stuck = StuckWipes(around)
        self._wiping: Job | None = None
        self._staying: Job | None = None
        self._reading: Job | None = None
        self._is_stale = self._is_leaving = False
        self._tries = 0
        self._timer = self._timer_for(self._on_due)
        self._looking = self._timer_for(self.look)
        self._looking.setSingleShot(False)
        self._session.state_changed.connect(self._on_state_changed)
        self._session.locking.connect(self._on_locking)
        self._session.changed.connect(self._on_session_changed)
        if self._session.is_unlocked:
            self._begin()

    def pending(self) -> tuple[PendingWipe, ...]:
        """The wipes that wait, the next first: what quitting has to ask about. Known while the vault is locked, too."""
        return self._ending.pending

    @property
    def is_looking(self) -> bool:
        """Whether what waits is being read just now: `pending` may be older than what was done last."""
        return self._reading is not None

    def undo_all(self) -> list[Job]:
        """Take every close back. Raises VaultLocked."""
        return [self.undo(wipe.ticket) for wipe in self.pending()]

    def wipe_all_now(self) -> list[Job]:
        """Wipe everything that waits, without waiting for the deadlines. Raises VaultLocked."""
        return [self.wipe_now(wipe.ticket) for wipe in self.pending()]

    def undo(self, ticket: str) -> Job:
        """Take one close back; the place one worked at comes back, too."""
        job = wipe_acts.undo(self._session, ticket)
        job.succeeded.connect(partial(self._on_kept, ticket))
        job.failed.connect(self._tell_failure)
        return job

    def wipe_now(self, ticket: str) -> Job:
        """Wipe without waiting for the deadline."""
        job = wipe_acts.wipe_now(self._session, ticket)
        self._countdowns.leave_out(ticket)
        if job.listing is not None:
            self._around.notices.announce(job.listing.what, is_urgent=True)
        job.succeeded.connect(self._on_wiped_now)
        job.failed.connect(partial(self._on_wipe_failed, ticket))
        job.finished.connect(partial(self._on_wiped_or_not, ticket))
        return job

    @Slot()
    def try_again(self) -> None:
        """Try now what could not be wiped; what waits for its deadline goes on waiting."""
        if self._session.is_unlocked and self._wiping is None:
            self._tries = 0
            self._on_due()

    @Slot()
    def leave(self) -> None:
        """The program ends: nothing is waited for any more. The wipes that wait are in the register."""
        self._is_leaving = True
        if self._staying is not None:
            self._staying.cancel()

    @Slot()
    def look(self) -> None:
        """Read anew what is closing. Reads that come close together are one."""
        if not self._session.is_unlocked:
            return
        if self._reading is not None:
            self._is_stale = True
            return
        self._reading = self._session.run(lambda vault, _monitor: read_ending(vault), lane="read:wiping")
        self._reading.succeeded.connect(self._take)
        self._reading.finished.connect(self._on_read)

    # ---- unlocking and locking

    @Slot(object)
    def _on_state_changed(self, state: object) -> None:
        if state is VaultState.UNLOCKED:
            self._begin()

    def _begin(self) -> None:
        """End what an earlier run left, then keep watch. The job that stayed through the lock gives way."""
        if self._staying is not None:
            self._staying.cancel()
        self._tell_wiped(self._wiped_unseen)
        self._wiped_unseen = []
        self._looking.start(_LOOK_MS)
        fresh = self._fresh_seconds
        job = self._session.run(lambda vault, monitor: first_round(vault, fresh, monitor), lane=WIPE_LANE, ticket="")
        self._run_wipe(job)

    @Slot()
    def _on_locking(self) -> None:
        """The vault is about to be locked: keep an opening of it for as long as a wipe waits."""
        self._timer.stop()
        self._looking.stop()
        self._places.clear()
        self._countdowns.drop()
        self._around.wipes.forget()
        if self._is_leaving:
            return
        self._staying = self._session.run(stay_with, lane=WIPE_LANE)
        self._staying.succeeded.connect(self._on_stayed)
        self._staying.finished.connect(self._on_left)

    @Slot(object)
    def _on_stayed(self, wiped: object) -> None:
        if isinstance(wiped, tuple):
            self._wiped_unseen.extend(wiped)
        self._set(Ending())
        if self._session.is_unlocked:
            self._tell_wiped(self._wiped_unseen)
            self._wiped_unseen = []

    @Slot()
    def _on_left(self) -> None:
        self._staying = None

    # ---- watching

    @Slot(str)
    def _on_session_changed(self, _ticket: str) -> None:
        self.look()

    @Slot()
    def _on_read(self) -> None:
        self._reading = None
        if self._is_stale:
            self._is_stale = False
            self.look()

    @Slot(object)
    def _take(self, found: object) -> None:
        if not isinstance(found, Ending) or not self._session.is_unlocked:
            return
        self._set(found)
        for ticket in self._countdowns.show(found.pending):
            self._keep_place(ticket)
        self._stuck.show(self._due())
        if self._wiping is None:
            self._plan_next()

    def _set(self, found: Ending) -> None:
        is_other = found.pending != self._ending.pending
        self._ending = found
        if is_other:
            self.changed.emit()

    def _plan_next(self) -> None:
        """Wake up at the next deadline; after a try in vain, a while later."""
        self._timer.stop()
        waits = [(wipe.wipe_at - datetime.now(UTC)).total_seconds() for wipe in self._ending.pending[:1]]
        if self._ending.under_way:
            waits.append(0.0)
        if not waits:
            self._tries = 0
            return
        wait = max(min(waits), float(retry_seconds(self._tries - 1)) if self._tries else 0.0)
        self._timer.start(min(_LONGEST_TIMER_MS, max(0, round(wait * 1000) + 1)))

    @Slot()
    def _on_due(self) -> None:
        if not self._session.is_unlocked or self._wiping is not None:
            return
        tickets = self._due()
        if not tickets:
            self._plan_next()
            return
        one = self.tr("Wiping {ticket}").format(ticket=tickets[0])
        listing = Listing(one if len(tickets) == 1 else self.tr("Wiping %n ticket(s)", "", len(tickets)), tickets[0])
        self._around.notices.announce(listing.what, is_urgent=True)
        self._run_wipe(self._session.run(one_round, lane=WIPE_LANE, listing=listing, ticket=""))

    def _due(self) -> list[str]:
        """The tickets whose time has come, and those whose wipe was begun."""
        now, wipes = datetime.now(UTC), self._around.wipes
        due = [each.ticket for each in self._ending.pending if each.wipe_at <= now and not wipes.is_held(each.ticket)]
        return list(dict.fromkeys([*due, *self._ending.under_way]))

    def _run_wipe(self, job: Job) -> None:
        self._wiping = job
        job.succeeded.connect(self._on_round)
        job.failed.connect(self._on_round_failed)
        job.finished.connect(self._on_wipe_over)

    @Slot(object)
    def _on_round(self, found: object) -> None:
        if not isinstance(found, Round):
            return
        self._tries = self._tries + 1 if found.unended or (self._still_due() and not found.wiped) else 0
        self._stuck.went(found)
        if self._session.is_unlocked:
            self._tell_wiped(found.wiped)
        else:
            self._wiped_unseen.extend(found.wiped)

    def _still_due(self) -> bool:
        return any(wipe.wipe_at <= datetime.now(UTC) for wipe in self._ending.pending)

    @Slot(object)
    def _on_round_failed(self, error: object) -> None:
        self._tries += 1
        if isinstance(error, BaseException):
            self._stuck.stopped(error)
        if self._tries == 1 and not self._due():  # else it is told at the tickets concerned
            self._tell_failure(error)

    @Slot()
    def _on_wipe_over(self) -> None:
        self._wiping = None
        self.look()

    # ---- telling

    def _keep_place(self, ticket: str) -> None:
        place = self._around.navigator.place
        if place.where is Where.COPY and place.subject == ticket:
            self._places[ticket] = place

    def _on_kept(self, ticket: str, records: object) -> None:
        place = self._places.pop(ticket, None)
        if place is not None:
            self._around.navigator.go(place)
        tell_kept(self._around, ticket, records)

    @Slot(object)
    def _on_wiped_now(self, records: object) -> None:
        if isinstance(records, list) and self._session.is_unlocked:
            self._tell_wiped(records)

    def _on_wiped_or_not(self, ticket: str) -> None:
        self._countdowns.take_in(ticket)
        self.look()

    def _on_wipe_failed(self, ticket: str, error: object) -> None:
        if isinstance(error, CopyBusy):
            tell_trouble(self._around, WipeTrouble(ticket))
        else:
            self._tell_failure(error)

    def _tell_wiped(self, records: Iterable[CopyRecord]) -> None:
        wiped = list(records)
        tell_wiped(self._around, wiped, self._ask)
        end_sample(self._around, wiped)

    @Slot(object)
    def _tell_failure(self, error: object) -> None:
        tell_failure(self._around, error)

    def _timer_for(self, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
