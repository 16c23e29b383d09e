"""The Qt binding keeps count of None and True, in plain calls and in what the window does all day."""

import sys

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.icons.engine import IconLibrary, IconRole
from ui.icons.names import Icon
from ui.icons.rendering import IconRenderer
from ui.theme.binding import CALLS, TOLERANCE, References, references
from ui.theme.palette import icon_colours
from ui.theme.tokens import LIGHT


def test_five_thousand_calls_and_emits_leave_none_and_true_alone(qapp: QApplication) -> None:
    assert qapp is not None
    assert references(CALLS).are_flat


@pytest.mark.parametrize(("none", "true"), [(TOLERANCE + 1, 0), (0, -TOLERANCE - 1), (-97, -99)])
def test_a_binding_that_loses_or_leaks_references_is_found(none: int, true: int) -> None:
    assert not References(none, true).are_flat


def test_icons_asked_for_and_painted_leave_none_and_true_alone(qtbot: QtBot) -> None:
    library = IconLibrary(lambda: icon_colours(LIGHT), IconRenderer())
    icon = library.icon(Icon.LOCK)
    button = QPushButton(icon, "Lock vault")

    class Row(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
            with QPainter(self) as painter:
                library.paint(painter, QRectF(0, 0, 16, 16), Icon.DRIVE, IconRole.ACCENT)

    row = Row()
    for widget in (button, row):
        qtbot.addWidget(widget)
        widget.show()

    def use() -> None:
        icon.pixmap(QSize(16, 16), 2.0)
        icon.pixmap(QSize(20, 16))
        button.setIcon(library.icon(Icon.LOCK))
        button.grab()
        row.grab()

    use()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(300):
        use()
    after = sys.getrefcount(None), sys.getrefcount(True)
    assert max(abs(now - was) for now, was in zip(after, before, strict=True)) <= TOLERANCE
