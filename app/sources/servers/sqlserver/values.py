"""How SQL Server's types are asked for, and kept.

The server writes numbers, dates and times out. Text comes as the bytes of its UTF-16, because the library between
would put question marks for what it cannot convert; half a surrogate pair is such a thing, and stays bytes.
"""

import re
from dataclasses import dataclass

from app.sources.servers.cells import Convert, text_in
from app.tables import Storage

UTF_16 = "utf-16-le"

_WHOLE = frozenset({"tinyint", "smallint", "int", "bigint"})
_BINARY = frozenset({"binary", "varbinary"})
_AS_BYTES = frozenset({"image", "timestamp", "rowversion", "hierarchyid", "geometry", "geography"})
_TEXTS = frozenset({"char", "varchar", "nchar", "nvarchar", "text", "ntext", "sysname", "xml", "json"})
# The longest there can be, and the style of CONVERT ("CAST and CONVERT" in Microsoft's documentation).
_WRITTEN_OUT = {
    "decimal": (42, 0),
    "numeric": (42, 0),
    "money": (24, 2),
    "smallmoney": (24, 2),
    "date": (10, 23),
    "time": (16, 121),
    "datetime": (23, 121),
    "smalldatetime": (19, 120),
    "datetime2": (27, 121),
    "datetimeoffset": (34, 121),
    "uniqueidentifier": (36, 0),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is read. `expression` has a place for its quoted name; `is_wide` when one value may be large."""

    storage: Storage
    expression: str = "{}"
    convert: Convert | None = None
    codec: str = "utf-8"
    is_wide: bool = False


def kind_of(declared: str) -> Kind:
    """The kind for a type such as `nvarchar(50)`. A type that is not known, and sql_variant, come as text.

    Floating point is kept as ANY, because a REAL column cannot hold -0.0; text, because it may turn out to be bytes.
    """
    name = re.split(r"[^a-z0-9_]", declared.lower(), maxsplit=1)[0]
    if name in _WHOLE:
        return Kind(Storage.INTEGER)
    if name == "bit":
        return Kind(Storage.INTEGER, "CONVERT(int, {})")
    if name in {"float", "real"}:
        return Kind(Storage.ANY, "CONVERT(float, {})")
    if name in _WRITTEN_OUT:
        longest, style = _WRITTEN_OUT[name]
        return Kind(Storage.TEXT, f"CONVERT(varchar({longest}), {{}}, {style})")
    return _text_or_bytes(name)


def _text_or_bytes(name: str) -> Kind:
    if name in _BINARY:
        return Kind(Storage.BLOB, is_wide=True)
    if name in _AS_BYTES:
        return Kind(Storage.BLOB, "CONVERT(varbinary(max), {})", is_wide=True)
    as_unicode = "CONVERT(nvarchar(max), {})" if name in _TEXTS else "CONVERT(nvarchar(4000), {})"
    expression = f"CONVERT(varbinary(max), {as_unicode})"
    return Kind(Storage.ANY, expression, text_in(UTF_16), UTF_16, is_wide=True)
