"""A folder is dragged out of another program with the mouse, over the window, and let go there."""

import select
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.model import CopyState
from tests.ui.real_window.conftest import FREE, States
from tests.ui.real_window.display import Display
from tests.ui.real_window.person import ROOT, Person
from tests.ui.vaults import TICKET, write_tree

pytestmark = pytest.mark.slow

AT = (20, 20)
_HANDLE = (AT[0] + 20, AT[1] + 20)
_SECONDS = 30
NAME = "quarterly dump"


class Dragged:
    """The other program's window."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def line(self) -> str:
        """What it says next, or "" where that takes too long."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], _SECONDS)
        return self._process.stdout.readline().strip() if ready else ""


@contextmanager
def _shown(display: Display, folder: Path) -> Iterator[Dragged]:
    command = [sys.executable, "-m", "tests.ui.real_window.folder_to_drag", str(folder), *map(str, AT)]
    with subprocess.Popen(command, cwd=ROOT, env=display.environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield Dragged(process)
        finally:
            process.terminate()


@pytest.fixture
def folder(display: Display, tmp_path: Path) -> Iterator[Callable[[], Dragged]]:
    """Shows a folder in the window of another program."""
    with ExitStack() as ends:

        def show() -> Dragged:
            other = ends.enter_context(_shown(display, write_tree(tmp_path / NAME)))
            assert other.line() == "ready"
            return other

        yield show


def test_dropped_on_a_ticket_it_is_checked_out_with_one_click(
    inside: Person, folder: Callable[[], Dragged], states: States
) -> None:
    inside.key("ctrl+k")
    inside.wait_to_read("Found")
    inside.type(FREE)
    inside.wait_to_read("Delivery notes")
    inside.key("Return")
    inside.wait_to_read("No copy held")
    other = folder()
    inside.drag(_HANDLE, "Folder…")
    inside.wait_to_read(f"Check out {NAME} for {FREE}")
    inside.let_go()
    assert other.line() == "CopyAction"
    inside.click(f"Check out {NAME}")
    inside.wait_to_read("Copy ready")
    assert inside.clicks == 1
    assert states()[FREE] is CopyState.HELD


def test_dropped_on_the_board_it_becomes_a_new_ticket_and_nothing_is_read_yet(
    inside: Person, folder: Callable[[], Dragged], states: States
) -> None:
    before = states()
    other = folder()
    inside.drag(_HANDLE, TICKET)
    inside.wait_to_read(f"New ticket that checks out {NAME}")
    inside.let_go()
    assert other.line() == "CopyAction"
    inside.wait_to_read("Create and check out")
    inside.wait_to_read(NAME)
    assert states() == before


def test_taken_back_out_of_the_window_nothing_happens(
    inside: Person, folder: Callable[[], Dragged], states: States
) -> None:
    before = states()
    other = folder()
    inside.drag(_HANDLE, TICKET)
    inside.wait_to_read(f"New ticket that checks out {NAME}")
    inside.drag_on(_HANDLE)
    inside.wait(lambda: not inside.says(f"New ticket that checks out {NAME}"), "the caption stayed")
    inside.let_go()
    assert other.line() == "IgnoreAction"
    assert not inside.says("Create and check out")
    assert states() == before
