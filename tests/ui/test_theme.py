"""The theme on a real application: what is painted, what follows the system, and what a switch leaves behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.gallery_parts import FocusedButton, FocusedField
from ui.theme.contrast import pairs
from ui.theme.fonts import TextRole
from ui.theme.measures import Density
from ui.theme.palette import colours_in, has_high_contrast
from ui.theme.style_images import StyleImages
from ui.theme.system_look import SystemLook
from ui.theme.theme import Appearance, Motion, Theme
from ui.theme.tokens import DARK, LIGHT, Scheme, colours_of


class GivenLook(SystemLook):
    """A system whose wishes the test sets."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self.dark = self.contrast = self.still = False
        self.overrides: list[Qt.ColorScheme | None] = []
        self.own_palette = QPalette()

    @property
    def is_dark(self) -> bool:
        return self.dark

    @property
    def wants_contrast(self) -> bool:
        return self.contrast

    @property
    def wants_less_motion(self) -> bool:
        return self.still

    def palette(self) -> QPalette:
        return self.own_palette

    def override(self, scheme: Qt.ColorScheme | None) -> None:
        self.overrides.append(scheme)
        super().override(scheme)

    def become(self, *, dark: bool = False, contrast: bool = False) -> None:
        self.dark, self.contrast = dark, contrast
        self.changed.emit()


@pytest.fixture
def system(qapp: QApplication) -> GivenLook:
    return GivenLook(qapp)


@pytest.fixture
def theme(qapp: QApplication, system: GivenLook) -> Iterator[Theme]:
    theme = Theme(qapp, system)
    yield theme
    theme.close()


