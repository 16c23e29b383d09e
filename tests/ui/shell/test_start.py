"""The start: what it needs, what it says without a screen, and what it must not import before the card stands."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ui.main import main

ROOT = Path(__file__).parents[3]
HEAVY = (
    "sqlalchemy",
    "sqlcipher3",
    "apsw",
    "fpdf",
    "alembic",
    "keyring",
    "app.bootstrap",
    "ui.screens.board",
    "ui.words",
)
LISTED = """
import sys
import ui.program, ui.shell.single_instance
print("\\n".join(sys.modules))
"""


def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    return subprocess.run(
        [sys.executable, "-m", "ui.main", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env=kept | environment,
        check=False,
    )


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there is always a screen")
def test_without_a_screen_it_says_so_and_fails() -> None:
    done = start()
    assert done.returncode == 1
    assert "no screen" in done.stderr
    assert done.stdout == ""


def test_the_selftest_judges_this_binding(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--selftest"]) == 0
    assert "references: None" in capsys.readouterr().out


def test_nothing_heavy_stands_between_the_start_and_the_card() -> None:
    listed = subprocess.run([sys.executable, "-c", LISTED], capture_output=True, text=True, cwd=ROOT, check=True)
    modules = set(listed.stdout.split())
    assert "ui.main_window" in modules
    assert [name for name in HEAVY if name in modules] == []


def test_only_a_program_that_runs_from_its_source_has_a_heartbeat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.frozen", True, raising=False)
    with pytest.raises(SystemExit) as refused:
        main(["--heartbeat"])
    assert refused.value.code == 2
    assert "--heartbeat" in capsys.readouterr().err


def test_a_second_start_hands_over_and_ends(tmp_path: Path) -> None:
    """Two real programs on one home folder; the first is ended politely and exits without complaint.

    It was started with its heart watched, and tells of it at the end.
    """
    run = tmp_path / "run"
    run.mkdir(mode=0o700)
    environment = {
        "QT_QPA_PLATFORM": "offscreen",
        "BAILEE_HOME": str(tmp_path / "home"),
        "XDG_RUNTIME_DIR": str(run),
    }
    kept = {name: value for name, value in os.environ.items() if name not in environment}
    first = subprocess.Popen(
        [sys.executable, "-m", "ui.main", "--heartbeat"],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=kept | environment,
    )
    try:
        deadline = 200
        while not list(run.glob("bailee-*[!k]")) and deadline:
            deadline -= 1
            try:
                first.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
            break
        second = start("bailee://ticket/ERP-1", **environment)
        assert second.returncode == 0, second.stderr
        first.terminate()
        _, complaint = first.communicate(timeout=30)
        assert first.returncode == 0
        assert "Traceback" not in complaint
        assert re.search(r"heartbeat\n.*longer.*\n  [1-9][\d,]* beats, p99 ", complaint, re.DOTALL), complaint
    finally:
        first.kill()
        first.wait()
