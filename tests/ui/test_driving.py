"""The driver itself: it clicks only what a person could click, and counts."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from tests.ui.driving import Driver, NotShownError

Drive = Callable[[QWidget], Driver]


class Sample(QWidget):
    """A bit of everything that screens are made of."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        column = QVBoxLayout(self)
        for text in ("Close && wipe", "Open copy"):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, said=text: self.done.append(said))
            column.addWidget(button)
        self.icon = QToolButton()
        self.icon.setAccessibleName("More")
        self.menu = QMenu(self)
        self.menu.addAction("&Reopen ticket", lambda: self.done.append("reopen"))
        self.icon.setMenu(self.menu)
        self.icon.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.icon.clicked.connect(lambda: self.done.append("more"))
        self.field = QLineEdit()
        self.field.setAccessibleName("Note")
        self.off = QPushButton("Extend")
        self.off.setEnabled(False)
        self.off.setToolTip("The copy is being wiped.")
        self.rows = QListView()
        self.rows.setModel(QStringListModel([f"row {number}" for number in range(200)], self.rows))
        self.table = QTableView()
        model = QStandardItemModel(3, 2, self.table)
        for row in range(3):
            item = QStandardItem(str(row))
            item.setData(f"cell {row} in words", Qt.ItemDataRole.AccessibleTextRole)
            model.setItem(row, 1, item)
        self.table.setModel(model)
        for widget in (self.icon, self.field, self.off, self.rows, self.table):
            column.addWidget(widget)


@pytest.fixture
def sample() -> Sample:
    return Sample()


@pytest.fixture
def driver(drive: Drive, sample: Sample) -> Driver:
    sample.resize(400, 700)
    return drive(sample)


def test_buttons_are_found_by_their_text_and_clicks_counted(driver: Driver, sample: Sample) -> None:
    driver.click("Close & wipe")
    driver.click("Open copy")
    assert (sample.done, driver.clicks) == (["Close && wipe", "Open copy"], 2)


def test_typing_and_keys_are_no_clicks(driver: Driver, sample: Sample) -> None:
    driver.click("Note")
    driver.type("error 1203")
    driver.key("Home")
    driver.key("Delete")
    assert (sample.field.text(), driver.clicks) == ("rror 1203", 1)
    assert driver.says("rror 1203")


def test_a_row_far_down_is_scrolled_to_and_selected(driver: Driver, sample: Sample) -> None:
    driver.click("row 150")
    assert sample.rows.currentIndex().row() == 150
    driver.open_row("cell 2 in words")
    assert (sample.table.currentIndex().row(), driver.clicks) == (2, 3)
    assert driver.says("cell 1 in words")


def test_what_is_disabled_hidden_or_covered_cannot_be_clicked(driver: Driver, sample: Sample) -> None:
    with pytest.raises(NotShownError, match="Extend"):
        driver.click("Extend")
    assert driver.why_not("Extend") == "The copy is being wiped."
    with pytest.raises(NotShownError, match="is enabled"):
        driver.why_not("Open copy")
    sample.icon.hide()
    assert not driver.has("More")
    cover = QLabel("Wiping", sample)
    cover.setGeometry(sample.rect())
    cover.show()
    with pytest.raises(NotShownError, match=r'lies under QLabel "Wiping"'):
        driver.click("Open copy")
    assert driver.clicks == 0


def test_two_of_one_name_must_be_told_apart(drive: Drive) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    for name in ("left", "right"):
        part = QWidget()
        part.setObjectName(name)
        QVBoxLayout(part).addWidget(QCheckBox("Mine"))
        row.addWidget(part)
    driver = drive(window)
    with pytest.raises(NotShownError, match="2 things"):
        driver.click("Mine")
    driver.click("Mine", within="right")
    assert [box.isChecked() for box in window.findChildren(QCheckBox)] == [False, True]


def test_menus_and_tabs_are_clicked_where_they_are(drive: Drive, driver: Driver, sample: Sample) -> None:
    sample.menu.popup(sample.mapToGlobal(sample.rect().center()))
    driver.click("Reopen ticket")
    assert (sample.done, driver.clicks) == (["reopen"], 1)
    tabs = QTabWidget()
    tabs.addTab(QLabel("one"), "&Files")
    tabs.addTab(QLabel("two"), "Changes")
    other = drive(tabs)
    other.click("Changes")
    assert tabs.currentIndex() == 1
    assert other.says("two")
    assert not other.says("one")


def test_a_button_below_the_fold_is_scrolled_to(drive: Drive) -> None:
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.addSpacing(2000)
    button = QPushButton("Save")
    said: list[str] = []
    button.clicked.connect(lambda: said.append("saved"))
    column.addWidget(button)
    area = QScrollArea()
    area.setWidget(inside)
    area.resize(300, 200)
    drive(area).click("Save")
    assert said == ["saved"]


def test_a_button_can_be_held(driver: Driver) -> None:
    button = driver.find("Open copy", QPushButton)
    told: list[str] = []
    button.pressed.connect(lambda: told.append("pressed"))
    button.released.connect(lambda: told.append("released"))
    driver.hold("Open copy", 50)
    assert (told, driver.clicks) == (["pressed", "released"], 1)


def test_waiting_ends_with_what_is_shown(driver: Driver) -> None:
    driver.wait_to_read("row 3")
    with pytest.raises(NotShownError, match="Open copy"):
        driver.wait_for("View certificate", seconds=0.2)
