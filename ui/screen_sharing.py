"""Screen-share mode: the one place that says what of a customer may be seen while others look at the screen.

What is covered is only what is shown. Acts go on with what is true.
"""

import re
from dataclasses import replace
from urllib.parse import urlsplit

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

from app.model import CopyRecord, Customer, Ticket
from ui.source_names import is_server, short_name

SHARING_ACT = "screen-share"
"""The act that switches the mode."""

COVERED = "\N{BULLET}" * 3
_LEAST_LETTERS = 4
_SAY_NOTHING = frozenset({"gmbh", "mbh", "and", "und", "the", "limited", "company", "sons", "söhne"})
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_BARE = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "á": "a", "ó": "o"})


class ScreenSharing(QObject):
    """Whether the mode is on, and how things are called while it is.

    Signals:
        changed: it was switched; everything that names customers has to be shown anew.
    """

    changed = Signal()

    def __init__(self, *, is_on: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_on = is_on

    @property
    def is_on(self) -> bool:
        """Whether others may be looking."""
        return self._is_on

    @Slot(bool)
    def switch(self, is_on: bool) -> None:  # noqa: FBT001 - a slot
        """Switch it."""
        if is_on != self._is_on:
            self._is_on = is_on
            self.changed.emit()

    def customer(self, customer: Customer) -> Customer:
        """A customer without name and contact."""
        if not self._is_on:
            return customer
        text = QCoreApplication.translate("ScreenSharing", "Customer {number}", "instead of a customer's name")
        return replace(customer, name=text.format(number=customer.number), contact="")

    def customer_of(self, name: str, number: str) -> str:
        """The name of a customer of whom only a ticket is known."""
        if not self._is_on or not name:
            return name
        text = QCoreApplication.translate("ScreenSharing", "Customer of {ticket}", "instead of a customer's name")
        return text.format(ticket=number)

    def text(self, text: str, *names: str) -> str:
        """A text with dots in place of every word of these names."""
        return covered(text, *names) if self._is_on else text

    def ticket(self, ticket: Ticket) -> Ticket:
        """A ticket without its customer's name, in its title either."""
        if not self._is_on:
            return ticket
        return replace(ticket, title=self.title(ticket.title, ticket.customer), customer=self.customer(ticket.customer))

    def title(self, title: str, customer: Customer) -> str:
        """A title or a note about a customer's data."""
        return self.text(title, customer.name, customer.contact.partition(",")[0])

    def place(self, kind: str, location: str, customer: Customer | None) -> str:
        """Where a source lies: the way to it is covered, and the customer's name in what is left."""
        if not self._is_on or not location:
            return location
        last = short_name(kind, location)
        if customer is not None:
            last = self.title(last, customer)
        return f"{urlsplit(location).scheme}://{COVERED}/{last}" if is_server(kind) else f"{COVERED}/{last}"

    def record(self, record: CopyRecord) -> CopyRecord:
        """A copy whose ticket and source are covered."""
        if not self._is_on:
            return record
        source = self.place(record.source_kind, record.source, record.ticket.customer)
        return replace(record, ticket=self.ticket(record.ticket), source=source)


def covered(text: str, *names: str) -> str:
    """A text with dots in place of the words of some names, however they are spelt in it."""
    words = {word for name in names for word in _words_of(name)}
    if not words:
        return text
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.sub(f"(?:{either})", COVERED, text, flags=re.IGNORECASE)


def _words_of(name: str) -> set[str]:
    """What of a name would tell whose it is: its longer words, also as they are spelt where umlauts cannot be."""
    whole = name.strip().casefold()
    words = {whole} | {word for word in re.split(r"[\W_]+", name.casefold()) if len(word) >= _LEAST_LETTERS}
    words -= _SAY_NOTHING | {""}
    return words | {word.translate(_SPELT_OUT) for word in words} | {word.translate(_BARE) for word in words}
