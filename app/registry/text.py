"""What may stand in the register's text: checked when a person typed it, made legible when a machine did.

PostgreSQL cannot hold a NUL, and no database half a surrogate pair (what Python makes of undecodable file names).
"""

import unicodedata
from collections.abc import Set as AbstractSet
from typing import Final

from app.errors import InputRefused
from app.registry.schema import NUMBER_CHARACTERS

LINE_CHARACTERS: Final = 300
PASSAGE_CHARACTERS: Final = 100_000

_CONTROL: Final = frozenset({"Cc", "Zl", "Zp"})
_INVISIBLE: Final = frozenset({"Cf"})


def number(field: str, untrusted: str) -> str:
    """A number that a person calls something by, stripped and in one Unicode form. Raises InputRefused."""
    stripped = unicodedata.normalize("NFC", untrusted.strip())
    _refuse_length(field, stripped, 1, NUMBER_CHARACTERS)
    _refuse_kinds(field, stripped, _CONTROL | _INVISIBLE)
    if "/" in stripped:
        raise InputRefused(field=field, reason="holds a /")
    return stripped


def line(field: str, untrusted: str, *, may_be_empty: bool = False) -> str:
    """One line of text of up to LINE_CHARACTERS, stripped. Raises InputRefused."""
    stripped = untrusted.strip()
    _refuse_length(field, stripped, 0 if may_be_empty else 1, LINE_CHARACTERS)
    _refuse_kinds(field, stripped, _CONTROL)
    return stripped


def passage(field: str, untrusted: str) -> str:
    """Text of up to PASSAGE_CHARACTERS, kept as it is. Raises InputRefused."""
    _refuse_length(field, untrusted, 0, PASSAGE_CHARACTERS)
    _refuse_kinds(field, untrusted, frozenset())
    return untrusted


def sought(untrusted: str) -> str:
    """A number as `number` would have stored it, to look it up; one that cannot have been stored is not found."""
    return unicodedata.normalize("NFC", legible(untrusted.strip()))


def is_storable(text: str) -> bool:
    """Whether a database can hold `text` as it is."""
    return text == legible(text)


def legible(untrusted: str) -> str:
    r"""Text that must be kept whatever is in it: what no database can hold becomes `\x00` or `\udc80`."""
    return untrusted.replace("\0", "\\x00").encode(errors="backslashreplace").decode()


def _refuse_length(field: str, text: str, least: int, most: int) -> None:
    if len(text) < least:
        raise InputRefused(field=field, reason="empty")
    if len(text) > most:
        raise InputRefused(field=field, reason=f"longer than {most} characters")


def _refuse_kinds(field: str, text: str, refused: AbstractSet[str]) -> None:
    for character in text:
        kind = unicodedata.category(character)
        if kind == "Cs":
            raise InputRefused(field=field, reason="holds half a surrogate pair")
        if character == "\0" or kind in refused:
            raise InputRefused(field=field, reason="holds a control character")
