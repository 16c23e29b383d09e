"""Masks for words: names of people, e-mail addresses, free text. No four letters in a row of the original are left."""

import re
from collections.abc import Iterator, Sequence

from app.masking.keyed import Choices
from app.masking.words import FIRST_NAMES, LAST_NAMES, NEUTRAL, TITLES

_WORD_OR_DIGIT = re.compile(r"(?:[^\W\d_]|[^\x00-\x7f\s])+|[0-9]")
_DOMAINS = ("example.com", "example.net", "example.org")
_MOST_TRIES = 16
_TELLING = 4
"""As many letters in a row could tell something."""
_LONGEST_PART = 6
_BYTES_A_PART = 4


class Telling:
    """The runs of letters in a text that must not come up again."""

    def __init__(self, text: str) -> None:
        lowered = text.lower()
        self._runs = {lowered[at : at + _TELLING] for at in range(len(lowered) - _TELLING + 1)}
        self._whole = lowered

    def is_in(self, word: str) -> bool:
        """Whether `word` would give something away, or is the text itself."""
        lowered = word.lower()
        runs = (lowered[at : at + _TELLING] for at in range(len(lowered) - _TELLING + 1))
        return lowered == self._whole or any(run in self._runs for run in runs)


def mask_name(text: str, choices: Choices) -> str:
    """As many words, written alike; the same word gives the same word wherever it stands."""
    telling = Telling(text)
    before_comma = text.find(",")
    last_begins = before_comma if before_comma >= 0 else text.rstrip().rfind(" ")

    def replaced(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdecimal() and word.isascii():
            return _other_digit(word, choices.number(f"{found.start()}:{text}", 256))
        if word.lower() in TITLES:
            return word
        if len(word) == 1:
            initials = [chr(ord("a") + at) for at in range(26) if chr(ord("a") + at) != word.lower()]
            return _written_like(initials[choices.number(word.lower(), len(initials))], word)
        is_last = found.start() < last_begins if before_comma >= 0 else found.start() > last_begins
        names = LAST_NAMES if is_last else FIRST_NAMES
        return _written_like(_chosen(names, word.lower(), choices, telling), word)

    return _WORD_OR_DIGIT.sub(replaced, text)


def mask_email(text: str, choices: Choices) -> str:
    """A valid address (RFC 5321). Nineteen digits of a keyed digest keep different addresses apart."""
    telling = Telling(text)
    first = _chosen(FIRST_NAMES, f"first {text}", choices, telling).lower()
    last = _chosen(LAST_NAMES, f"last {text}", choices, telling).lower()
    domain = _DOMAINS[choices.number(f"domain {text.rpartition('@')[2].lower()}", len(_DOMAINS))]
    return f"{first}.{last}.{choices.number(text, 10**19):019}@{domain}"


def mask_text(text: str, choices: Choices) -> str:
    """Neutral words of the same lengths, other digits; ASCII punctuation and spaces stay."""
    telling = Telling(text)
    parts = sum(1 + len(found.group()) // _LONGEST_PART for found in _WORD_OR_DIGIT.finditer(text))
    stream = iter(choices.stream(text, parts * _BYTES_A_PART))

    def replaced(found: re.Match[str]) -> str:
        word = found.group()
        if word.isdecimal() and word.isascii():
            return _other_digit(word, next(stream))
        return _written_like(_neutral(len(word), stream, telling), word)

    return _WORD_OR_DIGIT.sub(replaced, text)


def _neutral(length: int, stream: Iterator[int], telling: Telling) -> str:
    """A word of that length; signs instead of letters where every word would tell something."""
    word = ""
    while len(word) < length:
        words = NEUTRAL[min(length - len(word), _LONGEST_PART) - 1]
        at = next(stream)
        tries = (word + words[(at + step) % len(words)] for step in range(len(words)))
        found = next((each for each in tries if not telling.is_in(each)), None)
        if found is None:
            return "#" * length
        word = found
    return word


def _chosen(names: Sequence[str], value: str, choices: Choices, telling: Telling) -> str:
    tries = (names[choices.number(f"{attempt} {value}", len(names))] for attempt in range(_MOST_TRIES))
    return next((name for name in tries if not telling.is_in(name)), "Nn")


def _other_digit(digit: str, chance: int) -> str:
    return str((int(digit) + 1 + chance % 9) % 10)


def _written_like(word: str, model: str) -> str:
    if model.isupper() and (len(model) > 1 or len(word) == 1):
        return word.upper()
    if model.islower():
        return word.lower()
    return word[:1].upper() + word[1:].lower()
