"""The pages of a certificate as marks, for whoever draws them elsewhere: the same that stand in the PDF."""

from app.custody.rendering import lay_out, render_pdf
from app.custody.rendering.sheet import HEIGHT, LEFT, WIDTH, Box, Line
from tests.app.custody.rendering_samples import certificate, pages


def test_the_marks_are_those_of_the_pdf() -> None:
    laid_out = lay_out(certificate())
    assert len(laid_out.pages) == pages(render_pdf(certificate()))
    texts = [mark.words.text for page in laid_out.pages for mark in page if isinstance(mark, Line)]
    assert texts[0] == "Certificate of destruction"
    assert "K-1042" in texts
    assert texts[-1] == f"Page {len(laid_out.pages)} of {len(laid_out.pages)}"


def test_every_mark_lies_on_the_paper() -> None:
    fonts_that_every_reader_has = lay_out(certificate(), typefaces=())
    for page in fonts_that_every_reader_has.pages:
        for mark in page:
            if isinstance(mark, Box):
                assert 0 <= mark.x <= mark.x + mark.width <= WIDTH
            else:
                assert LEFT <= mark.words.x <= mark.words.x + mark.width <= WIDTH - LEFT + 1
                assert 0 < mark.words.y < HEIGHT
                assert bool(mark.width) is bool(mark.words.text)
