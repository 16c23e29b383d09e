"""What one SQL session ran and has not kept in the copy yet."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Lock

from app.databases.console.history import HistoryEntry, Outcome
from app.errors import BaileeError, Cancelled, CopyBusy
from app.unlocked.shared_reading import SharedReading
from app.unlocked.sql_history import keep_entries


@dataclass(slots=True)
class SessionTally:
    """What a run came to so far."""

    rows: int = 0
    changes: int = 0
    ending: Outcome = Outcome.DONE


class SessionHistory:
    """Gathers entries, and keeps them when nothing stands in the way. `keep` may come from any thread."""

    def __init__(self, reading: SharedReading, path: bytes) -> None:
        self._reading = reading
        self._path = path
        self._keeping = Lock()
        self._waiting: list[HistoryEntry] = []

    @contextmanager
    def noted(self, script: str) -> Iterator[SessionTally]:
        """After this block there is an entry to be kept."""
        tally, began, at = SessionTally(), time.perf_counter(), self._reading.vault.clock.now()
        try:
            yield tally
        except Cancelled:
            tally.ending = Outcome.STOPPED
            raise
        except BaileeError:
            tally.ending = Outcome.FAILED
            raise
        finally:
            milliseconds = (time.perf_counter() - began) * 1000
            entry = HistoryEntry(at, self._path, script, tally.ending, tally.rows, tally.changes, milliseconds)
            self._waiting.append(entry)

    def keep(self, *, is_writing: bool) -> bool:
        """Keep the entries in the copy; whether nothing is left to be kept. Nothing else waits for it.

        While this session `is_writing`, or somebody else writes to the copy, it is left for later. Raises NoCopyHeld.
        """
        with self._keeping:
            entries = self._waiting[:]
            if entries and not is_writing:
                record = self._reading.record()
                with suppress(CopyBusy), self._reading.vault.opened(record, writable=True, as_work=False) as copy:
                    before = copy.generation
                    keep_entries(copy, entries)
                    del self._waiting[: len(entries)]
                    self._reading.note_harmless(before, copy.generation)
            return not self._waiting
