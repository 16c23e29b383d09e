"""How a personal value is shown while it is masked: its last characters only."""

from app.masking.accounts import looks_like_iban
from app.masking.kinds import Kind
from app.tables import Cell

DOT = "\N{BULLET}"
_MOST_SHOWN = 4
_MOST_DOTS = 24
_COUNTRY = 2


def masked(cell: Cell, kind: Kind) -> str:
    """The value with dots for all but the end of it, at most a quarter; nothing of a password.

    Blanks, points and dashes stay where they are. Of an account the country stays as well.
    """
    if cell is None:
        return ""
    if isinstance(cell, bytes) or kind is Kind.DROP:
        return DOT * 8
    text = str(cell)
    shown = min(_MOST_SHOWN, len(text) // 4)
    country = _COUNTRY if looks_like_iban(text) else 0
    hidden = text[country : len(text) - shown]
    if len(hidden) > _MOST_DOTS:
        hidden = hidden[-_MOST_DOTS:]
    dots = "".join(character if character in " .-/" else DOT for character in hidden)
    return text[:country] + dots + text[len(text) - shown :]
