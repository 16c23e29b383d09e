"""One window for each person and home folder. The second start is a real process."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Home
from ui.shell.single_instance import SingleInstance

SECOND = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from app.settings import Home
from ui.shell.single_instance import SingleInstance
application = QCoreApplication([])
instance = SingleInstance(Home(Path(sys.argv[1])), application)
if instance.is_first():
    print("first")
else:
    print("handed over" if instance.hand_over(sys.argv[2]) else "not answered")
"""


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SingleInstance]:
    runtime = tmp_path / "run"
    runtime.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    owner = QObject(qapp)
    instance = SingleInstance(Home(tmp_path / "home"), owner)
    yield instance
    instance.close()
    owner.deleteLater()


def _second(tmp_path: Path, link: str = "", home: str = "home") -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SECOND, str(tmp_path / home), link]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3])


def _said(process: subprocess.Popen[str]) -> str:
    return process.communicate(timeout=30)[0].strip()


def test_the_second_start_hands_its_link_to_the_first(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    assert first.is_first()
    second = _second(tmp_path, "bailee://ticket/ERP-4711")
    with qtbot.waitSignal(first.knocked, timeout=30_000) as knocked:
        pass
    assert knocked.args == ["bailee://ticket/ERP-4711"]
    assert _said(second) == "handed over"


def test_a_start_on_another_home_folder_is_a_first_one(first: SingleInstance, tmp_path: Path) -> None:
    assert first.is_first()
    assert _said(_second(tmp_path, home="other")) == "first"


def test_after_a_crash_the_next_start_is_the_first(first: SingleInstance, tmp_path: Path) -> None:
    crashed = SECOND.replace("print(", "import os; os._exit(1) or print(")
    subprocess.run([sys.executable, "-c", crashed, str(tmp_path / "home"), ""], check=False, cwd=Path.cwd())
    assert first.is_first()


def test_nobody_else_can_knock(first: SingleInstance, tmp_path: Path) -> None:
    assert first.is_first()
    doors = [path for path in (tmp_path / "run").iterdir() if stat.S_ISSOCK(path.stat().st_mode)]
    assert len(doors) == 1
    assert not doors[0].stat().st_mode & 0o077


def test_who_talks_too_long_is_not_listened_to(qtbot: QtBot, first: SingleInstance, tmp_path: Path) -> None:
    assert first.is_first()
    door = next(path for path in (tmp_path / "run").iterdir() if stat.S_ISSOCK(path.stat().st_mode))
    socket = QLocalSocket()
    socket.connectToServer(str(door))
    with qtbot.assertNotEmitted(first.knocked, wait=100):
        socket.write(b"x" * 10_000)
        qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    socket.close()


def test_a_runtime_folder_that_others_can_read_is_not_used(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fresh_home: Path
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    owner = QObject(qapp)
    instance = SingleInstance(Home(tmp_path / "home"), owner)
    assert instance.is_first()
    assert list(shared.iterdir()) == []
    assert any(path.name.startswith("bailee-") for path in fresh_home.iterdir())
    instance.close()
    owner.deleteLater()
