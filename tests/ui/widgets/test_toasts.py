"""Toasts: a few, for a while, with a way back; and countdowns that stay."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.surroundings import NoticeAct
from ui.theme.theme import Theme
from ui.widgets import countdown_toast, toasts
from ui.widgets.countdown_toast import CountdownToast
from ui.widgets.toast import Toast
from ui.widgets.toasts import ToastStack

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

    for module in (toasts, countdown_toast):
        monkeypatch.setattr(module, "announce", note)
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
    assert [toast.words.text() for toast in stack.toasts] == ["ERP-4698 wipes", "Toast 3", "Toast 4"]
    for number in range(4):
        stack.count_down(f"KAS-{number} wipes", "", NOON + timedelta(seconds=30))
    stack.tell("Newest")
    assert [toast.words.text() for toast in stack.toasts if toast.is_passing()] == ["Newest"]
    assert len(stack.toasts) == 6


def test_what_does_not_fit_into_the_window_waits_unseen(stack: ToastStack) -> None:
    shown = [stack.count_down(f"KAS-{number} wipes", "", NOON + timedelta(seconds=30)) for number in range(20)]
    visible = [toast for toast in stack.toasts if toast.isVisible()]
    assert 3 < len(visible) < 20
    assert min(toast.y() for toast in visible) >= 0
    for each in shown[-18:]:
        each.close()
    assert [toast.isVisible() for toast in stack.toasts] == [True, True]


def test_a_long_text_goes_on_in_the_next_line_inside_the_window(stack: ToastStack) -> None:
    stack.set_left_edge(222)
    stack.tell("Word " * 80, NoticeAct("Open", lambda: None), detail="Detail " * 60)
    (toast,) = stack.toasts
    assert toast.geometry().right() <= 1024
    assert toast.y() >= 0
    for label in (toast.words, toast.detail):
        assert label.height() >= label.heightForWidth(label.width())


def test_what_is_shown_stands_clear_of_its_buttons_also_in_large_letters(stack: ToastStack, app_theme: Theme) -> None:
    app_theme.choose_text_scale(1.5)
    stack.set_left_edge(333)
    acts = (NoticeAct("Undo", lambda: None), NoticeAct("Wipe now", lambda: None))
    detail = "Copy is locked already. Hafenlogistik Nord and Partners, 188 MB"
    stack.count_down("ERP-4698 wipes in {left}", detail, NOON + timedelta(seconds=30), *acts)
    (toast,) = stack.toasts
    QApplication.processEvents()
    words, (undo, now), whole = toast.detail.geometry(), [each.geometry() for each in toast.buttons], toast.geometry()
    app_theme.choose_text_scale(1.0)
    assert words.right() + app_theme.measures.spacing.m <= undo.left()
    assert now.right() < whole.width()
    assert whole.right() < 1024


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
    (toast,) = stack.toasts
    assert toast.words.text() == "Note deleted"
    _press(toast, "Undo")
    assert ran == ["two", "one"]
    assert stack.toasts == []
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
    toast.start()
    hands.now += timedelta(seconds=21)
    toast.tick()
    toast.tick()
    hands.now += timedelta(seconds=10)
    toast.tick()
    toast.tick()
    assert said[1:] == ["ERP-4698 wipes. 9 seconds", "!The time to take it back is over."]
    assert stack.toasts == [toast]
    shown.close()
    shown.close()
    assert stack.toasts == []


def test_a_countdown_counts_in_words_and_in_its_ring(stack: ToastStack, hands: Hands, said: list[str]) -> None:
    stack.count_down("ERP-4698 wipes in {left}", "Optik Sander, 188 MB", NOON + timedelta(seconds=30))
    (toast,) = stack.toasts
    assert isinstance(toast, CountdownToast)
    assert said == ["!ERP-4698 wipes in 30 seconds"]
    hands.now += timedelta(seconds=5.6)
    toast.tick()
    assert toast.words.text() == toast.accessibleName() == "ERP-4698 wipes in 25 s"
    assert toast._ring.text() == "25"


def test_a_long_countdown_shows_minutes(stack: ToastStack) -> None:
    stack.count_down("ERP-4698 wipes in {left}", "", NOON + timedelta(minutes=10))
    (toast,) = stack.toasts
    assert isinstance(toast, CountdownToast)
    assert toast.words.text() == "ERP-4698 wipes in 10 min"
    assert toast._ring.text() == "10\N{PRIME}"


def test_the_way_back_runs_once_and_the_countdown_stays_until_its_owner_closes_it(stack: ToastStack) -> None:
    ran: list[str] = []
    shown = stack.count_down(
        "ERP-4698 wipes", "", NOON + timedelta(seconds=30), NoticeAct("Undo", lambda: ran.append("undo"))
    )
    (toast,) = stack.toasts
    _press(toast, "Undo")
    assert stack.undo_last()
    assert ran == ["undo"]
    assert not toast.buttons[0].isEnabled()
    assert stack.toasts == [toast]
    toast._working.timeout.emit()  # type: ignore[attr-defined]
    assert toast.buttons[0].isEnabled()
    shown.close()
    assert not stack.undo_last()


def test_the_keyboard_takes_back_what_was_done_last_countdown_or_not(stack: ToastStack) -> None:
    ran: list[str] = []
    stack.count_down("ERP-4698 wipes", "", NOON + timedelta(seconds=30), NoticeAct("Undo", lambda: ran.append("wipe")))
    stack.offer_undo("Note deleted", lambda: ran.append("note"))
    assert stack.undo_last()
    assert stack.undo_last()
    assert ran == ["note", "wipe"]


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
    stack.place()
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


def test_escape_puts_a_toast_away_and_gives_the_keyboard_back(qtbot: QtBot, stack: ToastStack) -> None:
    stack.tell("Done", NoticeAct("Open", lambda: None))
    (toast,) = stack.toasts
    place = toast.window()
    place.activateWindow()
    toast.buttons[0].setFocus()
    qtbot.waitUntil(toast.buttons[0].hasFocus)
    QTest.keyClick(toast.buttons[0], Qt.Key.Key_Escape)
    assert stack.toasts == []
    qtbot.waitUntil(place.hasFocus)


def test_in_a_language_from_right_to_left_it_stands_at_the_other_side(stack: ToastStack) -> None:
    stack.set_left_edge(222)
    stack.tell("One")
    (toast,) = stack.toasts
    toast.window().setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    stack.place()
    assert toast.geometry().right() < 1024 - 222
    assert toast.x() > 512


def _pointer(toast: Toast, *, is_on: bool) -> None:
    at = QPointF(1, 1)
    event = QEnterEvent(at, at, at) if is_on else QEvent(QEvent.Type.Leave)
    QApplication.sendEvent(toast, event)


def test_a_countdown_tells_its_owner_who_looks_at_it(qtbot: QtBot, stack: ToastStack) -> None:
    told: list[bool] = []
    act = NoticeAct("Undo", lambda: None)
    shown = stack.count_down("ERP-4698 wipes", "", NOON + timedelta(seconds=30), act, attended=told.append)
    (toast,) = stack.toasts
    _pointer(toast, is_on=True)
    assert told == [True]
    toast.window().activateWindow()
    toast.buttons[0].setFocus()
    qtbot.waitUntil(toast.buttons[0].hasFocus)
    _pointer(toast, is_on=False)
    assert told == [True], "the keyboard is still in it"
    toast.buttons[0].clearFocus()
    assert told == [True, False]
    toast.buttons[0].setFocus()
    shown.close()
    assert told == [True, False, True, False]


def test_a_countdown_stands_and_runs_on_as_its_owner_says(stack: ToastStack, hands: Hands, said: list[str]) -> None:
    shown = stack.count_down("ERP-4698 wipes in {left}", "", NOON + timedelta(seconds=30))
    (toast,) = stack.toasts
    assert isinstance(toast, CountdownToast)
    narrow = toast.width()
    shown.hold(24.0)
    hands.now += timedelta(minutes=5)
    toast.tick()
    assert toast.words.text() == "ERP-4698 wipes in 24 s (paused)"
    assert toast.width() > narrow, "the words have their room"
    assert said[-1] == "Paused. ERP-4698 wipes in 24 seconds"
    shown.run_to(hands.now + timedelta(seconds=24))
    hands.now += timedelta(seconds=15)
    toast.tick()
    assert toast.words.text() == "ERP-4698 wipes in 9 s"
    assert said[-1] == "ERP-4698 wipes in 9 seconds", "shortly before the end it is said once"
    shown.close()
    shown.hold(3.0)
    shown.run_to(hands.now)
    assert stack.toasts == []


def test_what_was_taken_back_is_done_again_newest_first(stack: ToastStack) -> None:
    ran: list[str] = []

    def do(name: str) -> None:
        ran.append(name)
        stack.offer_undo(name, lambda: ran.append(f"not {name}"), lambda: do(name))

    do("one")
    do("two")
    assert stack.undo_last()
    assert stack.undo_last()
    assert stack.redo_last()
    assert stack.redo_last()
    assert not stack.redo_last()
    assert ran == ["one", "two", "not two", "not one", "one", "two"]
    assert stack.undo_last()
    do("three")
    assert not stack.redo_last(), "a new act ends what could be done again"


def test_an_act_that_cannot_be_done_again_says_why(stack: ToastStack) -> None:
    stack.offer_undo("Note deleted", lambda: None, why_no_redo="The note is gone.")
    stack.offer_undo("Tab closed", lambda: None)
    stack.undo_last()
    stack.undo_last()
    assert stack.redo_last()
    assert stack.toasts[-1].words.text() == "The note is gone."
    assert stack.redo_last()
    assert stack.toasts[-1].words.text().startswith("This cannot be done again from here")
    stack.undo_last()
    stack.forget_undos()
    assert not stack.redo_last()


def test_what_its_owner_took_back_is_done_again_too(stack: ToastStack) -> None:
    ran: list[str] = []
    stack.offer_redo("ERP-4698 is held as before.", lambda: ran.append("close"))
    assert stack.toasts[-1].words.text() == "ERP-4698 is held as before."
    assert stack.redo_last()
    assert ran == ["close"]
