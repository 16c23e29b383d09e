"""A display of its own with a window manager on it, and a person with mouse and keyboard before it."""

import contextlib
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ("Xvfb", "openbox", "xdotool")
_SECONDS_TO_START = 30.0
_SECONDS_TO_ANSWER = 20.0


def require_display_programs() -> None:
    """Skip the test where the programs for it are not installed."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if sys.platform != "linux" or missing:
        pytest.skip(f"real windows are tested on Linux with {', '.join(PROGRAMS)}; missing: {missing}")


@contextmanager
def _process(*command: str, environment: dict[str, str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _line(inlet: int) -> str:
    """What is written up to the end of a line: the writer fails when it finds nobody reading before."""
    said = b""
    while not said.endswith(b"\n"):
        ready, _, _ = select.select([inlet], [], [], _SECONDS_TO_START)
        piece = os.read(inlet, 16) if ready else b""
        if not piece:
            return ""
        said += piece
    return said.decode().strip()


class Display:
    """An X display with openbox. Leaving the block ends both."""

    def __init__(self, width: int = 1440, height: int = 900) -> None:
        self._size = f"{width}x{height}x24"
        self._stack = ExitStack()
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        inlet, outlet = os.pipe()
        command = ("Xvfb", "-displayfd", str(outlet), "-screen", "0", self._size, "-nolisten", "tcp", "-noreset")
        self._stack.enter_context(_process(*command, environment=dict(os.environ), pass_fds=(outlet,)))
        os.close(outlet)
        number = _line(inlet)
        os.close(inlet)
        if not number:
            self._stack.close()
            pytest.fail("Xvfb did not start")
        self.environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        self._stack.enter_context(
            _process("openbox", "--sm-disable", environment=self.environment, stdout=subprocess.DEVNULL)
        )
        self._wait_for_manager()
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _wait_for_manager(self) -> None:
        ends = time.monotonic() + _SECONDS_TO_START
        while time.monotonic() < ends:
            outcome = subprocess.run(
                ["xdotool", "get_num_desktops"], env=self.environment, capture_output=True, check=False
            )
            if outcome.returncode == 0:
                return
            time.sleep(0.05)
        pytest.fail("openbox did not start")


class Person:
    """Runs the program on a display and uses it: looks, moves the real mouse, presses real keys."""

    def __init__(self, display: Display, module: str, *arguments: str, home: Path) -> None:
        self._environment = {
            **display.environment,
            "BAILEE_HOME": str(home),
            "HOME": str(home.parent),
            "XDG_RUNTIME_DIR": str(home.parent),
            "PYTHONUNBUFFERED": "1",
        }
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

    def wait_to_read(self, text: str, seconds: float = _SECONDS_TO_START) -> None:
        """Wait until a text can be read."""
        self.wait(lambda: self.says(text), f'"{text}" was not shown', seconds)

    def wait(self, is_so: Callable[[], bool], what: str, seconds: float = _SECONDS_TO_START) -> None:
        """Wait until something is so."""
        ends = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > ends:
                pytest.fail(f"{what}; shown are {self.ask(readable=1)}; {self.complaints}")
            time.sleep(0.05)

    def spot(self, name: str, seconds: float = _SECONDS_TO_START) -> tuple[int, int]:
        """Where something can be clicked, as soon as it can be."""
        ends = time.monotonic() + seconds
        while True:
            found = self.ask(spot=name)
            if isinstance(found, list):
                return found[0], found[1]
            if time.monotonic() > ends:
                pytest.fail(f"{found}; {self.complaints}")
            time.sleep(0.05)

    def click(self, name: str) -> None:
        """Move the mouse there and click."""
        x, y = self.spot(name)
        self.tool("mousemove", "--sync", str(x), str(y), "click", "1")
        self.clicks += 1

    def hold(self, name: str, seconds: float) -> None:
        """Press the mouse there, keep it, and let go."""
        x, y = self.spot(name)
        self.tool("mousemove", "--sync", str(x), str(y), "mousedown", "1")
        time.sleep(seconds)
        self.tool("mouseup", "1")
        self.clicks += 1

    def slide_off(self, name: str, seconds: float) -> None:
        """Press the mouse there, move it away, and let go."""
        x, y = self.spot(name)
        self.tool("mousemove", "--sync", str(x), str(y), "mousedown", "1")
        time.sleep(seconds / 2)
        self.tool("mousemove", "--sync", str(x), str(y + 200))
        time.sleep(seconds / 2)
        self.tool("mouseup", "1")

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
