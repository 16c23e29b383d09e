"""Toasts: a few, for a while, with a way back; and countdowns that stay."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.surroundings import NoticeAct
from ui.theme.theme import Theme
from ui.widgets import toasts
from ui.widgets.toasts import CountdownToast, Toast, ToastStack

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


class Hands:
    """A clock with hands one can turn."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    told: list[str] = []

    def note(_widget: QWidget, text: str, *, is_urgent: bool = False) -> None:
        told.append(f"!{text}" if is_urgent else text)

    monkeypatch.setattr(toasts, "announce", note)
    return told


@pytest.fixture
def stack(qtbot: QtBot, app_theme: Theme, hands: Hands) -> ToastStack:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 640)
    window.show()
    return ToastStack(app_theme, window, hands)


def _press(toast: Toast, text: str) -> None:
    for button in toast.findChildren(QPushButton):
        if button.text() == text:
            button.click()
            return
    raise AssertionError(text)


def test_what_was_done_is_shown_and_said(stack: ToastStack, said: list[str]) -> None:
    stack.tell("Copy ready, 2.1 GB.", detail="ERP-4711")
    (toast,) = stack.toasts
    assert toast.isVisible()
    assert said == ["Copy ready, 2.1 GB."]
    assert toast.accessibleName() == "Copy ready, 2.1 GB."


def test_it_stands_at_the_bottom_left_beside_the_rail(stack: ToastStack) -> None:
    stack.set_left_edge(222)
    stack.tell("One")
    stack.tell("Two")
    one, two = stack.toasts
    assert one.x() == two.x() > 222
    assert one.geometry().bottom() < two.y()
    assert two.geometry().bottom() < 640


def test_only_the_newest_three_stay_but_countdowns_are_never_pushed_out(stack: ToastStack) -> None:
    stack.count_down("ERP-4698 wipes", "", NOON + timedelta(seconds=30))
    for number in range(5):
        stack.tell(f"Toast {number}")
    assert [toast.words.text() for toast in stack.toasts] == ["ERP-4698 wipes", "Toast 2", "Toast 3", "Toast 4"]


def test_an_act_runs_once_and_the_toast_goes(stack: ToastStack) -> None:
    ran: list[str] = []
    stack.tell("Copy ready", NoticeAct("Open", lambda: ran.append("open")))
    _press(stack.toasts[0], "Open")
    assert ran == ["open"]
    assert stack.toasts == []


def test_undo_works_from_the_toast_and_from_the_keyboard_but_only_once(stack: ToastStack) -> None:
    ran: list[str] = []
    stack.offer_undo("Note deleted", lambda: ran.append("one"))
    stack.offer_undo("Due extended", lambda: ran.append("two"))
    assert stack.undo_last()
    _press(stack.toasts[0], "Undo")
    assert ran == ["two", "one"]
    assert not stack.undo_last()


def test_after_a_lock_nothing_of_before_can_be_taken_back(stack: ToastStack) -> None:
    stack.offer_undo("Note deleted", lambda: None)
    stack.forget_undos()
    assert not stack.undo_last()


def test_a_countdown_says_its_start_its_last_seconds_and_its_end(
    stack: ToastStack, hands: Hands, said: list[str]
) -> None:
    shown = stack.count_down("ERP-4698 wipes", "Optik Sander, 188 MB", NOON + timedelta(seconds=30))
    (toast,) = stack.toasts
    assert isinstance(toast, CountdownToast)
    assert toast.left() == 30
    assert said == ["!ERP-4698 wipes. 30 seconds"]
    hands.now += timedelta(seconds=21)
    toast.tick()
    toast.tick()
    hands.now += timedelta(seconds=10)
    toast.tick()
    assert said[1:] == ["9 seconds left: ERP-4698 wipes", "!The time is over: ERP-4698 wipes"]
    assert stack.toasts == [toast]
    shown.close()
    shown.close()
    assert stack.toasts == []


def test_its_first_act_is_the_main_one(stack: ToastStack) -> None:
    ran: list[str] = []
    acts = (NoticeAct("Undo", lambda: ran.append("undo")), NoticeAct("Wipe now", lambda: ran.append("now")))
    stack.count_down("ERP-4698 wipes", "", NOON + timedelta(seconds=30), *acts)
    kinds = {button.text(): button.objectName() for button in stack.toasts[0].findChildren(QPushButton)}
    assert kinds == {"Undo": "primary", "Wipe now": "ghost"}
    _press(stack.toasts[0], "Wipe now")
    assert ran == ["now"]


def test_a_lock_hides_what_names_customers_and_countdowns_come_back(stack: ToastStack) -> None:
    stack.tell("Copy of Optik Sander is ready")
    stack.count_down("ERP-4698 wipes", "Optik Sander", NOON + timedelta(seconds=30))
    stack.hide_all()
    assert [toast.isVisible() for toast in stack.toasts] == [False]
    stack.show_again()
    assert [toast.isVisible() for toast in stack.toasts] == [True]


def test_a_toast_goes_by_itself_unless_the_keyboard_is_in_it(qtbot: QtBot, stack: ToastStack) -> None:
    stack.tell("Done", NoticeAct("Open", lambda: None))
    (toast,) = stack.toasts
    button = toast.findChildren(QPushButton)[0]
    toast.window().activateWindow()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    toast._on_time()
    assert stack.toasts == [toast]
    button.clearFocus()
    toast._on_time()
    assert stack.toasts == []
