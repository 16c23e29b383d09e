"""Takes times fairly: rounds of ours and the peer in turn, the disk at rest before each, the best of each counts."""

import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

# What was removed before is trimmed in the background on many file systems, and slows down whoever forces data next.
_REST_SECONDS = 3.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """The best time of ours and of the peer, in seconds."""

    ours: float
    peer: float

    @property
    def ratio(self) -> float:
        """Our speed as a multiple of the peer's: above 1 we are faster."""
        return self.peer / self.ours


def seconds(act: Callable[[], object], warm: Callable[[], object]) -> float:
    """How long one run takes, from a disk that has nothing left to write or to trim, and a source just read.

    Some systems take back memory of the page cache within seconds, so each run warms it anew.
    """
    if sys.platform != "win32":
        os.sync()
    time.sleep(_REST_SECONDS)
    warm()
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def compare(
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    warm: Callable[[], object],
    between: Callable[[], object],
    rounds: int = 3,
) -> Comparison:
    """Best of `rounds`, in turn; `warm` reads the source, `between` clears away what a run made."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for act, taken in ((peer, times[1]), (ours, times[0])):
            taken.append(seconds(act, warm))
            between()
    say("  rounds, ours " + ", ".join(f"{t:.2f}" for t in times[0]) + " s")
    say("  rounds, peer " + ", ".join(f"{t:.2f}" for t in times[1]) + " s")
    return Comparison(min(times[0]), min(times[1]))


class Targets:
    """Prints each figure beside its target and remembers whether all were met."""

    def __init__(self) -> None:
        self.are_met = True
        self._rows: list[tuple[str, str, str, bool]] = []

    def at_least(self, what: str, found: float, target: float, *, goal: float | None = None) -> None:
        """A ratio that should be high."""
        self._note(what, f"{found:.2f}x", f"at least {target:g}x", holds=found >= target, goal=_goal(found, goal))

    def at_most(self, what: str, found: float, target: float, unit: str) -> None:
        """A figure that should be low."""
        self._note(what, f"{found:.1f} {unit}", f"at most {target:g} {unit}", holds=found <= target, goal="")

    def table(self) -> list[str]:
        """Every figure once more, with its target, and in the end what was missed."""
        wide = max((len(what) for what, *_ in self._rows), default=0)
        lines = [
            f"{'ok    ' if holds else 'MISSED'}  {what:<{wide}}  {found:>10}  {target}"
            for what, found, target, holds in self._rows
        ]
        missed = [what for what, _, _, holds in self._rows if not holds]
        ends = (
            "All targets are met." if not missed else f"{len(missed)} of {len(self._rows)} missed: {'; '.join(missed)}."
        )
        return [*lines, ends]

    def _note(self, what: str, found: str, target: str, *, holds: bool, goal: str) -> None:
        self.are_met &= holds
        self._rows.append((what, found, target, holds))
        say(f"{'ok    ' if holds else 'MISSED'}  {what}: {found} ({target}{goal})")


def _goal(found: float, goal: float | None) -> str:
    if goal is None:
        return ""
    return f"; the goal of {goal:g}x is {'reached' if found >= goal else 'not reached'}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
