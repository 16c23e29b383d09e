"""Draws laid-out pages into a PDF file that is the same, byte for byte, for the same certificate."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.custody.rendering.fonts import Fonts
from app.custody.rendering.letters import is_right_to_left
from app.custody.rendering.sheet import Box, Mark, Words

if TYPE_CHECKING:
    from fpdf import FPDF

_NO_TIME = datetime(2000, 1, 1, tzinfo=UTC)


def new_pdf(*, is_compressed: bool) -> "FPDF":
    """An empty document of A4 in which nothing happens by itself."""
    from fpdf import FPDF  # noqa: PLC0415 - with its fonts, a third of a second that few commands need

    pdf = FPDF(unit="mm", format="A4")
    pdf.set_compression(is_compressed)
    pdf.set_auto_page_break(auto=False)
    # Else "{nb}" in the name of a customer would turn into the number of pages.
    pdf.alias_nb_pages("")
    return pdf


def paint(pdf: "FPDF", fonts: Fonts, pages: Sequence[Sequence[Mark]]) -> None:
    """Draw the marks of every page."""
    for marks in pages:
        pdf.add_page()
        for mark in marks:
            if isinstance(mark, Box):
                _box(pdf, mark)
            else:
                _words(pdf, fonts, mark)


def finish(pdf: "FPDF", title: str, at: datetime | None, source: bytes | None) -> bytes:
    """The file, with the signed document itself attached if it is at hand."""
    pdf.set_title(title)
    pdf.set_creator("Bailee")
    pdf.set_lang("en")
    pdf.set_creation_date(at or _NO_TIME)
    if source:
        pdf.embed_file(
            bytes=source,
            basename="certificate.json",
            mime_type="application/json",
            desc="The signed certificate, which is authoritative",
            creation_date=at or _NO_TIME,
            modification_date=at or _NO_TIME,
            compress=pdf.compress,
        )
    return bytes(pdf.output())


def _box(pdf: "FPDF", box: Box) -> None:
    pdf.set_fill_color(*box.colour)
    pdf.rect(box.x, box.y, box.width, box.height, style="F", round_corners=box.radius > 0, corner_radius=box.radius)


def _words(pdf: "FPDF", fonts: Fonts, words: Words) -> None:
    fonts.select(words.setting.style, words.setting.points)
    pdf.set_text_color(*words.setting.colour)
    pdf.text(words.x, words.y, as_seen(words.text))


def as_seen(text: str) -> str:
    """The characters from left to right, as a reader of the script sees them."""
    if not is_right_to_left(text):
        return text
    from fpdf.bidi import BidiParagraph  # noqa: PLC0415
    from fpdf.enums import TextDirection  # noqa: PLC0415

    return BidiParagraph(text, base_direction=TextDirection.LTR).get_reordered_string()
