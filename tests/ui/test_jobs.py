"""Operations run in the background, and what they say arrives on the interface thread."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.errors import BaileeError, DiskFull
from app.progress import Monitor, Progress, Step, Unit
from ui.jobs import JobRunner, JobState, Listing

ENDLESS = 10**9


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    del qapp
    runner = JobRunner()
    yield runner
    runner.shutdown()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("job")]


def _endless(monitor: Monitor) -> None:
    for n in range(ENDLESS):
        monitor.report(Step.SEALING, n, ENDLESS, Unit.BYTES)


def test_the_result_arrives_on_the_interface_thread(qtbot: QtBot, runner: JobRunner) -> None:
    seen: list[int] = []
    job = runner.submit(lambda _: threading.get_ident(), lane="T-1")
    job.succeeded.connect(lambda _: seen.append(threading.get_ident()))
    with qtbot.waitSignal(job.succeeded, timeout=5000) as done:
        pass
    assert done.args is not None
    assert done.args[0] != threading.get_ident()
    assert seen == [threading.get_ident()]
    assert job.state is JobState.SUCCEEDED


def test_a_job_that_is_stopped_says_so_at_once_and_ends_at_its_next_report(qtbot: QtBot, runner: JobRunner) -> None:
    job = runner.submit(_endless, lane="T-1")
    qtbot.waitUntil(lambda: job.last is not None)
    with qtbot.waitSignal(job.cancelled, timeout=5000), qtbot.assertNotEmitted(job.failed):
        job.cancel()
        states = [job.state]
    assert [*states, job.state] == [JobState.STOPPING, JobState.CANCELLED]


def test_a_job_stopped_while_it_waits_never_runs(qtbot: QtBot, runner: JobRunner) -> None:
    gate, ran = threading.Event(), []
    first = runner.submit(lambda _: gate.wait(5), lane="T-1")
    second = runner.submit(lambda _: ran.append(1), lane="T-1")
    second.cancel()
    with qtbot.waitSignals([first.succeeded, second.cancelled], timeout=5000):
        gate.set()
    assert ran == []


def test_jobs_of_one_lane_run_one_after_the_other(qtbot: QtBot, runner: JobRunner) -> None:
    gate = threading.Event()
    order: list[str] = []

    def first(_: Monitor) -> None:
        gate.wait(5)
        order.append("first")

    one = runner.submit(first, lane="T-1")
    two = runner.submit(lambda _: order.append("second"), lane="T-1")
    other = runner.submit(lambda _: order.append("other"), lane="T-2")
    with qtbot.waitSignal(other.finished, timeout=5000):
        pass
    with qtbot.waitSignals([one.finished, two.finished], timeout=5000):
        gate.set()
    assert order == ["other", "first", "second"]


def test_of_the_listed_jobs_two_run_at_once_and_others_wait_in_order(qtbot: QtBot, runner: JobRunner) -> None:
    gate = threading.Event()
    began: list[int] = []

    def work(n: int) -> None:
        began.append(n)
        gate.wait(5)

    def heavy(n: int) -> object:
        return runner.submit(lambda _: work(n), lane=f"T-{n}", listing=Listing("Checking out"))

    for n in range(4):
        heavy(n)
    light = runner.submit(lambda _: None, lane="read")
    with qtbot.waitSignal(light.finished, timeout=5000):
        pass
    qtbot.waitUntil(lambda: len(began) == 2)
    assert [job.state for job in runner.jobs] == [JobState.RUNNING] * 2 + [JobState.WAITING] * 2
    with qtbot.waitSignal(runner.idle, timeout=5000):
        gate.set()
    assert sorted(began) == [0, 1, 2, 3]
    assert sorted(began[:2]) == [0, 1]


def test_a_listed_job_is_told_to_the_job_list(qtbot: QtBot, runner: JobRunner) -> None:
    with qtbot.waitSignal(runner.listed, timeout=5000) as told:
        job = runner.submit(lambda _: None, lane="T-1", listing=Listing("Checking out ERP-4711", "ERP-4711"))
    assert told.args == [job]
    with qtbot.assertNotEmitted(runner.listed):
        runner.submit(lambda _: None, lane="T-1")


@pytest.mark.parametrize("error", [DiskFull(path="/home"), ZeroDivisionError()])
def test_a_failure_carries_what_was_raised(
    qtbot: QtBot, runner: JobRunner, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    def work(_: Monitor) -> None:
        raise error

    job = runner.submit(work, lane="T-1")
    with qtbot.waitSignal(job.failed, timeout=5000) as failed:
        pass
    assert failed.args == [error]
    assert job.error is error
    assert bool(caplog.records) is not isinstance(error, BaileeError)


def test_a_failed_job_lets_the_next_of_its_lane_and_the_others_go_on(qtbot: QtBot, runner: JobRunner) -> None:
    gate = threading.Event()

    def fail(_: Monitor) -> None:
        gate.wait(5)
        raise DiskFull(path="/home")

    failing = runner.submit(fail, lane="T-1", listing=Listing("one"))
    behind = runner.submit(lambda _: "done", lane="T-1")
    other = runner.submit(lambda _: (gate.wait(5), "done")[1], lane="T-2", listing=Listing("two"))
    with qtbot.waitSignals([failing.failed, behind.succeeded, other.succeeded], timeout=5000):
        gate.set()


def test_a_stop_waits_until_the_point_of_no_return_is_past(qtbot: QtBot, runner: JobRunner) -> None:
    inside, go_on = threading.Event(), threading.Event()
    wiped: list[bool] = []

    def wipe(monitor: Monitor) -> None:
        with monitor.point_of_no_return():
            inside.set()
            go_on.wait(5)
            monitor.report(Step.CLEARING, 1, 1, Unit.FILES)
            wiped.append(True)
        monitor.check()

    job = runner.submit(wipe, lane="T-1")
    assert inside.wait(5)
    job.cancel()
    with qtbot.waitSignal(job.cancelled, timeout=5000):
        go_on.set()
    assert wiped == [True]


def test_reports_are_thinned_out_but_steps_and_ends_are_not(qtbot: QtBot, runner: JobRunner) -> None:
    seen: list[Progress] = []

    def work(monitor: Monitor) -> None:
        for step in (Step.SEALING, Step.SAVING):
            for n in range(1, 1001):
                monitor.report(step, n, 1000, Unit.BYTES)

    job = runner.submit(work, lane="T-1")
    job.progressed.connect(seen.append)
    with qtbot.waitSignal(job.finished, timeout=5000):
        pass
    assert len(seen) < 100
    assert [p.step for p in seen if p.done == 1000] == [Step.SEALING, Step.SAVING]


def test_shutting_down_delivers_every_outcome(qtbot: QtBot, runner: JobRunner) -> None:
    outcomes: list[str] = []
    for n in range(6):
        job = runner.submit(_endless, lane=f"T-{n % 2}")
        job.cancelled.connect(lambda: outcomes.append("cancelled"))
    with qtbot.waitSignal(runner.idle, timeout=5000):
        runner.shutdown()
    assert outcomes == ["cancelled"] * 6
