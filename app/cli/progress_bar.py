"""A progress bar where standard error is a terminal; silence otherwise."""

import shutil
import sys
import time
from typing import TextIO

from app.cli.output import size_text
from app.progress import Progress, Step

_SECONDS_BETWEEN = 0.1
_WIDTH = 24
_BYTE_STEPS = {Step.SEALING, Step.READING, Step.CHECKING, Step.RECLAIMING, Step.CLEARING, Step.SAVING}
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


class ProgressBar:
    """Draws reports of progress on one line, at most ten times a second."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._is_shown = self._stream.isatty()
        self._drawn = 0.0
        self._began: tuple[Step, float] | None = None

    def __call__(self, progress: Progress) -> None:
        """Draw one report."""
        now = time.monotonic()
        if self._began is None or self._began[0] is not progress.step:
            self._began = (progress.step, now)
        if not self._is_shown or now - self._drawn < _SECONDS_BETWEEN:
            return
        self._drawn = now
        columns = shutil.get_terminal_size().columns
        line = self._line(progress, now - self._began[1])
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
        word = _WORDS[progress.step]
        in_bytes = progress.step in _BYTE_STEPS
        done = size_text(progress.done) if in_bytes else str(progress.done)
        rate = f"  {size_text(int(progress.done / seconds))}/s" if in_bytes and seconds > 1 else ""
        if progress.total <= 0:
            return f"{word}  {done}{rate}"
        share = min(progress.done / progress.total, 1.0)
        bar = "#" * int(share * _WIDTH)
        total = size_text(progress.total) if in_bytes else str(progress.total)
        rest = f"  {seconds / share - seconds:.0f} s left" if share > 0.02 and seconds > 1 else ""
        return f"{word}  [{bar:<{_WIDTH}}] {share:4.0%}  {done} of {total}{rate}{rest}"
