"""The working copy as a whole: what stands around the tabs, and that nothing of it stays behind a lock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.model import CopyRecord
from app.operations.close_ticket import close_ticket, plan_close
from app.operations.export_files import export_files
from tests.ui.copy.conftest import Run, put
from tests.ui.driving import Driver
from tests.ui.finding import texts_of
from tests.ui.vaults import TICKET, RecordedNotices, held, write_tree
from ui.acts import Act
from ui.icons.names import Icon
from ui.places import Place, Where
from ui.screens.copy.own_window import CopyWindow, CopyWindows
from ui.screens.copy.screen import CopyScreen, Part
from ui.surroundings import Surroundings


def test_it_says_whose_copy_it_is(driver: Driver, screen: CopyScreen) -> None:
    captions: list[str] = []
    screen.caption_changed.connect(captions.append)
    for text in (TICKET, "Invoice run aborts after VAT change", "Encrypted copy of Quartz and Vale GmbH · erp live"):
        assert driver.says(text)
    assert driver.says("Everything here is encrypted on disk. Nothing was written in clear.")
    screen.refresh()
    driver.wait(lambda: f"{TICKET} Quartz and Vale GmbH (copy)" in captions)


def test_what_was_exported_is_told_at_the_foot(driver: Driver, run: Run, tmp_path: Path) -> None:
    run(lambda vault, monitor: export_files(vault, TICKET, [b"notes.txt"], tmp_path, monitor))
    driver.wait(lambda: not driver.says("Nothing was written in clear."))
    assert driver.says("1 piece was exported, 49 bytes.") or driver.says("49 bytes.")


@pytest.mark.parametrize("part", list(Part))
def test_a_place_leads_to_its_tab_and_a_tab_to_its_place(
    around: Surroundings, screen: CopyScreen, driver: Driver, part: Part
) -> None:
    around.navigator.go(Place(Where.COPY, TICKET))
    screen.arrive(Place(Where.COPY, TICKET, part.value))
    assert screen.part is part
    assert around.navigator.place.part == part.value or part is Part.FILES
    other = screen.tabs[Part.LOG if part is not Part.LOG else Part.FILES].caption()
    driver.click(other)
    assert around.navigator.place.part == screen.part.value
    assert screen.part is not part


def test_changes_are_counted_on_the_tab_wherever_they_come_from(driver: Driver, run: Run) -> None:
    assert driver.has("Changes")
    put(run, b"notes.txt", b"edited")
    driver.wait_for("Changes 1")


def test_a_lock_leaves_nothing_of_the_copy_on_the_screen(
    around: Surroundings, screen: CopyScreen, driver: Driver, run: Run, qtbot: QtBot
) -> None:
    put(run, b"notes.txt", b"something secret was found\n")
    for part in Part:
        screen.arrive(Place(Where.COPY, TICKET, part.value))
        driver.wait(partial(screen._opened.__contains__, part))
    driver.wait_for("Changes 1")
    screen.arrive(Place(Where.COPY, TICKET, "files"))
    driver.row("notes.txt")
    driver.key("Space")
    driver.wait_to_read("something secret")
    around.session.locking.connect(screen.forget)
    around.session.lock()
    texts = {text for widget in screen.findChildren(QWidget) for text in texts_of(widget)}
    for secret in ("secret", "notes.txt", TICKET, "Quartz", "customers.csv"):
        assert [text for text in texts if secret in text] == []
    assert screen.files.list.model().rowCount() == 0
    assert screen.changes.list.model().rowCount() == 0
    assert screen.access.record is None
    qtbot.waitUntil(around.session.runner.is_idle, timeout=20_000)


def test_a_copy_that_is_closed_goes_from_the_screen(driver: Driver, run: Run, screen: CopyScreen) -> None:
    run(lambda vault, monitor: close_ticket(vault, plan_close(vault, TICKET, at_once=False), monitor, at_once=False))
    driver.wait_to_read(f"The copy of {TICKET} is closed")
    assert driver.says("Until that begins, Undo brings it back.")
    assert not driver.says("notes.txt")
    assert screen.access.record is None
    driver.click("Show ticket")
    assert screen.around.navigator.place == Place(Where.TICKETS, TICKET)


def test_a_ticket_without_a_copy_says_so(around: Surroundings, drive: Callable[[QWidget], Driver]) -> None:
    screen = CopyScreen(around)
    driver = drive(screen)
    screen.arrive(Place(Where.COPY, "KAS-1190"))
    driver.wait_to_read("KAS-1190 holds no copy")
    screen.forget()


def test_of_two_copies_the_newest_is_shown_and_the_other_can_be(
    driver: Driver, run: Run, record: CopyRecord, tmp_path: Path, screen: CopyScreen
) -> None:
    folder = write_tree(tmp_path / "second", {"second.txt": b"second"})
    run(lambda vault, _monitor: held(vault, folder))
    driver.wait_to_read("This ticket has 2 copies")
    assert screen.access.record is not None
    assert screen.access.record.id == record.id  # what one works at is not taken away
    driver.click("Show the other one")
    driver.wait_to_read("second.txt")
    assert not driver.says("notes.txt")


def test_a_ticket_that_is_not_there_is_told(around: Surroundings, drive: Callable[[QWidget], Driver]) -> None:
    screen = CopyScreen(around)
    driver = drive(screen)
    screen.arrive(Place(Where.COPY, "ERP-0000"))
    driver.wait_for("Try again")
    screen.forget()


def test_the_acts_of_the_ticket_are_those_of_its_pane(around: Surroundings, screen: CopyScreen, driver: Driver) -> None:
    assert driver.why_not("Close and wipe") == "Not available here"
    done: list[str] = []
    around.acts.add(Act("ticket.close", lambda: "Close && wipe", Icon.WIPE), lambda: done.append("close"))
    around.acts.refresh()
    driver.click("Close and wipe")
    assert done == ["close"]
    assert screen.frame.bar.isVisible()


def test_a_window_of_its_own_shows_the_same_and_goes_with_the_lock(
    around: Surroundings, screen: CopyScreen, driver: Driver, qtbot: QtBot
) -> None:
    windows = CopyWindows(around, screen)
    driver.click("Open in a window of its own (Ctrl+Shift+N)")
    (window,) = windows.windows
    inside = window.screen_inside
    driver.wait(lambda: inside.files.list.model().rowCount() > 0)
    driver.wait(lambda: window.windowTitle() == f"{TICKET} Quartz and Vale GmbH (copy) - Bailee")
    inside.frame.bar.setCurrentIndex(3)
    assert screen.part is Part.FILES
    around.session.lock()
    assert windows.windows == []
    qtbot.waitUntil(around.session.runner.is_idle, timeout=20_000)


def test_an_act_of_the_main_window_is_done_there(around: Surroundings, record: CopyRecord, qtbot: QtBot) -> None:
    done: list[Place] = []
    around.acts.add(
        Act("ticket.close", lambda: "Close && wipe", Icon.WIPE), lambda: done.append(around.navigator.place)
    )
    window = CopyWindow(around, Place(Where.COPY, TICKET, "changes"))
    window.show()
    driver = Driver(qtbot, window)
    driver.wait_to_read("Nothing changed since checkout")
    driver.click("Close and wipe")
    assert done == [Place(Where.COPY, TICKET, "changes")]
    assert record.ticket.number == TICKET
    window.close()
    qtbot.waitUntil(around.session.runner.is_idle, timeout=20_000)


def test_exporting_with_the_keyboard_is_about_the_tab_that_is_shown(
    screen: CopyScreen, driver: Driver, notices: RecordedNotices, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    screen.files.asking.folder = lambda _parent, _title: out
    driver.row("notes.txt")
    driver.key("Ctrl+Shift+E")
    driver.wait(lambda: bool(notices.told))
    assert [path.name for path in out.iterdir()] == ["notes.txt"]
    screen.arrive(Place(Where.COPY, TICKET, "log"))
    assert screen.around.acts.why_not("copy.export") == "Choose Files or Changes first"
