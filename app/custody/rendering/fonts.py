"""Finds fonts on this machine and says which characters they have and how wide these are; none is shipped."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fpdf import FPDF

_MILLIMETRES_PER_POINT = 25.4 / 72
_CORE_ENCODING = "cp1252"


class Style(Enum):
    """The three ways in which text is set."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Typeface:
    """The files of a TrueType typeface that a system may have."""

    plain: str
    strong: str
    code: str


TYPEFACES = (
    *(
        Typeface(f"{folder}/DejaVuSans.ttf", f"{folder}/DejaVuSans-Bold.ttf", f"{mono}/DejaVuSansMono.ttf")
        for folder, mono in (
            ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/dejavu"),  # Debian, Ubuntu
            ("/usr/share/fonts/dejavu-sans-fonts", "/usr/share/fonts/dejavu-sans-mono-fonts"),  # Fedora
            ("/usr/share/fonts/TTF", "/usr/share/fonts/TTF"),  # Arch
            ("/usr/share/fonts/dejavu", "/usr/share/fonts/dejavu"),  # Alpine, RHEL
            ("/usr/share/fonts/truetype", "/usr/share/fonts/truetype"),  # openSUSE
        )
    ),
    Typeface(
        "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationSans-Bold.ttf",
        "/usr/share/fonts/truetype/liberation/LiberationMono-Regular.ttf",
    ),
    Typeface(r"C:\Windows\Fonts\segoeui.ttf", r"C:\Windows\Fonts\segoeuib.ttf", r"C:\Windows\Fonts\consola.ttf"),
    Typeface(r"C:\Windows\Fonts\arial.ttf", r"C:\Windows\Fonts\arialbd.ttf", r"C:\Windows\Fonts\cour.ttf"),
    Typeface(
        "/System/Library/Fonts/Supplemental/Arial Unicode.ttf",
        "/System/Library/Fonts/Supplemental/Arial Bold.ttf",
        "/System/Library/Fonts/Supplemental/Andale Mono.ttf",
    ),
    Typeface(
        "/System/Library/Fonts/Supplemental/Arial.ttf",
        "/System/Library/Fonts/Supplemental/Arial Bold.ttf",
        "/System/Library/Fonts/Supplemental/Andale Mono.ttf",
    ),
)


class Fonts:
    """The fonts of one document: those of the first typeface that is there, else the ones every PDF reader has."""

    def __init__(self, pdf: "FPDF", typefaces: Sequence[Typeface]) -> None:
        # Both libraries tell of characters and files at length; what they say of a certificate is nobody's log.
        for name in ("fpdf", "fontTools"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._pdf = pdf
        self._keys = {Style.PLAIN: ("helvetica", ""), Style.STRONG: ("helvetica", "B"), Style.CODE: ("courier", "")}
        self._widths: dict[tuple[Style, str], float | None] = {}
        pdf.core_fonts_encoding = _CORE_ENCODING
        for typeface in typefaces:
            if self._add(Style.PLAIN, typeface.plain):
                if not self._add(Style.STRONG, typeface.strong):
                    self._keys[Style.STRONG] = self._keys[Style.PLAIN]
                self._add(Style.CODE, typeface.code)
                break

    def select(self, style: Style, points: float) -> None:
        """Make a font the one that the document writes with."""
        family, emphasis = self._keys[style]
        self._pdf.set_font(family, emphasis, points)

    def has(self, style: Style, char: str) -> bool:
        """Whether a font has a character."""
        return self._width(style, char) is not None

    def width(self, style: Style, points: float, text: str) -> float:
        """How wide text is in millimetres; characters that the font does not have count nothing."""
        return sum(self._width(style, char) or 0.0 for char in text) / 1000 * points * _MILLIMETRES_PER_POINT

    def close(self) -> None:
        """Let go of the files, for a document that is never written."""
        from fpdf.fonts import TTFFont  # noqa: PLC0415

        for font in self._pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.close()

    def _add(self, style: Style, file: str) -> bool:
        # The places of other systems are relative paths here, where anybody could have put a file.
        path = Path(file)
        if not path.is_absolute() or not _is_font(path):
            return False
        self._pdf.add_font(style.value, fname=path)
        self._keys[style] = (style.value, "")
        return True

    def _width(self, style: Style, char: str) -> float | None:
        key = (style, char)
        if key not in self._widths:
            self._widths[key] = self._measure(style, char)
        return self._widths[key]

    def _measure(self, style: Style, char: str) -> float | None:
        from fpdf.fonts import TTFFont  # noqa: PLC0415

        self.select(style, 10)
        font = self._pdf.current_font
        if isinstance(font, TTFFont):
            return font.cw[ord(char)] if ord(char) in font.cmap else None
        try:
            return font.cw[char.encode(_CORE_ENCODING).decode("latin-1")] if font else None
        except UnicodeEncodeError:
            return None


def _is_font(path: Path) -> bool:
    from fontTools.ttLib import TTFont, TTLibError  # type: ignore[import-untyped] # noqa: PLC0415

    try:
        # Opened here because the library leaves a file open that it cannot read.
        with path.open("rb") as file:
            TTFont(file, lazy=True)
    except (OSError, TTLibError):
        return False
    return True