def colour_inside(widget: QWidget) -> str:
    """The colour of a widget near its left edge, in the middle of its height."""
    image = widget.grab().toImage()
    return image.pixelColor(5, image.height() // 2).name().upper()


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


@pytest.mark.parametrize("scheme", Scheme)
def test_a_primary_button_is_painted_in_the_schemes_fill(theme: Theme, qtbot: QtBot, scheme: Scheme) -> None:
    button = QPushButton("Check out ERP live")
    button.setObjectName("primary")
    shown(qtbot, button)
    theme.show_scheme(scheme)
    assert colour_inside(button) == colours_of(scheme).fill
    assert QApplication.palette().color(QPalette.ColorRole.Window).name().upper() == colours_of(scheme).bg


def test_it_follows_the_system(theme: Theme, system: GivenLook, qtbot: QtBot) -> None:
    assert theme.scheme is Scheme.LIGHT
    for dark, contrast, scheme in (
        (True, False, Scheme.DARK),
        (True, True, Scheme.CONTRAST_DARK),
        (False, True, Scheme.CONTRAST_LIGHT),
        (False, False, Scheme.LIGHT),
    ):
        with qtbot.waitSignal(theme.changed):
            system.become(dark=dark, contrast=contrast)
        assert theme.scheme is scheme


def test_a_choice_holds_against_the_system_and_can_be_given_up(theme: Theme, system: GivenLook) -> None:
    theme.choose_appearance(Appearance.DARK)
    system.become(dark=False)
    assert (theme.scheme, theme.colours) == (Scheme.DARK, DARK)
    theme.choose_appearance(Appearance.AUTOMATIC)
    assert (theme.scheme, theme.colours) == (Scheme.LIGHT, LIGHT)
    assert system.overrides == [Qt.ColorScheme.Dark, None]


def test_high_contrast_is_not_switched_off_by_choosing_light_or_dark(theme: Theme, system: GivenLook) -> None:
    system.become(contrast=True)
    theme.choose_appearance(Appearance.DARK)
    assert theme.scheme is Scheme.CONTRAST_DARK


def test_nothing_is_done_when_nothing_changed(theme: Theme, system: GivenLook, qtbot: QtBot) -> None:
    sheet = QApplication.instance().styleSheet()  # type: ignore[union-attr]
    with qtbot.assertNotEmitted(theme.changed):
        system.changed.emit()
        theme.choose_density(Density.COMFORTABLE)
        theme.choose_appearance(Appearance.LIGHT)
    assert QApplication.instance().styleSheet() == sheet  # type: ignore[union-attr]


def test_a_hundred_switches_leave_one_set_of_pictures_and_no_widgets(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("ERP-4711")
    shown(qtbot, label)
    widgets = len(QApplication.allWidgets())
    for number in range(100):
        theme.choose_appearance(Appearance.DARK if number % 2 else Appearance.LIGHT)
    assert len(QApplication.allWidgets()) == widgets
    folders = [name for name in QDir(":/").entryList() if name.startswith("bailee-style")]
    assert len(folders) == 1
    assert f":/{folders[0]}/" in QApplication.instance().styleSheet().replace("(:", ":").replace("url", "")  # type: ignore[union-attr]


def test_closed_it_leaves_nothing(qapp: QApplication, system: GivenLook) -> None:
    theme = Theme(qapp, system)
    theme.close()
    system.become(dark=True)
    assert theme.scheme is Scheme.LIGHT
    assert qapp.styleSheet() == ""
    assert [name for name in QDir(":/").entryList() if name.startswith("bailee-style")] == []


@pytest.mark.parametrize("scheme", Scheme)
def test_the_style_sheet_is_small_complete_and_sets_no_fonts(theme: Theme, qapp: QApplication, scheme: Scheme) -> None:
    theme.show_scheme(scheme)
    sheet = qapp.styleSheet()
    assert len(sheet.splitlines()) <= 250
    assert "font" not in sheet
    assert "$" not in sheet
    assert set(sheet.split("[")[1:]) == {part for part in sheet.split("[")[1:] if part.startswith('state="error"')}
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("kind", ["", "primary", "danger", "ghost", "link", "chip", "main"])
def test_focus_moves_nothing(theme: Theme, qtbot: QtBot, kind: str) -> None:
    plain, focused = QPushButton("Keep copy"), FocusedButton("Keep copy")
    for button in (plain, focused):
        button.setObjectName(kind)
        theme.dress(button, TextRole.BASE)
        shown(qtbot, button)
    assert plain.sizeHint() == focused.sizeHint()
    assert plain.grab().toImage() != focused.grab().toImage()


def test_controls_are_as_high_as_the_measures_say(theme: Theme, qtbot: QtBot) -> None:
    chip, heights = QPushButton("Mine 4"), theme.measures.heights
    chip.setObjectName("chip")
    controls: list[tuple[QWidget, int]] = [(QPushButton("Review"), heights.button), (QLineEdit(), heights.button)]
    controls += [(FocusedField(), heights.button), (chip, heights.chip)]
    for widget, height in controls:
        assert shown(qtbot, widget).sizeHint().height() == height


def test_a_wrong_field_has_the_colour_of_danger_at_its_edge(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit("4711-A")
    field.setProperty("state", "error")
    field.resize(200, theme.measures.heights.button)
    shown(qtbot, field)
    image = field.grab().toImage()
    assert image.pixelColor(0, image.height() // 2).name().upper() == theme.colours.danger


def test_fonts_have_figures_of_one_width_and_code_no_ligatures(theme: Theme, qapp: QApplication) -> None:
    assert qapp.font().featureValue(QFont.Tag("tnum")) == 1
    code = theme.font(TextRole.CODE)
    assert (code.featureValue(QFont.Tag("calt")), code.featureValue(QFont.Tag("liga"))) == (0, 0)
    sizes = [
        theme.font(role).pointSizeF()
        for role in (TextRole.SMALL, TextRole.BASE, TextRole.HEADING, TextRole.TITLE, TextRole.PAGE)
    ]
    assert sizes == sorted(set(sizes))


def test_text_twice_as_large_reaches_what_was_dressed_before(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    title, plain = QLabel("Board"), QLabel("10 copies held")
    for label in (title, plain):
        layout.addWidget(label)
    theme.dress(title, TextRole.PAGE)
    shown(qtbot, holder)
    before = [label.font().pointSizeF() for label in (title, plain)]
    heights = theme.measures.heights.button
    theme.choose_text_scale(2.0)
    assert [label.font().pointSizeF() for label in (title, plain)] == [pytest.approx(2 * size) for size in before]
    assert theme.measures.heights.button == 2 * heights
    theme.choose_appearance(Appearance.DARK)
    assert [label.font().pointSizeF() for label in (title, plain)] == [pytest.approx(2 * size) for size in before]
    theme.choose_text_scale(1.0)
    assert [label.font().pointSizeF() for label in (title, plain)] == before


def test_motion_is_the_systems_unless_chosen(theme: Theme, system: GivenLook) -> None:
    answers = []
    for still, motion in ((False, Motion.SYSTEM), (True, Motion.SYSTEM), (True, Motion.FULL), (False, Motion.REDUCED)):
        system.still = still
        theme.choose_motion(motion)
        answers.append((theme.is_motion_reduced, theme.durations.fade == 0))
    assert answers == [(False, False), (True, True), (False, False), (True, True)]


def test_pictures_for_the_style_sheet_come_from_memory(theme: Theme) -> None:
    images = StyleImages(theme.colours, 9_000)
    folder = QDir(":/bailee-style-9000")
    assert "check.svg" in folder.entryList()
    assert images.url("check") == "url(:/bailee-style-9000/check.svg)"
    images.release()
    assert not folder.exists()


def contrast_theme(window: str, text: str, link: str, disabled: str, selection: str) -> QPalette:
    palette = QPalette(QColor(window))
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, QColor(window))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor(text))
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(disabled))
    palette.setColor(QPalette.ColorRole.Link, QColor(link))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(selection))
    return palette


# The four that come with Windows: ground, text, links, what is disabled, what is selected.
AQUATIC = contrast_theme("#202020", "#FFFFFF", "#75E9FC", "#A6A6A6", "#8EE3F0")
DESERT = contrast_theme("#FFFAEF", "#3D3D3D", "#1C5E75", "#676767", "#903909")
DUSK = contrast_theme("#2D3236", "#FFFFFF", "#70EBDE", "#A6A6A6", "#A1BFDE")
NIGHT_SKY = contrast_theme("#000000", "#FFFFFF", "#8080FF", "#A6A6A6", "#D6B4FD")


@pytest.mark.parametrize("palette", [AQUATIC, DESERT, DUSK, NIGHT_SKY])
def test_a_systems_contrast_theme_gives_tokens_that_keep_its_contrast(palette: QPalette) -> None:
    assert has_high_contrast(palette)
    colours = colours_in(palette)
    found = pairs(colours, is_high_contrast=True)
    assert [f"{pair.ink} on {pair.ground}: {pair.ratio:.2f}" for pair in found if not pair.is_met] == []
    assert colours.text == palette.color(QPalette.ColorRole.Text).name()
    assert colours.selection != colours.surface


def test_a_change_from_one_contrast_theme_to_another_is_followed(theme: Theme, system: GivenLook, qtbot: QtBot) -> None:
    button = QPushButton("Unlock")
    button.setObjectName("primary")
    shown(qtbot, button)
    for palette in (AQUATIC, DUSK):
        system.own_palette = palette
        system.become(dark=True, contrast=True)
        assert theme.colours == colours_in(palette)
        assert colour_inside(button) == theme.colours.fill.upper()


def test_more_contrast_without_a_contrast_theme_gives_the_built_in_colours(theme: Theme, system: GivenLook) -> None:
    system.own_palette = contrast_theme("#808080", "#C0C0C0", "#0000FF", "#A6A6A6", "#D6B4FD")
    system.become(dark=True, contrast=True)
    assert theme.colours == colours_of(Scheme.CONTRAST_DARK)
