"""Kills a process at every change it makes to the disk, and lets it recover: the side that tests use.

    class Replacing(Scenario):
        def prepare(self, folder: Path) -> None: ...
        def act(self, folder: Path) -> None: ...
        def recover_and_check(self, folder: Path) -> None: ...

    def test_replacing_survives_a_kill_anywhere() -> None:
        run_scenario("tests.journeys.replacing:Replacing").require(points=10)

The three methods run in forked processes of their own: whatever must outlive one of them has to lie in `folder`,
which has the same path every time. That holds for fakes too: a keyring in memory would forget what it was told.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.recorder.build import run_driver
from tests.recorder.shim import Mode


class Scenario:
    """What is done, and what must hold afterwards wherever it was interrupted."""

    watched: tuple[str, ...] = (".",)  # folders below `folder` whose changes count
    refused: tuple[type[Exception], ...] = (OSError,)  # what act() may raise in the modes FULL and BROKEN

    def prepare(self, folder: Path) -> None:
        """Build in the empty `folder` what act() starts from. Called once."""

    def act(self, folder: Path) -> None:
        """Do what is interrupted. Called once for each point, on a copy of what prepare() built."""
        raise NotImplementedError

    def recover_and_check(self, folder: Path) -> None:
        """Recover as the program does when it is started again, then assert. Must bear being called twice."""
        raise NotImplementedError


_USUAL_MODES = (Mode.BEFORE, Mode.TORN)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a scenario is run."""

    target: str  # "module:NAME", a Scenario or a class of that kind
    modes: tuple[Mode, ...] = _USUAL_MODES
    max_points: int = 400  # for each mode; if there are more calls, the first and last 50 and some between
    seed: int = 0
    recovery_points: int = 0  # at so many points of each mode, the recovery is killed at each of its calls too
    max_recovery_calls: int = 100
    child_seconds: float = 30.0
    max_failures: int = 20  # stop then


@dataclass(frozen=True, slots=True)
class Failure:
    """A point at which something went wrong."""

    stage: str  # act, recovery, or second recovery: the one after a killed recovery
    mode: Mode
    number: int  # which call of act(); 0 when nothing was interrupted
    call: str  # its name and path
    text: str  # the traceback
    recovery_number: int = 0
    recovery_call: str = ""

    def __str__(self) -> str:
        killed = f", its recovery killed at call {self.recovery_number} ({self.recovery_call})"
        place = f"{self.mode} call {self.number} ({self.call}){killed if self.recovery_number else ''}"
        return f"{self.stage} failed, {place}:\n{self.text}"


@dataclass(slots=True)
class Report:
    """What came of a scenario."""

    calls: int = 0  # counted in act() when nothing interrupts it
    kinds: dict[str, int] = field(default_factory=dict)  # the same by name
    points: int = 0  # places where it was interrupted
    recovery_points: int = 0  # places where the recovery was
    unreached: int = 0  # chosen calls that did not happen: act() makes fewer calls at times
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)

    def __str__(self) -> str:
        tally = f"{self.points} points and {self.recovery_points} in recovery, {self.seconds:.1f} s, {self.kinds}"
        shown = [str(failure) for failure in self.failures[:5]]
        return "\n\n".join([f"{len(self.failures)} failures at {tally}", *shown])

    def require(self, *, points: int = 1, recovery_points: int = 0) -> None:
        """Raise AssertionError unless so many points were tried and none failed."""
        if self.failures:
            raise AssertionError(str(self))
        if self.points < points or self.recovery_points < recovery_points:
            msg = f"The scenario was interrupted at too few places to show anything: {self}"
            raise AssertionError(msg)

    def to_json(self) -> str:
        """For `from_json` in another process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Report":
        """What `to_json` gave."""
        values: dict[str, Any] = json.loads(text)
        failures = [Failure(**{**one, "mode": Mode(one["mode"])}) for one in values.pop("failures")]
        return cls(**values, failures=failures)


def plan_from_json(text: str) -> Plan:
    """What `run_scenario` hands to the driver."""
    values: dict[str, Any] = json.loads(text)
    return Plan(**{**values, "modes": tuple(map(Mode, values["modes"]))})


def run_scenario(
    target: str, *, modes: Sequence[Mode] = _USUAL_MODES, seconds: float | None = None, **options: Any
) -> Report:
    """Run the scenario "module:NAME" in a new process under the recorder; `options` are those of Plan.

    Raises DriverError when act() or recover_and_check() fails although nothing was interrupted, and
    subprocess.TimeoutExpired after `seconds`.
    """
    plan = Plan(target, tuple(modes), **options)
    scratch = Path(tempfile.mkdtemp(prefix="bailee-killing-", dir=_quick_place()))
    try:
        run_driver(["kill", json.dumps(asdict(plan)), str(scratch)], seconds=seconds)
        return Report.from_json((scratch / "report.json").read_text(encoding="utf-8"))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _quick_place() -> Path | None:
    """Memory if possible: an fsync to a real disk for each point takes most of the time."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() and os.access(memory, os.W_OK) else None
