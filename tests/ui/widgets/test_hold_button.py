"""The button of an act that cannot be undone: every way it must fire, and every way it must not."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Motion, Theme
from ui.widgets.hold_button import HoldButton

LEFT = Qt.MouseButton.LeftButton


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Bench:
    """The button in a window, its clock, and how often it fired."""

    def __init__(self, qtbot: QtBot, theme: Theme) -> None:
        self.clock = Clock()
        self.window = QWidget()
        self.button = HoldButton(theme, "Hold to wipe", self.clock)
        self.other = QPushButton("Keep copy")
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.other)
        layout.addWidget(self.button)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        self.button.setFocus()
        qtbot.waitExposed(self.window)
        self.fired = 0
        self.button.held.connect(self._count)

    def _count(self) -> None:
        self.fired += 1

    @property
    def middle(self) -> QPoint:
        return self.button.rect().center()

    def wait(self, seconds: float) -> None:
        """Let time pass, in the steps in which the button looks at it."""
        for _ in range(max(1, round(seconds / 0.05))):
            self.clock.now += 0.05
            self.button.advance()

    def press(self) -> None:
        QTest.mousePress(self.button, LEFT, pos=self.middle)

    def release(self) -> None:
        QTest.mouseRelease(self.button, LEFT, pos=self.middle)

    def click(self) -> None:
        self.press()
        self.wait(0.1)
        self.release()


@pytest.fixture
def bench(qtbot: QtBot, app_theme: Theme) -> Bench:
    return Bench(qtbot, app_theme)


def test_held_for_a_second_it_fires_once(bench: Bench) -> None:
    bench.press()
    bench.wait(0.9)
    assert bench.fired == 0
    assert 0.8 < bench.button.share < 1.0
    bench.wait(0.2)
    assert bench.fired == 1
    bench.wait(2)
    bench.release()
    assert bench.fired == 1
    assert not bench.button.is_armed


def test_a_short_press_only_arms_and_says_so(bench: Bench) -> None:
    bench.click()
    assert bench.fired == 0
    assert bench.button.is_armed
    assert bench.button.text() == "Press again to wipe"


def test_a_double_click_does_nothing(bench: Bench) -> None:
    QTest.mouseClick(bench.button, LEFT, pos=bench.middle)
    QTest.mouseDClick(bench.button, LEFT, pos=bench.middle)
    assert bench.fired == 0


def test_two_clicks_in_a_third_of_a_second_do_nothing(bench: Bench) -> None:
    bench.click()
    bench.wait(0.2)
    bench.click()
    assert bench.fired == 0


def test_a_second_press_after_a_pause_fires(bench: Bench) -> None:
    bench.click()
    bench.wait(0.7)
    bench.click()
    assert bench.fired == 1
    assert bench.button.text() == "Hold to wipe"


def test_a_second_press_too_late_does_not_fire(bench: Bench) -> None:
    bench.click()
    bench.wait(6.2)
    assert not bench.button.is_armed
    bench.click()
    assert bench.fired == 0
    assert bench.button.is_armed


def test_sliding_off_stops_the_hold(bench: Bench) -> None:
    bench.press()
    bench.wait(0.6)
    QTest.mouseMove(bench.button, QPoint(-30, -30))
    bench.wait(1)
    QTest.mouseRelease(bench.button, LEFT, pos=QPoint(-30, -30))
    assert bench.fired == 0
    assert bench.button.share == 0.0
    assert not bench.button.is_armed


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_held_with_its_repeats_fires_once(bench: Bench, key: Qt.Key) -> None:
    QTest.keyPress(bench.button, key)
    for _ in range(30):
        repeated = QKeyEvent(QKeyEvent.Type.KeyPress, key.value, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(bench.button, repeated)
        bench.wait(0.05)
    QTest.keyRelease(bench.button, key)
    assert bench.fired == 1
    assert not bench.button.is_armed


def test_a_key_let_go_and_pressed_again_after_a_pause_fires(bench: Bench) -> None:
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert bench.button.is_armed
    bench.wait(0.7)
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert bench.fired == 1


def test_a_key_pressed_again_too_early_undoes_the_first_press(bench: Bench) -> None:
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    bench.wait(0.3)
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert not bench.button.is_armed
    bench.wait(0.5)
    QTest.keyClick(bench.button, Qt.Key.Key_Space)
    assert bench.fired == 0


def test_any_number_of_presses_in_a_hurry_does_nothing(bench: Bench) -> None:
    for _ in range(20):
        bench.click()
        bench.wait(0.4)
    assert bench.fired == 0


def test_the_pause_is_what_lies_between_the_presses_not_how_long_they_last(bench: Bench) -> None:
    bench.click()
    bench.wait(0.2)
    bench.press()
    bench.wait(0.8)
    bench.release()
    assert bench.fired == 0
    assert not bench.button.is_armed


def test_a_second_press_begun_in_its_time_may_end_after_it(bench: Bench) -> None:
    bench.click()
    bench.wait(5.8)
    bench.press()
    bench.wait(0.5)
    bench.release()
    assert bench.fired == 1


def test_sliding_off_and_back_counts_as_nothing(bench: Bench) -> None:
    bench.press()
    bench.wait(0.3)
    QTest.mouseMove(bench.button, QPoint(-30, -30))
    QTest.mouseMove(bench.button, bench.middle)
    bench.wait(1)
    bench.release()
    assert bench.fired == 0
    assert not bench.button.is_armed


def test_what_comes_between_the_hold_and_letting_go_counts_as_nothing(bench: Bench) -> None:
    bench.press()
    bench.wait(1.1)
    QTest.mouseMove(bench.button, bench.middle + QPoint(3, 0))
    bench.release()
    assert bench.fired == 1
    assert not bench.button.is_armed


def test_the_other_mouse_buttons_neither_hold_nor_stop(bench: Bench) -> None:
    QTest.mousePress(bench.button, Qt.MouseButton.RightButton, pos=bench.middle)
    bench.wait(1.2)
    QTest.mouseRelease(bench.button, Qt.MouseButton.RightButton, pos=bench.middle)
    assert bench.fired == 0
    bench.press()
    QTest.mouseClick(bench.button, Qt.MouseButton.RightButton, pos=bench.middle)
    bench.wait(1.1)
    assert bench.fired == 1


def test_escape_is_the_way_back(bench: Bench) -> None:
    bench.click()
    QTest.keyClick(bench.button, Qt.Key.Key_Escape)
    assert not bench.button.is_armed
    QTest.keyPress(bench.button, Qt.Key.Key_Space)
    QTest.keyClick(bench.button, Qt.Key.Key_Escape)
    bench.wait(1.5)
    QTest.keyRelease(bench.button, Qt.Key.Key_Space)
    assert bench.fired == 0
    assert not bench.button.is_armed


def test_enter_in_a_field_of_a_dialog_does_not_press_it(qtbot: QtBot, app_theme: Theme) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    field, button = QLineEdit(dialog), HoldButton(app_theme, "Hold to wipe", Clock())
    layout = QVBoxLayout(dialog)
    layout.addWidget(field)
    layout.addWidget(button)
    with qtbot.waitExposed(dialog):
        dialog.show()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert not button.is_armed


def test_losing_the_focus_disarms(bench: Bench) -> None:
    bench.click()
    bench.other.setFocus()
    assert not bench.button.is_armed
    bench.wait(0.7)
    bench.press()
    bench.other.setFocus()
    bench.wait(1.5)
    assert bench.fired == 0


def test_hidden_or_disabled_it_disarms(bench: Bench) -> None:
    bench.click()
    bench.button.hide()
    assert not bench.button.is_armed
    bench.button.show()
    bench.press()
    bench.button.setEnabled(False)
    bench.wait(1.5)
    assert bench.fired == 0


def _assist(button: HoldButton) -> None:
    actions = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert actions is not None
    actions.doAction(QAccessibleActionInterface.pressAction())


def test_an_assistive_press_twice_after_a_pause_fires(qtbot: QtBot, bench: Bench) -> None:
    _assist(bench.button)
    qtbot.waitUntil(lambda: bench.button.is_armed)
    assert bench.fired == 0
    bench.wait(1)
    _assist(bench.button)
    qtbot.waitUntil(lambda: bench.fired == 1)


def test_it_tells_both_ways_to_whoever_cannot_see_it(bench: Bench) -> None:
    assert bench.button.accessibleName() == "Hold to wipe"
    assert "press again" in bench.button.accessibleDescription()


def test_with_reduced_motion_it_works_the_same(bench: Bench, app_theme: Theme) -> None:
    app_theme.choose_motion(Motion.REDUCED)
    bench.press()
    bench.wait(1.1)
    bench.release()
    assert bench.fired == 1
