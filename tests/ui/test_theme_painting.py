"""The painted parts: they stay in their box, say the right thing in the right colour, and restore the painter."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from ui.icons.names import Icon
from ui.theme.painting import (
    Pill,
    Tone,
    colour_of,
    draw_bar,
    draw_countdown,
    draw_hold,
    draw_missing,
    draw_person,
    draw_pill,
    draw_ring,
    draw_row_ground,
    pill_width,
)
from ui.theme.system_look import SystemLook
from ui.theme.theme import Motion, Theme
from ui.theme.tokens import LIGHT, Scheme, colours_of

Paint = Callable[[QPainter, QRectF], None]
BOX = QRectF(20, 20, 200, 30)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, SystemLook(qapp))
    yield theme
    theme.close()


def painted(paint: Paint, *, direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QImage:
    image = QImage(QSize(240, 70), QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setLayoutDirection(direction)
        pen, brush, font = painter.pen(), painter.brush(), painter.font()
        paint(painter, BOX)
        assert (painter.pen(), painter.brush(), painter.font()) == (pen, brush, font)
        assert not painter.hasClipping()
    return image


def at(image: QImage, x: float, y: float) -> str:
    return image.pixelColor(round(x), round(y)).name().upper()


def ink(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 0}


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("part", ["pill", "person", "bar", "hold", "countdown", "ring", "missing", "row"])
def test_a_part_paints_inside_its_box_and_leaves_the_painter_as_it_was(theme: Theme, scheme: Scheme, part: str) -> None:
    theme.show_scheme(scheme)
    square = QRectF(20, 20, 30, 30)
    parts: dict[str, Paint] = {
        "pill": lambda painter, box: draw_pill(painter, theme, box, Pill("Encrypted", Tone.OK, Icon.LOCK)),
        "person": lambda painter, _box: draw_person(painter, theme, square, "ME", "Kim"),
        "bar": lambda painter, box: draw_bar(painter, theme, box, 0.5),
        "hold": lambda painter, box: draw_hold(painter, theme, box, 0.5, "Hold to wipe"),
        "countdown": lambda painter, _box: draw_countdown(painter, theme, square, 0.8, "24"),
        "ring": lambda painter, _box: draw_ring(painter, theme, square, 0.4),
        "missing": lambda painter, box: draw_missing(painter, theme, box),
        "row": lambda painter, box: draw_row_ground(
            painter, theme, box, is_selected=True, is_hovered=False, has_focus=True
        ),
    }
    inked = ink(painted(parts[part]))
    assert inked
    assert all(BOX.adjusted(-1, -1, 1, 1).contains(x + 0.5, y + 0.5) for x, y in inked)


@pytest.mark.parametrize(
    ("share", "token"),
    [(0.1, "bar"), (0.84, "bar"), (0.85, "bar_soon"), (0.99, "bar_soon"), (1.0, "bar_over"), (7.0, "bar_over")],
)
def test_a_bar_turns_amber_at_85_percent_and_red_when_the_time_is_over(theme: Theme, share: float, token: str) -> None:
    image = painted(lambda painter, box: draw_bar(painter, theme, box, share))
    assert at(image, BOX.left() + 8, BOX.center().y()) == getattr(theme.colours, token)


def test_a_bar_fills_from_where_the_language_begins(theme: Theme) -> None:
    image = painted(lambda painter, box: draw_bar(painter, theme, box, 0.3), direction=Qt.LayoutDirection.RightToLeft)
    assert at(image, BOX.right() - 8, BOX.center().y()) == theme.colours.bar
    assert at(image, BOX.left() + 8, BOX.center().y()) == theme.colours.track


@pytest.mark.parametrize("tone", Tone)
def test_a_pill_is_as_wide_as_said_and_has_the_ground_of_its_tone(theme: Theme, tone: Tone) -> None:
    pill = Pill("Changed", tone, Icon.EDIT)
    image = painted(lambda painter, box: draw_pill(painter, theme, box, pill))
    right = max(x for x, _ in ink(image))
    assert right == pytest.approx(BOX.left() + pill_width(theme, pill), abs=1.5)
    ground = {Tone.ACCENT: "selection", Tone.QUIET: "quiet_bg"}.get(tone, f"{tone.value}_bg")
    assert at(image, BOX.left() + 4, BOX.center().y()) == getattr(theme.colours, ground)


def test_a_pill_too_long_for_its_box_is_cut_inside_it(theme: Theme) -> None:
    pill = Pill("Encrypted copy of a customer with a very long name indeed", Tone.OK, Icon.LOCK)
    inked = ink(painted(lambda painter, box: draw_pill(painter, theme, box, pill)))
    assert max(x for x, _ in inked) <= BOX.right()


def test_a_pill_begins_at_the_right_in_a_language_that_does(theme: Theme) -> None:
    pill = Pill("Open", Tone.INFO, Icon.LOCK_OPEN)
    inked = ink(
        painted(lambda painter, box: draw_pill(painter, theme, box, pill), direction=Qt.LayoutDirection.RightToLeft)
    )
    assert max(x for x, _ in inked) == pytest.approx(BOX.right(), abs=1.5)
    assert min(x for x, _ in inked) > BOX.left() + 50


def test_a_hold_fills_up_to_its_share(theme: Theme) -> None:
    image = painted(lambda painter, box: draw_hold(painter, theme, box, 0.25, ""))
    assert at(image, BOX.left() + BOX.width() * 0.2, BOX.center().y()) == theme.colours.danger_fill
    assert at(image, BOX.left() + BOX.width() * 0.3, BOX.center().y()) == theme.colours.danger_bg


def test_a_hold_fills_from_where_the_language_begins(theme: Theme) -> None:
    def paint(painter: QPainter, box: QRectF) -> None:
        draw_hold(painter, theme, box, 0.25, "")

    image = painted(paint, direction=Qt.LayoutDirection.RightToLeft)
    assert at(image, BOX.right() - BOX.width() * 0.2, BOX.center().y()) == theme.colours.danger_fill
    assert at(image, BOX.right() - BOX.width() * 0.3, BOX.center().y()) == theme.colours.danger_bg


def test_a_hold_under_the_pointer_shows_it(theme: Theme) -> None:
    for is_hovered, token in ((False, "surface"), (True, "danger_bg")):
        image = painted(lambda painter, box, on=is_hovered: draw_hold(painter, theme, box, 0, "", is_hovered=on))  # type: ignore[misc]
        assert at(image, BOX.center().x(), BOX.center().y()) == getattr(theme.colours, token)


def test_with_reduced_motion_a_ring_is_a_still_picture(theme: Theme) -> None:
    def turned(share: float) -> Paint:
        return lambda painter, _box: draw_ring(painter, theme, QRectF(20, 20, 16, 16), share)

    assert painted(turned(0.1)) != painted(turned(0.6))
    theme.choose_motion(Motion.REDUCED)
    assert painted(turned(0.1)) == painted(turned(0.6))
    assert ink(painted(turned(0.1)))


def test_with_reduced_motion_the_countdown_is_digits_only(theme: Theme) -> None:
    def count(share: float) -> Paint:
        return lambda painter, _box: draw_countdown(painter, theme, QRectF(20, 20, 32, 32), share, "24")

    assert painted(count(0.9)) != painted(count(0.2))
    theme.choose_motion(Motion.REDUCED)
    assert painted(count(0.9)) == painted(count(0.2))
    assert ink(painted(count(0.9)))


def test_the_mark_of_the_keyboard_stands_only_in_the_row_that_has_it(theme: Theme) -> None:
    def ground(*, is_selected: bool, has_focus: bool) -> str:
        image = painted(
            lambda painter, box: draw_row_ground(
                painter, theme, box, is_selected=is_selected, is_hovered=False, has_focus=has_focus
            )
        )
        return at(image, BOX.left() + 1, BOX.center().y())

    assert ground(is_selected=True, has_focus=True) == theme.colours.accent
    assert ground(is_selected=True, has_focus=False) == theme.colours.selection
    assert ground(is_selected=False, has_focus=True) == theme.colours.surface


@given(st.text())
def test_a_person_has_the_same_colour_in_every_session(name: str) -> None:
    assert colour_of(LIGHT, name) == colour_of(LIGHT, name)
    assert colour_of(LIGHT, name) in LIGHT.people


def test_people_do_not_all_look_alike_and_colours_are_fixed() -> None:
    names = ["Kim Sommer", "Jonas Peters", "Aylin Kaya", "Marek Nowak", "Lena Roth", "Tom Stein"]
    assert len({colour_of(LIGHT, name) for name in names}) >= 3
    assert LIGHT.people.index(colour_of(LIGHT, "Kim Sommer")) == colours_of(Scheme.CONTRAST_DARK).people.index(
        colour_of(colours_of(Scheme.CONTRAST_DARK), "Kim Sommer")
    )
    assert QColor(colour_of(LIGHT, "")).isValid()
