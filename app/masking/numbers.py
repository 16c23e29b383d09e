"""Masks for numbers, as numbers or as text. As many digits, the same sign and decimal point."""

import math

from app.masking.keyed import Choices
from app.masking.shapes import exchanged

_GREATEST = 2**63 - 1


def mask_number_text(text: str, choices: Choices) -> str:
    """A number written as text. Zeros in front stay, so that the magnitude does; what is all zeros stays."""
    mantissa, mark, exponent = text.partition("e") if "e" in text else text.partition("E")
    return exchanged(mantissa, choices, leading=True) + mark + exponent


def mask_integer(number: int, choices: Choices) -> int:
    """A number of as many digits. Different numbers stay different, and none stays what it was."""
    size = abs(number)
    sign = -1 if number < 0 else 1
    if size < 10 and sign > 0:
        return choices.exchange([size], [10], "digit")[0]
    masked = int(exchanged(str(size), choices, leading=True))
    while masked > _GREATEST and size <= _GREATEST + 1:  # 64 bits end within the numbers of 19 digits
        masked = int(exchanged(str(masked), choices, leading=True))
    return sign * masked


def mask_float(number: float, choices: Choices) -> float:
    """A number of the same magnitude with as many digits. Infinities stay."""
    if not math.isfinite(number):
        return number
    return float(mask_number_text(repr(number), choices))
