"""The way of the tabs to what is in a copy: one reader, one lane, and answers only for what is still shown."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject

from app.model import CopyRecord
from app.progress import Monitor
from app.unlocked.copy_reader import CopyReader
from app.unlocked.vault import Unlocked
from ui.jobs import Job, Listing
from ui.session import VaultSession

Found = TypeVar("Found")
Reading = Callable[[CopyReader, Monitor], Found]
OnFound = Callable[[Found], object]
OnFailed = Callable[[BaseException], object]


class CopyAccess(QObject):
    """Reads and changes one copy at a time. An answer that comes after another copy was opened is dropped."""

    def __init__(self, session: VaultSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._record: CopyRecord | None = None
        self._reader: CopyReader | None = None
        self._opened = 0

    @property
    def record(self) -> CopyRecord | None:
        """The copy that is open."""
        return self._record

    @property
    def ticket(self) -> str:
        """The number of its ticket; "" for none."""
        return self._record.ticket.number if self._record is not None else ""

    def open_copy(self, record: CopyRecord) -> None:
        """Read this copy from now on."""
        if self._reader is not None and self._record is not None and self._record.id == record.id:
            self._record = record
            return
        self.close()
        self._record = record
        self._reader = CopyReader(self._session.vault, record.id)

    def close(self) -> None:
        """Let go of the copy; nothing that is still being read arrives. Safe to call twice."""
        self._opened += 1
        reader, record, self._reader, self._record = self._reader, self._record, None, None
        if reader is not None and record is not None:
            lane = f"read:{record.id}"
            if self._session.is_unlocked:
                self._session.run(lambda _vault, _monitor: reader.close(), lane=lane)
            else:
                self._session.runner.submit(lambda _monitor: reader.close(), lane=lane)

    def read(self, reading: Reading[Found], then: OnFound[Found], failed: OnFailed) -> Job | None:
        """Read something in the background; None while no copy is open."""
        reader, record = self._reader, self._record
        if reader is None or record is None or not self._session.is_unlocked:
            return None
        job = self._session.run(lambda _vault, monitor: reading(reader, monitor), lane=f"read:{record.id}")
        self._deliver(job, then, failed)
        return job

    def look(self, reading: Callable[[Unlocked, Monitor], Found], then: OnFound[Found], failed: OnFailed) -> Job | None:
        """Read with an operation of its own, which opens the copy for itself."""
        if self._record is None or not self._session.is_unlocked:
            return None
        job = self._session.run(reading, lane=f"look:{self._record.id}")
        self._deliver(job, then, failed)
        return job

    def change(
        self,
        act: Callable[[Unlocked, Monitor], Found],
        then: OnFound[Found],
        failed: OnFailed,
        listing: Listing | None = None,
    ) -> Job | None:
        """Change the copy, one change at a time; all are told of it once it is done."""
        if self._record is None or not self._session.is_unlocked:
            return None
        number = self.ticket
        job = self._session.run(act, lane=f"ticket:{number}", listing=listing, ticket=number)
        self._deliver(job, then, failed)
        return job

    def _deliver(self, job: Job, then: OnFound[Found], failed: OnFailed) -> None:
        job.succeeded.connect(partial(self._pass_on, self._opened, then))
        job.failed.connect(partial(self._pass_on, self._opened, failed))

    def _pass_on(self, opened: int, then: Callable[..., object], found: object) -> None:
        if opened == self._opened:
            then(found)
