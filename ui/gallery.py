"""Shows every control, state and icon of the window: `python -m ui.gallery`, or `--to FILE.png` for a picture of it.

For developers; nothing here is part of the program, and its texts are not translated.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QComboBox, QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.disk.durable import replace_file
from ui.gallery_controls import controls_page
from ui.gallery_icons import icons_page
from ui.gallery_parts import row
from ui.gallery_progress import progress_page
from ui.gallery_samples import samples_page
from ui.gallery_states import states_page
from ui.theme.fonts import TextRole
from ui.theme.measures import Density
from ui.theme.system_look import SystemLook
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme
from ui.widgets.labels import text_label

PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "controls": controls_page,
    "states": states_page,
    "progress": progress_page,
    "samples": samples_page,
    "icons": icons_page,
}
WIDTH = 1180
MARGIN = 20


def page(theme: Theme, name: str) -> QWidget:
    """One page on the ground of the window."""
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    layout.addWidget(text_label(theme, name.capitalize(), TextRole.PAGE))
    layout.addWidget(PAGES[name](theme))
    layout.addStretch(1)
    return holder


def picture(theme: Theme, name: str) -> QImage:
    """A page as an image, with as many device pixels to the logical one as the application was started with."""
    widget = page(theme, name)
    widget.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    widget.show()
    QApplication.processEvents()
    width, height = max(WIDTH, widget.minimumSizeHint().width()), widget.minimumSizeHint().height()
    widget.resize(width, max(height, widget.heightForWidth(width)))  # words in several lines need more than the least
    QApplication.processEvents()
    image = widget.grab().toImage()
    widget.close()
    return image  # nothing else holds the page, so it goes with this function


def png(image: QImage) -> bytes:
    """An image as the bytes of a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class Gallery(QWidget):
    """The window: pages as tabs, and the choices that change the look at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages = QTabWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(row(None, self._schemes(), self._densities(), self._text_sizes()))
        layout.addWidget(self._pages)
        self.setWindowTitle("Bailee gallery")
        self.resize(QSize(1280, 860))
        self._fill()

    def _schemes(self) -> QComboBox:
        choice = self._choice("Colours", ["automatic", *Scheme])
        choice.textActivated.connect(self._on_scheme)
        return choice

    def _densities(self) -> QComboBox:
        choice = self._choice("Density", [*Density])
        choice.textActivated.connect(self._on_density)
        return choice

    def _text_sizes(self) -> QComboBox:
        choice = self._choice("Size of text", ["100 %", "150 %", "200 %"])
        choice.textActivated.connect(self._on_text_size)
        return choice

    def _choice(self, name: str, entries: Sequence[str]) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.setToolTip(name)
        choice.addItems([str(entry) for entry in entries])
        return choice

    def _on_scheme(self, chosen: str) -> None:
        self._theme.show_scheme(None if chosen == "automatic" else Scheme(chosen))

    def _on_density(self, chosen: str) -> None:
        self._theme.choose_density(Density(chosen))
        self._fill()

    def _on_text_size(self, chosen: str) -> None:
        self._theme.choose_text_scale(int(chosen.removesuffix(" %")) / 100)
        self._fill()

    def _fill(self) -> None:
        """Build the pages anew: samples take their lengths when they are built."""
        at = max(0, self._pages.currentIndex())
        while self._pages.count():
            old = self._pages.widget(0)
            self._pages.removeTab(0)
            if old is not None:
                old.deleteLater()
        for name in PAGES:
            area = QScrollArea()
            area.setFrameShape(QFrame.Shape.NoFrame)
            area.setWidgetResizable(True)
            area.setWidget(page(self._theme, name))
            self._pages.addTab(area, name.capitalize())
        self._pages.setCurrentIndex(at)


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window, or write one picture for each page asked for."""
    options = _options(arguments)
    if options.to is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        os.environ["QT_SCALE_FACTOR"] = str(options.scale / 100)  # read when the application starts
    application = QApplication.instance() or QApplication(["bailee-gallery"])
    if not isinstance(application, QApplication):
        raise TypeError(application)
    theme = Theme(application, SystemLook(application))
    theme.choose_density(Density(options.density))
    theme.choose_text_scale(options.text / 100)
    theme.show_scheme(Scheme(options.scheme) if options.scheme else None)
    if options.to is None:
        gallery = Gallery(theme)
        gallery.show()
        outcome = application.exec()
        theme.close()
        return outcome
    names = list(PAGES) if options.page == "all" else [options.page]
    for name in names:
        path = options.to if len(names) == 1 else options.to.with_stem(f"{options.to.stem}-{name}")
        replace_file(path, png(picture(theme, name)))
    theme.close()
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.gallery", description=__doc__)
    parser.add_argument("--to", type=Path, metavar="FILE.png", help="write pictures, one for each page")
    parser.add_argument("--page", choices=[*PAGES, "all"], default="all")
    parser.add_argument("--scheme", choices=[scheme.value for scheme in Scheme])
    parser.add_argument("--density", choices=[density.value for density in Density], default="comfortable")
    parser.add_argument("--scale", type=int, default=100, metavar="PERCENT", help="device pixels, 100 to 400")
    parser.add_argument("--text", type=int, default=100, metavar="PERCENT", help="size of text, 100 to 300")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
