"""A desk to sit at."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QWidget

from app.settings import Home, Settings
from tests.ui.driving import Driver
from tests.ui.ticket_pane.desk import Desk, sit_down
from ui.surroundings import Surroundings


@pytest.fixture
def undo_seconds() -> int:
    """The undo window; long enough that it does not end by itself."""
    return 600


@pytest.fixture
def home(home: Home, undo_seconds: int) -> Home:
    """The vault, with that undo window."""
    Settings(undo_seconds=undo_seconds).save(home)
    return home


@pytest.fixture
def desk(around: Surroundings, drive: Callable[[QWidget], Driver]) -> Iterator[Desk]:
    """Board and pane on the vault."""
    desk = sit_down(around, drive)
    yield desk
    desk.pane.timer.book()
