"""The drawings follow the rules of the set, and the engine renders them sharp, in the right colour, within bounds."""

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from ui.icons.engine import IconColours, IconLibrary, IconRole
from ui.icons.names import Icon
from ui.icons.rendering import (
    FOLDER,
    GRID,
    HALF_EXTENT,
    HALF_FRAME,
    MOST_CACHED_BYTES,
    STROKE,
    IconRenderer,
    sharp_scale,
)
from ui.theme.palette import icon_colours
from ui.theme.tokens import DARK, LIGHT

SVG = "{http://www.w3.org/2000/svg}"
ROOT = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke-width": "1.75",
    "stroke-linecap": "round",
    "stroke-linejoin": "round",
}
SHAPES = {"path": {"d"}, "circle": {"cx", "cy", "r"}, "rect": {"x", "y", "width", "height", "rx"}}
SIZES = (13, 16, 20, 44)
INK = QColor("#3350CF")


@pytest.fixture
def renderer(qapp: QApplication) -> IconRenderer:
    assert qapp is not None
    return IconRenderer()


@pytest.fixture
def library(renderer: IconRenderer) -> IconLibrary:
    return IconLibrary(lambda: icon_colours(LIGHT), renderer)


def alphas(pixmap: QPixmap) -> list[int]:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return list(bytes(image.constBits())[3::4])


def test_every_file_has_a_name_and_every_name_a_file() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {icon.value for icon in Icon}
    assert {path.suffix for path in FOLDER.iterdir()} == {".svg"}


@pytest.mark.parametrize("icon", Icon)
def test_a_drawing_keeps_the_rules_of_the_set(icon: Icon) -> None:
    root = ElementTree.fromstring((FOLDER / f"{icon.value}.svg").read_text(encoding="ascii"))
    assert (root.tag, root.attrib) == (f"{SVG}svg", ROOT)
    assert 1 <= len(root) <= 8
    for shape in root:
        assert shape.attrib.keys() <= SHAPES[shape.tag.removeprefix(SVG)]
        assert not len(shape)
        assert not (shape.text or "").strip()
        assert re.fullmatch(r"[-0-9.MmLlHhVvAaCcSsZz ]+", " ".join(shape.attrib.values()))


