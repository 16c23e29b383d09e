"""Runs `bailee` within the test, with the keyring and the clock of a `World`; processes are in `processes`."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import init, unlock
from app.cli.main import main
from app.cli.session import Doors
from tests.app.world import World


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: bytes
    err: str

    def json(self) -> Any:
        """The one JSON value on standard output."""
        return json.loads(self.out)

    def text(self) -> str:
        return self.out.decode()


class Terminal:
    """One terminal, in front of one vault."""

    def __init__(
        self, world: World, capture: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, folder: Path
    ) -> None:
        self.world = world
        self._capture = capture
        self._monkeypatch = monkeypatch
        self._folder = folder
        self.doors = Doors(
            init=partial(init, clock=world.clock, find_store=lambda: world.keyring),
            unlock=partial(unlock, clock=world.clock, stores=lambda _: world.keyring),
        )
        monkeypatch.setenv("BAILEE_HOME", str(world.home.path))
        # It changes the process for good; `test_processes` sees it at work.
        monkeypatch.setattr("app.cli.main.harden", lambda: None)

    def run(self, *words: str, data: bytes = b"") -> Ended:
        """Run one command with `data` as its input."""
        stdin = self._folder / "stdin"
        stdin.write_bytes(data)
        self._capture.readouterr()
        with stdin.open("r", encoding="utf-8") as file, self._monkeypatch.context() as patch:
            patch.setattr("sys.stdin", file)
            code = main(list(words), doors=self.doors)
        out, err = self._capture.readouterr()
        return Ended(code, out, err.decode())

    def json(self, *words: str, data: bytes = b"", expect: int = 0) -> Any:
        """Run one command with --json; the value it gave."""
        ended = self.run("--json", *words, data=data)
        assert ended.code == expect, ended
        return ended.json()

    def error(self, *words: str) -> dict[str, str]:
        """Run one command with --json that is expected to fail; the error it gave."""
        ended = self.run("--json", *words)
        assert ended.code not in {0, 70}, ended
        error: dict[str, str] = ended.json()["error"]
        return error

    def replace_unlock(self, act: Callable[..., Any]) -> None:
        """Unlock by `act` from now on."""
        self.doors = Doors(init=self.doors.init, unlock=act)
