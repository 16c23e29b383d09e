"""Layouts written in Python hold items that Qt cannot take from under them, which would end the process."""

import gc

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import dump, isValid

from ui.widgets.flow import FlowLayout


def test_items_of_a_flow_are_made_by_python(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    flow.addWidget(QPushButton("Open copy"))
    assert "containsCppWrapper 1" in dump(flow.itemAt(0))


def test_widgets_of_a_flow_can_go_and_come(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout()
    QVBoxLayout(window).addLayout(flow)
    window.show()
    for turn in range(30):
        buttons = [QPushButton(f"Button {number}") for number in range(4)]
        for button in buttons:
            flow.addWidget(button)
        window.resize(200 + turn, 200)
        qtbot.wait(1)
        assert all(isValid(flow.itemAt(at)) for at in range(4))
        for button in buttons:
            button.deleteLater()
        del buttons, button
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        assert flow.count() == 0
