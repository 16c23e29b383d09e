"""Closing the window: at once where nothing is cut short, else after the sheet was answered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.jobs import Job
from ui.session import VaultSession
from ui.shell.background import Background
from ui.shell.quit_sheet import Choice, QuitSheet, Standing

if TYPE_CHECKING:
    from ui.wiping import Custodian

_LOOK_MS = 200


class Quitting(QObject):
    """Asks, waits, and says when the window may go.

    Signals:
        ready: nothing is in the way any more.
        hide_asked: go on without the window.
    """

    ready = Signal()
    hide_asked = Signal()

    def __init__(self, session: VaultSession, sheet: QuitSheet, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._sheet = sheet
        self._background = background
        self._custodian: Custodian | None = None
        self._ending: list[Job] = []
        self._has_looked = False
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        sheet.chosen.connect(self._on_chosen)

    def watch(self, custodian: "Custodian") -> None:
        """Ask it for wipes that wait."""
        self._custodian = custodian

    def standing(self) -> Standing:
        """What goes on."""
        jobs = [job for job in self._session.runner.jobs if job.listing is not None]
        return Standing(
            jobs=len(jobs),
            wipes=len(self._custodian.pending()) if self._custodian else 0,
            is_locked=not self._session.is_unlocked,
            has_tray=self._background.is_possible,
        )

    def ask(self) -> None:
        """Somebody wants to quit."""
        standing = self.standing()
        if standing.is_free:
            self.ready.emit()
        elif not self._looking.isActive():
            self._sheet.ask(standing)

    @Slot(object)
    def _on_chosen(self, choice: object) -> None:
        match choice:
            case Choice.WIPE if self._custodian is not None and self._session.is_unlocked:
                self._wait_for(self._custodian.wipe_all_now())
            case Choice.UNDO if self._custodian is not None and self._session.is_unlocked:
                self._wait_for(self._custodian.undo_all())
            case Choice.FINISH:
                self._wait_for([])
            case Choice.BACKGROUND:
                self.hide_asked.emit()
            case Choice.LEAVE:
                self.ready.emit()
            case _:
                self._looking.stop()

    def _wait_for(self, jobs: list[Job]) -> None:
        self._ending = list(jobs)
        self._has_looked = False
        for job in jobs:
            job.finished.connect(lambda job=job: self._ending.remove(job))
        self._sheet.wait()
        self._looking.start()

    @Slot()
    def _look(self) -> None:
        standing = self.standing()
        if standing.is_free:
            self._looking.stop()
            self._sheet.drop()
            self.ready.emit()
        elif not self._ending and not standing.jobs and standing.wipes and not standing.is_locked:
            self._look_anew()

    def _look_anew(self) -> None:
        """The wipes were tried. What is known of them may be older than that: only a new answer counts."""
        if self._custodian is None:
            return
        if not self._has_looked:
            self._has_looked = True
            self._custodian.look()
        elif not self._custodian.is_looking:
            # Some are still there, in use perhaps: whoever keeps them has said so.
            self._wipes_left()

    def _wipes_left(self) -> None:
        self._looking.stop()
        self._sheet.drop()
