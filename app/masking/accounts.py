"""International bank account numbers (ISO 13616), with their check digits (ISO 7064, modulo 97)."""

import re

_IBAN = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_COUNTRY_AND_CHECK = 4


def is_iban(text: str) -> bool:
    """Whether `text` is an IBAN with right check digits; spaces and small letters are allowed."""
    compact = _compact(text)
    return _IBAN.fullmatch(compact) is not None and _remainder(compact) == 1


def looks_like_iban(text: str) -> bool:
    """Whether `text` is written like one, whatever its check digits are."""
    return _IBAN.fullmatch(_compact(text)) is not None


def with_check_digits(text: str) -> str:
    """`text`, written like an IBAN, with the check digits that the rest of it asks for; spaces and case stay."""
    compact = _compact(text)
    check = f"{98 - _remainder(compact[:2] + '00' + compact[4:]):02}"
    places = [at for at, character in enumerate(text) if not character.isspace()][2:_COUNTRY_AND_CHECK]
    characters = list(text)
    for at, digit in zip(places, check, strict=True):
        characters[at] = digit
    return "".join(characters)


def account_begin(text: str) -> int:
    """Where the part after country and check digits begins in `text`, which is written like an IBAN."""
    return [at for at, character in enumerate(text) if not character.isspace()][_COUNTRY_AND_CHECK]


def _compact(text: str) -> str:
    return "".join(text.split()).upper()


def _remainder(compact: str) -> int:
    return int("".join(str(int(character, 36)) for character in compact[4:] + compact[:4])) % 97
