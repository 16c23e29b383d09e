"""What stands in the rail: the fixed places, the copies one holds, and the foot. Values only."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.custody.states import ENDING
from app.model import CopyRecord, CopyState
from ui import formats
from ui.icons.engine import IconRole
from ui.icons.names import Icon
from ui.places import Where
from ui.screen_sharing import SHARING_ACT

MOST_COPIES = 7
ALL_COPIES = "all-copies"
SETTINGS = "settings"
LOCK = "lock"
SHOW_LOCK_BELOW_SECONDS = 300

PLACE_ICONS = {
    Where.BOARD: Icon.BOARD,
    Where.TICKETS: Icon.TICKETS,
    Where.CUSTOMERS: Icon.CUSTOMERS,
    Where.BACKUPS: Icon.BACKUPS,
    Where.LOG: Icon.LOG,
}


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One row: `under` is a second line, `end` stands at the end of the row, `spoken` is for screen readers."""

    key: str
    icon: Icon
    text: str
    under: str = ""
    end: str = ""
    badge: int = 0
    icon_role: IconRole = IconRole.NORMAL
    is_pressing: bool = False
    spoken: str = ""
    tip: str = ""


def place_name(where: Where) -> str:
    """The name of a place of the rail."""
    names = {
        Where.BOARD: QCoreApplication.translate("Rail", "Board"),
        Where.TICKETS: QCoreApplication.translate("Rail", "Tickets"),
        Where.CUSTOMERS: QCoreApplication.translate("Rail", "Customers"),
        Where.BACKUPS: QCoreApplication.translate("Rail", "Backups"),
        Where.LOG: QCoreApplication.translate("Rail", "Log"),
        Where.COPY: QCoreApplication.translate("Rail", "Copy"),
        Where.SETTINGS: QCoreApplication.translate("Rail", "Settings"),
    }
    return names[where]


def place_entries(overdue: int, keys: dict[str, str]) -> list[RailEntry]:
    """The five places. `keys` are their shortcuts, as shown."""
    entries = []
    for where, icon in PLACE_ICONS.items():
        name, badge = place_name(where), overdue if where is Where.BOARD else 0
        spoken = ""
        if badge:
            spoken = QCoreApplication.translate("Rail", "Board, %n overdue copy(s)", "", badge)
        tip = f"{spoken or name} ({keys[where.value]})" if keys.get(where.value) else spoken or name
        entries.append(RailEntry(where.value, icon, name, badge=badge, spoken=spoken or name, tip=tip))
    return entries


def most_urgent(records: Sequence[CopyRecord], technician: str) -> list[CopyRecord]:
    """The copies somebody holds, the most urgent first; what is on its way out is not held any more."""
    mine = [record for record in records if record.technician == technician and record.state not in ENDING]
    return sorted(mine, key=lambda record: (record.due_at or record.created_at, record.ticket.number))


def overdue_count(records: Sequence[CopyRecord], now: datetime) -> int:
    """How many copies should have been wiped by now."""
    return sum(_is_overdue(record, now) for record in records)


def copy_entries(records: Sequence[CopyRecord], running: Collection[str], now: datetime) -> list[RailEntry]:
    """At most seven copies, and an entry that leads to all where there are more. `running` are tickets with a job."""
    entries = [_copy_entry(record, record.ticket.number in running, now) for record in records[:MOST_COPIES]]
    if len(records) > MOST_COPIES:
        text = QCoreApplication.translate("Rail", "All %n copy(s)", "", len(records))
        entries.append(RailEntry(ALL_COPIES, Icon.MORE, text, spoken=text, tip=text))
    return entries


def foot_entries(seconds_left: int, keys: dict[str, str], *, is_sharing: bool = False) -> list[RailEntry]:
    """Settings, and Lock with the time left once it is short; above them the way out of screen-share mode."""
    settings = place_name(Where.SETTINGS)
    lock = QCoreApplication.translate("Rail", "Lock vault")
    locks_in = QCoreApplication.translate("Rail", "Locks in {time}").format(time=formats.duration(seconds_left))
    end = ""
    if seconds_left < SHOW_LOCK_BELOW_SECONDS:
        end = QCoreApplication.translate("Rail", "in {time}").format(time=formats.duration(seconds_left))
    sharing = [_sharing_entry(keys.get(SHARING_ACT, ""))] if is_sharing else []
    return [
        *sharing,
        RailEntry(SETTINGS, Icon.SETTINGS, settings, spoken=settings, tip=_with_keys(settings, keys.get(SETTINGS, ""))),
        RailEntry(
            LOCK,
            Icon.LOCK,
            lock,
            end=end,
            spoken=lock,
            tip=f"{_with_keys(lock, keys.get(LOCK, ''))}\n{locks_in}",
        ),
    ]


def _sharing_entry(keys: str) -> RailEntry:
    """Says that the mode is on; choosing it switches it off."""
    text = QCoreApplication.translate("Rail", "Names are hidden")
    show = QCoreApplication.translate("Rail", "Show them")
    under = f"{show} ({keys})" if keys else show
    tip = QCoreApplication.translate(
        "Rail", "Screen-share mode is on: names of customers and personal data are hidden."
    )
    spoken = f"{text}. {under}"
    return RailEntry(SHARING_ACT, Icon.EYE_OFF, text, under=under, icon_role=IconRole.WARN, spoken=spoken, tip=tip)


def _with_keys(text: str, keys: str) -> str:
    return f"{text} ({keys})" if keys else text


def _copy_entry(record: CopyRecord, is_running: bool, now: datetime) -> RailEntry:  # noqa: FBT001
    ticket, is_late = record.ticket, _is_overdue(record, now)
    icon, role = _copy_look(record, is_running=is_running)
    if record.state is CopyState.CLOSING:
        end = QCoreApplication.translate("Rail", "wiping")
    elif is_late:
        end = QCoreApplication.translate("Rail", "overdue")
    else:
        end = formats.duration(_whole_units((record.due_at - now).total_seconds())) if record.due_at else ""
    due = formats.due_sentence(record.due_at, now) if record.due_at else ""
    spoken = ", ".join(part for part in (ticket.number, ticket.customer.name, due) if part)
    return RailEntry(
        ticket.number,
        icon,
        ticket.number,
        under=ticket.customer.name,
        end=end,
        icon_role=role,
        is_pressing=is_late,
        spoken=spoken,
        tip=f"{ticket.number} {ticket.title}\n{ticket.customer.name}",
    )


def _copy_look(record: CopyRecord, *, is_running: bool) -> tuple[Icon, IconRole]:
    if is_running or record.state is CopyState.CHECKING_OUT:
        return Icon.RUNNING, IconRole.INFO
    if record.state is CopyState.CLOSING:
        return Icon.WIPE, IconRole.DANGER
    if record.state is CopyState.DAMAGED:
        return Icon.DAMAGED, IconRole.DANGER
    return (Icon.EDIT, IconRole.WARN) if record.is_changed else (Icon.LOCK, IconRole.NORMAL)


def _is_overdue(record: CopyRecord, now: datetime) -> bool:
    is_held = record.state in {CopyState.HELD, CopyState.DAMAGED}
    return is_held and record.due_at is not None and record.due_at < now


def _whole_units(seconds: float) -> int:
    """Down to the largest unit: the rail has room for one."""
    unit = next((unit for unit in (86_400, 3_600, 60) if seconds >= unit), 1)
    return int(seconds // unit * unit)
