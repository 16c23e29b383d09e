"""The lines of a work log: what people noted, the times they worked, and what the program did. No widgets."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QCoreApplication

from app.custody.ledger import Entry, Event
from app.model import Note, WorkTime
from app.operations.ticket_log import TicketLog
from ui import formats
from ui.icons.names import Icon


class EntryKind(Enum):
    """Who or what a line is from."""

    NOTE = "note"
    TIME = "time"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `at` is UTC; `by` is who, "" for the program."""

    at: datetime
    kind: EntryKind
    icon: Icon
    text: str
    by: str = ""
    seconds: int = 0


def log_lines(log: TicketLog) -> list[LogLine]:
    """All lines, the newest first."""
    lines = [
        *(_of_note(note) for note in log.notes),
        *(_of_time(time) for time in log.times),
        *(line for line in (_of_act(entry) for entry in log.acts) if line is not None),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def shown_lines(lines: Iterable[LogLine], kinds: frozenset[EntryKind]) -> list[LogLine]:
    """Those of these kinds; all of them where none is chosen."""
    return [line for line in lines if not kinds or line.kind in kinds]


def text_for_customer(log: TicketLog, now: datetime) -> str:
    """Notes and times as text to send, oldest first. What the program noted for itself is not in it."""
    lines = [line for line in reversed(log_lines(log)) if line.kind is not EntryKind.ACT]
    head = QCoreApplication.translate("WorkLog", "{ticket} {title}").format(
        ticket=log.ticket.number, title=log.ticket.title
    )
    written = [f"{formats.day_and_time(line.at)}  {_one_line(line.text)}" for line in lines]
    total = sum(line.seconds for line in lines)
    if total:
        text = QCoreApplication.translate("WorkLog", "Time worked: {time}")
        written.append(text.format(time=formats.duration(total)))
    as_of = QCoreApplication.translate("WorkLog", "As of {time}").format(time=formats.day_and_time(now))
    return "\n".join([head, "", *written, "", as_of])


def _of_note(note: Note) -> LogLine:
    return LogLine(note.at, EntryKind.NOTE, Icon.NOTE, note.text, note.author)


def _of_time(time: WorkTime) -> LogLine:
    text = QCoreApplication.translate("WorkLog", "Worked {time}").format(time=formats.duration(time.seconds))
    if time.note:
        said = QCoreApplication.translate("WorkLog", "{worked}: {note}")
        text = said.format(worked=text, note=time.note)
    return LogLine(time.began_at, EntryKind.TIME, Icon.TIMER, text, time.author, time.seconds)


def _of_act(entry: Entry) -> LogLine | None:
    """What the ledger says, in words; None for what only matters to it."""
    told = _act_words(entry)
    return None if told is None else LogLine(entry.at, EntryKind.ACT, told[0], told[1])


def _act_words(entry: Entry) -> tuple[Icon, str] | None:
    facts = entry.facts
    size = formats.size(_number(facts.get("bytes")))
    files = formats.count(_number(facts.get("files")))
    columns, cells = _number(facts.get("columns")), _number(facts.get("cells"))
    words = {
        Event.COPY_HELD: (
            Icon.CHECKOUT,
            QCoreApplication.translate("WorkLog", "Checked out, {files} files, {size}").format(files=files, size=size),
        ),
        Event.ESCAPE: (
            Icon.EXPORT,
            QCoreApplication.translate("WorkLog", "{size} left the copy, entered with its hash").format(size=size),
        ),
        Event.REVEALED: (Icon.EYE, _revealed(columns, cells)),
        Event.COPY_EXTENDED: (Icon.EXTEND, QCoreApplication.translate("WorkLog", "Time to wipe extended")),
        Event.COPY_DAMAGED: (Icon.DAMAGED, QCoreApplication.translate("WorkLog", "Damage was found")),
        Event.COPY_MENDED: (Icon.CHECK_CIRCLE, QCoreApplication.translate("WorkLog", "No damage any more")),
        Event.COPY_CLOSING: (Icon.WIPE, QCoreApplication.translate("WorkLog", "Closed, to be wiped")),
        Event.COPY_KEPT: (Icon.UNDO, QCoreApplication.translate("WorkLog", "Close taken back")),
        Event.COPY_WIPED: (Icon.CERTIFICATE, QCoreApplication.translate("WorkLog", "Wiped")),
    }
    return next((told for event, told in words.items() if event.value == entry.event), None)


def _revealed(columns: int, cells: int) -> str:
    if columns:
        return QCoreApplication.translate("WorkLog", "%n column(s) of personal data shown in clear", "", columns)
    return QCoreApplication.translate("WorkLog", "%n cell(s) of personal data shown in clear", "", cells)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _one_line(text: str) -> str:
    return " ".join(text.split())
