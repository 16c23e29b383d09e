"""The stopwatch counts time in use, pauses when nobody is there, and runs for one ticket at a time."""

from datetime import UTC, datetime, timedelta

from ui.screens.ticket_pane.timer_clock import Away, Measured, TimerClock

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def test_it_counts_from_start_to_stop() -> None:
    clock = TimerClock()
    assert clock.start("T-1", at(0)) is None
    clock.used(at(3))
    assert clock.seconds(at(4)) == 240
    assert clock.stop(at(4)) == Measured("T-1", at(0), 240)
    assert (clock.ticket, clock.is_running, clock.seconds(at(9))) == ("", False, 0)


def test_paused_by_hand_it_keeps_what_it_has_and_goes_on_later() -> None:
    clock = TimerClock()
    clock.start("T-1", at(0))
    clock.pause(at(2))
    assert clock.seconds(at(30)) == 120
    clock.start("T-1", at(30))
    assert clock.stop(at(31)) == Measured("T-1", at(0), 180)


def test_after_five_minutes_without_use_it_counts_up_to_the_last_use() -> None:
    clock = TimerClock()
    clock.start("T-1", at(0))
    clock.used(at(2))
    assert not clock.tick(at(6.9))
    assert clock.tick(at(7))
    assert clock.is_idle
    assert clock.seconds(at(25)) == 120


def test_back_from_a_pause_it_goes_on_and_says_how_long_nobody_was_there() -> None:
    clock = TimerClock()
    clock.start("T-1", at(0))
    clock.used(at(2))
    clock.tick(at(10))
    assert clock.used(at(25)) == Away("T-1", 23 * 60)
    assert clock.used(at(26)) is None
    assert clock.seconds(at(27)) == (2 + 2) * 60
    clock.count_in(23 * 60)
    assert clock.stop(at(27)) == Measured("T-1", at(0), 27 * 60)


def test_a_pause_nobody_looked_at_is_noticed_with_the_next_use() -> None:
    """The machine slept, and no tick came."""
    clock = TimerClock()
    clock.start("T-1", at(0))
    assert clock.used(at(60)) == Away("T-1", 3600)
    assert clock.seconds(at(60)) == 0


def test_started_for_another_ticket_it_hands_over_what_it_had() -> None:
    clock = TimerClock()
    clock.start("T-1", at(0))
    assert clock.start("T-2", at(2)) == Measured("T-1", at(0), 120)
    assert clock.ticket == "T-2"
    assert clock.seconds(at(3)) == 60


def test_nothing_counted_is_nothing_to_book() -> None:
    clock = TimerClock()
    assert clock.stop(at(0)) is None
    clock.start("T-1", at(0))
    assert clock.stop(at(0)) is None


def test_a_clock_set_back_takes_nothing_away() -> None:
    clock = TimerClock()
    clock.start("T-1", at(10))
    assert clock.seconds(at(5)) == 0
    assert clock.stop(at(5)) is None
