"""Makes text of bytes whose encoding nobody told."""

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")
_MOST_CONTROLS = 0.02
_SAMPLE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text, and the encoding it was taken to be in."""

    text: str
    encoding: str


def plain_text(data: bytes, *, is_cut: bool) -> PlainText | None:
    """The text in `data`, or None where it is something else. `is_cut` says that more bytes follow.

    UTF-8 where it is that, else UTF-16 or -32 by their mark, else Windows-1252 unless there are too many bytes no text
    has. Whatever cannot be decoded becomes U+FFFD.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding, is_cut=is_cut)
    sample = data[:_SAMPLE_BYTES]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in sample)
    if b"\0" in data or controls > _MOST_CONTROLS * len(sample):
        return None
    try:
        text = codecs.getincrementaldecoder("utf-8")("strict").decode(data, final=not is_cut)
    except UnicodeDecodeError:
        return _decoded(data, "cp1252", is_cut=is_cut)
    return PlainText(text, "utf-8")


def _decoded(data: bytes, encoding: str, *, is_cut: bool) -> PlainText:
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    return PlainText(decoder.decode(data, final=not is_cut), encoding.removesuffix("-sig"))
