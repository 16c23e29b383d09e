import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fpdf import FPDF
from fpdf.fonts import TTFFont

from app.custody.rendering import render_pdf
from app.custody.rendering.fonts import TYPEFACES, Fonts, Style, Typeface
from app.custody.rendering.letters import ELLIPSIS
from tests.app.custody.rendering_samples import (
    certificate,
    make_font,
    named,
)


@pytest.fixture
def boxes(tmp_path: Path) -> str:
    ascii_letters = "".join(map(chr, range(0x20, 0x7F)))
    return make_font(tmp_path / "boxes.ttf", f"{ascii_letters}{ELLIPSIS}\N{EN DASH}\N{EM DASH}אבגד")


@contextmanager
def fonts_of(*typefaces: Typeface) -> Iterator[Fonts]:
    pdf = FPDF()
    yield Fonts(pdf, typefaces)
    for font in pdf.fonts.values():
        if isinstance(font, TTFFont):
            font.close()


def test_a_typeface_of_the_system_is_used(boxes: str) -> None:
    typeface = Typeface(boxes, boxes, boxes)
    with fonts_of(typeface) as fonts:
        assert fonts.has(Style.PLAIN, "א")
        assert not fonts.has(Style.PLAIN, "é")
        assert fonts.width(Style.CODE, 72, "AAAA") == pytest.approx(50.8)
    of = certificate(named("אבגד"))
    pdf = render_pdf(of, typefaces=(typeface,))
    assert b"MPDFAA+Boxes" in pdf
    assert b"Helvetica" not in pdf
    assert pdf == render_pdf(of, typefaces=(typeface,))


def test_without_a_bold_face_the_plain_one_serves(boxes: str) -> None:
    pdf = render_pdf(certificate(), typefaces=(Typeface(boxes, "/nowhere.ttf", "/nowhere.ttf"),))
    assert b"MPDFAA+Boxes" in pdf
    assert b"Helvetica" not in pdf
    assert b"Courier" in pdf


def test_a_damaged_font_is_passed_over(tmp_path: Path, boxes: str) -> None:
    damaged = tmp_path / "damaged.ttf"
    damaged.write_bytes(b"this is no font")
    with fonts_of(Typeface(str(damaged), boxes, boxes), Typeface(boxes, boxes, boxes)) as fonts:
        assert fonts.has(Style.PLAIN, "א")


def test_a_font_of_another_system_is_no_file_beside_us(
    tmp_path: Path, boxes: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with fonts_of(Typeface(Path(boxes).name, boxes, boxes)) as fonts:
        assert not fonts.has(Style.PLAIN, "א")


def test_the_fonts_of_every_reader_have_western_letters() -> None:
    with fonts_of() as fonts:
        assert all(fonts.has(style, char) for style in Style for char in f"Aé€{ELLIPSIS}\N{EN DASH}\N{EM DASH}")
        assert not any(fonts.has(style, char) for style in Style for char in "ąא\ud800")


def test_every_place_to_look_is_a_file_of_a_truetype_font() -> None:
    assert all(
        file.endswith(".ttf") for typeface in TYPEFACES for file in (typeface.plain, typeface.strong, typeface.code)
    )


def test_the_libraries_do_not_write_to_the_log(boxes: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        render_pdf(certificate(), typefaces=(Typeface(boxes, boxes, boxes),))
    assert caplog.records == []
