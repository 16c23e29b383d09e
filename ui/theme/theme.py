"""Puts the tokens on the application: palette, fonts, style sheet; follows the system; tells who paints for itself.

There is one Theme, made at the start and handed to whoever needs it. Nothing else calls `setStyleSheet`.
"""

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

from ui.icons.engine import IconLibrary
from ui.icons.rendering import IconRenderer
from ui.theme.fonts import TextRole, base_font, font_for
from ui.theme.measures import Density, Durations, Measures, measures
from ui.theme.palette import colours_in, has_high_contrast, icon_colours, palette_of
from ui.theme.style_images import StyleImages
from ui.theme.style_sheet import style_sheet
from ui.theme.system_look import SystemLook
from ui.theme.tokens import Colours, Scheme, colours_of

TEXT_ROLE = "textRole"  # the dynamic property that remembers a widget's role for the next change of fonts


class Appearance(StrEnum):
    """Light or dark, as chosen in Settings."""

    AUTOMATIC = "automatic"
    LIGHT = "light"
    DARK = "dark"


SYSTEM_SCHEMES = {
    Appearance.AUTOMATIC: None,
    Appearance.LIGHT: Qt.ColorScheme.Light,
    Appearance.DARK: Qt.ColorScheme.Dark,
}


class Motion(StrEnum):
    """Whether things may move, as chosen in Settings."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class Theme(QObject):
    """Colours, lengths, fonts and icons of the moment. Use it on the interface thread only, and close it at the end.

    Signals:
        changed: some of them are others now. Who paints for itself updates; labels with pictures ask for them again.
    """

    changed = Signal()

    def __init__(self, application: QApplication, system: SystemLook) -> None:
        super().__init__(application)
        self._application = application
        self._system = system
        self._appearance = Appearance.AUTOMATIC
        self._density = Density.COMFORTABLE
        self._motion = Motion.SYSTEM
        self._text_scale = 1.0
        self._shown_scheme: Scheme | None = None
        self._images: StyleImages | None = None
        self._applied = 0
        self._fonts: dict[TextRole, QFont] = {}
        application.setStyle("Fusion")
        self._scheme = self._wanted_scheme()
        self._colours = self._put_on_palette()
        self._icon_colours = icon_colours(self._colours)
        self._measures = self._wanted_measures()
        self._icons = IconLibrary(lambda: self._icon_colours, IconRenderer())
        self._put_on_fonts()
        self._put_on_style_sheet()
        system.changed.connect(self._on_system_changed)

    @property
    def scheme(self) -> Scheme:
        """Which set of colours is in force."""
        return self._scheme

    @property
    def colours(self) -> Colours:
        """The colours in force; in high contrast they may be the system's own."""
        return self._colours

    @property
    def measures(self) -> Measures:
        """The lengths in force."""
        return self._measures

    @property
    def icons(self) -> IconLibrary:
        """Icons that always have the colours in force."""
        return self._icons

    @property
    def durations(self) -> Durations:
        """The times in force."""
        return Durations().without_motion() if self.is_motion_reduced else Durations()

    @property
    def is_motion_reduced(self) -> bool:
        """Whether nothing may move that need not."""
        if self._motion is not Motion.SYSTEM:
            return self._motion is Motion.REDUCED
        return self._system.wants_less_motion

    def font(self, role: TextRole) -> QFont:
        """The font of a role at today's size."""
        font = self._fonts.get(role)
        if font is None:  # every cell of a list asks for one
            font = self._fonts[role] = font_for(role, self._application.font())
        return QFont(font)

    def dress(self, widget: QWidget, role: TextRole) -> None:
        """Give a widget the font of a role, now and after each change of size."""
        widget.setProperty(TEXT_ROLE, role.value)
        widget.setFont(self.font(role))

    def choose_appearance(self, appearance: Appearance) -> None:
        """Light, dark, or as the system is."""
        self._appearance = appearance
        self._system.override(SYSTEM_SCHEMES[appearance])
        self._refresh()

    def show_scheme(self, scheme: Scheme | None) -> None:
        """Show one built-in set of colours whatever the system says, for the gallery and for pictures; None ends it."""
        self._shown_scheme = scheme
        self._refresh()

    def choose_density(self, density: Density) -> None:
        """How close together rows stand."""
        self._density = density
        self._refresh()

    def choose_text_scale(self, text_scale: float) -> None:
        """The size of text, and of what holds it, as a multiple of the system's."""
        self._text_scale = text_scale
        self._refresh()

    def choose_motion(self, motion: Motion) -> None:
        """Whether things may move."""
        if motion is not self._motion:
            self._motion = motion
            self.changed.emit()

    def close(self) -> None:
        """Take the style sheet off and stop following the system."""
        self._system.changed.disconnect(self._on_system_changed)
        self._replace_style_sheet("", None)

    @Slot()
    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        """Put on what has changed, and only that: each step makes every widget think again."""
        before = (self._scheme, self._colours, self._measures)
        self._fonts.clear()
        has_new_fonts = self._application.font() != base_font(self._text_scale)
        self._measures = self._wanted_measures()
        scheme = self._wanted_scheme()
        if scheme is not self._scheme or scheme.is_high_contrast:  # the system's contrast themes differ in themselves
            self._scheme = scheme
            self._colours = self._put_on_palette()
            self._icon_colours = icon_colours(self._colours)
        if has_new_fonts:
            self._put_on_fonts()
        if before != (self._scheme, self._colours, self._measures):
            self._put_on_style_sheet()
        elif not has_new_fonts:
            return
        self._dress_again()
        self.changed.emit()

    def _wanted_scheme(self) -> Scheme:
        if self._shown_scheme is not None:
            return self._shown_scheme
        is_automatic = self._appearance is Appearance.AUTOMATIC
        is_dark = self._system.is_dark if is_automatic else self._appearance is Appearance.DARK
        if self._system.wants_contrast:
            return Scheme.CONTRAST_DARK if is_dark else Scheme.CONTRAST_LIGHT
        return Scheme.DARK if is_dark else Scheme.LIGHT

    def _wanted_measures(self) -> Measures:
        return measures(self._density, self._text_scale)

    def _put_on_palette(self) -> Colours:
        if self._scheme.is_high_contrast and self._shown_scheme is None:
            palette = self._system.palette()
            if has_high_contrast(palette):
                self._application.setPalette(palette)
                return colours_in(palette)
        colours = colours_of(self._scheme)
        self._application.setPalette(palette_of(colours))
        return colours

    def _put_on_fonts(self) -> None:
        self._application.setFont(base_font(self._text_scale))
        self._fonts.clear()

    def _put_on_style_sheet(self) -> None:
        self._applied += 1
        images = StyleImages(self._colours, self._applied)
        is_high_contrast = self._scheme.is_high_contrast
        sheet = style_sheet(self._colours, self._measures, images.url, is_high_contrast=is_high_contrast)
        self._replace_style_sheet(sheet, images)

    def _dress_again(self) -> None:
        """Fonts of widgets follow the application's, except those that were set; and a new style sheet resets them."""
        base = self._application.font()
        for widget in self._application.allWidgets():
            role = widget.property(TEXT_ROLE)
            if role is not None:
                widget.setFont(font_for(TextRole(role), base))

    def _replace_style_sheet(self, sheet: str, images: StyleImages | None) -> None:
        self._application.setStyleSheet(sheet)
        if self._images is not None:
            self._images.release()
        self._images = images
