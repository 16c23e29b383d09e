"""Runs `bailee` in processes of its own, with a passphrase over a descriptor: what no test within can show."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

PASSPHRASE = b"correct horse battery"


class Bailee:
    """The program in front of one home folder."""

    def __init__(self, home: Path, passphrase: bytes = PASSPHRASE) -> None:
        self.home = home
        self.passphrase = passphrase

    @contextmanager
    def started(
        self, *words: bytes | str, stdin: int | IO[bytes] = subprocess.DEVNULL
    ) -> Iterator[subprocess.Popen[bytes]]:
        """A command that has been started."""
        reading, writing = os.pipe()
        os.write(writing, self.passphrase + b"\n")
        os.close(writing)
        command = [sys.executable, "-m", "app.cli", "--passphrase-fd", str(reading), *words]
        usual = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        environment = {**usual, "BAILEE_HOME": str(self.home)}
        try:
            process = subprocess.Popen(
                command,
                stdin=stdin,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                pass_fds=[reading],
            )
        finally:
            os.close(reading)
        with process:
            try:
                yield process
            finally:
                process.kill()

    def run(self, *words: bytes | str, data: bytes = b"") -> tuple[int, bytes, str]:
        """Exit code, output and errors of a command that got `data`."""
        with self.started(*words, stdin=subprocess.PIPE) as process:
            out, err = process.communicate(data, timeout=60)
            return process.returncode, out, err.decode()

    def json(self, *words: bytes | str, expect: int = 0) -> Any:
        """The one JSON value that a command gave."""
        code, out, err = self.run("--json", *words)
        assert code == expect, err
        return json.loads(out)
