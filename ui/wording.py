"""What the words of a failure are made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """What happened, what it means for the data, and what to do next, before translation in the context "Failures".

    {names} in them stand for facts of the error. The collector of texts knows this class, see tests/translations.
    """

    happened: str
    means: str
    next_step: str


def later(_context: str, text: str) -> str:
    """Mark a text that is translated where it is shown, as QT_TRANSLATE_NOOP does, but typed."""
    return text
