"""The harness finds what a kill would break, and nothing else."""

import itertools
import random

import pytest

from tests.recorder.build import DriverError
from tests.recorder.harness import chosen, worth_killing
from tests.recorder.killing import Report, run_scenario
from tests.recorder.shim import Mode

TOYS = "tests.app.recorder.toys"
EVERY_MODE = tuple(Mode)


def test_a_right_writer_survives_everything() -> None:
    report = run_scenario(f"{TOYS}:Replacing", modes=EVERY_MODE, recovery_points=100)
    assert report.kinds == {"write": 6, "open": 1, "fsync": 1, "rename": 1}
    assert report.calls == 9
    assert report.unreached == 0
    report.require(points=9 + 9 + 6 + 9 + 9, recovery_points=30)


def test_writing_in_place_is_found() -> None:
    report = run_scenario(f"{TOYS}:InPlace", modes=[Mode.BEFORE, Mode.AFTER, Mode.TORN])
    assert [(one.mode, one.number, one.stage) for one in report.failures] == [
        (Mode.BEFORE, 2, "recovery"),
        (Mode.AFTER, 1, "recovery"),
        (Mode.TORN, 2, "recovery"),
    ]
    assert report.failures[0].call.startswith("write /")
    assert report.failures[0].call.endswith("/home/data/file")
    assert "AssertionError" in report.failures[0].text
    with pytest.raises(AssertionError, match="before call 2 \\(write /"):
        report.require()


def test_only_a_torn_write_shows_some_mistakes() -> None:
    run_scenario(f"{TOYS}:OneWrite", modes=[Mode.BEFORE, Mode.AFTER]).require()
    report = run_scenario(f"{TOYS}:OneWrite", modes=[Mode.TORN])
    assert [one.number for one in report.failures] == [1]


def test_an_ignored_short_write_on_a_full_disk_is_found() -> None:
    run_scenario(f"{TOYS}:Trusting", modes=[Mode.BEFORE, Mode.TORN]).require()
    assert run_scenario(f"{TOYS}:Trusting", modes=[Mode.FULL]).failures
    run_scenario(f"{TOYS}:Trusting", modes=[Mode.BROKEN]).require()


def test_a_recovery_that_cannot_be_repeated_is_found() -> None:
    run_scenario(f"{TOYS}:RecoversOnce").require()
    report = run_scenario(f"{TOYS}:RecoversOnce", recovery_points=2)
    assert {(one.stage, one.recovery_number) for one in report.failures} == {("second recovery", 2)}
    assert "half recovered" in str(report)


@pytest.mark.parametrize("name", ["Database", "WalDatabase"])
def test_an_encrypted_database_survives_a_kill_anywhere(name: str) -> None:
    report = run_scenario(f"{TOYS}:{name}", modes=EVERY_MODE, max_points=60, recovery_points=2, max_recovery_calls=20)
    report.require(points=100, recovery_points=10)


def test_a_database_without_a_journal_is_found() -> None:
    assert run_scenario(f"{TOYS}:CarelessDatabase", max_points=40).failures


def test_what_fails_or_hangs_by_itself_is_told() -> None:
    with pytest.raises(DriverError, match=r"act failed by itself(.|\n)*no such luck"):
        run_scenario(f"{TOYS}:Raising")
    report = run_scenario(f"{TOYS}:Hanging", child_seconds=0.5, max_failures=1)
    assert "HUNG" in report.failures[0].text
    assert "recover_and_check" in report.failures[0].text


def test_a_scenario_that_nothing_interrupts_shows_nothing() -> None:
    with pytest.raises(AssertionError, match="too few places"):
        Report().require()


def test_many_calls_are_sampled() -> None:
    assert chosen(5, 5, random.Random(1)) == [1, 2, 3, 4, 5]
    picked = chosen(10_000, 300, random.Random(1))
    assert len(picked) == 300
    assert picked[:50] == list(range(1, 51))
    assert picked[-50:] == list(range(9951, 10_001))
    assert max(after - before for before, after in itertools.pairwise(picked)) < 100
    assert picked != chosen(10_000, 300, random.Random(2))
    assert len(chosen(100, 10, random.Random(3))) == 10


def test_recoveries_that_differ_are_killed_first() -> None:
    recoveries = {1: 3, 2: 3, 3: 9, 4: 9, 5: 1}
    assert worth_killing(recoveries, 0, random.Random(1)) == []
    assert worth_killing(recoveries, 3, random.Random(1)) == [2, 4, 5]
    assert worth_killing(recoveries, 9, random.Random(1)) == [1, 2, 3, 4, 5]
    assert len(worth_killing(recoveries, 2, random.Random(1))) == 2


def test_a_point_takes_little_time() -> None:
    report = run_scenario(f"{TOYS}:ManyWrites", modes=[Mode.BEFORE])
    report.require(points=300)
    assert report.points / report.seconds > 5  # above 100 on a machine with nothing else to do
