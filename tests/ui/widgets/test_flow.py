"""Widgets go on in another line where there is no room."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.flow import FlowLayout

WIDTH, HEIGHT, GAP = 100, 30, 8


def holder(qtbot: QtBot, count: int) -> tuple[QWidget, list[QPushButton]]:
    widget = QWidget()
    layout = FlowLayout(widget, gap=GAP)
    buttons = []
    for number in range(count):
        button = QPushButton(str(number))
        button.setFixedSize(WIDTH, HEIGHT)
        layout.addWidget(button)
        buttons.append(button)
    qtbot.addWidget(widget)
    widget.show()
    return widget, buttons


def test_it_breaks_where_the_line_is_full(qtbot: QtBot) -> None:
    widget, buttons = holder(qtbot, 3)
    widget.resize(2 * WIDTH + GAP, 200)
    qtbot.waitUntil(lambda: buttons[2].y() == HEIGHT + GAP)
    assert [(button.x(), button.y()) for button in buttons] == [(0, 0), (WIDTH + GAP, 0), (0, HEIGHT + GAP)]
    layout = widget.layout()
    assert layout is not None
    assert layout.heightForWidth(3 * WIDTH + 2 * GAP) == HEIGHT
    assert layout.heightForWidth(2 * WIDTH + GAP) == 2 * HEIGHT + GAP
    assert layout.heightForWidth(WIDTH) == 3 * HEIGHT + 2 * GAP


def test_it_asks_for_no_more_width_than_its_widest(qtbot: QtBot) -> None:
    widget, _ = holder(qtbot, 5)
    assert widget.minimumSizeHint().width() == WIDTH


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    widget, buttons = holder(qtbot, 3)
    widget.resize(400, 100)
    buttons[0].hide()
    qtbot.waitUntil(lambda: buttons[1].x() == 0)
    assert buttons[2].x() == WIDTH + GAP


def test_it_runs_the_other_way_where_people_read_so(qtbot: QtBot) -> None:
    widget, buttons = holder(qtbot, 2)
    widget.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    widget.resize(400, 100)
    qtbot.waitUntil(lambda: buttons[0].x() == 400 - WIDTH)
    assert buttons[1].x() == 400 - 2 * WIDTH - GAP


def test_taking_out_leaves_the_others(qtbot: QtBot) -> None:
    widget, _ = holder(qtbot, 2)
    layout = widget.layout()
    assert layout is not None
    taken = layout.takeAt(0)
    assert taken is not None
    assert layout.count() == 1
    assert layout.takeAt(5) is None
