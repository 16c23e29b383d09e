"""What of a file is shown before it is opened: text, a picture, a table or bytes. No widgets; for the background."""

import csv
import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from app.copies.plain_text import PlainText, plain_text

FIRST_BYTES = 1024 * 1024
MOST_TEXT_BYTES = 16 * FIRST_BYTES
MOST_IMAGE_BYTES = 64 * FIRST_BYTES
_MOST_PIXELS = 120_000_000
_LARGEST_SIDE = 4096
_MOST_ROWS = 5_000
_MOST_COLUMNS = 200
_MOST_MEGABYTES = 512
_IMAGES: Final = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF8": b"gif",
    b"BM": b"bmp",
    b"RIFF": b"webp",
    b"\0\0\1\0": b"ico",
}
_TABLE_ENDINGS = (b".csv", b".tsv")
_DELIMITERS = ",;\t|"
_SAMPLE_LETTERS = 65_536
_LEAST_SHARE = 0.8

ReadPiece = Callable[[int, int], tuple[int, bytes]]
"""Gives the size of the file and its bytes, asked for by offset and number."""


@dataclass(frozen=True, slots=True)
class TextPreview:
    """The beginning of a text."""

    text: str = field(repr=False)
    encoding: str
    shown_bytes: int
    size: int

    @property
    def has_more(self) -> bool:
        """Whether more could be shown."""
        return self.shown_bytes < min(self.size, MOST_TEXT_BYTES)


@dataclass(frozen=True, slots=True)
class ImagePreview:
    """A picture, made smaller where it is very large; `width` and `height` are its own."""

    image: QImage = field(repr=False)
    width: int
    height: int
    size: int


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a CSV file. The first of them is taken for the heading."""

    heading: tuple[str, ...] = field(repr=False)
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    text: TextPreview
    is_whole: bool


@dataclass(frozen=True, slots=True)
class BytesPreview:
    """Neither of these: the bytes are shown by the page."""

    size: int


Preview = TextPreview | ImagePreview | TablePreview | BytesPreview


def read_preview(name: bytes, read: ReadPiece, shown_bytes: int = FIRST_BYTES) -> Preview:
    """Look at a file and decide how to show it. Raises what `read` raises."""
    size, content = read(0, min(shown_bytes, MOST_TEXT_BYTES))
    kind = next((kind for sign, kind in _IMAGES.items() if content.startswith(sign)), None)
    if kind is not None and size <= MOST_IMAGE_BYTES:
        whole = content if len(content) == size else read(0, size)[1]
        image = _image(whole, kind, size)
        if image is not None:
            return image
    found = plain_text(content, is_cut=len(content) < size)
    if found is None:
        return BytesPreview(size)
    text = TextPreview(found.text, found.encoding, len(content), size)
    if name.lower().endswith(_TABLE_ENDINGS):
        return _table(found, text) or text
    return text


def _image(data: bytes, kind: bytes, size: int) -> ImagePreview | None:
    """Decoded from memory by the decoder of its kind alone; None if that cannot."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    own = reader.size()
    if not own.isValid() or own.width() * own.height() > _MOST_PIXELS:
        return None
    if max(own.width(), own.height()) > _LARGEST_SIDE:
        limit = QSize(_LARGEST_SIDE, _LARGEST_SIDE)
        reader.setScaledSize(own.scaled(limit, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else ImagePreview(image, own.width(), own.height(), size)


def _table(found: PlainText, text: TextPreview) -> TablePreview | None:
    """The rows; None where it is no table."""
    delimiter = _delimiter(found.text)
    if not delimiter:
        return None
    lines = csv.reader(io.StringIO(found.text, newline=""), delimiter=delimiter)
    rows: list[tuple[str, ...]] = []
    try:
        for row in lines:
            rows.append(tuple(row[:_MOST_COLUMNS]))
            if len(rows) > _MOST_ROWS:
                break
    except csv.Error:
        return None
    if text.shown_bytes < text.size and len(rows) <= _MOST_ROWS and not found.text.endswith(("\n", "\r")):
        rows = rows[:-1]  # the last one is cut
    is_whole = text.shown_bytes == text.size and len(rows) <= _MOST_ROWS
    return TablePreview(rows[0], tuple(rows[1 : _MOST_ROWS + 1]), text, is_whole) if len(rows) > 1 else None


def _delimiter(text: str) -> str:
    """The sign that cuts nearly all of the first rows into the same number of parts, and the most of them."""
    found = max(((_width(text[:_SAMPLE_LETTERS], sign), sign) for sign in _DELIMITERS), key=lambda one: one[0])
    return found[1] if found[0] > 1 else ""


def _width(text: str, sign: str) -> int:
    try:
        widths = Counter(
            len(row) for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 20) if row
        )
    except csv.Error:
        return 0
    width, times = widths.most_common(1)[0] if widths else (0, 0)
    return width if times >= _LEAST_SHARE * widths.total() else 0
