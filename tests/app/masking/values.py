"""One way into every mask, and what is not to be left of a text."""

from app.crypto.secret import Secret
from app.masking.dates import WINDOW_DAYS
from app.masking.kinds import Kind
from app.masking.masks import Mask, Rule, mask_for
from app.tables import Cell, Column, Storage

KEY = Secret(b"a key of 32 bytes for the tests.")
OTHER_KEY = Secret(b"another key of 32 bytes, as well")


def mask_of(
    kind: Kind,
    *,
    key: Secret = KEY,
    storage: Storage = Storage.ANY,
    is_nullable: bool = True,
    days: int = WINDOW_DAYS,
) -> Mask:
    mask = mask_for(Rule(kind, days), Column("c", "", storage, is_nullable), key)
    assert mask is not None
    return mask


def masked(kind: Kind, cell: Cell, *, key: Secret = KEY) -> Cell:
    return mask_of(kind, key=key)(cell)


def masked_text(kind: Kind, text: str, *, key: Secret = KEY) -> str:
    found = masked(kind, text, key=key)
    assert isinstance(found, str)
    return found


def runs_of_letters(text: str, length: int = 4) -> set[str]:
    lowered = text.lower()
    runs = {lowered[at : at + length] for at in range(len(lowered) - length + 1)}
    return {run for run in runs if len(run) == length and run.isalpha()}
