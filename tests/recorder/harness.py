"""Takes one scenario through all its points. Runs in a process under the recorder; see driver.py."""

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.recorder.children import End, Outcome, in_child
from tests.recorder.killing import Failure, Plan, Report, Scenario
from tests.recorder.recording import WRITES, read_log
from tests.recorder.shim import Mode, Shim

_ENDS = 50  # so many calls at either end are tried however many there are
_MOST_CALLS_BEYOND = 1000


class NothingInterruptedError(Exception):
    """The scenario fails by itself."""


class EnoughError(Exception):
    """There are so many failures that more would tell nothing new."""


def chosen(total: int, at_most: int, lot: random.Random) -> list[int]:
    """All numbers from 1 to `total`, or else those at both ends and some evenly spread between them."""
    if total <= at_most:
        return list(range(1, total + 1))
    if at_most <= 0:
        return []
    ends = min(_ENDS, at_most // 3)
    spread = at_most - 2 * ends
    between = total - 2 * ends
    phase = lot.random()
    middle = {ends + 1 + int((step + phase) * between / spread) for step in range(spread)}
    return sorted({*range(1, ends + 1), *middle, *range(total - ends + 1, total + 1)})


def worth_killing(recoveries: dict[int, int], at_most: int, lot: random.Random) -> list[int]:
    """Points whose recovery has something to do: first such as differ in how much, then others between them."""
    different = list({calls: number for number, calls in recoveries.items()}.values())
    others = [number for number in recoveries if number not in different]
    picked = [different[place - 1] for place in chosen(len(different), at_most, lot)]
    left = at_most - len(picked)
    return sorted(picked + [others[place - 1] for place in chosen(len(others), left, lot)])


class Harness:
    """A scenario and the folders it works in: `home`, always the same, and saved states of it."""

    def __init__(self, scenario: Scenario, plan: Plan, scratch: Path) -> None:
        self._scenario = scenario
        self._plan = plan
        self._home = scratch / "home"
        self._template = scratch / "template"
        self._wreck = scratch / "wreck"
        self._log = scratch / "log"
        self._shim = Shim()
        self._shim.watch([self._home / name for name in scenario.watched])
        self._report = Report()
        self._recoveries: dict[int, int] = {}  # how many calls the recovery from each point made
        self._lot = random.Random(plan.seed)

    def run(self) -> Report:
        """All points in all modes."""
        started = time.monotonic()
        try:
            calls = self._rehearse()
            for mode in self._plan.modes:
                self._all_points(mode, calls)
        except EnoughError:
            pass
        self._report.seconds = time.monotonic() - started
        return self._report

    # ------------------------------------------------------------------------------- without interruption

    def _rehearse(self) -> list[str]:
        """Prepare, and see that the scenario passes by itself; the names of the calls that act() makes."""
        self._home.mkdir()
        self._must_pass("prepare", self._scenario.prepare)
        shutil.copytree(self._home, self._template, symlinks=True)
        self._must_pass("recover_and_check before act", self._scenario.recover_and_check)
        self._restore(self._template)
        self._must_pass("act", self._scenario.act, log=self._log)
        self._must_pass("recover_and_check", self._scenario.recover_and_check)
        names = [record.call for record in read_log(self._log) if record.number]
        self._log.unlink()
        self._report.calls = len(names)
        self._report.kinds = dict(Counter(names).most_common())
        return names

    def _must_pass(self, name: str, step: Callable[[Path], None], log: Path | None = None) -> None:
        def started() -> None:
            self._shim.start(log)
            step(self._home)
            self._shim.stop()

        outcome = in_child(started, seconds=self._plan.child_seconds)
        if outcome.end is not End.DONE:
            msg = f"{name} failed by itself, {outcome.end.name}:\n{outcome.text}"
            raise NothingInterruptedError(msg)

    def _restore(self, saved: Path) -> None:
        shutil.rmtree(self._home)
        shutil.copytree(saved, self._home, symlinks=True)

    # ---------------------------------------------------------------------------------- with interruption

    def _interrupted(self, step: Callable[[Path], None], number: int, mode: Mode) -> Outcome:
        def armed() -> None:
            self._shim.start()
            self._shim.inflict(number, mode)
            step(self._home)
            self._shim.stop()

        refused = () if mode.kills else self._scenario.refused
        return in_child(armed, seconds=self._plan.child_seconds, refused=refused)

    def _numbers(self, mode: Mode, calls: list[str]) -> Iterator[int]:
        """The calls to interrupt. A torn call other than a write is one not made, which has been tried."""
        candidates = list(range(1, len(calls) + 1))
        if mode is Mode.TORN and Mode.BEFORE in self._plan.modes:
            candidates = [number for number in candidates if calls[number - 1] in WRITES]
        picked = chosen(len(candidates), self._plan.max_points, self._lot)
        yield from (candidates[place - 1] for place in picked)

    def _all_points(self, mode: Mode, calls: list[str]) -> None:
        self._recoveries.clear()
        for number in self._numbers(mode, calls):
            if not self._point(mode, number):
                self._report.unreached += 1
        number = len(calls)
        while number < len(calls) + _MOST_CALLS_BEYOND:  # it may make more calls than the first time
            number += 1
            if not self._point(mode, number):
                break
        for number in worth_killing(self._recoveries, self._plan.recovery_points, self._lot):
            self._kill_recovery(mode, number)

    def _point(self, mode: Mode, number: int) -> bool:
        """Interrupt act() at one call, recover and check; whether it came so far."""
        is_reached = self._act(mode, number)
        if is_reached is None:
            return True
        self._report.points += is_reached
        call = self._shim.hit
        recovery = self._recover()
        if recovery.end is not End.DONE:
            text = f"{recovery.end.name}\n{recovery.text}"
            self._fail(Failure("recovery", mode, number, call, text))
        elif is_reached and self._shim.count:
            self._recoveries[number] = self._shim.count
        return is_reached

    def _act(self, mode: Mode, number: int) -> bool | None:
        """Interrupt act() at one call; whether it came so far, or None when it did not end as it should."""
        self._restore(self._template)
        outcome = self._interrupted(self._scenario.act, number, mode)
        is_reached = self._shim.count >= number
        expected = {End.KILLED} if mode.kills and is_reached else {End.DONE, End.REFUSED}
        if outcome.end in expected:
            return is_reached
        text = f"{outcome.end.name}\n{outcome.text}"
        self._fail(Failure("act", mode, number, self._shim.hit, text))
        return None

    def _recover(self) -> Outcome:
        return self._interrupted(self._scenario.recover_and_check, 0, Mode.BEFORE)

    def _kill_recovery(self, mode: Mode, number: int) -> None:
        """Interrupt act() at one call again, and the recovery from that at each of its own."""
        if not self._act(mode, number):
            return
        call, kill = self._shim.hit, mode if mode.kills else Mode.BEFORE
        shutil.copytree(self._home, self._wreck, symlinks=True)
        for recovery_number in chosen(self._recoveries[number], self._plan.max_recovery_calls, self._lot):
            self._restore(self._wreck)
            stage, last = "recovery", self._interrupted(self._scenario.recover_and_check, recovery_number, kill)
            where = self._shim.hit
            if last.end is End.KILLED:
                self._report.recovery_points += 1
                stage, last = "second recovery", self._recover()
            if last.end is not End.DONE:
                text = f"{last.end.name}\n{last.text}"
                self._fail(Failure(stage, mode, number, call, text, recovery_number, where))
        shutil.rmtree(self._wreck)

    def _fail(self, failure: Failure) -> None:
        self._report.failures.append(failure)
        if len(self._report.failures) >= self._plan.max_failures:
            raise EnoughError
