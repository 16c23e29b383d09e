"""The shape of the words for a failure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Three sentences about a failure."""

    happened: str
    means: str
    next_step: str
