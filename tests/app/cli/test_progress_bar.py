"""The bar in the terminal: nothing of what is over at once, then amount, speed and rest in the unit of the work."""

import io

import pytest

from app.cli.progress_bar import ProgressBar
from app.progress import Progress, Step, Unit

MB = 1_000_000


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True

    def last(self) -> str:
        return self.getvalue().rpartition("\r")[2].rstrip()


class Clock:
    def __init__(self) -> None:
        self.now = 10.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr("time.monotonic", clock)
    monkeypatch.setenv("COLUMNS", "120")
    return clock


@pytest.fixture
def screen() -> Screen:
    return Screen()


def shown(screen: Screen, clock: Clock, unit: Unit, total: int, *, done: int, after: float) -> str:
    bar = ProgressBar(screen)
    bar(Progress(Step.READING, 0, total, unit))
    clock.now += after
    bar(Progress(Step.READING, done, total, unit))
    return screen.last()


def test_there_is_no_bar_where_nobody_looks(clock: Clock) -> None:
    stream = io.StringIO()
    bar = ProgressBar(stream)
    for _ in range(2):
        bar(Progress(Step.SEALING, 1, 2, Unit.BYTES))
        clock.now += 1
    bar.clear()
    assert stream.getvalue() == ""


def test_what_is_over_at_once_shows_nothing(screen: Screen, clock: Clock) -> None:
    assert shown(screen, clock, Unit.BYTES, 4 * MB, done=4 * MB, after=0.29) == ""


@pytest.mark.parametrize("step", Step)
def test_the_bar_shows_every_step_and_goes_away(step: Step, screen: Screen, clock: Clock) -> None:
    bar = ProgressBar(screen)
    bar(Progress(step, 0, 4 * MB, Unit.BYTES))
    clock.now += 0.5
    bar(Progress(step, MB, 4 * MB, Unit.BYTES))
    assert screen.last().endswith("  [######                  ]  25%  1.0 MB of 4.0 MB")
    bar.clear()
    bar.clear()
    assert screen.getvalue().endswith(" \r")


def test_it_is_drawn_ten_times_a_second_and_no_more(screen: Screen, clock: Clock) -> None:
    bar = ProgressBar(screen)
    for hundredth in range(100):
        clock.now = 10 + hundredth / 100
        bar(Progress(Step.SEALING, hundredth, 100, Unit.BYTES))
    assert screen.getvalue().count("\r") == 7


@pytest.mark.parametrize(
    ("unit", "done", "total", "text"),
    [
        (
            Unit.BYTES,
            20 * MB,
            40 * MB,
            "[############            ]  50%  20.0 MB of 40.0 MB  5.0 MB/s  a few seconds left",
        ),
        (Unit.FILES, 4, 40, "[##                      ]  10%  4 of 40 files  1 file/s  about 40 s left"),
        (Unit.ROWS, 8000, 0, "8,000 rows  2,000 rows/s"),
        (
            Unit.PAGES,
            400,
            30_000,
            "[                        ]   1%  400 of 30,000 pages  100 pages/s  about 5 min left",
        ),
        (Unit.ENTRIES, 1, 0, "1 entry"),
        (Unit.ENTRIES, 4000, 9_004_000, "4,000 of 9,004,000 entries  1,000 entries/s  about 2 h 30 min left"),
        (Unit.ENTRIES, 4000, 7_204_000, "4,000 of 7,204,000 entries  1,000 entries/s  about 2 h left"),
        (Unit.SECONDS, 4, 30, "4 s of 30 s  about 30 s left"),
        (Unit.STEPS, 1, 2, "Reading  [############            ]  50%"),
        (Unit.STEPS, 1, 0, "Reading"),
    ],
)
def test_amount_speed_and_rest_are_in_the_unit_of_the_work(
    screen: Screen, clock: Clock, unit: Unit, done: int, total: int, text: str
) -> None:
    assert shown(screen, clock, unit, total, done=done, after=4).endswith(text)


def test_speed_and_rest_wait_for_three_seconds(screen: Screen, clock: Clock) -> None:
    assert shown(screen, clock, Unit.BYTES, 40 * MB, done=MB, after=2.9).endswith("1.0 MB of 40.0 MB")


def test_the_speed_is_that_of_the_step_and_unit_shown(screen: Screen, clock: Clock) -> None:
    bar = ProgressBar(screen)
    bar(Progress(Step.SEALING, 0, 40 * MB, Unit.BYTES))
    clock.now += 4
    bar(Progress(Step.SEALING, 0, 40, Unit.FILES))
    assert screen.last().endswith("0 of 40 files")
    clock.now += 4
    bar(Progress(Step.SEALING, 8, 40, Unit.FILES))
    assert screen.last().endswith("8 of 40 files  2 files/s  about 20 s left")


def test_a_silenced_bar_stays_away(screen: Screen, clock: Clock) -> None:
    bar = ProgressBar(screen)
    bar(Progress(Step.SEALING, 0, 40, Unit.BYTES))
    clock.now += 1
    bar(Progress(Step.SEALING, 4, 40, Unit.BYTES))
    bar.silence()
    before = screen.getvalue()
    clock.now += 1
    bar(Progress(Step.SEALING, 8, 40, Unit.BYTES))
    assert screen.getvalue() == before
