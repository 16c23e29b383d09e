"""The system's own fonts, in the few sizes and weights the interface uses: points, relative to the system's size."""

from enum import StrEnum

from PySide6.QtGui import QFont, QFontDatabase

LEAST_POINTS = 7.0


class TextRole(StrEnum):
    """What a text is; it decides size and weight."""

    BASE = "base"
    MEDIUM = "medium"
    STRONG = "strong"
    SMALL = "small"
    SMALL_STRONG = "small-strong"
    HEADING = "heading"  # of a group or a card
    TITLE = "title"  # of a pane
    PAGE = "page"
    CODE = "code"


_LARGER_BY = {
    TextRole.SMALL: -1.0,
    TextRole.SMALL_STRONG: -1.0,
    TextRole.HEADING: 0.75,
    TextRole.TITLE: 3.75,
    TextRole.PAGE: 6.25,
}
_WEIGHTS = {
    TextRole.MEDIUM: QFont.Weight.Medium,
    TextRole.STRONG: QFont.Weight.DemiBold,
    TextRole.SMALL_STRONG: QFont.Weight.DemiBold,
    TextRole.HEADING: QFont.Weight.DemiBold,
    TextRole.TITLE: QFont.Weight.DemiBold,
    TextRole.PAGE: QFont.Weight.DemiBold,
}


def base_font(text_scale: float) -> QFont:
    """The interface font of the system with figures of one width, `text_scale` times its size."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(_points(font) * text_scale)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def font_for(role: TextRole, base: QFont) -> QFont:
    """The font of a role. CODE is the system's fixed font without ligatures: `>=` stays two characters."""
    if role is TextRole.CODE:
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPointSizeF(_points(base))
        fixed.setFeature(QFont.Tag("calt"), 0)
        fixed.setFeature(QFont.Tag("liga"), 0)
        return fixed
    font = QFont(base)
    scale = _points(base) / _points(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    font.setPointSizeF(max(LEAST_POINTS, _points(base) + _LARGER_BY.get(role, 0.0) * scale))
    font.setWeight(_WEIGHTS.get(role, QFont.Weight.Normal))
    return font


def _points(font: QFont) -> float:
    """A font's size in points; a system that gives pixels is taken at 96 to the inch."""
    return font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 72 / 96
