"""How far something is: the longer it takes, the more is shown of it."""

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QProgressBar, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.progress import Progress, Step, Unit
from ui.theme.measures import Durations
from ui.theme.theme import Motion, Theme
from ui.widgets.progress import Look, Pace, ProgressBlock, look_after
from ui.widgets.rings import CountdownRing, TurningRing

GIGABYTE = 1_000_000_000


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def block(qtbot: QtBot, app_theme: Theme, clock: Clock) -> ProgressBlock:
    block = ProgressBlock(app_theme, clock)
    qtbot.addWidget(block)
    block.resize(500, 80)
    block.show()
    return block


def cancel(block: ProgressBlock) -> QPushButton:
    return block.findChildren(QPushButton)[0]


def bar(block: ProgressBlock) -> QProgressBar:
    return block.findChildren(QProgressBar)[0]


@pytest.mark.parametrize(
    ("seconds", "look"),
    [(0, Look.NOTHING), (0.29, Look.NOTHING), (0.3, Look.RING), (1.9, Look.RING), (2.0, Look.BAR), (3600, Look.BAR)],
)
def test_nothing_then_a_ring_then_a_bar(seconds: float, look: Look) -> None:
    assert look_after(seconds, Durations()) is look


def test_the_block_grows_richer_in_its_place_and_not_higher(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.SEALING, 1, 100, Unit.BYTES))
    ring = block.findChildren(TurningRing)[0]
    seen, heights = [], set()
    for now in (0.1, 0.5, 2.5):
        clock.now = now
        block.advance()
        seen.append((ring.isVisible(), bar(block).isVisible()))
        heights.add(block.sizeHint().height())
    assert seen == [(False, False), (True, False), (False, True)]
    assert len(heights) == 1


def test_the_ring_comes_by_itself_where_nothing_is_reported(qtbot: QtBot, app_theme: Theme) -> None:
    block = ProgressBlock(app_theme)
    qtbot.addWidget(block)
    block.show()
    ring = block.findChildren(TurningRing)[0]
    assert not ring.isVisible()
    qtbot.waitUntil(ring.isVisible, timeout=1500)


def test_work_that_goes_on_for_long_has_its_bar_at_once(block: ProgressBlock) -> None:
    block.reset(seconds=40)
    assert block.look is Look.BAR
    assert bar(block).isVisible()
    block.reset()
    assert not bar(block).isVisible()


def test_it_can_be_stopped_from_its_first_moment_on_and_says_so_at_once(block: ProgressBlock, qtbot: QtBot) -> None:
    assert cancel(block).isVisible()
    with qtbot.waitSignal(block.cancel_asked):
        cancel(block).click()
    assert block.caption() == "Stopping…"
    assert block._caption.isVisible()
    block.show_progress(Progress(Step.SEALING, 10, 1000, Unit.BYTES))
    assert block.caption() == "Stopping…"
    assert not cancel(block).isEnabled()
    assert cancel(block).toolTip()
    block.reset()
    assert cancel(block).isEnabled()


def test_what_cannot_be_stopped_any_more_says_so(block: ProgressBlock) -> None:
    block.show_progress(Progress(Step.DESTROYING_KEY, 0, 1, Unit.STEPS, cancellable=False))
    assert not cancel(block).isEnabled()
    assert cancel(block).toolTip() == "This cannot be stopped any more"
    assert block.text() == "cannot be stopped any more"
    block.set_cancellable(False)
    assert not cancel(block).isVisible()


def test_amount_comes_at_once_rate_and_rest_after_three_seconds(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.SEALING, 0, 4 * GIGABYTE, Unit.BYTES))
    assert block.text() == "0 bytes of 4.0 GB"
    clock.now = 2.9
    block.show_progress(Progress(Step.SEALING, GIGABYTE // 2, 4 * GIGABYTE, Unit.BYTES))
    assert block.text() == "500 MB of 4.0 GB"
    clock.now = 5
    block.show_progress(Progress(Step.SEALING, GIGABYTE, 4 * GIGABYTE, Unit.BYTES))
    assert block.text() == "1.0 GB of 4.0 GB · 200 MB/s · about 20 s"
    assert bar(block).value() == 250


def test_without_a_total_the_bar_runs_and_the_amount_counts(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.SAVING, 0, 0, Unit.BYTES))
    clock.now = 4
    block.show_progress(Progress(Step.SAVING, GIGABYTE, 0, Unit.BYTES))
    assert bar(block).maximum() == 0
    assert block.text() == "1.0 GB · 250 MB/s"


def test_what_is_counted_in_entries_is_not_shown_as_bytes(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.VERIFYING, 0, 1_000_412, Unit.ENTRIES))
    clock.now = 10
    block.show_progress(Progress(Step.VERIFYING, 400_000, 1_000_412, Unit.ENTRIES))
    assert block.text() == "400,000 of 1,000,412 entries · 40,000 entries/s · about 20 s"


def test_acts_of_no_common_size_have_neither_speed_nor_rest(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.SAVING, 0, 3, Unit.STEPS))
    clock.now = 10
    block.show_progress(Progress(Step.SAVING, 2, 3, Unit.STEPS))
    assert block.text() == ""
    assert bar(block).value() == 667


def test_another_unit_of_the_same_step_is_measured_anew(block: ProgressBlock, clock: Clock) -> None:
    block.show_progress(Progress(Step.CLEARING, 0, 0, Unit.BYTES))
    clock.now = 10
    block.show_progress(Progress(Step.CLEARING, 3, 318, Unit.FILES))
    assert block.text() == "3 of 318 files"


def test_the_pace_of_a_step_is_measured_from_its_first_report(clock: Clock) -> None:
    pace = Pace(clock)
    first = Progress(Step.SEALING, 100, 1000, Unit.BYTES)
    pace.note(first)
    assert pace.rest(first) is None
    clock.now = 4
    later = Progress(Step.SEALING, 300, 1000, Unit.BYTES)
    pace.note(later)
    assert pace.rate(later) == 50
    assert pace.rest(later) == 14
    pace.note(Progress(Step.CLEARING, 0, 5, Unit.FILES))
    assert pace.seconds() == 0


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_ring_turns_only_while_it_is_seen_and_may_move(qtbot: QtBot, app_theme: Theme) -> None:
    ring = TurningRing(app_theme)
    qtbot.addWidget(ring)
    ring.turn(is_on=True)
    assert not ring._turning.isActive()
    ring.show()
    before = picture(ring)
    qtbot.waitUntil(lambda: picture(ring) != before, timeout=1500)
    app_theme.choose_motion(Motion.REDUCED)
    still = picture(ring)
    qtbot.wait(150)
    assert picture(ring) == still
    app_theme.choose_motion(Motion.FULL)
    assert ring._turning.isActive()
    ring.hide()
    assert not ring._turning.isActive()


@pytest.mark.parametrize(
    ("left", "digits"),
    [
        (24.0, "24"),
        (23.2, "24"),
        (0.1, "1"),
        (0.0, "0"),
        (99, "99"),
        (100, "1:40"),
        (600, "10\N{PRIME}"),
        (601, "11\N{PRIME}"),
    ],
)
def test_a_countdown_shows_whole_seconds_and_reaches_nought_at_its_end(
    qtbot: QtBot, app_theme: Theme, left: float, digits: str
) -> None:
    ring = CountdownRing(app_theme)
    qtbot.addWidget(ring)
    ring.show_left(left, 600)
    assert ring.text() == digits
