"""A file is shown as what it is, from the little of it that is read."""

import codecs
import random

import pytest

from tests.ui.copy.conftest import picture
from ui.screens.copy.files import preview_content
from ui.screens.copy.files.bytes_model import hex_text, plain_letters
from ui.screens.copy.files.preview_content import (
    BytesPreview,
    ImagePreview,
    Preview,
    TablePreview,
    TextPreview,
    read_preview,
)


def preview(name: bytes, data: bytes, shown_bytes: int = preview_content.FIRST_BYTES) -> Preview:
    return read_preview(name, lambda at, size: (len(data), data[at : at + size]), shown_bytes)


def test_text_is_read_in_its_encoding_and_no_more_than_is_asked_for() -> None:
    found = preview(b"x.txt", "Größe\n".encode("cp1252") * 1000, 100)
    assert isinstance(found, TextPreview)
    assert (found.encoding, found.shown_bytes, found.size, found.has_more) == ("cp1252", 100, 6000, True)
    assert found.text.startswith("Größe\nGröße")
    whole = preview(b"x.txt", codecs.BOM_UTF16_LE + "ä".encode("utf-16-le"))
    assert isinstance(whole, TextPreview)
    assert (whole.text, whole.has_more) == ("ä", False)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP"])
def test_a_picture_is_decoded_from_memory(kind: str) -> None:
    found = preview(b"no ending", picture(60, 40, kind), 50)
    assert isinstance(found, ImagePreview)
    assert (found.width, found.height, found.image.width()) == (60, 40, 60)


def test_a_large_picture_is_made_smaller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview_content, "_LARGEST_SIDE", 30)
    found = preview(b"x", picture(60, 40))
    assert isinstance(found, ImagePreview)
    assert (found.width, found.image.width(), found.image.height()) == (60, 30, 20)


def test_a_picture_too_large_or_broken_is_shown_as_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(preview(b"x.png", picture(60, 40)[:80]), BytesPreview)
    assert isinstance(preview(b"x.png", b"\x89PNG\r\n\x1a\n" + bytes(100)), BytesPreview)
    monkeypatch.setattr(preview_content, "_MOST_PIXELS", 100)
    assert isinstance(preview(b"x.png", picture(60, 40)), BytesPreview)
    monkeypatch.setattr(preview_content, "MOST_IMAGE_BYTES", 10)
    assert isinstance(preview(b"x.png", picture(6, 4)), BytesPreview)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_is_cut_at_its_own_sign(sign: str) -> None:
    data = f'number{sign}name\n1{sign}"Quartz\nand Vale"\n2{sign}Hafen\n'.encode()
    found = preview(b"x.CSV", data)
    assert isinstance(found, TablePreview)
    assert found.heading == ("number", "name")
    assert found.rows == (("1", "Quartz\nand Vale"), ("2", "Hafen"))
    assert found.is_whole


def test_of_a_long_table_the_cut_row_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    data = b"a,b\n" + b"12345,67890\n" * 100
    found = preview(b"x.csv", data, 45)
    assert isinstance(found, TablePreview)
    assert found.rows == (("12345", "67890"),) * 3
    assert not found.is_whole
    monkeypatch.setattr(preview_content, "_MOST_ROWS", 5)
    found = preview(b"x.csv", data)
    assert isinstance(found, TablePreview)
    assert (len(found.rows), found.is_whole) == (5, False)


@pytest.mark.parametrize("data", [b"", b"one line", b"a,b\n", b"no sign\nin here\n"])
def test_what_is_no_table_is_text(data: bytes) -> None:
    assert isinstance(preview(b"x.csv", data), TextPreview)


def test_anything_can_be_looked_at() -> None:
    rng = random.Random(1)
    for start in (b"", b"GIF89a", b"BM", b"RIFF", b"\0\0\1\0", b"\xff\xd8\xff"):
        for _ in range(20):
            assert preview(b"x.csv", start + rng.randbytes(rng.randrange(300)))


def test_bytes_are_shown_in_groups_and_as_letters() -> None:
    assert hex_text(bytes(range(10))) == "00 01 02 03 04 05 06 07  08 09"
    assert plain_letters(b"A b\n\xff~") == "A b··~"
