"""How hard a passphrase is to guess, in words: a rough judgement while one types. It refuses nothing but length."""

import math
from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import QCoreApplication

SHORTEST = 8
_SETS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10), (str.isspace, 1))
_OTHERS = 33
_RUNS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "qwertzuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm", "01234567890")
_KNOWN = (
    "password",
    "passwort",
    "passphrase",
    "bailee",
    "secret",
    "geheim",
    "admin",
    "welcome",
    "willkommen",
    "letmein",
)


class Strength(IntEnum):
    """From useless to good."""

    TOO_SHORT = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def strength(passphrase: str) -> Strength:
    """Judge a passphrase."""
    if len(passphrase) < SHORTEST:
        return Strength.TOO_SHORT
    bits = _bits(passphrase)
    limits = ((Strength.STRONG, 80), (Strength.GOOD, 60), (Strength.FAIR, 42))
    return next((each for each, least in limits if bits >= least), Strength.WEAK)


def strength_words(found: Strength) -> str:
    """The judgement in words."""
    texts = {
        Strength.TOO_SHORT: QCoreApplication.translate("Strength", "At least %n characters are needed", "", SHORTEST),
        Strength.WEAK: QCoreApplication.translate("Strength", "Weak: guessed within hours"),
        Strength.FAIR: QCoreApplication.translate("Strength", "Fair: add a word or two"),
        Strength.GOOD: QCoreApplication.translate("Strength", "Good"),
        Strength.STRONG: QCoreApplication.translate("Strength", "Strong"),
    }
    return texts[found]


def _bits(text: str) -> float:
    """Characters times what each could have been; what follows from the one before counts little."""
    alphabet = sum(size for belongs, size in _SETS if any(belongs(each) for each in text))
    alphabet += _OTHERS if any(not each.isalnum() and not each.isspace() for each in text) else 0
    folded = text.casefold()
    surprising = 1 + sum(not _follows(before, each) for before, each in pairwise(folded))
    known = sum(len(word) - 1 for word in _KNOWN if word in folded)
    letters = max(1, min(surprising, len(set(folded)) * 2) - known)
    return letters * math.log2(max(alphabet, 2))


def _follows(before: str, each: str) -> bool:
    """Whether a character is the same as the one before, or its neighbour in the alphabet or on the keyboard."""
    return before == each or any(before + each in run or each + before in run for run in _RUNS)
