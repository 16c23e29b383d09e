"""The kinds of masks a policy can name."""

from enum import Enum


class Kind(Enum):
    """What is done with the cells of a column. The values are the words of a policy file."""

    NAME = "name"
    """Names of people, from made-up ones: as many words, written alike. Two names may become the same."""
    EMAIL = "e-mail"
    """An address at an example domain (RFC 2606), different for different addresses."""
    PHONE = "phone"
    """Other digits; country prefix, length and punctuation stay."""
    IBAN = "iban"
    """Another account of the same country, with right check digits (ISO 13616)."""
    TEXT = "free text"
    """Neutral words of the same lengths."""
    NUMBER = "number"
    """Other digits, as many; the sign and the decimal point stay."""
    DATE = "date"
    """Moved by up to half a year."""
    CODE = "code"
    """Other letters and digits in the same places, for numbers of customers, tax codes and the like."""
    HASH = "hash"
    """A token that says nothing."""
    DROP = "drop"
    """NULL, or what is empty where NULL is not allowed."""
    KEEP = "keep"
    """As it is."""

    @property
    def keeps_apart(self) -> bool:
        """Whether different cells stay different, as keys need it."""
        return self not in {Kind.NAME, Kind.TEXT, Kind.DATE, Kind.DROP}
