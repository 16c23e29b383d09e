"""The gallery's page of icons: each at the sizes it is used in, and the roles its colour can have."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QIcon, QPainter
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.gallery_parts import Painted, column, labelled, section
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.widgets.labels import text_label

COLUMNS = 7
GAP = 10


def icons_page(theme: Theme) -> QWidget:
    """Every icon, and every role."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    for number, icon in enumerate(Icon):
        cell = column(_sizes(theme, icon), text_label(theme, icon.value, TextRole.SMALL, "muted"), gap=2)
        grid.addWidget(cell, number // COLUMNS, number % COLUMNS)
    roles = [labelled(theme, role.value, _modes(theme, role)) for role in IconRole]
    return column(section(theme, "Icons at 13, 16, 20 and 44", holder), section(theme, "Roles", *roles), gap=16)


def _sizes(theme: Theme, icon: Icon) -> Painted:
    icons = theme.measures.icons
    sizes = (icons.pill, icons.row, icons.strip, icons.empty)

    def paint(painter: QPainter, box: QRectF) -> None:
        left = box.left()
        for size in sizes:
            place = QRectF(left, box.top() + (icons.empty - size) // 2, size, size)
            theme.icons.paint(painter, place, icon, IconRole.NORMAL)
            left += size + GAP

    return Painted(paint, QSize(sum(sizes) + GAP * len(sizes), icons.empty), icon.value.replace("-", " "))


def _modes(theme: Theme, role: IconRole) -> Painted:
    modes = (QIcon.Mode.Normal, QIcon.Mode.Active, QIcon.Mode.Selected, QIcon.Mode.Disabled)

    def paint(painter: QPainter, box: QRectF) -> None:
        if role is IconRole.ON_ACCENT:
            painter.fillRect(box, QColor(theme.colours.fill))
        for at, mode in enumerate(modes):
            theme.icons.paint(painter, QRectF(at * 32, box.top(), 20, 20), Icon.LOCK, role, mode)

    return Painted(paint, QSize(32 * len(modes), 20), f"Role {role.value}")
