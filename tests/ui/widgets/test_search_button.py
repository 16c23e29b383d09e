"""A button like a field: it says what it leads to and by which keys, as far as there is room."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import Theme
from ui.widgets.list_pages import ListPages
from ui.widgets.search_button import SearchButton


def labels(button: SearchButton) -> list[str]:
    return [label.text() for label in button.findChildren(QLabel) if label.isVisible() and label.text()]


def test_the_keys_go_first_where_there_is_little_room(qtbot: QtBot, app_theme: Theme) -> None:
    button = SearchButton(app_theme, "Search or run")
    qtbot.addWidget(button)
    button.show_keys("Ctrl+K")
    button.resize(button.sizeHint())
    button.show()
    assert labels(button) == ["Search or run", "Ctrl+K"]
    assert button.accessibleName() == "Search or run"
    button.resize(button.width() * 3 // 4, button.height())
    assert labels(button) == ["Search or run"]
    QApplication.sendPostedEvents()
    for label in button.findChildren(QLabel):
        if label.isVisible():
            assert label.width() >= label.sizeHint().width(), "nothing is cut"
    button.resize(button.minimumSizeHint())
    assert labels(button) == []
    assert button.width() < button.sizeHint().width() // 3


def test_its_words_are_part_of_the_button(qtbot: QtBot, app_theme: Theme) -> None:
    button = SearchButton(app_theme, "Search or run")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=button._words.geometry().center())


def test_a_list_gives_its_place_to_what_stands_instead(qtbot: QtBot) -> None:
    place, head, bar, view, nothing = (QWidget() for _ in range(5))
    qtbot.addWidget(place)
    pages = ListPages(bar, view, nothing)
    pages.put_below(place, head)
    place.resize(400, 300)
    place.show()
    assert pages.zone() is view
    assert view.isVisible()
    pages.setCurrentWidget(nothing)
    assert pages.zone() is pages
    assert not view.isVisible()
    pages.show_list()
    assert pages.zone() is view
