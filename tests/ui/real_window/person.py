"""A person with mouse and keyboard before the program on a display."""

import contextlib
import json
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pytest

from tests.ui.real_window.display import Display

ROOT = Path(__file__).resolve().parents[3]
_SECONDS_TO_COME = 30.0
_SECONDS_TO_ANSWER = 30.0
_STEPS_OF_A_DRAG = 12


@dataclass(frozen=True, slots=True)
class Geometry:
    """A window on the screen, and the smallest it wants to be."""

    left: int
    top: int
    width: int
    height: int
    least_width: int
    least_height: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

    def holds(self, spot: tuple[int, int]) -> bool:
        """Whether a place on the screen is in it."""
        x, y = spot
        return self.left <= x < self.left + self.width and self.top <= y < self.top + self.height


class Person:
    """Runs the program on a display and uses it: looks, moves the real mouse, presses real keys."""

    def __init__(
        self,
        display: Display,
        module: str,
        *arguments: str,
        home: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._environment = {
            **display.environment,
            "BAILEE_HOME": str(home),
            "HOME": str(home.parent),
            "XDG_RUNTIME_DIR": str(home.parent),
            "PYTHONUNBUFFERED": "1",
            **(environment or {}),
        }
        self._display, self._module, self._home = display, module, home
        self._command = (sys.executable, "-m", "tests.ui.real_window.program", module, *arguments)
        self._log = home.parent / "window.log"
        self.clicks = 0
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        with self._log.open("w") as log:
            self._process = subprocess.Popen(
                self._command,
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        return self

    def __exit__(self, *_: object) -> None:
        process = self._process
        if process is None:
            return
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(BrokenPipeError):  # what was asked last of a program that had ended
                    pipe.close()

    @property
    def exit_code(self) -> int | None:
        """None while the program runs."""
        return None if self._process is None else self._process.poll()

    @property
    def complaints(self) -> str:
        """What the program wrote to standard error."""
        return self._log.read_text("utf-8", errors="replace")

    def ask(self, **question: object) -> Any:
        """What the window answers. Fails when the program has ended or says nothing."""
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise AssertionError
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            pytest.fail(f"the program has ended: {self.complaints}")
        ready, _, _ = select.select([process.stdout], [], [], _SECONDS_TO_ANSWER)
        line = process.stdout.readline() if ready else ""
        if not line:
            pytest.fail(f"the program does not answer: {self.complaints}")
        return json.loads(line)["answer"]

    def says(self, text: str) -> bool:
        """Whether a text can be read."""
        return self.ask(says=text) is True

    def wait_to_read(self, text: str, seconds: float = _SECONDS_TO_COME) -> None:
        """Wait until a text can be read."""
        self.wait(lambda: self.says(text), f'"{text}" was not shown', seconds)

    def wait(self, is_so: Callable[[], bool], what: str, seconds: float = _SECONDS_TO_COME) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > ends:
                pytest.fail(f"{what}; shown are {self.ask(readable=1)}; {self.complaints}")
            time.sleep(0.05)

    def spot(self, name: str, *, within: str | None = None, seconds: float = _SECONDS_TO_COME) -> tuple[int, int]:
        """Where something can be clicked, as soon as it can be and has stopped moving."""
        ends = time.monotonic() + seconds
        before: object = None
        while True:
            found = self.ask(spot=name, within=within)
            if isinstance(found, list) and found == before:
                return found[0], found[1]
            if time.monotonic() > ends:
                pytest.fail(f"{found}; {self.complaints}")
            before = found
            time.sleep(0.05)

    def click(self, name: str, *, within: str | None = None) -> None:
        """Move the mouse there and click."""
        x, y = self.spot(name, within=within)
        self.tool("mousemove", str(x), str(y), "click", "1")
        self.clicks += 1

    def double_click(self, name: str) -> None:
        """Move the mouse there and click twice."""
        x, y = self.spot(name)
        self.tool("mousemove", str(x), str(y), "click", "--repeat", "2", "--delay", "60", "1")
        self.clicks += 2

    def hold(self, name: str, seconds: float) -> None:
        """Press the mouse there, keep it for so long after the window knows of it, and let go."""
        self._press(*self.spot(name))
        time.sleep(seconds)
        self.ask(is_pressed=1)  # it has seen to whatever came before this question
        self.tool("mouseup", "1")
        self.clicks += 1

    def slide_off(self, name: str, seconds: float) -> None:
        """Press the mouse there, move it away, keep it down for so long, and let go."""
        x, y = self.spot(name)
        self._press(x, y)
        self.tool("mousemove", str(x), str(y - 200))
        time.sleep(seconds)
        self.ask(is_pressed=1)
        self.tool("mouseup", "1")

    def _press(self, x: int, y: int) -> None:
        self.tool("mousemove", str(x), str(y), "mousedown", "1")
        self.wait(lambda: self.ask(is_pressed=1) is True, "the window never knew of the pressed mouse")

    def drag(self, start: tuple[int, int], name: str) -> None:
        """Press the mouse at a place outside the window and go to something in it. It is still pressed."""
        spot = self.spot(name)
        self.tool("mousemove", str(start[0]), str(start[1]), "mousedown", "1")
        self.drag_on(spot, start)

    def drag_on(self, to: tuple[int, int], start: tuple[int, int] | None = None) -> None:
        """Go on to another place with the mouse pressed, as a hand does: in steps that can be answered."""
        from_x, from_y = start or to
        for step in range(1, _STEPS_OF_A_DRAG + 1):
            time.sleep(0.1)
            share = step / _STEPS_OF_A_DRAG
            at = (round(from_x + (to[0] - from_x) * share), round(from_y + (to[1] - from_y) * share))
            self.tool("mousemove", str(at[0]), str(at[1] + step % 2))

    def let_go(self) -> None:
        """Let the mouse go."""
        self.tool("mouseup", "1")

    def geometry(self) -> Geometry:
        """Where the window is, and how large."""
        return Geometry(*self.ask(geometry=1))

    def resize(self, width: int, height: int) -> None:
        """Have the window manager give the window another size, and wait until it has it."""
        self.ask_for_size(width, height)
        self.wait(lambda: self.geometry().size == (width, height), f"the window never became {width}x{height}")

    def ask_for_size(self, width: int, height: int) -> None:
        """Have the window manager try to give the window another size."""
        window = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Bailee$"],
            env=self._environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=20,
        ).stdout.split()[-1]
        self.tool("windowsize", window, str(width), str(height))

    def start_again(self, *arguments: str) -> int:
        """Start the program once more beside the one that runs; the exit code of the second."""
        command = (sys.executable, "-m", "ui.main", *arguments)
        with self._log.open("a") as log:
            return subprocess.run(
                command, cwd=ROOT, env=self._environment, stderr=log, check=False, timeout=_SECONDS_TO_COME * 2
            ).returncode

    def once_more(self, *arguments: str) -> "Person":
        """The same person before another run of the program."""
        return Person(self._display, self._module, *arguments, home=self._home)

    def type(self, text: str) -> None:
        """Type with the real keyboard."""
        self.tool("type", "--delay", "8", text)

    def key(self, *keys: str) -> None:
        """Press keys as X calls them: "ctrl+k", "Return"."""
        self.tool("key", "--delay", "20", *keys)

    def picture(self, path: Path) -> None:
        """Save what is on the screen."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if self.ask(picture=str(path)) is not True:
            pytest.fail(f"no picture at {path}")

    def tool(self, *words: str) -> None:
        """One call of xdotool."""
        subprocess.run(["xdotool", *words], env=self._environment, check=True, capture_output=True, timeout=20)
