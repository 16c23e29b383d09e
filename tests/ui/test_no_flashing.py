"""Nothing shows as a window of its own for a moment while a screen is built: that flashes, and takes the focus."""

import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.vaults import TICKET, held, opener
from tests.ui.whole import Whole

UI = Path(__file__).resolve().parents[2] / "ui"


class _Watch(QObject):
    """Notes what is shown as a window without being one, and from where."""

    def __init__(self, wanted: QWidget) -> None:
        super().__init__()
        self._wanted = wanted
        self.found: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        is_shown = event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow()
        if is_shown and watched is not self._wanted and not isinstance(watched, QMenu):
            frames = [frame for frame in traceback.extract_stack()[:-1] if UI in Path(frame.filename).parents]
            places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-2:]]
            self.found.append(f"{type(watched).__name__} from {', '.join(places)}")
        return False


@pytest.fixture
def watch(whole: Whole, qapp: QApplication) -> Iterator[_Watch]:
    found = _Watch(whole.window)
    qapp.installEventFilter(found)
    yield found
    qapp.removeEventFilter(found)


def test_no_part_of_a_screen_is_a_window_for_a_moment(whole: Whole, watch: _Watch, customer_folder: Path) -> None:
    vault = opener(whole.session.home)()
    try:
        held(vault, customer_folder)
    finally:
        vault.close()
    whole.unlock()
    for place in ("go.tickets", "go.log", "settings", "ticket.new", "go.board"):
        whole.act(place)
        whole.qtbot.wait(300)
    whole.wait_to_read(TICKET)
    whole.row(TICKET)
    whole.wait_for("Close and wipe")
    whole.open_row(TICKET)
    for tab in ("Files", "Changes", "Work log", "Tables and SQL"):
        whole.wait_for(tab)
        whole.click(tab)
        whole.qtbot.wait(300)
    whole.act("palette.show")
    whole.qtbot.wait(100)
    assert watch.found == []
