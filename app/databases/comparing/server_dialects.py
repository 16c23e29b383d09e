"""Names, values and comparisons in the SQL of the servers that tables are taken from.

A value that an engine cannot be told in plain SQL is None here, and its row is left out of a script.
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.databases.comparing.row_reading import RawText, Value
from app.databases.schema.server_origin import OriginColumn

_FIREBIRD_LONGEST = 16_000
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_POSTGRESQL_COMPARED_AS_THEY_ARE = (
    "text|character|varchar|bpchar|citext|name|inet|cidr|money|bigint|integer|smallint|oid|boolean|real|double|bytea"
)
_POSTGRESQL_PLAIN = re.compile(rf"(?:{_POSTGRESQL_COMPARED_AS_THEY_ARE})\b(?!.*\[\])", re.IGNORECASE)
_NUMERIC = re.compile(r"(?:tiny|small|medium|big)?int|decimal|numeric|money|bit|number", re.IGNORECASE)
_CHARACTERS = re.compile(r"char|text|enum|set|json|clob", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """One engine's SQL. `matches` gives the condition that a column holds a value which is not NULL."""

    name: str
    opening: str
    closing: str
    quote: str
    literal: Callable[[OriginColumn, Value], str | None]
    matches: Callable[[str, OriginColumn, str, Value], str]

    def quoted(self, name: str) -> str:
        """A name, whatever is in it."""
        return self.quote + name.replace(self.quote, self.quote * 2) + self.quote


def dialect_of(engine: str) -> Dialect:
    """The dialect of an engine by the name a survey gives it; plain standard SQL for one that is not known."""
    lowered = engine.lower()
    for words, found in _DIALECTS:
        if any(word in lowered for word in words):
            return found
    return _STANDARD


def _postgresql_literal(_: OriginColumn, value: Value) -> str | None:
    """In quotes, whatever it is: PostgreSQL then reads it as the column's own type."""
    match value:
        case RawText():
            return None
        case bytes():
            return rf"'\x{value.hex()}'"
        case float() if math.isinf(value):
            return "'Infinity'" if value > 0 else "'-Infinity'"
        case str() if "\0" in value:
            return None
        case str():
            return _in_quotes(value)
        case _:
            return f"'{value!r}'"


def _postgresql_matches(column: str, origin: OriginColumn, literal: str, value: Value) -> str:
    """As text where it was taken as text, since json, xml and shapes have no equality of their own."""
    is_plain = not isinstance(value, str) or _POSTGRESQL_PLAIN.match(origin.declared)
    return f"{column} = {literal}" if is_plain else f"CAST({column} AS text) = {literal}"


def _mysql_literal(origin: OriginColumn, value: Value) -> str | None:
    """Text with a backslash is given as bytes, as a server reads it by a mode that is not known here."""
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    if isinstance(value, str) and not _is_number(origin, value) and any(mark in value for mark in "\\\0\r\x1a"):
        return f"CONVERT(x'{value.encode().hex()}' USING utf8mb4)"
    return _plain(origin, value)


def _mysql_matches(column: str, origin: OriginColumn, literal: str, value: Value) -> str:
    """Text by its bytes, since collations take letters for the same that are not."""
    if isinstance(value, str) and _CHARACTERS.search(origin.declared):
        return f"CAST(CONVERT({column} USING utf8mb4) AS BINARY) = CAST({literal} AS BINARY)"
    if isinstance(value, float) and origin.declared.lower().startswith("float"):
        return f"{column} * 1e0 = {literal}"
    return f"{column} = {literal}"


def _firebird_literal(origin: OriginColumn, value: Value) -> str | None:
    """A literal holds 64 KiB at most, and nothing turns one into a blob of a type that the customer made up."""
    if isinstance(value, str | bytes) and (len(value) > _FIREBIRD_LONGEST or "sub_type -" in origin.declared.lower()):
        return None
    if isinstance(value, int) and origin.declared.lower().startswith("boolean"):
        return "TRUE" if value else "FALSE"
    if isinstance(value, bytes):
        return f"x'{value.hex()}'"
    return None if isinstance(value, str) and "\0" in value else _plain(origin, value)


def _microsoft_literal(origin: OriginColumn, value: Value) -> str | None:
    if isinstance(value, bytes):
        return f"0x{value.hex()}"
    if isinstance(value, str) and not _is_number(origin, value):
        return None if "\0" in value else f"N{_in_quotes(value)}"
    return _plain(origin, value)


def _microsoft_matches(column: str, origin: OriginColumn, literal: str, value: Value) -> str:
    if isinstance(value, str) and (_CHARACTERS.search(origin.declared) or "xml" in origin.declared.lower()):
        return f"CAST({column} AS nvarchar(max)) COLLATE Latin1_General_100_BIN2 = {literal}"
    return f"{column} = {literal}"


def _standard_literal(origin: OriginColumn, value: Value) -> str | None:
    return f"x'{value.hex()}'" if isinstance(value, bytes) else _plain(origin, value)


def _standard_matches(column: str, _: OriginColumn, literal: str, __: Value) -> str:
    return f"{column} = {literal}"


def _plain(origin: OriginColumn, value: Value) -> str | None:
    """Numbers bare, those that came as text as well: in quotes an engine would compare them as floating point."""
    if isinstance(value, str):
        return value if _is_number(origin, value) else _in_quotes(value)
    if isinstance(value, RawText | bytes) or (isinstance(value, float) and math.isinf(value)):
        return None
    return repr(value)


def _is_number(origin: OriginColumn, value: str) -> bool:
    return bool(_NUMERIC.match(origin.declared) and _NUMBER.fullmatch(value))


def _in_quotes(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_STANDARD = Dialect("standard SQL", "", "COMMIT;\n", '"', _standard_literal, _standard_matches)
_POSTGRESQL = Dialect(
    "PostgreSQL",
    "BEGIN;\nSET LOCAL client_encoding = 'UTF8';\nSET LOCAL standard_conforming_strings = on;\n"
    "SET LOCAL DateStyle = 'ISO, YMD';\nSET LOCAL IntervalStyle = 'iso_8601';\nSET LOCAL TimeZone = 'UTC';\n"
    "SET LOCAL extra_float_digits = 3;\n",
    "COMMIT;\n",
    '"',
    _postgresql_literal,
    _postgresql_matches,
)
_MYSQL = Dialect(
    "MySQL or MariaDB",
    "SET NAMES utf8mb4;\nSET SESSION time_zone = '+00:00';\nSTART TRANSACTION;\n",
    "COMMIT;\n",
    "`",
    _mysql_literal,
    _mysql_matches,
)
_FIREBIRD = Dialect("Firebird", "", "COMMIT;\n", '"', _firebird_literal, _standard_matches)
_MICROSOFT = Dialect(
    "SQL Server",
    "SET QUOTED_IDENTIFIER ON;\nSET XACT_ABORT ON;\nBEGIN TRANSACTION;\n",
    "COMMIT TRANSACTION;\n",
    '"',
    _microsoft_literal,
    _microsoft_matches,
)
_DIALECTS = (
    (("postgres",), _POSTGRESQL),
    (("mysql", "mariadb"), _MYSQL),
    (("firebird",), _FIREBIRD),
    (("sql server", "mssql"), _MICROSOFT),
)
