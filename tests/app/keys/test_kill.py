"""A kill at any call leaves a vault that opens, with all or nothing of what was under way."""

import sys

import pytest

from tests.recorder.killing import run_scenario
from tests.recorder.shim import Mode

if sys.platform != "linux":
    pytest.skip("the recorder of disk writes is for Linux", allow_module_level=True)

SCENARIOS = "tests.app.keys.kill_scenarios"
EVERY_MODE = tuple(Mode)


def test_making_a_vault_survives_a_kill_anywhere() -> None:
    report = run_scenario(f"{SCENARIOS}:Creating", modes=EVERY_MODE, recovery_points=2)
    report.require(points=80, recovery_points=20)


def test_adding_a_copy_survives_a_kill_anywhere() -> None:
    report = run_scenario(f"{SCENARIOS}:Adding", modes=EVERY_MODE, recovery_points=3)
    report.require(points=60, recovery_points=15)


def test_a_wipe_survives_a_kill_anywhere() -> None:
    report = run_scenario(f"{SCENARIOS}:Rotating", modes=EVERY_MODE, recovery_points=3)
    report.require(points=130, recovery_points=50)


def test_a_wipe_survives_a_failing_disk_in_a_process_that_goes_on() -> None:
    report = run_scenario(f"{SCENARIOS}:RotatingAgain", modes=[Mode.FULL, Mode.BROKEN])
    report.require(points=50)


def test_a_wipe_with_a_passphrase_survives_a_kill() -> None:
    report = run_scenario(f"{SCENARIOS}:RotatingWithPassphrase", modes=[Mode.BEFORE], max_points=4)
    report.require(points=4)
