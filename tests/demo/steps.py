"""Runs `bailee` as a person would, in processes of its own, and times each step."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class StepError(Exception):
    """A step of the tour did not end as it should have."""


class Terminal:
    """One home folder and the passphrase that opens it, if there is one."""

    def __init__(self, home: Path, passphrase: str | None) -> None:
        self._environment = {**os.environ, "BAILEE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        self._passphrase = passphrase

    def run(self, *words: str, data: bytes = b"", expect: int = 0) -> Any:
        """Run one command with --json; what it gave out. Raises StepError for another exit code than expected."""
        ended = self._run(["--json", *words], data)
        if ended.returncode != expect:
            raise StepError(_failure(words, ended))
        return json.loads(ended.stdout) if ended.stdout else None

    def raw(self, *words: str) -> bytes:
        """Run one command; the bytes it wrote."""
        ended = self._run(list(words), b"")
        if ended.returncode:
            raise StepError(_failure(words, ended))
        return ended.stdout

    def _run(self, words: Sequence[str], data: bytes) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "app.cli"]
        descriptors: list[int] = []
        if self._passphrase is not None:
            reading, writing = os.pipe()
            os.write(writing, self._passphrase.encode() + b"\n")
            os.close(writing)
            command += ["--passphrase-fd", str(reading)]
            descriptors = [reading]
        try:
            return subprocess.run(
                [*command, *words],
                input=data,
                capture_output=True,
                env=self._environment,
                pass_fds=descriptors,
                check=False,
            )
        finally:
            for descriptor in descriptors:
                os.close(descriptor)


def _failure(words: Sequence[str], ended: subprocess.CompletedProcess[bytes]) -> str:
    return f"bailee {' '.join(words)}: exit {ended.returncode}\n{ended.stderr.decode(errors='replace')}"


class Tour:
    """Prints each step with its time and remembers whether all of them held."""

    def __init__(self) -> None:
        self.holds = True

    def step(self, name: str, act: Callable[[], str]) -> None:
        """Do one step; `act` says in a few words what came of it."""
        began = time.perf_counter()
        try:
            result = act()
        except (StepError, OSError, ValueError, KeyError) as error:
            self.holds = False
            result = f"FAILED: {error}"
        self.say(f"{time.perf_counter() - began:7.2f} s  {name:<34} {result}")

    def say(self, line: str) -> None:
        """Print a line at once."""
        sys.stdout.write(line + "\n")
        sys.stdout.flush()

    def require(self, *, holds: bool, what: str) -> str:
        """The words `what`, if they are true."""
        if not holds:
            raise StepError(what)
        return what
