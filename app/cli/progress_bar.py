"""A progress bar where standard error is a terminal; silence otherwise."""

import shutil
import sys
import time
from typing import TextIO

from app.cli.output import count_text, size_text
from app.progress import Progress, Step, Unit

_SECONDS_BEFORE = 0.3
_SECONDS_BETWEEN = 0.1
_SECONDS_BEFORE_REST = 3.0
_MINUTE, _HOUR = 60, 3600
_WIDTH = 24
_WORDS = {
    Step.SEALING: "Sealing",
    Step.SAVING: "Saving",
    Step.READING: "Reading",
    Step.CHECKING: "Checking",
    Step.RECLAIMING: "Reclaiming room",
    Step.DESTROYING_KEY: "Destroying key",
    Step.CLEARING: "Clearing",
    Step.VERIFYING: "Verifying",
    Step.RECOVERING: "Recovering",
    Step.WAITING: "Waiting",
}
_THINGS = {
    Unit.FILES: ("file", "files"),
    Unit.ROWS: ("row", "rows"),
    Unit.PAGES: ("page", "pages"),
    Unit.ENTRIES: ("entry", "entries"),
}


class ProgressBar:
    """Draws reports of progress on one line, at most ten times a second; nothing of what is over at once."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty()
        self._drawn = 0.0
        self._first: float | None = None
        self._counted: tuple[Step, Unit] | None = None
        self._began, self._from = 0.0, 0

    def __call__(self, progress: Progress) -> None:
        """Draw one report."""
        now = time.monotonic()
        if self._first is None:
            self._first = now
        if (progress.step, progress.unit) != self._counted:
            self._counted, self._began, self._from = (progress.step, progress.unit), now, progress.done
        if not self._is_shown or now - self._first < _SECONDS_BEFORE or now - self._drawn < _SECONDS_BETWEEN:
            return
        self._drawn = now
        columns = shutil.get_terminal_size().columns
        line = self._line(progress, now - self._began)
        self._stream.write("\r" + line[: columns - 1].ljust(columns - 1))
        self._stream.flush()

    def silence(self) -> None:
        """Draw nothing from now on: something else is on the screen."""
        self.clear()
        self._is_shown = False

    def clear(self) -> None:
        """Take the bar off the screen."""
        if self._is_shown and self._drawn:
            self._stream.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")
            self._stream.flush()
            self._drawn = 0.0

    def _line(self, progress: Progress, seconds: float) -> str:
        per_second = (progress.done - self._from) / seconds if seconds >= _SECONDS_BEFORE_REST else 0.0
        left = (progress.total - progress.done) / per_second if per_second > 0 and progress.total else None
        parts = [_WORDS[progress.step]]
        if progress.total:
            share = min(progress.done / progress.total, 1.0)
            parts.append(f"[{'#' * int(share * _WIDTH):<{_WIDTH}}] {share:4.0%}")
        parts.append(_amount_text(progress))
        if per_second > 0:
            parts.append(_rate_text(per_second, progress.unit))
        if left is not None and progress.unit is not Unit.STEPS:
            parts.append(_rest_text(left))
        return "  ".join(part for part in parts if part)


def _amount_text(progress: Progress) -> str:
    """How much is done of how much; "" where there is nothing to count."""
    if progress.unit is Unit.STEPS:
        return ""
    if not progress.total:
        return _counted_text(progress.done, progress.unit)
    things = progress.unit in _THINGS
    done = f"{progress.done:,}" if things else _counted_text(progress.done, progress.unit)
    return f"{done} of {_counted_text(progress.total, progress.unit)}"


def _counted_text(number: int, unit: Unit) -> str:
    if unit in _THINGS:
        return count_text(number, *_THINGS[unit])
    return size_text(number) if unit is Unit.BYTES else f"{number} s"


def _rate_text(per_second: float, unit: Unit) -> str:
    """How fast; "" where it is too slow for a number, or no speed at all."""
    whole = round(per_second)
    if unit in {Unit.STEPS, Unit.SECONDS} or whole < 1:
        return ""
    return f"{_counted_text(whole, unit)}/s"


def _rest_text(seconds: float) -> str:
    """How long it will take yet, as roughly as that is known."""
    if seconds < 5:
        return "a few seconds left"
    if seconds < 50:
        return f"about {-int(-seconds // 10) * 10} s left"
    if seconds < _HOUR - _MINUTE / 2:
        return f"about {max(1, round(seconds / _MINUTE))} min left"
    quarters = round(seconds / (_HOUR / 4))
    return f"about {quarters // 4} h{f' {quarters % 4 * 15} min' if quarters % 4 else ''} left"
