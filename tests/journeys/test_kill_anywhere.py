"""Killed at any change to the disk, or with the disk full or broken from there on: the next start puts it right.

Usually calls are sampled, the first and the last ones always; with HYPOTHESIS_PROFILE=thorough every one is tried.
"""

import os

import pytest

from tests.recorder.killing import run_scenario
from tests.recorder.shim import Mode

SCENARIOS = "tests.journeys.scenarios"
IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if IS_THOROUGH else 400)]


def at_most(points: int) -> int:
    return 100_000 if IS_THOROUGH else points


@pytest.mark.parametrize(
    ("name", "most", "least"),
    [
        ("Init", 100, 95),
        ("CheckOut", 160, 140),
        ("Put", 80, 60),
        ("Remove", 30, 30),
        ("Reclaim", 80, 60),
        ("CloseNow", 170, 150),
        ("BatchWipe", 60, 60),
        ("Undo", 40, 35),
        ("CloseAgain", 24, 24),
        ("WorkAfterAWipe", 60, 60),
    ],
)
def test_a_kill_before_any_change_is_put_right_by_the_next_start(name: str, most: int, least: int) -> None:
    run_scenario(f"{SCENARIOS}:{name}", modes=[Mode.BEFORE], max_points=at_most(most)).require(points=least)


@pytest.mark.parametrize("name", ["Init", "CheckOut", "Put", "Reclaim", "CloseNow", "BatchWipe", "Undo"])
def test_a_write_torn_by_a_kill_is_put_right_by_the_next_start(name: str) -> None:
    report = run_scenario(f"{SCENARIOS}:{name}", modes=[Mode.TORN, Mode.AFTER], max_points=at_most(15))
    report.require(points=20)


@pytest.mark.parametrize("name", ["CheckOut", "CloseNow", "Recovering"])
def test_a_start_can_be_killed_as_well(name: str) -> None:
    report = run_scenario(
        f"{SCENARIOS}:{name}",
        modes=[Mode.BEFORE],
        max_points=at_most(15),
        recovery_points=20 if IS_THOROUGH else 3,
        max_recovery_calls=at_most(25),
    )
    report.require(points=15, recovery_points=50)


@pytest.mark.parametrize("name", ["Init", "CheckOut", "Put", "Remove", "Reclaim", "CloseNow", "BatchWipe", "Undo"])
def test_a_full_or_broken_disk_is_named_and_does_no_harm(name: str) -> None:
    """Whatever is raised then is one of the errors that Bailee expects: nothing else passes here."""
    report = run_scenario(f"{SCENARIOS}:{name}", modes=[Mode.FULL, Mode.BROKEN], max_points=at_most(20))
    report.require(points=40)
