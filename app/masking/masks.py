"""A mask for the cells of one column. NULL stays NULL, what is empty stays empty, and a number stays a number."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from app.crypto.secret import Secret
from app.masking.accounts import account_begin, looks_like_iban, with_check_digits
from app.masking.dates import mask_date_number, mask_date_text
from app.masking.keyed import Choices
from app.masking.kinds import Kind
from app.masking.numbers import mask_float, mask_integer, mask_number_text
from app.masking.phones import prefix_end
from app.masking.shapes import exchanged
from app.masking.texts import mask_email, mask_name, mask_text
from app.tables import Cell, Column, Storage

Mask = Callable[[Cell], Cell]

_REMEMBERED = 65_536
_LONGEST_REMEMBERED = 256
_TOKEN_BYTES = 16
_UUID_CHARACTERS = 36


@dataclass(frozen=True, slots=True)
class Rule:
    """What a policy says of a column. `days` is the widest move of a date."""

    kind: Kind
    days: int


def mask_for(rule: Rule, column: Column, key: Secret) -> Mask | None:
    """The mask of a column, or None where its cells are kept. The key stays the caller's."""
    if rule.kind is Kind.KEEP:
        return None
    if rule.kind is Kind.DROP:
        return _dropping(column)
    return _remembering(_Typed(rule, key))


class _Typed:
    """Does to each type of cell what the kind of mask means for it."""

    def __init__(self, rule: Rule, key: Secret) -> None:
        self._rule = rule
        self._choices = Choices(key, rule.kind.value)
        self._numbers = Choices(key, Kind.NUMBER.value)
        self._on_text = _mask_dates_within(rule.days) if rule.kind is Kind.DATE else _ON_TEXT[rule.kind]

    def __call__(self, cell: Cell) -> Cell:
        if isinstance(cell, str):
            return self._text(cell)
        if isinstance(cell, int | float):
            return self._number(cell)
        return self._bytes(cell) if cell else cell

    def _text(self, text: str) -> str:
        return self._on_text(text, self._choices) if text else text

    def _number(self, number: float) -> int | float:
        if self._rule.kind is Kind.DATE:
            return mask_date_number(number, self._choices, self._rule.days)
        if isinstance(number, float):
            return mask_float(number, self._numbers)
        return mask_integer(number, self._numbers)

    def _bytes(self, content: bytes) -> bytes:
        try:
            return self._text(content.decode()).encode()
        except UnicodeDecodeError:
            return self._choices.stream(content.hex(), _TOKEN_BYTES)


def _mask_dates_within(days: int) -> Callable[[str, Choices], str]:
    def masked(text: str, choices: Choices) -> str:
        moved = mask_date_text(text, choices, days)
        return exchanged(text, choices) if moved is None else moved

    return masked


def _mask_phone(text: str, choices: Choices) -> str:
    return exchanged(text, choices, begin=prefix_end(text), leading=True)


def _mask_iban(text: str, choices: Choices) -> str:
    if not looks_like_iban(text):
        return exchanged(text, choices)
    return with_check_digits(exchanged(text, choices, begin=account_begin(text)))


def _token(text: str, choices: Choices) -> str:
    digest = choices.stream(text, _TOKEN_BYTES)
    if len(text) == _UUID_CHARACTERS and _is_uuid(text):
        return str(uuid.UUID(bytes=digest, version=4))
    return digest.hex()


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text.lower()
    except ValueError:
        return False


def _dropping(column: Column) -> Mask:
    empty: dict[Storage, Cell] = {Storage.INTEGER: 0, Storage.REAL: 0.0, Storage.BLOB: b""}
    instead = empty.get(column.storage, "")
    if column.is_nullable:
        return lambda _: None
    return lambda cell: None if cell is None else instead


def _remembering(mask: Mask) -> Mask:
    """The same mask, which has the cells of late at hand: those of a column repeat."""
    remembered = lru_cache(maxsize=_REMEMBERED, typed=True)(mask)

    def masked(cell: Cell) -> Cell:
        is_long = isinstance(cell, str | bytes) and len(cell) > _LONGEST_REMEMBERED
        return mask(cell) if is_long else remembered(cell)

    return masked


_ON_TEXT = {
    Kind.NAME: mask_name,
    Kind.EMAIL: mask_email,
    Kind.PHONE: _mask_phone,
    Kind.IBAN: _mask_iban,
    Kind.TEXT: mask_text,
    Kind.NUMBER: mask_number_text,
    Kind.CODE: exchanged,
    Kind.HASH: _token,
}
