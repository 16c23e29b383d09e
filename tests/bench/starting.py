"""How long the program takes until the unlock card can be used, against the barest window that Qt can show."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton

ROOT = Path(__file__).resolve().parents[2]
BARE_TEXT = "Unlock"
_SECONDS_TO_START = 60


def main() -> int:
    """The bare window."""
    application = QApplication([])
    button = QPushButton(BARE_TEXT)
    button.show()
    return application.exec()


def seconds_to_show(module: str, text: str, home: Path) -> float:
    """From the start of the process until something named `text` is shown and can be clicked."""
    environment = {**os.environ, "BAILEE_HOME": str(home), "HOME": str(home.parent), "QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.real_window.program", module],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        try:
            while not _is_shown(process, text):
                if time.perf_counter() - began > _SECONDS_TO_START:
                    message = f"{module} does not show {text}"
                    raise TimeoutError(message)
                time.sleep(0.005)
            return time.perf_counter() - began
        finally:
            process.kill()


def _is_shown(process: "subprocess.Popen[str]", text: str) -> bool:
    if process.stdin is None or process.stdout is None:
        raise AssertionError
    process.stdin.write(json.dumps({"spot": text}) + "\n")
    process.stdin.flush()
    ready, _, _ = select.select([process.stdout], [], [], _SECONDS_TO_START)
    line = process.stdout.readline() if ready else ""
    return bool(line) and isinstance(json.loads(line)["answer"], list)


def in_turn(rounds: int, ours: Callable[[], float], bare: Callable[[], float]) -> tuple[list[float], list[float]]:
    """The times of both, taken in turn."""
    times = [(ours(), bare()) for _ in range(rounds)]
    return [time for time, _ in times], [time for _, time in times]


def slow_imports(module: str, least_ms: float) -> list[tuple[str, float]]:
    """The modules that alone, without what they import, take at least so long when `module` is imported."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    outcome = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", f"import {module}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found = []
    for line in outcome.stderr.splitlines():
        itself, _, rest = line.removeprefix("import time:").partition("|")
        if itself.strip().isdigit() and int(itself) >= least_ms * 1000:
            found.append((rest.rpartition("|")[2].strip(), int(itself) / 1000))
    return sorted(found, key=lambda each: -each[1])


def resident_megabytes() -> float:
    """What this process holds in memory now; 0 where the system does not say."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS:")), 0.0)


if __name__ == "__main__":
    sys.exit(main())
