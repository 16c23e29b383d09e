"""What stood in the way of the last go at the wipes, said at the tickets concerned as long as it lasts."""

from collections.abc import Collection

from app.model import CopyState
from ui.pending_wipes import Round, numbers_of
from ui.surroundings import Surroundings
from ui.wipe_acts import tell_trouble
from ui.wipe_states import WipeTrouble


class StuckWipes:
    """Told by the custodian what each go brought."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._stuck: dict[str, WipeTrouble] = {}
        self._stopped_by: BaseException | None = None
        self._told: set[str] = set()

    def went(self, found: Round) -> None:
        """A go came to its end; some copies may not have."""
        self._stopped_by = None
        self._stuck = {}
        for each in found.unended:
            if each.record.state is not CopyState.CHECKING_OUT:
                ticket = each.record.ticket.number
                self._stuck[ticket] = WipeTrouble(ticket, each.record.key_destroyed_at, each.remaining)
        self._told -= set(numbers_of(found.wiped))

    def stopped(self, error: BaseException) -> None:
        """A go was stopped by this."""
        self._stopped_by = error

    def show(self, due: Collection[str]) -> None:
        """Say it for the tickets that are still due; what lasts is told in passing once."""
        if self._stopped_by is not None:
            found = {ticket: WipeTrouble(ticket, error=self._stopped_by) for ticket in due}
        else:
            found = {ticket: trouble for ticket, trouble in self._stuck.items() if ticket in due}
        self._around.wipes.put(found)
        self._told.intersection_update(due)
        for ticket, trouble in found.items():
            if ticket not in self._told:
                self._told.add(ticket)
                tell_trouble(self._around, trouble)
