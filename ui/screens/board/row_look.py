"""What a row of the board says, in words: for the eye, and as sentences for screen readers."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState, Day
from app.operations.board_story import BoardRow
from ui import formats, words
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.screens.board.groups import DueGroup, Group, Grouping, due_group, is_wiping
from ui.source_names import line_name, source_icon, whereabouts
from ui.theme.painting import SOON, Pill, Tone


@dataclass(frozen=True, slots=True)
class RowLook:
    """One row, ready to be painted. `spoken` has one sentence for each column."""

    icon: Icon
    role: IconRole
    title: str
    below: str
    source_icon: Icon
    source: str
    size: str
    initials: str
    holder: str
    person: str
    held: str
    share: float
    due: str | Pill
    is_faint: bool
    spoken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingLook:
    """A heading above rows."""

    text: str
    count: int
    tone: Tone
    spoken: str


def row_look(row: BoardRow, day: Day, now: datetime) -> RowLook:
    """How a row looks at a moment."""
    record = row.record
    icon, role, state = _state(row)
    size = formats.size(record.size.content_bytes) if record.size else ""
    holder = QCoreApplication.translate("Board", "You") if row.is_mine else record.technician
    held = formats.held(_began(record), record.due_at, now) if record.due_at else ""
    below = QCoreApplication.translate("Board", "{number}  ·  {customer}", "a ticket and whose it is")
    below = below.format(number=record.ticket.number, customer=record.ticket.customer.name)
    due = _due(row, day, now)
    return RowLook(
        icon=icon,
        role=role,
        title=record.ticket.title,
        below=below,
        source_icon=source_icon(record.source_kind),
        source=line_name(record.source_kind, record.source),
        size=size,
        initials=initials_of(record.technician),
        holder=holder,
        person=record.technician,
        held=held,
        share=held_share(record, now),
        due=due,
        is_faint=is_wiping(record),
        spoken=(
            state,
            QCoreApplication.translate("Board", "{number}, {title}, {customer}").format(
                number=record.ticket.number, title=record.ticket.title, customer=record.ticket.customer.name
            ),
            QCoreApplication.translate("Board", "{source}, {size}").format(
                source=whereabouts(record.source_kind, record.source), size=size
            ),
            QCoreApplication.translate("Board", "held by {holder}").format(holder=holder),
            QCoreApplication.translate("Board", "held {held}").format(held=held) if held else "",
            _due_spoken(record, now),
        ),
    )


def heading_look(group: Group, by: Grouping, technician: str) -> HeadingLook:
    """How a heading looks."""
    count = len(group.rows)
    text, tone = group.key, Tone.QUIET
    if by is Grouping.DUE:
        text, tone = _due_headings()[DueGroup(group.key)]
    elif by is Grouping.HOLDER and group.key == technician:
        text = QCoreApplication.translate("Board", "You")
    spoken = QCoreApplication.translate("Board", "%n copy(s)", "", count)
    sentence = QCoreApplication.translate("Board", "{heading}: {copies}", "a heading of the board, for screen readers")
    return HeadingLook(text, count, tone, sentence.format(heading=text, copies=spoken))


def held_share(record: CopyRecord, now: datetime) -> float:
    """How much of the time it may be held is over."""
    began = _began(record)
    if record.due_at is None or record.due_at <= began:
        return 0.0
    end = record.closed_at or now
    return (end - began).total_seconds() / (record.due_at - began).total_seconds()


def initials_of(name: str) -> str:
    """Two letters that stand for a person."""
    parts = [part for part in name.replace(".", " ").replace("_", " ").replace("-", " ").split() if part]
    if len(parts) > 1:
        return (parts[0][0] + parts[-1][0]).upper()
    return name[:2].upper()


def _began(record: CopyRecord) -> datetime:
    return record.held_at or record.created_at


def _due_headings() -> dict[DueGroup, tuple[str, Tone]]:
    return {
        DueGroup.OVERDUE: (QCoreApplication.translate("Board", "Overdue"), Tone.DANGER),
        DueGroup.TODAY: (QCoreApplication.translate("Board", "Due today"), Tone.WARN),
        DueGroup.THIS_WEEK: (QCoreApplication.translate("Board", "This week"), Tone.QUIET),
        DueGroup.LATER: (QCoreApplication.translate("Board", "Later"), Tone.QUIET),
        DueGroup.WIPING: (QCoreApplication.translate("Board", "Wiping"), Tone.QUIET),
    }


def _state(row: BoardRow) -> tuple[Icon, IconRole, str]:
    """The icon of a row, its colour, and what both say."""
    record = row.record
    said = words.copy_state_words(record.state)
    if is_wiping(record):
        return Icon.WIPE, IconRole.DANGER, said
    if record.state is CopyState.CHECKING_OUT:
        return Icon.RUNNING, IconRole.INFO, said
    if record.state is CopyState.DAMAGED:
        return Icon.DAMAGED, IconRole.DANGER, said
    if row.is_changed:
        return Icon.EDIT, IconRole.WARN, QCoreApplication.translate("Board", "Changed, not exported")
    return Icon.LOCK, IconRole.NORMAL, said


def _due(row: BoardRow, day: Day, now: datetime) -> str | Pill:
    record = row.record
    if is_wiping(record):
        return _wiping(record, now)
    if record.due_at is None:
        return ""
    text = formats.due(record.due_at, now)
    if due_group(row, day) is DueGroup.OVERDUE:
        return Pill(text, Tone.DANGER, Icon.OVERDUE)
    is_soon = due_group(row, day) is DueGroup.TODAY or held_share(record, now) >= SOON
    return Pill(text, Tone.WARN, Icon.CLOCK) if is_soon else text


def _wiping(record: CopyRecord, now: datetime) -> Pill:
    if record.state in ENDING:
        return Pill(words.copy_state_words(record.state), Tone.DANGER, Icon.WIPE)
    if record.wipe_at is None or record.wipe_at <= now:
        return Pill(QCoreApplication.translate("Board", "Wipe waits"), Tone.WARN, Icon.CLOCK)
    text = QCoreApplication.translate("Board", "Undo {time}", "the time left to take a close back")
    return Pill(text.format(time=formats.countdown((record.wipe_at - now).total_seconds())), Tone.ACCENT, Icon.UNDO)


def _due_spoken(record: CopyRecord, now: datetime) -> str:
    if is_wiping(record):
        if record.state is CopyState.CLOSING and record.wipe_at is not None and record.wipe_at > now:
            text = QCoreApplication.translate("Board", "is wiped in {time}, Undo is possible until then")
            return text.format(time=formats.in_words((record.wipe_at - now).total_seconds()))
        return words.copy_state_words(record.state)
    return formats.due_sentence(record.due_at, now) if record.due_at else ""
