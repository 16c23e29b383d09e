"""A display of its own with a window manager on it."""

import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Self

import pytest

PROGRAMS = ("Xvfb", "openbox", "xdotool")
_SECONDS_TO_START = 30.0


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
        try:
            self._furnish(number)
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def _furnish(self, number: str) -> None:
        if not number:
            pytest.fail("Xvfb did not start")
        # Without a bus of the person who runs the tests: its tray, its screen reader and its keyring are not touched.
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        }
        self.environment.pop("WAYLAND_DISPLAY", None)
        self._stack.enter_context(
            _process("openbox", "--sm-disable", environment=self.environment, stdout=subprocess.DEVNULL)
        )
        self._wait_for_manager()

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
