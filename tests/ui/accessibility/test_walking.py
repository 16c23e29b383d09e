"""The walk finds what it is to find: each fault is made here once."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSpinBox, QTableView, QToolButton, QVBoxLayout, QWidget

from tests.ui.accessibility.walking import faults, nodes, tab_faults, tab_tour
from tests.ui.driving import Driver

Drive = Callable[[QWidget], Driver]


def window_of(*widgets: QWidget) -> QWidget:
    window = QWidget()
    column = QVBoxLayout(window)
    for each in widgets:
        column.addWidget(each)
    return window


def named(widget: QWidget, name: str) -> QWidget:
    widget.setAccessibleName(name)
    return widget


def table(*rows: tuple[str, ...], spoken: str = "", heading: str = "State") -> QTableView:
    view = QTableView()
    view.setAccessibleName("Tickets")
    view.setTabKeyNavigation(False)
    model = QStandardItemModel(view)
    model.setHorizontalHeaderLabels(["", "Number"])
    if heading:
        model.setHeaderData(0, Qt.Orientation.Horizontal, heading, Qt.ItemDataRole.AccessibleTextRole)
    for row in rows:
        items = [QStandardItem(text) for text in row]
        if spoken:
            items[0].setData(spoken, Qt.ItemDataRole.AccessibleTextRole)
        model.appendRow(items)
    view.setModel(model)
    return view


def test_a_window_in_order_has_no_faults(drive: Drive) -> None:
    box = QSpinBox()
    named(box, "Days")
    window = window_of(QPushButton("Close && wipe"), named(QLineEdit(), "Note"), box, table(("1", "2")))
    drive(window)
    assert faults(window) == []
    assert tab_faults(window) == []
    assert len(tab_tour(window)) == 4 + 1, "and back to the first"
    assert "Close & wipe" in {node.name for node in nodes(window)}


@pytest.mark.parametrize(
    ("widget", "fault"),
    [
        (QToolButton, "no name"),
        (QLineEdit, "no name"),
        (lambda: named(QPushButton("Open"), "&Open"), "ampersand"),
        (lambda: named(QPushButton("Open"), " Open"), "padded"),
        (lambda: table(("", "2"), ("", "4")), "of column 0"),
        (lambda: table(("1", "2"), ("", "")), "row at"),
        (lambda: table(("1", "2"), heading=""), "column 0 in Tickets has no heading"),
    ],
)
def test_each_fault_is_found(drive: Drive, widget: Callable[[], QWidget], fault: str) -> None:
    made = widget()
    if isinstance(made, QToolButton):
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    window = window_of(made)
    drive(window)
    assert any(fault in each for each in faults(window)), faults(window)


def test_cells_that_are_painted_only_can_be_said(drive: Drive) -> None:
    window = window_of(table(("", "2"), ("", "4"), spoken="overdue"))
    drive(window)
    assert faults(window) == []


def test_a_check_box_in_the_rail_is_found(drive: Drive) -> None:
    window = window_of(named(window_of(QCheckBox("Board")), "Rail"))
    drive(window)
    assert any("check box in the rail" in each for each in faults(window))


def test_what_is_hidden_is_no_fault(drive: Drive) -> None:
    hidden = QLineEdit()
    window = window_of(QPushButton("Open"), hidden)
    hidden.hide()
    drive(window)
    assert faults(window) == []


def test_a_trap_and_what_lies_behind_it_are_found(drive: Drive) -> None:
    trap = table(("1", "2"))
    trap.setTabKeyNavigation(True)
    after = QPushButton("After")
    window = window_of(QPushButton("Before"), trap, after)
    drive(window)
    assert "Tab does not come to QPushButton [After]" in tab_faults(window)
