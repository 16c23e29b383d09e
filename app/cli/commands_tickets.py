"""Commands about who works on a ticket, how long, and for how long its copy is held."""

import argparse
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.cli.arguments import Commands, Group, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, one_line, table, when_text
from app.cli.session import Session
from app.cli.shapes import of_copy, of_ticket, of_time
from app.model import Day, Priority, Ticket
from app.operations.book_time import book_time, worked_times
from app.operations.edit_ticket import edit_ticket
from app.operations.extend_due import extend_due, plan_extend
from app.operations.take_ticket import drop_ticket, hand_ticket, set_priority, take_ticket

if TYPE_CHECKING:
    from app.crypto.canonical import Json

_SECONDS_A_MINUTE = 60
_WORDS = " or ".join(priority.value for priority in Priority)


def add_to(commands: Commands) -> None:
    """Add the command that is no command of `ticket`."""
    parser = with_ticket(commands.add("extend", _extend, "Hold a copy longer than it was to be."))
    parser.add_argument("--days", type=int, required=True, metavar="N", help="so many days from now")
    parser.add_argument("--reason", required=True, metavar="TEXT", help="one line for the work log")


def add_within(commands: Commands, group: "Group") -> None:
    """Add the commands of `ticket`."""
    parser = with_ticket(
        commands.add("take", _take, "Work on a ticket, or give it away.", within=group), with_copy=False
    )
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--hand-to", default=None, metavar="NAME", help="give it to somebody else")
    ways.add_argument("--drop", action="store_true", help="leave it to nobody")
    parser = with_ticket(
        commands.add("priority", _priority, "Say how pressing a ticket is.", within=group), with_copy=False
    )
    parser.add_argument("priority", choices=[priority.value for priority in Priority], metavar="PRIORITY", help=_WORDS)
    parser = with_ticket(
        commands.add("edit", _edit, "Change the title or the priority of a ticket.", within=group), with_copy=False
    )
    parser.add_argument("--title", default=None, metavar="TEXT", help="one line; the old one goes to the work log")
    words = [priority.value for priority in Priority]
    parser.add_argument("--priority", default=None, choices=words, metavar="PRIORITY", help=_WORDS)
    parser = with_ticket(
        commands.add("time", _time, "Show the time worked, or add some.", within=group), with_copy=False
    )
    parser.add_argument("--minutes", type=int, default=None, metavar="N", help="add so many that end now")
    parser.add_argument("--note", default="", metavar="TEXT", help="what they were for")


def _extend(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        plan = plan_extend(vault, asked.ticket, days=asked.days, reason=asked.reason, copy=asked.copy)
        record = extend_due(vault, plan, note=f"Extended to {plan.due_at:%Y-%m-%d}: {plan.reason}")
        times = count_text(record.extensions, "extension")
        session.output.give(of_copy(record), f"{asked.ticket} is held until {when_text(record.due_at)}, {times}.")
    return Exit.DONE


def _take(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        if asked.drop:
            ticket = drop_ticket(vault, asked.ticket)
        elif asked.hand_to is not None:
            ticket = hand_ticket(vault, asked.ticket, asked.hand_to)
        else:
            ticket = take_ticket(vault, asked.ticket)
        session.output.give(of_ticket(ticket), _whose(ticket))
    return Exit.DONE


def _whose(ticket: Ticket) -> str:
    if not ticket.assignee:
        return f"Nobody works on {ticket.number}."
    return f"{one_line(ticket.assignee)} works on {ticket.number}."


def _priority(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        ticket = set_priority(vault, asked.ticket, Priority(asked.priority))
        session.output.give(of_ticket(ticket), f"{ticket.number} has {ticket.priority.value} priority.")
    return Exit.DONE


def _edit(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        before = vault.registry.tickets.by_number(asked.ticket)
        priority = None if asked.priority is None else Priority(asked.priority)
        note = f"Title changed; it was: {before.title}"
        ticket = edit_ticket(vault, asked.ticket, title=asked.title, priority=priority, note=note)
        said = f"{ticket.number}: {one_line(ticket.title)}, {ticket.priority.value} priority."
        session.output.give(of_ticket(ticket), said)
    return Exit.DONE


def _time(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        if asked.minutes is not None:
            seconds = asked.minutes * _SECONDS_A_MINUTE
            # Out of bounds it is refused below; a date cannot even be that far away.
            span = timedelta(seconds=min(max(seconds, 0), _SECONDS_A_MINUTE * 60 * 24 * 365))
            book_time(vault, asked.ticket, vault.clock.now() - span, seconds, asked.note)
        worked = worked_times(vault, asked.ticket, _today(vault.clock.now()))
        value: dict[str, Json] = {
            "ticket": asked.ticket,
            "seconds_today": worked.seconds_today,
            "seconds_in_all": worked.seconds_in_all,
            "times": [of_time(time) for time in worked.times],
        }
        rows = [(when_text(time.began_at), _minutes(time.seconds), time.author, time.note) for time in worked.times]
        sums = f"Today {_minutes(worked.seconds_today)}, in all {_minutes(worked.seconds_in_all)}."
        lines = table(("Began", "Time", "Who", "What"), rows) if rows else []
        session.output.give(value, *lines, sums)
    return Exit.DONE


def _today(now: datetime) -> Day:
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return Day(midnight.astimezone(), (midnight + timedelta(days=1)).astimezone())


def _minutes(seconds: int) -> str:
    hours, minutes = divmod(round(seconds / _SECONDS_A_MINUTE), 60)
    return f"{hours}:{minutes:02} h"
