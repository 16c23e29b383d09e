"""What the events of the ledger are called, and what an entry says in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.crypto.canonical import Json
from app.custody.ledger import Event
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.wording import later


@dataclass(frozen=True, slots=True)
class EventLook:
    """An event for the eye: its icon, and its name before translation in the context "Events"."""

    icon: Icon
    role: IconRole
    name: str


EVENTS: Final[dict[str, EventLook]] = {
    Event.VAULT_CREATED.value: EventLook(Icon.VAULT, IconRole.NORMAL, later("Events", "Vault created")),
    Event.CHECKOUT_BEGUN.value: EventLook(Icon.CHECKOUT, IconRole.NORMAL, later("Events", "Checkout begun")),
    Event.CHECKOUT_ABANDONED.value: EventLook(Icon.CROSS_CIRCLE, IconRole.NORMAL, later("Events", "Checkout given up")),
    Event.TABLES_TAKEN.value: EventLook(Icon.TABLE, IconRole.NORMAL, later("Events", "Tables taken")),
    Event.COPY_HELD.value: EventLook(Icon.LOCK, IconRole.OK, later("Events", "Copy taken")),
    Event.COPY_DAMAGED.value: EventLook(Icon.DAMAGED, IconRole.DANGER, later("Events", "Copy found damaged")),
    Event.COPY_MENDED.value: EventLook(Icon.SHIELD_CHECK, IconRole.OK, later("Events", "Copy found whole again")),
    Event.COPY_CLOSING.value: EventLook(Icon.CLOCK, IconRole.WARN, later("Events", "Ticket closed")),
    Event.COPY_KEPT.value: EventLook(Icon.UNDO, IconRole.NORMAL, later("Events", "Close taken back")),
    Event.COPY_EXTENDED.value: EventLook(Icon.EXTEND, IconRole.NORMAL, later("Events", "Copy extended")),
    Event.ESCAPE.value: EventLook(Icon.EXPORT, IconRole.WARN, later("Events", "Data exported")),
    Event.REVEALED.value: EventLook(Icon.EYE, IconRole.WARN, later("Events", "Personal data shown")),
    Event.WIPE_POSTPONED.value: EventLook(Icon.CLOCK, IconRole.NORMAL, later("Events", "Wipe put off")),
    Event.WIPE_INTENDED.value: EventLook(Icon.WIPE, IconRole.DANGER, later("Events", "Wipe begun")),
    Event.WIPE_TAKEN_BACK.value: EventLook(Icon.UNDO, IconRole.NORMAL, later("Events", "Unfinished wipe taken back")),
    Event.KEY_DESTROYED.value: EventLook(Icon.KEY, IconRole.DANGER, later("Events", "Key destroyed")),
    Event.COPY_CLEARED.value: EventLook(Icon.SHRED, IconRole.DANGER, later("Events", "Files removed")),
    Event.COPY_WIPED.value: EventLook(Icon.CERTIFICATE, IconRole.OK, later("Events", "Copy wiped and verified")),
    Event.PUBLIC_KEY_RESTORED.value: EventLook(Icon.KEY, IconRole.NORMAL, later("Events", "Public key written again")),
}
_UNKNOWN: Final = EventLook(Icon.INFO, IconRole.NORMAL, later("Events", "Event of another version"))

Facts = Mapping[str, Json]


def look_of(event: str) -> EventLook:
    """How an event looks; one that a newer Bailee wrote has a look, too."""
    return EVENTS.get(event, _UNKNOWN)


def name_of(event: str) -> str:
    """What an event is called."""
    return QCoreApplication.translate("Events", look_of(event).name)


def names() -> dict[str, str]:
    """What all events are called."""
    return {event: name_of(event) for event in EVENTS}


def sentence(event: str, facts: Facts, now: datetime) -> str:
    """What an entry says, with what it gives as facts."""
    tell = _DETAILS.get(event)
    more = tell(facts, now) if tell else ""
    if not more:
        return name_of(event)
    text = QCoreApplication.translate("Events", "{what}: {detail}", "what happened, and its facts")
    return text.format(what=name_of(event), detail=more)


def _taken(facts: Facts, _now: datetime) -> str:
    files, size = _whole(facts, "files"), _whole(facts, "bytes")
    if files is None or size is None:
        return ""
    counted = QCoreApplication.translate("Events", "%n file(s)", "", formats.plural(files))
    parts = [formats.size(size), formats.counted(counted, files)]
    if facts.get("is_incomplete") is True:
        parts.append(QCoreApplication.translate("Events", "incomplete", "a copy"))
    return _listed(parts)


def _tables(facts: Facts, _now: datetime) -> str:
    tables, rows = _whole(facts, "tables"), _whole(facts, "rows")
    if tables is None or rows is None:
        return ""
    parts = [
        formats.counted(QCoreApplication.translate("Events", "%n table(s)", "", formats.plural(tables)), tables),
        formats.counted(QCoreApplication.translate("Events", "%n row(s)", "", formats.plural(rows)), rows),
    ]
    masked = _whole(facts, "masked_columns")
    if masked:
        parts.append(
            formats.counted(
                QCoreApplication.translate("Events", "%n column(s) masked", "", formats.plural(masked)), masked
            )
        )
    if facts.get("is_connection_encrypted") is False:
        parts.append(QCoreApplication.translate("Events", "over a connection that was not encrypted"))
    return _listed(parts)


def _closing(facts: Facts, now: datetime) -> str:
    return _at(facts, "wipe_at", now, QCoreApplication.translate("Events", "wiped at {time} at the earliest"))


def _extended(facts: Facts, now: datetime) -> str:
    return _at(facts, "due_at", now, QCoreApplication.translate("Events", "due {time} now"))


def _escaped(facts: Facts, _now: datetime) -> str:
    size = _whole(facts, "bytes")
    return "" if size is None else formats.size(size)


def _revealed(facts: Facts, _now: datetime) -> str:
    columns, cells = _whole(facts, "columns") or 0, _whole(facts, "cells") or 0
    parts = []
    if columns:
        parts.append(
            formats.counted(QCoreApplication.translate("Events", "%n column(s)", "", formats.plural(columns)), columns)
        )
    if cells:
        parts.append(
            formats.counted(QCoreApplication.translate("Events", "%n cell(s)", "", formats.plural(cells)), cells)
        )
    return _listed(parts)


def _destroyed(facts: Facts, _now: datetime) -> str:
    if facts.get("is_absent") is True:
        return QCoreApplication.translate("Events", "deleted from the keyring, and read back as absent")
    if facts.get("store") == "":
        return QCoreApplication.translate("Events", "the key table without it has taken the place of the old one")
    return ""


def _cleared(facts: Facts, _now: datetime) -> str:
    files, size, left = _whole(facts, "files"), _whole(facts, "bytes"), _whole(facts, "remaining")
    if files is None or size is None:
        return ""
    parts = [
        formats.counted(QCoreApplication.translate("Events", "%n file(s)", "", formats.plural(files)), files),
        formats.size(size),
    ]
    if left:
        parts.append(
            formats.counted(
                QCoreApplication.translate("Events", "%n file(s) still there", "", formats.plural(left)), left
            )
        )
    return _listed(parts)


_DETAILS: Final[dict[str, Callable[[Facts, datetime], str]]] = {
    Event.TABLES_TAKEN.value: _tables,
    Event.COPY_HELD.value: _taken,
    Event.COPY_CLOSING.value: _closing,
    Event.COPY_EXTENDED.value: _extended,
    Event.ESCAPE.value: _escaped,
    Event.REVEALED.value: _revealed,
    Event.WIPE_POSTPONED.value: _closing,
    Event.KEY_DESTROYED.value: _destroyed,
    Event.COPY_CLEARED.value: _cleared,
}


def _at(facts: Facts, name: str, now: datetime, text: str) -> str:
    value = facts.get(name)
    try:
        when = datetime.fromisoformat(value) if isinstance(value, str) else None
        return text.format(time=formats.moment(when, now)) if when is not None and when.tzinfo is not None else ""
    except (ValueError, OverflowError):
        return ""


def _whole(facts: Facts, name: str) -> int | None:
    value = facts.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _listed(parts: list[str]) -> str:
    return QCoreApplication.translate("Events", ", ", "between facts of a list").join(parts)
