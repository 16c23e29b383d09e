"""Where the window was: used again only where it can be reached."""

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.vaults import MemoryInside
from ui.shell.window_geometry import WindowGeometry, default_geometry, from_text, is_reachable, screens_key, to_text

ONE = QRect(0, 0, 1440, 900)
TWO = QRect(1440, 0, 1920, 1080)


def test_a_set_of_screens_has_one_name_in_any_order() -> None:
    assert screens_key([ONE, TWO]) == screens_key([TWO, ONE]) != screens_key([ONE])


def test_a_geometry_comes_back_from_its_text() -> None:
    box = QRect(-20, 30, 1200, 800)
    assert from_text(to_text(box, is_maximised=True)) == (box, True)


@pytest.mark.parametrize("text", ["", "1 2 3 4", "1 2 3 4 x", "a b c d e", "1 2 3 4 5 6", "9999999999 0 1 1 0"])
def test_other_texts_are_no_geometry(text: str) -> None:
    assert from_text(text) is None


@pytest.mark.parametrize(
    ("box", "screens", "reachable"),
    [
        (QRect(100, 100, 1024, 640), [ONE], True),
        (QRect(1500, 100, 1024, 640), [ONE], False),
        (QRect(1500, 100, 1024, 640), [ONE, TWO], True),
        (QRect(100, -700, 1024, 640), [ONE], False),
        (QRect(-1000, 100, 1024, 640), [ONE], False),
        (QRect(-900, 100, 1024, 640), [ONE], True),
        (QRect(100, 100, 1024, 640), [], False),
    ],
)
def test_a_window_must_be_within_reach_of_the_mouse(box: QRect, screens: list[QRect], reachable: bool) -> None:
    assert is_reachable(box, screens) is reachable


def test_the_first_window_lies_in_the_middle_and_fits() -> None:
    least = QSize(1024, 640)
    assert default_geometry(TWO, least).center() == TWO.center()
    small = QRect(0, 0, 1024, 640)
    assert small.contains(default_geometry(small, least))


def test_it_is_kept_for_the_screens_there_are(qapp: QApplication) -> None:
    memory, window = MemoryInside(), QWidget()
    geometry = WindowGeometry(window, memory, qapp.screens())
    window.setGeometry(QRect(40, 60, 600, 400))
    geometry.keep()
    window.setGeometry(QRect(0, 0, 100, 100))
    geometry.restore()
    assert window.geometry() == QRect(40, 60, 600, 400)
    window.deleteLater()
