"""How much of a telephone number is its country or trunk prefix (ITU-T E.164)."""

_ONE_DIGIT = ("1", "7")
_TWO_DIGITS = (
    "20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86"
    " 90 91 92 93 94 95 98"
)


def prefix_end(text: str) -> int:
    """Where the prefix that may be kept ends: `+49`, `0049`, or the `0` that is dialled inside a country."""
    digits = [(at, character) for at, character in enumerate(text) if character in "0123456789"]
    number = "".join(digit for _, digit in digits)
    if text.lstrip(" (").startswith("+"):
        kept = _country_digits(number)
    elif number.startswith("00"):
        kept = 2 + _country_digits(number[2:])
    else:
        kept = 1 if number.startswith("0") else 0
    is_all = kept >= len(digits)
    return 0 if kept == 0 or is_all else digits[kept - 1][0] + 1


def _country_digits(number: str) -> int:
    if number.startswith(_ONE_DIGIT):
        return 1
    return 2 if number[:2] in _TWO_DIGITS.split() else 3
