"""The painted parts of rows and states: pills, discs, bars, the hold, the countdown, grey bars, the row's mark.

Delegates and small widgets call these in their paint methods. Each paints inside the box it is given, in the theme's
colours of the moment, and leaves the painter as it was.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from zlib import crc32

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.theme.fonts import TextRole
from ui.theme.theme import Theme
from ui.theme.tokens import Colours

SOON = 0.85  # of the time a copy may be held
SIXTEENTHS_OF_TURN = 16 * 360


class Tone(StrEnum):
    """What a pill says at a glance; always beside words and an icon, never alone."""

    DANGER = "danger"
    WARN = "warn"
    OK = "ok"
    INFO = "info"
    ACCENT = "accent"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Pill:
    """A short state: words, tone, and an icon if there is one."""

    text: str
    tone: Tone
    icon: Icon | None = None


def pill_width(theme: Theme, pill: Pill) -> float:
    """The width a pill needs."""
    spacing, icons = theme.measures.spacing, theme.measures.icons
    icon = icons.pill + spacing.xs if pill.icon else 0
    return 2 * spacing.s + icon + QFontMetricsF(theme.font(TextRole.SMALL_STRONG)).horizontalAdvance(pill.text)


def draw_pill(painter: QPainter, theme: Theme, box: QRectF, pill: Pill) -> None:
    """A pill at the beginning of `box`, in the middle of its height, cut with dots where the box is too narrow."""
    measures, font = theme.measures, theme.font(TextRole.SMALL_STRONG)
    ink, ground = _tone(theme.colours, pill.tone)
    height = measures.heights.pill
    width = min(box.width(), pill_width(theme, pill))
    left = box.right() - width if _is_mirrored(painter) else box.left()
    body = QRectF(left, box.center().y() - height / 2, width, height)
    with _saved(painter):
        painter.setPen(QPen(QColor(ink), 1) if theme.scheme.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        radius = measures.radii.pill(height)
        painter.drawRoundedRect(body, radius, radius)
        rest = body.adjusted(measures.spacing.s, 0, -measures.spacing.s, 0)
        if pill.icon is not None:
            side = measures.icons.pill
            place, rest = _cut(painter, rest, side, measures.spacing.xs)
            theme.icons.paint(
                painter, QRectF(place.left(), place.center().y() - side / 2, side, side), pill.icon, _role(pill.tone)
            )
        draw_text(painter, rest, pill.text, font, ink)


def draw_text(painter: QPainter, box: QRectF, text: str, font: QFont, colour: str, *, is_at_end: bool = False) -> None:
    """One line of text in the middle of the height of `box`, cut with dots where it does not fit."""
    side = Qt.AlignmentFlag.AlignRight if is_at_end else Qt.AlignmentFlag.AlignLeft
    with _saved(painter):
        painter.setFont(font)
        painter.setPen(QColor(colour))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width() + 1)
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)


def draw_person(painter: QPainter, theme: Theme, box: QRectF, initials: str, person: str) -> None:
    """A disc with initials; its colour is always the same for the same `person`."""
    colours = theme.colours
    font = theme.font(TextRole.SMALL_STRONG)
    font.setPointSizeF(font.pointSizeF() * 0.85)
    with _saved(painter):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour_of(colours, person)))
        painter.drawEllipse(box)
        painter.setFont(font)
        painter.setPen(QColor(colours.on_people))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, initials)


def colour_of(colours: Colours, name: str) -> str:
    """The colour that stands for a person or a customer, the same in every session."""
    return colours.people[crc32(name.encode()) % len(colours.people)]


def draw_bar(painter: QPainter, theme: Theme, box: QRectF, share: float) -> None:
    """How much of the time is over: amber from 85 %, red when all of it is."""
    colours = theme.colours
    fill = colours.bar_over if share >= 1 else colours.bar_soon if share >= SOON else colours.bar
    height = min(box.height(), theme.measures.heights.bar)
    body = QRectF(box.left(), box.center().y() - height / 2, box.width(), height)
    done = QRectF(body)
    done.setWidth(max(height, body.width() * min(1.0, max(0.0, share))))
    if _is_mirrored(painter):
        done.moveRight(body.right())
    with _saved(painter):
        painter.setPen(QPen(QColor(colours.border), 1) if theme.scheme.is_high_contrast else Qt.PenStyle.NoPen)
        for part, colour in ((body, colours.track), (done, fill)):
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(part, height / 2, height / 2)
            painter.setPen(Qt.PenStyle.NoPen)


def draw_hold(
    painter: QPainter, theme: Theme, box: QRectF, share: float, text: str, *, is_hovered: bool = False
) -> None:
    """The button that fills while it is held: `share` of it is filled, and the text changes colour along the edge."""
    colours, radius = theme.colours, theme.measures.radii.control
    filled = QRectF(box)
    filled.setWidth(box.width() * min(1.0, max(0.0, share)))
    if _is_mirrored(painter):
        filled.moveRight(box.right())
    outline = QPainterPath()
    outline.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    with _saved(painter):
        painter.setFont(theme.font(TextRole.STRONG))
        painter.fillPath(outline, QColor(colours.danger_bg if share > 0 or is_hovered else colours.surface))
        painter.setPen(QColor(colours.danger))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.save()
        painter.setClipRect(filled)
        painter.fillPath(outline, QColor(colours.danger_fill))
        painter.setPen(QColor(colours.on_accent))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()
        painter.setPen(QPen(QColor(colours.danger if share <= 0 else colours.danger_fill), 1))
        painter.drawPath(outline)


def draw_countdown(painter: QPainter, theme: Theme, box: QRectF, share: float, text: str) -> None:
    """The seconds left in a ring that runs out: `share` of it is still there. With reduced motion, digits only."""
    colours = theme.colours
    width = 3.0
    ring = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    with _saved(painter):
        if not theme.is_motion_reduced:
            painter.setPen(QPen(QColor(colours.track), width))
            painter.drawEllipse(ring)
            painter.setPen(QPen(QColor(colours.bar_over), width, c=Qt.PenCapStyle.RoundCap))
            painter.drawArc(ring, SIXTEENTHS_OF_TURN // 4, -round(SIXTEENTHS_OF_TURN * share))
        painter.setFont(theme.font(TextRole.SMALL_STRONG))
        painter.setPen(QColor(colours.text))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def draw_ring(painter: QPainter, theme: Theme, box: QRectF, turned: float) -> None:
    """Something goes on, nobody knows how far it is: a part of a ring, `turned` by so much of a whole turn.

    With reduced motion the icon of running work stands there.
    """
    colours = theme.colours
    if theme.is_motion_reduced:
        theme.icons.paint(painter, box, Icon.RUNNING, IconRole.INFO)
        return
    width = max(2.0, box.width() / 8)
    ring = box.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    with _saved(painter):
        painter.setPen(QPen(QColor(colours.track), width))
        painter.drawEllipse(ring)
        painter.setPen(QPen(QColor(colours.bar), width, c=Qt.PenCapStyle.RoundCap))
        start = round(SIXTEENTHS_OF_TURN * (0.25 - turned))
        painter.drawArc(ring, start, -SIXTEENTHS_OF_TURN * 3 // 10)


def draw_missing(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """The grey bar that stands for a text not read yet."""
    height = min(box.height(), theme.measures.spacing.s)
    body = QRectF(box.left(), box.center().y() - height / 2, box.width(), height)
    with _saved(painter):
        painter.setPen(QPen(QColor(theme.colours.border), 1) if theme.scheme.is_high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.track))
        painter.drawRoundedRect(body, height / 2, height / 2)


def draw_row_ground(
    painter: QPainter, theme: Theme, box: QRectF, *, is_selected: bool, is_hovered: bool, has_focus: bool
) -> None:
    """The ground of a row, and at its beginning the line that says where the keyboard is."""
    colours = theme.colours
    ground = colours.selection if is_selected else colours.row_hover if is_hovered else colours.surface
    painter.fillRect(box, QColor(ground))
    line = colours.border if theme.scheme.is_high_contrast else colours.row_hover
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), QColor(line))
    if is_selected and theme.scheme.is_high_contrast:
        for top in (box.top(), box.bottom() - 2):
            painter.fillRect(QRectF(box.left(), top, box.width(), 2), QColor(colours.accent))
    if is_selected and has_focus:
        width = theme.measures.customer_line
        left = box.right() - width if _is_mirrored(painter) else box.left()
        painter.fillRect(QRectF(left, box.top(), width, box.height()), QColor(colours.accent))


def _tone(colours: Colours, tone: Tone) -> tuple[str, str]:
    if tone is Tone.ACCENT:
        return colours.accent, colours.selection
    if tone is Tone.QUIET:
        return colours.text_2, colours.quiet_bg
    return str(getattr(colours, tone.value)), str(getattr(colours, f"{tone.value}_bg"))


def _role(tone: Tone) -> IconRole:
    return IconRole.NORMAL if tone is Tone.QUIET else IconRole(tone.value)


def _cut(painter: QPainter, box: QRectF, width: float, gap: float) -> tuple[QRectF, QRectF]:
    """The first `width` of a box and, after a gap, the rest, in the direction of the language."""
    if _is_mirrored(painter):
        return box.adjusted(box.width() - width, 0, 0, 0), box.adjusted(0, 0, -width - gap, 0)
    return box.adjusted(0, 0, width - box.width(), 0), box.adjusted(width + gap, 0, 0, 0)


def _is_mirrored(painter: QPainter) -> bool:
    return painter.layoutDirection() == Qt.LayoutDirection.RightToLeft


@contextmanager
def _saved(painter: QPainter) -> Iterator[None]:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield
    finally:
        painter.restore()
