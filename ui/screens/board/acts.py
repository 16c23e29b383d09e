"""What is done to rows of the board: extend several, close several, take a close back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from app.model import CopyRecord
from app.operations.board_story import BoardRow
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.extend_due import extend_due, plan_extend
from app.progress import Monitor
from app.unlocked.vault import Unlocked
from ui import wipe_acts
from ui.surroundings import Surroundings


class BoardActs(QObject):
    """Runs them in the background, each ticket on its own.

    Signals:
        failed: the error of one of them.
    """

    failed = Signal(object)

    def __init__(self, around: Surroundings, parent: QObject) -> None:
        super().__init__(parent)
        self._around = around

    @Slot(str)
    def undo(self, ticket: str) -> None:
        """Take a close back."""
        job = wipe_acts.undo(self._around.session, ticket)
        job.succeeded.connect(partial(wipe_acts.tell_kept, self._around, ticket))
        job.failed.connect(self.failed)

    @Slot(object, int, str)
    def extend(self, rows: Sequence[BoardRow], days: int, reason: str) -> None:
        """Hold the copies of some rows longer. Says how many once the last has ended."""
        left, done = len(rows), 0

        def count(_record: object) -> None:
            nonlocal done
            done += 1

        def finish() -> None:
            nonlocal left
            left -= 1
            if not left and done:
                self._around.notices.tell(self.tr("%n copy(s) extended.", "", done))

        for row in rows:
            number = row.record.ticket.number
            work = partial(_extend, row.record, days, reason)
            job = self._around.session.run(work, lane=f"ticket:{number}", ticket=number)
            job.succeeded.connect(count)
            job.failed.connect(self.failed)
            job.finished.connect(finish)

    @Slot(object)
    def close(self, tickets: Sequence[str]) -> None:
        """Close some tickets; each has its undo window."""
        for number in tickets:
            job = self._around.session.run(partial(_close, number), lane=f"ticket:{number}", ticket=number)
            job.failed.connect(self.failed)


def _extend(record: CopyRecord, days: int, reason: str, vault: Unlocked, _monitor: Monitor) -> CopyRecord:
    return extend_due(vault, plan_extend(vault, record.ticket.number, days=days, reason=reason, copy=record.id))


def _close(number: str, vault: Unlocked, monitor: Monitor) -> list[CopyRecord]:
    return close_ticket(vault, plan_close(vault, number), monitor)
