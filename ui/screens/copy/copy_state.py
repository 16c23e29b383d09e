"""What the screen of a working copy says of it, read at once and put into words. No widgets."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.custody.states import ENDING, PRESENT, WORKABLE
from app.model import CopyRecord, CopyState, Ticket
from app.unlocked.vault import Unlocked
from ui import formats
from ui.icons.names import Icon
from ui.source_names import short_name
from ui.theme.painting import Pill, Tone
from ui.widgets.copy_strip import CopyStripFacts

_SOON_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class CopiesOfTicket:
    """A ticket, the copies of it that can be worked with, newest first, and how much left the first of them.

    `waits_for_wipe` and `is_coming` say why there may be one that cannot be worked with.
    """

    ticket: Ticket
    records: tuple[CopyRecord, ...]
    escapes: int
    escaped_bytes: int
    waits_for_wipe: bool = False
    is_coming: bool = False


def read_copies(vault: Unlocked, number: str, wanted: str = "") -> CopiesOfTicket:
    """The copies of a ticket; the one whose id is `wanted` comes first. Raises TicketUnknown."""
    ticket = vault.registry.tickets.by_number(number)
    every = vault.registry.copies.of_ticket(ticket.id, states=PRESENT)
    records = [record for record in every if record.state in WORKABLE]
    records.sort(key=lambda record: (record.id == wanted, record.created_at), reverse=True)
    escapes = vault.registry.escapes.of_copy(records[0].id) if records else []
    return CopiesOfTicket(
        ticket,
        tuple(records),
        len(escapes),
        sum(escape.content_bytes for escape in escapes),
        waits_for_wipe=any(record.state in ENDING | {CopyState.CLOSING} for record in every),
        is_coming=any(record.state is CopyState.CHECKING_OUT for record in every),
    )


def no_copy_words(found: CopiesOfTicket) -> tuple[str, str]:
    """A title and a sentence for a ticket without a copy that could be shown."""
    number = found.ticket.number
    if found.waits_for_wipe:
        title = QCoreApplication.translate("CopyScreen", "The copy of {ticket} is closed")
        text = QCoreApplication.translate(
            "CopyScreen", "It is locked and being wiped. Until that begins, Undo brings it back."
        )
    elif found.is_coming:
        title = QCoreApplication.translate("CopyScreen", "{ticket} is being checked out")
        text = QCoreApplication.translate("CopyScreen", "The copy can be opened once all of it is there.")
    else:
        title = QCoreApplication.translate("CopyScreen", "{ticket} holds no copy")
        text = QCoreApplication.translate("CopyScreen", "It was wiped, or none was checked out yet.")
    return title.format(ticket=number), text


def strip_facts(record: CopyRecord, now: datetime) -> CopyStripFacts:
    """What stands on top of everything that shows this copy."""
    ticket = record.ticket
    text = QCoreApplication.translate(
        "CopyScreen", "Encrypted copy of {customer} · {source} taken {time}. Changes stay in the copy."
    )
    sentence = text.format(
        customer=ticket.customer.name,
        source=short_name(record.source_kind, record.source),
        time=formats.moment(record.created_at, now),
    )
    return CopyStripFacts(ticket.number, ticket.title, ticket.customer.name, sentence, _pills(record, now))


def window_caption(record: CopyRecord) -> str:
    """What stands in the title of the window."""
    text = QCoreApplication.translate("CopyScreen", "{ticket} {customer} (copy)")
    return text.format(ticket=record.ticket.number, customer=record.ticket.customer.name)


def foot_words(found: CopiesOfTicket) -> str:
    """What of the copy lies on this machine in clear, as far as Bailee knows."""
    if not found.escapes:
        return QCoreApplication.translate(
            "CopyScreen", "Everything here is encrypted on disk. Nothing was written in clear."
        )
    text = QCoreApplication.translate(
        "CopyScreen", "Everything here is encrypted on disk. %n piece(s) were exported, {size}.", "", found.escapes
    )
    return text.format(size=formats.size(found.escaped_bytes))


def others_words(records: Sequence[CopyRecord], now: datetime) -> str:
    """That there are other copies of the ticket."""
    text = QCoreApplication.translate(
        "CopyScreen", "This ticket has %n copies. Shown is the one taken {time}.", "", len(records)
    )
    return text.format(time=formats.moment(records[0].created_at, now))


def _pills(record: CopyRecord, now: datetime) -> tuple[Pill, ...]:
    pills: list[Pill] = []
    if record.state is CopyState.DAMAGED:
        pills.append(Pill(QCoreApplication.translate("CopyScreen", "Damaged"), Tone.DANGER, Icon.DAMAGED))
    if record.is_incomplete:
        pills.append(Pill(QCoreApplication.translate("CopyScreen", "Incomplete"), Tone.WARN, Icon.WARNING))
    if record.due_at is not None:
        left = (record.due_at - now).total_seconds()
        if left < 0:
            text = QCoreApplication.translate("CopyScreen", "{time} overdue")
            shown = text.format(time=formats.duration(-left))
            pills.append(Pill(shown, Tone.DANGER, Icon.OVERDUE))
        elif left < _SOON_SECONDS:
            pills.append(Pill(formats.due(record.due_at, now), Tone.WARN, Icon.CLOCK))
    return tuple(pills)
