"""What the window remembers: in a small file, readable again whatever was put."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.settings import Home
from ui.jobs import JobRunner
from ui.shell.window_memory import FILE, WindowMemory, from_ini, to_ini


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    del qapp
    runner = JobRunner()
    yield runner
    runner.shutdown()


def _memory(home: Home, runner: JobRunner, owner: QObject) -> WindowMemory:
    return WindowMemory(home, runner, owner)


def test_what_was_put_is_there_in_the_next_window(qtbot: QtBot, tmp_path: Path, runner: JobRunner) -> None:
    home, owner = Home(tmp_path), QObject()
    memory = _memory(home, runner, owner)
    memory.put("board/grouping", "holder")
    memory.put("pane/width/board", "420")
    assert memory.text("board/grouping") == "holder"
    memory.write()
    qtbot.waitUntil((tmp_path / FILE).exists)
    again = _memory(home, runner, owner)
    assert (again.text("board/grouping"), again.text("pane/width/board"), again.text("no", "x")) == (
        "holder",
        "420",
        "x",
    )
    owner.deleteLater()


def test_it_is_written_by_itself_after_a_moment(qtbot: QtBot, tmp_path: Path, runner: JobRunner) -> None:
    owner = QObject()
    _memory(Home(tmp_path), runner, owner).put("a", "b")
    qtbot.waitUntil((tmp_path / FILE).exists, timeout=5_000)
    owner.deleteLater()


def test_without_a_home_folder_nothing_is_made(qtbot: QtBot, tmp_path: Path, runner: JobRunner) -> None:
    owner = QObject()
    memory = _memory(Home(tmp_path / "none"), runner, owner)
    memory.put("a", "b")
    memory.write()
    qtbot.waitUntil(runner.is_idle)
    assert list(tmp_path.iterdir()) == []
    owner.deleteLater()


@given(st.dictionaries(st.text(min_size=1, max_size=30), st.text(max_size=50), max_size=8))
def test_any_keys_and_values_come_back(values: dict[str, str]) -> None:
    printable = {key.encode("utf-8", "replace").decode(): value for key, value in values.items()}
    assert from_ini(to_ini(printable)) == printable


@given(st.binary(max_size=300))
def test_any_bytes_are_read_without_complaint(data: bytes) -> None:
    assert all(isinstance(value, str) for value in from_ini(data).values())


def test_a_value_that_is_too_long_is_not_kept(tmp_path: Path, runner: JobRunner) -> None:
    owner = QObject()
    memory = _memory(Home(tmp_path), runner, owner)
    memory.put("a", "x" * 5_000)
    assert memory.text("a") == ""
    owner.deleteLater()


def test_after_its_end_nothing_is_written_any_more(qtbot: QtBot, tmp_path: Path, runner: JobRunner) -> None:
    owner = QObject()
    memory = _memory(Home(tmp_path), runner, owner)
    memory.put("a", "b")
    memory.end()
    qtbot.waitUntil(runner.is_idle)
    before = (tmp_path / FILE).read_bytes()
    memory.put("a", "c")
    assert memory.text("a") == "c"
    assert not memory._writing.isActive()
    assert (tmp_path / FILE).read_bytes() == before
    owner.deleteLater()