@pytest.mark.parametrize("icon", Icon)
def test_a_drawing_stays_inside_the_grid(icon: Icon, qapp: QApplication) -> None:
    assert qapp is not None
    image = QImage(480, 480, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(FOLDER / f"{icon.value}.svg")).render(painter, QRectF(120, 120, 240, 240))
    rows = bytes(image.constBits())[3::4]
    inked = [at for at, alpha in enumerate(rows) if alpha]
    xs, ys = [at % 480 for at in inked], [at // 480 for at in inked]
    assert min(xs) >= 120
    assert min(ys) >= 120
    assert max(xs) < 360
    assert max(ys) < 360
    assert max(max(xs) - min(xs), max(ys) - min(ys)) >= 240 * 0.45  # none is much smaller than the others


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", SIZES)
def test_every_icon_leaves_ink_at_every_size_and_no_two_are_the_same(
    renderer: IconRenderer, size: int, scale: float
) -> None:
    pictures: dict[bytes, Icon] = {}
    for icon in Icon:
        pixmap = renderer.pixmap(icon, INK, size, scale)
        assert pixmap.width() == round(size * scale)
        assert pixmap.devicePixelRatio() == scale
        shades = alphas(pixmap)
        assert max(shades) >= 120, icon
        assert pictures.setdefault(bytes(shades), icon) is icon
    assert len(pictures) == len(Icon)


@pytest.mark.parametrize("size", [13, 16, 32])
@pytest.mark.parametrize("icon", [Icon.PANEL, Icon.TABLE, Icon.VAULT, Icon.SAVE])
def test_frames_are_sharp_at_the_sizes_of_pills_and_rows(renderer: IconRenderer, icon: Icon, size: int) -> None:
    shades = alphas(renderer.pixmap(icon, INK, size, 1.0))
    row = shades[size * (size // 2) : size * (size // 2 + 1)]
    edge = next(shade for shade in row if shade > 60)  # the pixel beside it may have a trace
    assert edge >= 250


@pytest.mark.parametrize("icon", [Icon.ADD, Icon.ARROW_UP, Icon.ARROW_LEFT, Icon.REMOVE])
def test_strokes_through_the_middle_cover_whole_pixels_at_even_sizes_too(renderer: IconRenderer, icon: Icon) -> None:
    assert max(alphas(renderer.pixmap(icon, INK, 16, 1.0))) >= 250


@given(st.integers(min_value=11, max_value=200))
def test_a_frames_stroke_covers_whole_pixels_and_nothing_is_cut_off(pixels: int) -> None:
    scale = sharp_scale(pixels)
    middle_of_edge = pixels / 2 - HALF_FRAME * scale
    assert (middle_of_edge * 2) % 1 == pytest.approx(0, abs=1e-6)
    assert HALF_EXTENT * scale <= pixels / 2 + 1e-6
    assert abs(scale - pixels / GRID) * HALF_FRAME <= 1
    assert STROKE * scale > 0.75


def test_the_ink_has_exactly_the_colour_asked_for(renderer: IconRenderer) -> None:
    image = renderer.pixmap(Icon.STOP, INK, 16, 1.0).toImage()
    solid = {
        image.pixelColor(x, y).name() for x in range(16) for y in range(16) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {INK.name()}


def test_a_picture_is_rendered_once_and_the_kept_ones_are_bounded(renderer: IconRenderer) -> None:
    first = renderer.pixmap(Icon.LOCK, INK, 16, 1.0)
    assert renderer.pixmap(Icon.LOCK, INK, 16, 1.0).cacheKey() == first.cacheKey()
    for number in range(700):
        renderer.pixmap(Icon.LOCK, QColor(number % 256, number // 256, 0), 44, 1.0)
    assert 0 < renderer.cached_bytes <= MOST_CACHED_BYTES
    assert renderer.pixmap(Icon.LOCK, INK, 16, 1.0).cacheKey() != first.cacheKey()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_gives_pictures_of_the_screens_scale(library: IconLibrary, scale: float) -> None:
    for size in (QSize(16, 16), QSize(20, 16)):
        pixmap = library.icon(Icon.LOCK).pixmap(size, scale)
        assert (pixmap.size(), pixmap.devicePixelRatio()) == (size * scale, scale)


@pytest.mark.parametrize(
    ("direction", "is_left"), [(Qt.LayoutDirection.LeftToRight, True), (Qt.LayoutDirection.RightToLeft, False)]
)
def test_in_a_wide_box_an_icon_stands_where_the_language_begins(
    library: IconLibrary, qapp: QApplication, direction: Qt.LayoutDirection, is_left: bool
) -> None:
    before = qapp.layoutDirection()
    qapp.setLayoutDirection(direction)
    try:
        image = library.icon(Icon.STOP).pixmap(QSize(40, 16)).toImage()
    finally:
        qapp.setLayoutDirection(before)
    columns = {x for x in range(40) for y in range(16) if image.pixelColor(x, y).alpha()}
    assert (max(columns) < 16) if is_left else (min(columns) >= 24)


@pytest.mark.parametrize(
    ("role", "mode", "state", "name"),
    [
        (IconRole.NORMAL, QIcon.Mode.Normal, QIcon.State.Off, "normal"),
        (IconRole.NORMAL, QIcon.Mode.Active, QIcon.State.Off, "active"),
        (IconRole.NORMAL, QIcon.Mode.Selected, QIcon.State.Off, "accent"),
        (IconRole.NORMAL, QIcon.Mode.Normal, QIcon.State.On, "accent"),
        (IconRole.ITEM, QIcon.Mode.Normal, QIcon.State.On, "item"),
        (IconRole.DANGER, QIcon.Mode.Active, QIcon.State.On, "danger"),
        (IconRole.ON_ACCENT, QIcon.Mode.Normal, QIcon.State.Off, "on_accent"),
        (IconRole.DANGER, QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
    ],
)
def test_role_and_mode_decide_the_colour(role: IconRole, mode: QIcon.Mode, state: QIcon.State, name: str) -> None:
    names = list(IconColours.__slots__)
    colours = IconColours(**{field: f"#{number:06x}" for number, field in enumerate(names)})
    assert colours.of(role, mode, state) == getattr(colours, name)


def test_an_icon_already_on_a_button_takes_the_colours_of_the_next_theme(renderer: IconRenderer, qtbot: QtBot) -> None:
    now = [replace(icon_colours(LIGHT), normal="#ff0000")]
    button = QPushButton(IconLibrary(lambda: now[0], renderer).icon(Icon.STOP), "")
    qtbot.addWidget(button)
    button.show()
    assert "#ff0000" in colours_on(button)
    now[0] = replace(icon_colours(DARK), normal="#00ff00")
    assert "#00ff00" in colours_on(button)
    assert "#ff0000" not in colours_on(button)


def colours_on(button: QPushButton) -> set[str]:
    image = button.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda icon: icon.setIsMask(True), id="mask"),
        pytest.param(lambda icon: icon.addPixmap(QPixmap(16, 16)), id="pixmap"),
    ],
)
def test_a_copy_that_qt_changes_is_an_icon_of_its_own(library: IconLibrary, change: Callable[[QIcon], None]) -> None:
    original = library.icon(Icon.LOCK)
    for _ in range(200):
        copy = QIcon(original)
        change(copy)
        copy.pixmap(16, 16)
    assert original.name() == "lock"
    assert max(alphas(original.pixmap(16, 16))) > 200
