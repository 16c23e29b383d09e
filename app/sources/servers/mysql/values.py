"""How MySQL's column types are asked for, and kept.

The driver is told to convert integers and floats alone; all else arrives as the bytes the server sent, so that dates
such as 0000-00-00 and times beyond a day stay what they are.
"""

import re
from dataclasses import dataclass

from app.sources.servers.cells import Convert, bit_fields, utf8_text, whole_numbers
from app.tables import Storage

_INTEGERS = frozenset({"tinyint", "smallint", "mediumint", "int", "bigint", "year"})
_FLOATS = frozenset({"float", "double"})
_TEXTS = frozenset({"char", "varchar", "enum", "set", "uuid", "inet4", "inet6"})
_LONG_TEXTS = frozenset({"tinytext", "text", "mediumtext", "longtext", "json"})
_NUMBERS_AND_TIMES_AS_TEXT = frozenset({"decimal", "date", "time", "datetime", "timestamp"})
_BLOBS = frozenset(
    {
        "binary",
        "varbinary",
        "tinyblob",
        "blob",
        "mediumblob",
        "longblob",
        "vector",
        "geometry",
        "point",
        "linestring",
        "polygon",
        "multipoint",
        "multilinestring",
        "multipolygon",
        "geometrycollection",
        "geomcollection",
    }
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How a column is read. `expression` has a place for its quoted name; `is_wide` when one value may be large."""

    storage: Storage
    convert: Convert | None = None
    is_wide: bool = False
    expression: str = "{}"
    is_known: bool = True


def kind_of(declared: str) -> Kind:
    """The kind for a type as COLUMN_TYPE of information_schema.COLUMNS gives it.

    Floating point is kept as ANY, because a REAL column cannot hold -0.0; text, because it may turn out to be bytes.
    Geometries come as MySQL keeps them: four bytes of SRID, then well-known binary.
    """
    name = base_name(declared)
    if name in _INTEGERS or name == "bit":
        return _number(name, declared.lower())
    if name in _FLOATS:
        # The server writes a FLOAT with six digits, but what it computes from one in full.
        return Kind(Storage.ANY, expression="{} * 1e0" if name == "float" else "{}")
    if name in _NUMBERS_AND_TIMES_AS_TEXT:
        return Kind(Storage.TEXT, utf8_text)
    if name in _TEXTS or name in _LONG_TEXTS:
        return Kind(Storage.ANY, utf8_text, is_wide=name in _LONG_TEXTS)
    return Kind(Storage.BLOB, is_wide=True, is_known=name in _BLOBS)


def _number(name: str, declared: str) -> Kind:
    """Whole numbers, of which some need 64 bits without a sign."""
    if name == "bit":
        return Kind(Storage.ANY if declared == "bit(64)" else Storage.INTEGER, bit_fields)
    if name == "bigint" and "unsigned" in declared:
        return Kind(Storage.ANY, whole_numbers)
    return Kind(Storage.INTEGER)


def base_name(declared: str) -> str:
    """The first word of a type: `int` of `int(10) unsigned`."""
    return re.split(r"[^a-z0-9_]", declared.lower(), maxsplit=1)[0]
