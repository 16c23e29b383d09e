"""Idle time and the clipboard: what lapses by itself."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QClipboard
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.shell.clipboard_care import ClipboardCare
from ui.shell.input_watch import InputWatch


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[InputWatch]:
    owner = QObject(qapp)
    watch = InputWatch(qapp, 2.0, owner)
    yield watch
    watch.close()
    owner.deleteLater()


def test_keys_and_clicks_in_any_window_count_as_somebody_being_here(qtbot: QtBot, watch: InputWatch) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.start()
    time.sleep(0.3)
    left = watch.seconds_left()
    assert left < 1.75
    QTest.keyClick(field, Qt.Key.Key_A)
    assert watch.seconds_left() > left
    assert field.text() == "a"
    time.sleep(0.3)
    QTest.mouseMove(field)
    QTest.mouseClick(field, Qt.MouseButton.LeftButton)
    assert watch.seconds_left() > 1.9


def test_what_goes_on_by_itself_does_not(qtbot: QtBot, watch: InputWatch) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    watch.start()
    time.sleep(0.2)
    field.show()
    field.setText("by program")
    field.repaint()
    assert watch.seconds_left() < 1.85


def test_the_time_that_is_left_is_told_down_to_nothing(qtbot: QtBot, watch: InputWatch) -> None:
    told: list[int] = []
    watch.left.connect(told.append)
    watch.start()
    qtbot.waitUntil(lambda: 0 in told, timeout=5_000)
    assert told == sorted(told, reverse=True)


def test_after_a_sleep_the_first_key_locks_before_it_counts(
    qtbot: QtBot, watch: InputWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wall clock goes on while the machine sleeps, the steady one may not."""
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    watch.start()
    now = time.time
    monkeypatch.setattr(time, "time", lambda: now() + 3600)
    told: list[int] = []
    watch.left.connect(told.append)
    QTest.keyClick(field, Qt.Key.Key_A)
    assert told == [0]


def test_the_side_buttons_of_the_mouse_are_taken(qtbot: QtBot, watch: InputWatch) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    with qtbot.waitSignals([watch.back_pressed, watch.forward_pressed]):
        QTest.mouseClick(field, Qt.MouseButton.BackButton)
        QTest.mouseClick(field, Qt.MouseButton.ForwardButton)


def test_another_idle_time_holds_at_once(watch: InputWatch) -> None:
    watch.start()
    watch.set_idle_seconds(100)
    assert watch.seconds_left() > 90


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = qapp.clipboard()
    yield clipboard
    clipboard.clear()


def test_what_was_copied_here_goes_after_a_while(qtbot: QtBot, clipboard: QClipboard) -> None:
    owner = QObject()
    care = ClipboardCare(clipboard, 1, owner, is_ours=lambda mode: mode == QClipboard.Mode.Clipboard)
    clipboard.setText("from a copy")
    assert clipboard.text() == "from a copy"
    qtbot.waitUntil(lambda: not clipboard.text(), timeout=4_000)
    care.set_seconds(60)
    clipboard.setText("again")
    care.clear()
    assert clipboard.text() == ""
    owner.deleteLater()


def test_what_others_copied_is_left_alone(clipboard: QClipboard) -> None:
    owner = QObject()
    care = ClipboardCare(clipboard, 1, owner, is_ours=lambda _mode: False)
    clipboard.setText("of another program")
    care.clear()
    assert clipboard.text() == "of another program"
    owner.deleteLater()
