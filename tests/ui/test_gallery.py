"""The gallery shows everything in every scheme, with nothing cut off and nothing without a name."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.gallery import PAGES, Gallery, main, page, picture
from ui.theme.measures import Density
from ui.theme.system_look import SystemLook
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme, colours_of


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    theme = Theme(qapp, SystemLook(qapp))
    yield theme
    theme.choose_text_scale(1.0)
    theme.close()


def laid_out(qtbot: QtBot, theme: Theme, name: str) -> QWidget:
    widget = page(theme, name)
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint())
    widget.show()
    QApplication.processEvents()  # what knows its size only by now has it taken over
    return widget


@pytest.mark.parametrize("name", PAGES)
def test_every_scheme_has_its_own_picture_on_its_own_ground(theme: Theme, name: str) -> None:
    pictures = []
    for scheme in Scheme:
        theme.show_scheme(scheme)
        image = picture(theme, name)
        assert image.pixelColor(2, 2).name().upper() == colours_of(scheme).bg
        pictures.append(image)
    assert all(one != other for at, one in enumerate(pictures) for other in pictures[:at])


@pytest.mark.parametrize("text_scale", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("name", PAGES)
def test_no_words_are_cut_off(theme: Theme, qtbot: QtBot, name: str, text_scale: float) -> None:
    theme.choose_text_scale(text_scale)
    widget = laid_out(qtbot, theme, name)
    labels = [label for label in widget.findChildren(QLabel) if label.isVisible()]
    assert labels
    assert [label.text() for label in labels if _is_cut(label)] == []


def _is_cut(label: QLabel) -> bool:
    """Whether a line has no room, or one that may be broken has too few lines."""
    if label.wordWrap():
        return label.height() < label.heightForWidth(label.width())
    return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_has_a_name_without_the_mark_of_its_key(theme: Theme, qtbot: QtBot, name: str) -> None:
    widget = laid_out(qtbot, theme, name)
    controls = [
        child
        for child in widget.findChildren(QWidget)
        if child.isVisible() and child.focusPolicy() != Qt.FocusPolicy.NoFocus and not child.focusProxy()
    ]
    names = {child: spoken(child) for child in controls}
    assert [type(child).__name__ for child, words in names.items() if not words.strip()] == []
    assert [words for words in names.values() if "&&" in words] == []


def spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) or widget.accessibleName()


@pytest.mark.parametrize("scheme", Scheme)
def test_it_writes_a_picture_of_each_page(qapp: QApplication, tmp_path: Path, scheme: Scheme) -> None:
    assert qapp is not None
    assert main(["--to", str(tmp_path / "gallery.png"), "--scheme", scheme.value]) == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"gallery-{name}.png" for name in PAGES)
    for path in tmp_path.iterdir():
        image = QImage(str(path))
        assert image.width() >= 1_000
        assert image.pixelColor(2, 2).name().upper() == colours_of(scheme).bg


def test_it_writes_one_page_under_the_name_given(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    assert main(["--to", str(tmp_path / "rows.png"), "--page", "samples", "--density", "compact"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["rows.png"]


def test_choices_in_the_window_take_effect_at_once(theme: Theme, qtbot: QtBot) -> None:
    gallery = Gallery(theme)
    qtbot.addWidget(gallery)
    gallery.show()
    choices = {choice.accessibleName(): choice for choice in gallery.findChildren(QComboBox) if choice.accessibleName()}
    for name, entry in (("Colours", "dark"), ("Density", "compact"), ("Size of text", "150 %")):
        choices[name].setCurrentText(entry)
        choices[name].textActivated.emit(entry)
    assert theme.scheme is Scheme.DARK
    assert theme.measures.rows.two_lines == round(36 * 1.5)
    theme.choose_density(Density.COMFORTABLE)
