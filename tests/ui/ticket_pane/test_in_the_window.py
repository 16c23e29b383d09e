"""The same acts in the real frame: from the strip of a copy, by the keys, and from the palette's wish."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.model import CopyRecord, CopyState
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import DatabaseWish, find_database
from app.operations.put_file import put_file
from app.progress import Monitor
from app.settings import Settings
from app.unlocked.vault import Unlocked
from tests.ui.driving import Driver
from tests.ui.vaults import TICKET, held, result_of
from ui.places import Place, Where
from ui.preferences import Preferences
from ui.session import VaultSession
from ui.shell.frame import Frame
from ui.shell.window_memory import WindowMemory
from ui.theme.theme import Theme

HOLD_MS = 1_300


class Window:
    """The frame with somebody who drives it."""

    def __init__(self, frame: Frame, drive: Driver) -> None:
        self.frame = frame
        self.drive = drive

    def calm(self) -> None:
        self.drive.wait(self.frame.session.runner.is_idle)

    def do(self, work: Callable[[Unlocked], object]) -> object:
        def wait(is_so: Callable[[], bool], *, timeout: int) -> None:
            self.drive.wait(is_so, timeout / 1000)

        return result_of(self.frame.session, lambda vault, _: work(vault), wait)

    def state(self) -> CopyState:
        found = self.do(lambda vault: vault.registry.copies.all()[-1])
        assert isinstance(found, CopyRecord)
        return found.state

    def go(self, place: Place) -> None:
        self.frame.navigator.go(place)
        self.calm()
        self.frame.activateWindow()
        self.drive.wait(self.frame.isActiveWindow)
        self.drive.clicks = 0


@pytest.fixture
def window(app_theme: Theme, session: VaultSession, drive: Callable[[QWidget], Driver]) -> Iterator[Window]:
    owner = QObject()
    preferences = Preferences(session, Settings(), owner)
    memory = WindowMemory(session.home, session.runner, owner)
    frame = Frame(app_theme, session, preferences, memory)
    frame.resize(1440, 900)
    frame.enter()
    made = Window(frame, drive(frame))
    made.calm()
    yield made
    frame.pane.timer.book()
    frame.custodian.leave()
    memory.end()
    session.lock()
    made.calm()
    owner.deleteLater()


def change(vault: Unlocked) -> None:
    data = [b"-- mend\n"]
    put_file(vault, TICKET, b"fix.sql", lambda _: data.pop() if data else b"", Monitor())


def test_a_clean_copy_is_closed_from_its_strip_with_one_click(window: Window, customer_folder: Path) -> None:
    window.do(lambda vault: held(vault, customer_folder))
    window.go(Place(Where.COPY, TICKET))
    window.drive.click("Close and wipe")
    window.drive.wait_for("Undo")
    assert window.drive.clicks == 1
    window.calm()
    assert window.state() is CopyState.CLOSING
    window.drive.click("Undo")
    window.drive.wait(lambda: window.state() is CopyState.HELD)
    assert window.frame.navigator.place == Place(Where.COPY, TICKET), "one works on where one was"


def test_a_changed_copy_leads_to_the_loss_list_beside_the_board(window: Window, customer_folder: Path) -> None:
    window.do(lambda vault: held(vault, customer_folder))
    window.do(change)
    window.go(Place(Where.COPY, TICKET))
    window.drive.click("Close and wipe")
    window.drive.wait_for("Hold to wipe")
    assert window.frame.navigator.place == Place(Where.BOARD, TICKET)
    window.calm()
    window.drive.hold("Hold to wipe", HOLD_MS)
    assert window.drive.clicks == 2
    window.drive.wait(lambda: window.state() is CopyState.CLOSING)


def test_a_database_that_is_looked_at_does_not_keep_the_copy_from_closing(window: Window, tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE sale (id INTEGER PRIMARY KEY, net REAL)")
        connection.execute("INSERT INTO sale VALUES (1, 9.5)")
    connection.close()

    def take(vault: Unlocked) -> CopyRecord:
        database = find_database(vault, str(path), DatabaseWish(), lambda _: pytest.fail("no password"))
        assert database is not None
        return check_out(vault, plan_check_out(vault, TICKET, database), Monitor())

    window.do(take)
    window.go(Place(Where.COPY, TICKET, "tables"))
    window.calm()
    window.drive.click("Close and wipe")
    window.drive.wait(lambda: window.state() is CopyState.CLOSING)


def test_the_keys_close_the_copy_in_front(window: Window, customer_folder: Path) -> None:
    window.do(lambda vault: held(vault, customer_folder))
    window.go(Place(Where.COPY, TICKET))
    window.drive.key("Ctrl+Shift+Del")
    window.drive.wait(lambda: window.state() is CopyState.CLOSING)


def test_a_ticket_with_a_known_source_is_checked_out_with_two_clicks_from_the_list(
    window: Window, customer_folder: Path
) -> None:
    """The first job of a day: the ticket, and the button."""
    window.do(lambda vault: held(vault, customer_folder, "ERP-4730"))
    window.go(Place(Where.TICKETS))
    window.drive.wait_to_read("ERP-4751")
    window.drive.row("ERP-4751")
    window.drive.wait_for("Check out erp export")
    window.drive.click("Check out erp export")
    assert window.drive.clicks == 2
    window.drive.wait_for("Open copy")
    window.calm()
    assert window.state() is CopyState.HELD


def test_ctrl_z_takes_a_close_back(window: Window, customer_folder: Path) -> None:
    window.do(lambda vault: held(vault, customer_folder))
    window.go(Place(Where.BOARD, TICKET))
    window.drive.wait_for("Close and wipe")
    window.drive.click("Close and wipe")
    window.drive.wait_for("Undo")
    window.calm()
    window.frame.setFocus()
    window.drive.key("Ctrl+Z")
    window.drive.wait(lambda: window.state() is CopyState.HELD)


def test_new_ticket_by_keys_opens_the_form_beside_a_list(window: Window) -> None:
    window.go(Place(Where.BOARD))
    window.drive.key("Ctrl+N")
    window.drive.wait_for("Customer")
    assert window.frame.split.is_open
    window.drive.key("Escape")
    window.calm()
    assert not window.drive.has("Create and check out")
