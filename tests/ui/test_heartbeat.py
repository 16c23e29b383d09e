"""The heartbeat sees a thread that is busy, and its histogram counts right."""

import time

import pytest
from pytestqt.qtbot import QtBot

from ui.heartbeat import Gaps, Heartbeat


def test_percentiles_and_counts() -> None:
    gaps = Gaps()
    for _ in range(98):
        gaps.add(5.2)
    gaps.add(17.0)
    gaps.add(250.5)
    assert (gaps.count, gaps.longest) == (100, 250.5)
    assert gaps.percentile(0.5) == 6.0
    assert gaps.percentile(0.98) == 6.0
    assert gaps.percentile(0.99) == 18.0
    assert gaps.percentile(1) == 250.5
    assert (gaps.over(16), gaps.over(17), gaps.over(100), gaps.over(250)) == (2, 1, 1, 0)
    assert gaps.summary() == "100 beats, p99 18.0 ms, longest 250.5 ms"
    assert gaps.table() == [
        "  to    8 ms         98",
        "  to   16 ms          0",
        "  to   50 ms          1",
        "  to  100 ms          0",
        "  longer              1",
        "  100 beats, p99 18.0 ms, longest 250.5 ms",
    ]


def test_no_beat_and_beats_out_of_all_bounds() -> None:
    gaps = Gaps()
    assert (gaps.percentile(0.99), gaps.longest, gaps.over(0)) == (0.0, 0.0, 0)
    gaps.add(-1)
    gaps.add(90_000)
    assert (gaps.over(1_999), gaps.longest) == (1, 90_000)


def test_a_thread_that_answers_has_short_gaps_and_a_stall_is_seen(qtbot: QtBot) -> None:
    heart = Heartbeat()
    heart.start()
    qtbot.wait(100)
    calm = heart.stop()
    assert calm.count >= 5
    heart.start()
    qtbot.wait(20)
    time.sleep(0.15)
    stalled = heart.stop()
    assert stalled.longest >= 150
    assert stalled.over(149) == 1


def test_the_gap_that_is_open_counts_when_it_stops(qtbot: QtBot) -> None:
    del qtbot
    times = iter([10.0, 10.3])
    heart = Heartbeat(clock=lambda: next(times))
    heart.start()
    assert heart.stop().longest == pytest.approx(300)
    assert heart.stop().count == 1
