"""Keeps what is overwritten in one database file from its first recorded run on."""

import time

from app.copies.handle import SealedFile
from app.copies.sealed_copy import SealedCopy
from app.databases.sealed.saved_blocks import SAVED_BYTES, SavedRun, remove_run, run_numbers


class Recorder:
    """Between them, the runs of a file hold everything that changed since the first: each undoes what came after it.

    So what is changed outside a run counts to the one before. Before the first run nothing is kept.
    """

    def __init__(self, copy: SealedCopy, node: int, file: SealedFile) -> None:
        self._copy = copy
        self._node = node
        self._file = file
        self.numbers = run_numbers(copy, node)
        self.version = 0
        """Rises when runs are taken away."""
        self.changes = 0
        """Rises when more is kept."""
        self._begun: tuple[int, str] | None = None
        self._last: SavedRun | None = None
        self._kept = bytearray()

    def begin(self, note: str) -> None:
        """The next change is the first of a new run."""
        self._begun = (time.time_ns(), note)

    def end(self) -> None:
        """If nothing has changed since `begin`, there was no run."""
        self._begun = None

    def keep(self, offset: int, size: int | None) -> None:
        """Keep the bytes from `offset` on, `size` of them or all, unless that was done in this run."""
        last = self._current()
        if last is None:
            return
        end = last.size_bytes if size is None else min(offset + size, last.size_bytes)
        for number in range(offset // SAVED_BYTES, -(-end // SAVED_BYTES)):
            place, bit = number >> 3, 1 << (number & 7)
            if not self._kept[place] & bit:
                last.add(number, self._file.pread(SAVED_BYTES, number * SAVED_BYTES))
                self._kept[place] |= bit
                self.changes += 1

    def last(self) -> SavedRun | None:
        """The last run, open."""
        if self._last is None and self.numbers:
            self._take(SavedRun.open(self._copy, self._node, self.numbers[-1], writable=True))
        return self._last

    def open_runs(self, first: int = 0) -> list[SavedRun]:
        """The runs from the `first` on, counted from 0, opened anew; close them."""
        found: list[SavedRun] = []
        try:
            for number in self.numbers[first:]:
                found.append(SavedRun.open(self._copy, self._node, number, writable=False))  # noqa: PERF401
        except BaseException:
            for saved in found:
                saved.close()
            raise
        return found

    def forget_last(self) -> None:
        """Remove the last run."""
        self.close()
        remove_run(self._copy, self._node, self.numbers.pop())
        self.version += 1

    def close(self) -> None:
        """Let go of the files."""
        if self._last is not None:
            self._last.close()
            self._last = None

    def _current(self) -> SavedRun | None:
        """The run that a change counts to."""
        if self._begun is None:
            return self.last()
        began_ns, note = self._begun
        number = self.numbers[-1] + 1 if self.numbers else 1
        size = self._file.size
        made = SavedRun.create(self._copy, self._node, number, size_bytes=size, began_ns=began_ns, note=note)
        self.close()
        self.numbers.append(number)
        self.changes += 1
        self._begun = None
        self._take(made)
        return made

    def _take(self, saved: SavedRun) -> None:
        self._last = saved
        self._kept = bytearray((saved.size_bytes // SAVED_BYTES >> 3) + 1)
        for number in saved.numbers():
            self._kept[number >> 3] |= 1 << (number & 7)
