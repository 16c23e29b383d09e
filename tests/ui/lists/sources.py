"""A source of rows that tests can hold up and change: real jobs, real threads, made-up rows."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.progress import Monitor, Step, Unit
from app.registry.paging import ANCHOR_ROWS, Page, PageAsk, Survey
from app.unlocked.vault import Unlocked


@dataclass(frozen=True, slots=True)
class NumberLook:
    """A row of numbers, ready to be painted."""

    text: str

    @property
    def spoken(self) -> tuple[str, ...]:
        return self.text, f"about {self.text}"


def look(row: int) -> NumberLook:
    return NumberLook(f"number {row}")


def headings() -> Sequence[str]:
    return ("Number", "About")


class Numbers:
    """The rows `count - 1` down to 0, as keys and as ids."""

    def __init__(self, count: int, *, has_anchors: bool = True) -> None:
        self.count = count
        self.has_anchors = has_anchors
        self.pages: list[int] = []
        self.surveys = 0
        self.gate = threading.Event()
        self.survey_gate = threading.Event()
        self.gate.set()
        self.survey_gate.set()
        self.failure: Exception | None = None

    def page(self, _vault: Unlocked, ask: PageAsk[int], monitor: Monitor) -> Page[int, int]:
        wait(self.gate, monitor)
        self.pages.append(ask.first)
        if self.failure is not None:
            raise self.failure
        start = ask.first if not self.has_anchors or ask.after is None else self.count - ask.after + ask.skip
        rows = tuple(self.count - 1 - row for row in range(start, min(start + ask.most, self.count)))
        return Page(ask.first, rows, rows[-1] if rows else None, is_end=not rows or rows[-1] == 0)

    def survey(self, _vault: Unlocked, known: Sequence[str], monitor: Monitor) -> Survey[int]:
        wait(self.survey_gate, monitor)
        self.surveys += 1
        anchors = tuple(self.count - row for row in range(ANCHOR_ROWS, self.count, ANCHOR_ROWS))
        places = {each: self.count - 1 - int(each) for each in known if int(each) < self.count}
        return Survey(self.count, anchors if self.has_anchors else (), places)

    def id_of(self, row: int) -> str:
        return str(row)

    def so_far(self) -> int | None:
        return None


class Trickle(Numbers):
    """Rows that are found one after another while `survey` runs; they stand in the order they are found."""

    def __init__(self, count: int) -> None:
        super().__init__(count, has_anchors=False)
        self.found = 0
        self.more = threading.Semaphore(0)

    def page(self, _vault: Unlocked, ask: PageAsk[Any], _monitor: Monitor) -> Page[int, int]:
        self.pages.append(ask.first)
        rows = tuple(range(ask.first, min(ask.first + ask.most, self.found)))
        return Page(ask.first, rows, None, is_end=False)

    def survey(self, _vault: Unlocked, _known: Sequence[str], monitor: Monitor) -> Survey[int]:
        while self.found < self.count:
            while not self.more.acquire(timeout=0.01):
                monitor.check()
            self.found += 100
            monitor.report(Step.READING, self.found, self.count, Unit.ROWS)
        return Survey(self.count)

    def so_far(self) -> int | None:
        return self.found


def wait(gate: threading.Event, monitor: Monitor) -> None:
    """Until the test opens the gate, or the job is cancelled."""
    while not gate.wait(0.005):
        monitor.check()
