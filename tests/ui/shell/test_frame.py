"""The open window: places and their keys, history, the pane, zones, what lies over it."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.driving import Driver
from tests.ui.shell.conftest import MakeWindow, unlock, window_of
from tests.ui.vaults import TICKET, TICKETS
from ui.acts import Scope
from ui.jobs import Listing
from ui.places import Place, Where
from ui.shell.frame import Frame
from ui.shell.global_acts import GO
from ui.shell.quit_sheet import Standing
from ui.surroundings import NoticeAct

PLACES = [Where.BOARD, Where.TICKETS, Where.CUSTOMERS, Where.BACKUPS, Where.LOG]


def test_every_place_has_its_key(driver: Driver, frame: Frame) -> None:
    for number, where in reversed(list(enumerate(PLACES, start=1))):
        driver.key(f"Ctrl+{number}")
        assert frame.navigator.place == Place(where)
        assert frame.content.where is where
    driver.key("Ctrl+,")
    assert frame.content.where is Where.SETTINGS
    assert driver.window.windowTitle() == "Settings - Bailee"


def test_one_goes_back_and_forward_by_keys_and_by_the_mouse(driver: Driver, frame: Frame) -> None:
    assert frame.acts.why_not("back")
    driver.key("Ctrl+2")
    driver.key("Ctrl+3")
    driver.key("Alt+Left")
    assert frame.navigator.place == Place(Where.TICKETS)
    QTest.mouseClick(frame.content, Qt.MouseButton.BackButton)
    assert frame.navigator.place == Place(Where.BOARD)
    QTest.mouseClick(frame.content, Qt.MouseButton.ForwardButton)
    driver.key("Alt+Right")
    assert frame.content.where is Where.CUSTOMERS
    assert frame.acts.why_not("forward")


def test_the_pane_belongs_to_its_screen_and_esc_closes_it(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    assert frame.split.is_open
    driver.key("Ctrl+3")
    assert not frame.split.is_open
    driver.key("Ctrl+2")
    driver.wait(lambda: frame.split.is_open and frame.pane.number == TICKET)
    driver.key("Ctrl+1")
    assert not frame.split.is_open
    driver.key("Ctrl+2")
    frame.content.setFocus()
    QTest.keyClick(frame.content, Qt.Key.Key_Escape)
    assert not frame.split.is_open
    driver.key("Ctrl+1")
    driver.key("Ctrl+2")
    assert not frame.split.is_open


def test_the_pane_can_be_dragged_and_each_screen_remembers_its_width(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    frame.split.drag_to(460)
    assert frame.pane.width() == 460
    assert frame.content.width() + frame.pane.width() == frame.split.width()
    frame.split.drag_to(9_000)
    assert frame.pane.width() == 520
    frame.split.drag_to(10)
    assert frame.pane.width() == 360
    frame.navigator.go(Place(Where.BOARD, "ERP-4730"))
    assert frame.pane.width() == 388
    frame.navigator.go(Place(Where.TICKETS))
    assert frame.pane.width() == 360
    assert frame.memory.text("pane/width/tickets") == "360"
    driver.wait(lambda: frame.pane.number == TICKET)


def test_the_pane_grows_with_the_text(driver: Driver, frame: Frame) -> None:
    driver.window.resize(2800, 1000)
    frame.navigator.go(Place(Where.BOARD, TICKET))
    driver.wait(lambda: frame.split.is_open)
    frame.split.drag_to(400)
    frame.around.theme.choose_text_scale(2.0)
    driver.wait(lambda: frame.pane.width() == 800)
    assert frame.memory.text("pane/width/board") == "400", "what is remembered is for text of the usual size"
    frame.split.drag_to(10)
    assert frame.pane.width() == 720
    driver.window.resize(2000, 1000)
    driver.wait(lambda: frame.split.is_over)
    driver.window.resize(1024, 640)
    driver.wait(lambda: frame.pane.width() == frame.split.width())
    frame.around.theme.choose_text_scale(1.0)
    driver.wait(lambda: frame.pane.width() == 360)


def test_the_mouse_drags_the_edge_of_the_pane(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    handle, before = frame.split._handle, frame.pane.width()
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, pos=handle.rect().center())
    QTest.mouseMove(handle, handle.rect().center() - QPoint(60, 0))
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton)
    driver.wait(lambda: frame.pane.width() >= before + 50, 3)


def test_in_a_narrow_window_the_pane_lies_over_the_list(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    assert not frame.split.is_over
    driver.window.resize(1024, 640)
    driver.wait(lambda: frame.split.is_over)
    assert frame.content.width() == frame.split.width()
    assert frame.pane.geometry().right() == frame.split.rect().right()
    under = frame.split.childAt(frame.pane.geometry().center())
    assert under is not None
    assert frame.pane.isAncestorOf(under)


def test_f6_goes_round_the_zones(driver: Driver, frame: Frame) -> None:
    frame.navigator.go(Place(Where.TICKETS, TICKET))
    driver.wait(lambda: frame.pane.story is not None)
    frame.rail.places.setFocus()
    seen = []
    for _ in range(len(frame.zones())):
        driver.key("F6")
        seen.append(_zone(frame))
    assert seen[-1] is frame.rail.places
    assert frame.pane in seen
    driver.key("Shift+F6")
    assert _zone(frame) is frame.pane


def _zone(frame: Frame) -> QWidget | None:
    now = QApplication.focusWidget()
    assert now is not None
    return next((zone for zone in reversed(frame.zones()) if zone is now or zone.isAncestorOf(now)), None)


def test_a_new_ticket_is_one_key_away_from_everywhere(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+5")
    driver.key("Ctrl+N")
    assert frame.content.where is Where.TICKETS
    driver.wait(lambda: frame.split.is_open and frame.pane.pages.currentWidget() is frame.pane.form)
    frame.navigator.go(Place(Where.BOARD))
    frame.navigator.go(Place(Where.TICKETS, "", "new"))
    driver.wait(lambda: frame.split.is_open and frame.pane.pages.currentWidget() is frame.pane.form)


def test_ctrl_z_takes_back_the_last_act_but_belongs_to_fields_first(driver: Driver, frame: Frame) -> None:
    undone: list[str] = []
    frame.toasts.offer_undo("first", lambda: undone.append("first"))
    frame.toasts.offer_undo("second", lambda: undone.append("second"))
    field = QLineEdit(frame)
    field.show()
    field.setFocus()
    driver.type("abc")
    driver.key("Ctrl+Z")
    assert (field.text(), undone) == ("", [])
    frame.rail.places.setFocus()
    driver.key("Ctrl+Z")
    driver.key("Ctrl+Z")
    assert undone == ["second", "first"]
    driver.key("Ctrl+Z")
    assert driver.says("There is nothing to undo.")


def test_ctrl_shift_z_does_again_what_was_taken_back(driver: Driver, frame: Frame) -> None:
    done: list[str] = []
    frame.toasts.offer_undo("first", lambda: done.append("undone"), lambda: done.append("again"))
    field = QLineEdit(frame)
    field.show()
    field.setFocus()
    driver.type("abc")
    driver.key("Ctrl+Z")
    driver.key("Ctrl+Shift+Z")
    assert (field.text(), done) == ("abc", [])
    frame.rail.places.setFocus()
    driver.key("Ctrl+Z")
    driver.key("Ctrl+Shift+Z")
    assert done == ["undone", "again"]
    driver.key("Ctrl+Shift+Z")
    assert driver.says("There is nothing to do again.")


def test_the_list_of_jobs_opens_and_closes(driver: Driver, frame: Frame, qtbot: QtBot) -> None:
    driver.key("Ctrl+J")
    assert frame.popover.isVisible()
    assert driver.says("Nothing is running.")
    driver.key("Ctrl+J")
    assert not frame.popover.isVisible()
    job = frame.session.run(lambda _vault, _monitor: None, lane="test", listing=Listing("Checking out ERP-1", "ERP-1"))
    assert frame.rail.strip.isVisible()
    QTest.mouseClick(frame.rail.strip, Qt.MouseButton.LeftButton)
    assert frame.popover.isVisible()
    with qtbot.waitSignal(job.finished):
        pass
    driver.key("Escape")
    assert not frame.popover.isVisible()


def test_the_shortcuts_are_listed_as_they_are_set_and_can_be_filtered(driver: Driver, frame: Frame) -> None:
    frame.acts.set_keys("lock", ("Ctrl+Shift+L",))
    driver.key("F1")
    assert driver.says("Lock vault")
    driver.type("lock")
    rows = frame.shortcuts._list.rows
    texts = [rows.index(row, 0).data() for row in range(rows.rowCount())]
    assert texts == ["Everywhere", "Lock vault"]
    assert rows.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Lock vault, Ctrl+Shift+L"
    driver.key("Escape")
    assert not frame.shortcuts.is_open


def test_every_act_of_the_window_has_words_an_icon_and_keys_of_its_own(driver: Driver, frame: Frame) -> None:
    for where in PLACES:
        frame.navigator.go(Place(where))
    taken: dict[str, str] = {}
    there = set(frame.actions())
    for act in frame.acts:
        action = frame.acts.action(act.id)
        assert act.text()
        assert action.toolTip()
        assert not action.icon().isNull()
        if act.scope is Scope.WINDOW:
            assert action in there, act.id
            for keys in act.keys:
                assert "Alt+Ctrl" not in keys
                assert keys not in taken, f"{act.id} and {taken.get(keys)}"
                taken[keys] = act.id
    assert {f"{GO}{where.value}" for where in PLACES} <= {act.id for act in frame.acts}
    del driver


def test_no_window_flashes_up_while_screens_are_made(make_window: MakeWindow, qtbot: QtBot, qapp: QApplication) -> None:
    """A part that is shown before it has its place would be a window for a moment, and take the keyboard."""
    shown: list[QObject] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    window = make_window()
    driver = Driver(qtbot, window)
    driver.wait_for("Unlock")
    watch = Watch()
    qapp.installEventFilter(watch)
    unlock(driver)
    assert window.frame is not None
    for where in (*PLACES, Where.SETTINGS):
        window.frame.navigator.go(Place(where))
    window.frame.navigator.go(Place(Where.TICKETS, TICKET))
    window.frame.new_ticket()
    window.frame.toasts.tell("told", NoticeAct("Act", lambda: None), detail="with a detail")
    window.frame.toasts.count_down("counting", "detail", datetime.now(UTC) + timedelta(minutes=1))
    for keys in ("Ctrl+K", "Escape", "F1", "Escape", "Ctrl+J", "Escape"):
        driver.key(keys)
    window.sheet.ask(Standing(wipes=1))
    window.sheet.leave()
    qapp.removeEventFilter(watch)
    assert shown == []
    assert qapp.activeWindow() is window


def test_the_title_names_the_place_and_nothing_while_locked(driver: Driver, frame: Frame) -> None:
    driver.key("Ctrl+3")
    assert driver.window.windowTitle() == "Customers - Bailee"
    frame.content.caption_changed.emit("ERP-4711 Quartz (copy)")
    assert driver.window.windowTitle() == "ERP-4711 Quartz (copy) - Bailee"
    window_of(driver).lock()
    assert driver.window.windowTitle() == "Bailee"


@pytest.mark.parametrize("number", [1, 2, 3])
def test_zones_and_pane_survive_many_places(driver: Driver, frame: Frame, number: int) -> None:
    """Going about at random in the window leaves the pane and the marks in step with the place."""
    for at in range(12):
        where = PLACES[(at * (number + 1)) % len(PLACES)]
        frame.navigator.go(Place(where, list(TICKETS)[at % len(TICKETS)] if where is Where.TICKETS else ""))
        assert [index.row() for index in frame.rail.places.selectedIndexes()] == [PLACES.index(where)]
        assert frame.split.is_open or where is not Where.TICKETS
    del driver
