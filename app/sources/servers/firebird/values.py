"""How Firebird's types are written, asked for and kept.

Numbers with a scale, dates and times are written out by the server, which does so exactly. Text comes as the bytes
that are stored, and is decoded here: the server puts a NUL for what another encoding does not have.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.sources.servers.cells import Convert, nan_as_text, text_in, truths
from app.tables import Cell, Storage

_LONGEST_VARCHAR = 32_765

# Firebird's character sets and Python's names for them; what is missing here is kept as bytes.
_CODECS = {
    "ASCII": "ascii",
    "UTF8": "utf-8",
    "UNICODE_FSS": "utf-8",
    "BIG_5": "big5",
    "CP943C": "cp932",
    "CYRL": "cp1251",
    "EUCJ_0208": "euc_jp",
    "GB18030": "gb18030",
    "GBK": "gbk",
    "GB_2312": "gb2312",
    "KOI8R": "koi8_r",
    "KOI8U": "koi8_u",
    "KSC_5601": "cp949",
    "SJIS_0208": "cp932",
    "TIS620": "tis_620",
}
_NUMBERED = (("WIN", "cp"), ("DOS", "cp"), ("ISO8859_", "iso8859_"))


@dataclass(frozen=True, slots=True)
class Field:
    """A row of RDB$FIELDS, as far as it says what a column holds. `charset` is "" where there is none."""

    type_code: int
    sub_type: int
    length_bytes: int
    scale: int
    precision: int
    characters: int
    charset: str
    bounds: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is read. `expression` has a place for its quoted name."""

    declared: str
    storage: Storage
    expression: str = "{}"
    convert: Convert | None = None
    codec: str = "utf-8"
    is_blob: bool = False
    is_array: bool = False


_WHOLE = {7: "SMALLINT", 8: "INTEGER", 16: "BIGINT", 26: "INT128"}
_FLOATING = {10: "FLOAT", 11: "D_FLOAT", 27: "DOUBLE PRECISION"}
# Name, and the longest the server may write a value.
_WRITTEN_OUT = {
    12: ("DATE", 11),
    13: ("TIME", 13),
    35: ("TIMESTAMP", 25),
    24: ("DECFLOAT(16)", 32),
    25: ("DECFLOAT(34)", 48),
    28: ("TIME WITH TIME ZONE", 60),
    29: ("TIMESTAMP WITH TIME ZONE", 80),
    26: ("INT128", 48),
}
_CHAR, _VARCHAR, _BOOLEAN, _BLOB = 14, 37, 23, 261
_LONGEST_NUMBER = 24


def kind_of(field: Field, *, codec_without_charset: str) -> Kind:
    """How columns of `field` are read. Text without a character set is tried as `codec_without_charset`.

    Floating point is kept as ANY, because a REAL column can hold neither NaN, which comes as text, nor -0.0; text,
    because it may turn out to be bytes. CHAR keeps the blanks that Firebird fills it with.
    """
    if field.bounds:
        bounds = ", ".join(f"{low}:{high}" for low, high in field.bounds)
        element = kind_of(_element(field), codec_without_charset=codec_without_charset)
        return Kind(f"{element.declared} [{bounds}]", Storage.TEXT, convert=as_json, is_array=True)
    code = field.type_code
    if code in {_CHAR, _VARCHAR}:
        return _text(field, codec_without_charset)
    if code == _BLOB:
        return _blob(field, codec_without_charset)
    if code == _BOOLEAN:
        return Kind("BOOLEAN", Storage.INTEGER, convert=truths)
    return _number_or_time(field)


def _element(field: Field) -> Field:
    return Field(
        field.type_code,
        field.sub_type,
        field.length_bytes,
        field.scale,
        field.precision,
        field.characters,
        field.charset,
    )


def _number_or_time(field: Field) -> Kind:
    code = field.type_code
    if field.scale and (code in _WHOLE or code in _FLOATING):
        name = {1: "NUMERIC", 2: "DECIMAL"}.get(field.sub_type, "NUMERIC")
        if code in _FLOATING:  # of dialect 1
            return Kind(f"{name}({field.precision or 15}, {-field.scale})", Storage.ANY, convert=nan_as_text)
        declared = f"{name}({field.precision or 18}, {-field.scale})"
        longest = 48 if code == 26 else _LONGEST_NUMBER
        return Kind(declared, Storage.TEXT, f"CAST({{}} AS VARCHAR({longest}))")
    if code in _FLOATING:
        return Kind(_FLOATING[code], Storage.ANY, convert=nan_as_text)
    if code in _WRITTEN_OUT:
        declared, longest = _WRITTEN_OUT[code]
        return Kind(declared, Storage.TEXT, f"CAST({{}} AS VARCHAR({longest}))")
    if code in _WHOLE:
        return Kind(_WHOLE[code], Storage.INTEGER)
    return Kind(f"TYPE {code}", Storage.TEXT, f"CAST({{}} AS VARCHAR({_LONGEST_NUMBER}))")


def _text(field: Field, codec_without_charset: str) -> Kind:
    name = "CHAR" if field.type_code == _CHAR else "VARCHAR"
    declared = f"{name}({field.characters or field.length_bytes}) CHARACTER SET {field.charset or 'NONE'}"
    if field.charset == "OCTETS":
        return Kind(declared, Storage.BLOB)
    codec = _codec(field.charset, codec_without_charset)
    # Bytes of OCTETS are filled up with NULs in a CHAR, unless there are as many bytes as characters.
    kept = "CHAR" if name == "CHAR" and field.length_bytes > _LONGEST_VARCHAR else "VARCHAR"
    expression = f"CAST({{}} AS {kept}({field.length_bytes}) CHARACTER SET OCTETS)"
    return Kind(declared, Storage.ANY, expression, text_in(codec) if codec else None, codec)


def _blob(field: Field, codec_without_charset: str) -> Kind:
    if field.sub_type != 1 or field.charset == "OCTETS":
        subtype = "BINARY" if field.sub_type == 0 else str(field.sub_type)
        return Kind(f"BLOB SUB_TYPE {subtype}", Storage.BLOB, is_blob=True)
    codec = _codec(field.charset, codec_without_charset)
    declared = f"BLOB SUB_TYPE TEXT CHARACTER SET {field.charset or 'NONE'}"
    return Kind(declared, Storage.ANY, convert=text_in(codec) if codec else None, codec=codec, is_blob=True)


def _codec(charset: str, codec_without_charset: str) -> str:
    """Python's name for a character set; "" where it has none."""
    if charset in {"", "NONE"}:
        return codec_without_charset
    return codec_named(charset)


def codec_named(charset: str) -> str:
    """Python's name for one of Firebird's character sets; "" where it has none."""
    for prefix, ours in _NUMBERED:
        if charset.startswith(prefix):
            return ours + charset.removeprefix(prefix)
    return _CODECS.get(charset, "")


def as_json(values: Sequence[Any]) -> list[Cell]:
    """Arrays, as the driver gives them, written as JSON; what JSON does not have becomes text in them."""
    return [None if value is None else json.dumps(value, ensure_ascii=False, default=str) for value in values]
