"""The monitor: how work reports, and is asked to stop."""

import threading

import pytest

from app.errors import Cancelled
from app.progress import Monitor, Progress, Step, Unit


def test_reports_arrive_in_order() -> None:
    seen: list[Progress] = []
    monitor = Monitor(seen.append)
    monitor.report(Step.SEALING, 0, 2, Unit.BYTES)
    monitor.report(Step.SEALING, 2, 2, Unit.BYTES)
    assert seen == [
        Progress(Step.SEALING, 0, 2, Unit.BYTES, cancellable=True),
        Progress(Step.SEALING, 2, 2, Unit.BYTES, cancellable=True),
    ]


def test_nobody_has_to_listen() -> None:
    Monitor().report(Step.SAVING, 1, 1, Unit.BYTES)


def test_a_request_to_stop_is_heard_at_the_next_safe_point_and_ever_after() -> None:
    seen: list[Progress] = []
    monitor = Monitor(seen.append)
    monitor.check()
    monitor.cancel()
    for _ in range(2):
        with pytest.raises(Cancelled):
            monitor.check()
        with pytest.raises(Cancelled):
            monitor.report(Step.SEALING, 1, 2, Unit.BYTES)
    assert seen == []


def test_a_request_comes_from_any_thread() -> None:
    monitor = Monitor()
    thread = threading.Thread(target=monitor.cancel)
    thread.start()
    thread.join()
    with pytest.raises(Cancelled):
        monitor.check()


def test_past_the_point_of_no_return_a_request_waits_until_the_end() -> None:
    seen: list[Progress] = []
    monitor = Monitor(seen.append)
    with monitor.point_of_no_return():
        monitor.cancel()
        monitor.check()
        monitor.report(Step.DESTROYING_KEY, 1, 1, Unit.BYTES)
    assert [progress.cancellable for progress in seen] == [False]
    with pytest.raises(Cancelled):
        monitor.check()


def test_whoever_was_asked_to_stop_does_not_pass_the_point_of_no_return() -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled), monitor.point_of_no_return():
        pytest.fail("went on")


def test_one_point_of_no_return_within_another_ends_with_the_outer_one() -> None:
    monitor = Monitor()
    with monitor.point_of_no_return():
        monitor.cancel()
        with monitor.point_of_no_return():
            monitor.check()
        monitor.check()
    with pytest.raises(Cancelled):
        monitor.check()


def test_a_failure_past_the_point_of_no_return_lifts_the_shield() -> None:
    monitor = Monitor()
    with pytest.raises(ZeroDivisionError), monitor.point_of_no_return():
        monitor.report(Step.SAVING, 1 // 0, 1, Unit.BYTES)
    monitor.cancel()
    with pytest.raises(Cancelled):
        monitor.check()
