"""The built-in ticket desk: comments are notes in the register."""

from collections.abc import Callable

from app.model import TicketId


class BuiltInDesk:
    """Fulfils the port `TicketDesk` over whatever keeps the notes."""

    def __init__(self, add_note: Callable[[TicketId, str], None]) -> None:
        self._add_note = add_note

    def comment(self, ticket: TicketId, text: str) -> None:
        """Leave `text` in the work log of the ticket."""
        self._add_note(ticket, text)
