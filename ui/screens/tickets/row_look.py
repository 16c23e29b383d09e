"""What a row of the tickets says, in words: for the eye, and as sentences for screen readers."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState, Priority, TicketState
from app.operations.find_tickets import FoundTicket
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.source_names import line_name, source_icon, whereabouts
from ui.theme.painting import SOON, Pill, Tone

_WIPING: Final = ENDING | {CopyState.CLOSING}
_MARKS: Final = {
    **dict.fromkeys(_WIPING, (Icon.WIPE, IconRole.DANGER)),
    CopyState.CHECKING_OUT: (Icon.RUNNING, IconRole.INFO),
    CopyState.DAMAGED: (Icon.DAMAGED, IconRole.DANGER),
}


@dataclass(frozen=True, slots=True)
class TicketLook:
    """One row, ready to be painted. `spoken` has one sentence for each column."""

    icon: Icon
    role: IconRole
    title: str
    below: str
    source_icon: Icon | None
    source: str
    size: str
    initials: str
    person: str
    name: str
    held: str
    share: float
    due: str | Pill
    priority: str | Pill
    created: str
    is_faint: bool
    spoken: tuple[str, ...]


def ticket_look(found: FoundTicket, now: datetime) -> TicketLook:
    """How a row looks at a moment."""
    ticket, record = found.ticket, found.copy
    icon, role, state = _state(found)
    person = ticket.assignee or (record.technician if record else "")
    name = _name(person, record, is_mine=found.is_mine)
    below = QCoreApplication.translate("Tickets", "{number}  ·  {customer}", "a ticket and whose it is")
    below = below.format(number=ticket.number, customer=ticket.customer.name)
    created = formats.moment(ticket.created_at, now)
    created_sentence = QCoreApplication.translate("Tickets", "entered {time}", "when a ticket was entered")
    return TicketLook(
        icon=icon,
        role=role,
        title=ticket.title,
        below=below,
        source_icon=source_icon(record.source_kind) if record else None,
        source=_source(found),
        size=formats.size(record.size.content_bytes) if record and record.size else "",
        initials=_initials(person),
        person=person,
        name=name,
        held=formats.held(_began(record), record.due_at, now) if record and record.due_at else "",
        share=held_share(record, now) if record else 0.0,
        due=_due(record, now) if record else "",
        priority=_priority(ticket.priority),
        created=created,
        is_faint=ticket.state is TicketState.CLOSED,
        spoken=(
            state,
            f"{ticket.title}, {below}",
            whereabouts(record.source_kind, record.source) if record else _no_copy(),
            name,
            formats.held(_began(record), record.due_at, now) if record and record.due_at else "",
            formats.due_sentence(record.due_at, now) if record and record.due_at else "",
            _priority_words(ticket.priority),
            created_sentence.format(time=formats.day_and_time(ticket.created_at)),
        ),
    )


def held_share(record: CopyRecord, now: datetime) -> float:
    """How much of the time it may be held is over."""
    began = _began(record)
    if record.due_at is None or record.due_at <= began:
        return 0.0
    return ((record.closed_at or now) - began).total_seconds() / (record.due_at - began).total_seconds()


def _began(record: CopyRecord) -> datetime:
    return record.held_at or record.created_at


def _state(found: FoundTicket) -> tuple[Icon, IconRole, str]:
    """The icon of a row, its colour, and what both say."""
    record = found.copy
    if record is None:
        if found.ticket.state is TicketState.CLOSED:
            return Icon.CHECK_CIRCLE, IconRole.QUIET, QCoreApplication.translate("Tickets", "Closed")
        return Icon.NO_COPY, IconRole.QUIET, _no_copy()
    said = words.copy_state_words(record.state)
    if record.state in _MARKS:
        return *_MARKS[record.state], said
    if record.is_changed:
        return Icon.EDIT, IconRole.WARN, QCoreApplication.translate("Tickets", "Changed, not exported")
    return Icon.LOCK, IconRole.NORMAL, said


def _no_copy() -> str:
    return QCoreApplication.translate("Tickets", "Open, no copy")


def _source(found: FoundTicket) -> str:
    if found.copy is None:
        return ""
    first = line_name(found.copy.source_kind, found.copy.source)
    if found.copies == 1:
        return first
    text = QCoreApplication.translate("Tickets", "{source} and %n more", "a ticket's copies", found.copies - 1)
    return text.format(source=first)


def _name(person: str, record: CopyRecord | None, *, is_mine: bool) -> str:
    if not person:
        return QCoreApplication.translate("Tickets", "Nobody", "works on a ticket")
    if is_mine and record is not None and person == record.technician:
        return QCoreApplication.translate("Tickets", "You")
    return person


def _initials(name: str) -> str:
    parts = [part for part in name.replace(".", " ").replace("_", " ").replace("-", " ").split() if part]
    return (parts[0][0] + parts[-1][0]).upper() if len(parts) > 1 else name[:2].upper()


def _due(record: CopyRecord, now: datetime) -> str | Pill:
    if record.state in _WIPING:
        return Pill(words.copy_state_words(record.state), Tone.DANGER, Icon.WIPE)
    if record.due_at is None:
        return ""
    text = formats.due(record.due_at, now)
    if record.due_at < now:
        return Pill(text, Tone.DANGER, Icon.OVERDUE)
    return Pill(text, Tone.WARN, Icon.CLOCK) if held_share(record, now) >= SOON else text


def _priority(priority: Priority) -> str | Pill:
    text = _priority_words(priority)
    return Pill(text, Tone.WARN, Icon.ARROW_UP) if priority is Priority.HIGH else text


def _priority_words(priority: Priority) -> str:
    return {
        Priority.LOW: QCoreApplication.translate("Tickets", "Low", "priority"),
        Priority.NORMAL: QCoreApplication.translate("Tickets", "Normal", "priority"),
        Priority.HIGH: QCoreApplication.translate("Tickets", "High", "priority"),
    }[priority]
