"""Hands the icons to Qt: a QIcon whose colours are asked for at each painting, so that it outlives a change of theme.

Where a box is wider than high, the icon stands at its beginning. Buttons set such a box to keep their text further
away than Qt does.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from shiboken6 import isValid

from ui.icons.names import Icon
from ui.icons.rendering import IconRenderer


class IconRole(StrEnum):
    """What an icon's colour says; the value names the colour in IconColours."""

    NORMAL = "normal"
    ITEM = "item"  # in trees and lists, where Qt calls what is unfolded "on"
    QUIET = "quiet"
    ACCENT = "accent"
    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    INFO = "info"
    ON_ACCENT = "on_accent"


@dataclass(frozen=True, slots=True)
class IconColours:
    """The colours icons are painted in, as "#rrggbb". `active` is a normal icon under the pointer."""

    normal: str
    active: str
    item: str
    quiet: str
    accent: str
    danger: str
    warn: str
    ok: str
    info: str
    on_accent: str
    disabled: str

    def of(self, role: IconRole, mode: QIcon.Mode, state: QIcon.State) -> str:
        """The colour for a role in one of Qt's modes; an icon that is on takes the accent."""
        if mode == QIcon.Mode.Disabled:
            return self.disabled
        if role is not IconRole.NORMAL:
            return str(getattr(self, role.value))
        if state == QIcon.State.On or mode == QIcon.Mode.Selected:
            return self.accent
        if mode == QIcon.Mode.Active:
            return self.active
        return self.normal


class IconLibrary:
    """Makes icons in the colours of the moment. Keep it as long as the application: its icons use it."""

    def __init__(self, colours: Callable[[], IconColours], renderer: IconRenderer) -> None:
        self._colours = colours
        self._renderer = renderer
        self._clones: list[QIconEngine] = []

    def icon(self, icon: Icon, role: IconRole = IconRole.NORMAL) -> QIcon:
        """An icon for a button, an action or an item."""
        return QIcon(LineIconEngine(self, icon, role))

    def pixmap(self, icon: Icon, role: IconRole, size: int, scale: float) -> QPixmap:
        """One picture of it in today's colours, for labels; ask again when the theme has changed."""
        return self._renderer.pixmap(icon, self._colour(role, QIcon.Mode.Normal, QIcon.State.Off), size, scale)

    def boxed(
        self, icon: Icon, role: IconRole, mode: QIcon.Mode, state: QIcon.State, size: QSize, scale: float
    ) -> QPixmap:
        """The picture of an icon in a box of `size` logical pixels."""
        square = min(size.width(), size.height())
        pixmap = self._renderer.pixmap(icon, self._colour(role, mode, state), square, scale)
        if size.width() <= size.height():
            return pixmap
        surplus = round((size.width() - square) * scale)
        before, behind = (-surplus, 0) if _is_mirrored() else (0, surplus)
        # What lies outside comes out transparent. An image copies it; a pixmap would cut the box down.
        return QPixmap.fromImage(pixmap.toImage().copy(pixmap.rect().adjusted(before, 0, behind, 0)))

    def paint(
        self,
        painter: QPainter,
        box: QRectF,
        icon: Icon,
        role: IconRole,
        mode: QIcon.Mode = QIcon.Mode.Normal,
        state: QIcon.State = QIcon.State.Off,
    ) -> None:
        """Paint an icon into a box, without making a QIcon: the way of delegates."""
        self._renderer.paint(painter, icon, self._colour(role, mode, state), _square_in(box))

    def keep(self, clone: QIconEngine) -> None:
        """Hold what `clone` gave to Qt: the binding would delete it under Qt's hands, as Python held it last."""
        self._clones = [engine for engine in self._clones if isValid(engine)]
        self._clones.append(clone)

    def _colour(self, role: IconRole, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        return QColor(self._colours().of(role, mode, state))


class LineIconEngine(QIconEngine):
    """One icon in one role."""

    def __init__(self, library: IconLibrary, icon: Icon, role: IconRole) -> None:
        super().__init__()
        self._library = library
        self._icon = icon
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: D102
        self._library.paint(painter, QRectF(rect), self._icon, self._role, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:  # noqa: D102
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(  # noqa: D102, N802
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # `size` is in logical pixels, though Qt's own documentation leaves it open; a pixmap of `size` device
        # pixels would be blown up and blurred at 150 and 200 %.
        return self._library.boxed(self._icon, self._role, mode, state, size, scale)

    def clone(self) -> Self:  # noqa: D102
        clone = type(self)(self._library, self._icon, self._role)
        self._library.keep(clone)
        return clone

    def key(self) -> str:  # noqa: D102
        return "bailee-line-icon"

    def iconName(self) -> str:  # noqa: D102, N802
        return self._icon.value

    def isNull(self) -> bool:  # noqa: D102, N802
        return False


def _square_in(box: QRectF) -> QRectF:
    """The place of the icon in its box: in the middle, or at the beginning of a wide one."""
    if box.width() <= box.height():
        return box
    left = box.right() - box.height() if _is_mirrored() else box.left()
    return QRectF(left, box.top(), box.height(), box.height())


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
