"""Ledgers to test with: a real file, a clock that stands still, and a register of two values."""

import multiprocessing
from pathlib import Path

from app.custody.ledger import EMPTY, Event, Ledger, LedgerHead
from tests.fakes import StoppedClock


class Anchored:
    """A ledger together with what the register knows of it."""

    def __init__(self, path: Path) -> None:
        self.known = EMPTY
        self.ledger = Ledger(path, StoppedClock(), anchor=lambda: self.known, note=self._note)

    def _note(self, head: LedgerHead) -> None:
        self.known = head


def written(path: Path, lines: int = 6) -> Anchored:
    """A ledger of so many lines, each different."""
    anchored = Anchored(path)
    for number in range(lines):
        anchored.ledger.append(Event.COPY_CLEARED, copy=f"{number:032x}", files=number)
    return anchored


def append_many(path: Path, name: str, count: int) -> None:
    """What a process of its own does."""
    ledger = Ledger(path, StoppedClock())
    for number in range(count):
        ledger.append(Event.ESCAPE, copy=name, bytes=number)


def append_in_processes(path: Path, count: int, names: tuple[str, ...]) -> list[int | None]:
    """Append from several processes at once; their exit codes."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=append_many, args=(path, name, count)) for name in names]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    return [process.exitcode for process in processes]
