"""Commands that take a copy and work inside it."""

import argparse
import os
import select
import sys
from collections.abc import Callable

from app.cli.arguments import Commands, with_ticket
from app.cli.database_source import wish_of, with_database_source
from app.cli.exits import Exit
from app.cli.output import count_text, one_line, size_text, table, when_text
from app.cli.session import Session
from app.cli.shapes import name_bytes, name_text, of_check, of_copy, of_listed, of_problem
from app.cli.standard_output import way_out_of, write_raw
from app.model import NodeKind
from app.operations.check_copy import check_copy
from app.operations.check_out import check_out, plan_check_out
from app.operations.find_database import find_database
from app.operations.list_files import list_files, list_problems
from app.operations.put_file import put_file
from app.operations.read_file import read_file
from app.operations.remove_file import remove_file

_SECONDS_BETWEEN_LOOKS = 0.2
_SIGNS = {NodeKind.FOLDER: "/", NodeKind.FILE: "", NodeKind.LINK: "@"}


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = with_ticket(commands.add("checkout", _checkout, "Take an encrypted copy for a ticket."), with_copy=False)
    with_database_source(parser)
    parser.add_argument("--due-days", type=int, default=None, metavar="DAYS", help="hold it for so many days")
    parser = with_ticket(commands.add("ls", _ls, "List a folder of a copy."))
    parser.add_argument("path", nargs="?", default="", metavar="PATH")
    for name, run, about in (
        ("cat", _cat, "Write the bytes of a file of a copy to standard output."),
        ("put", _put, "Write standard input to a file of a copy."),
        ("rm", _rm, "Remove a file, link or empty folder from a copy."),
    ):
        with_ticket(commands.add(name, run, about)).add_argument("path", metavar="PATH")
    with_ticket(commands.add("problems", _problems, "Show what did not arrive at the checkout."))
    with_ticket(commands.add("check", _check, "Read a whole copy and name what is damaged."))


def _checkout(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        database = find_database(vault, asked.source, wish_of(asked), session.password_of)
        plan = plan_check_out(vault, asked.ticket, database or asked.source, due_days=asked.due_days)
        record = check_out(vault, plan, session.monitor, with_total=sys.stderr.isatty())
        problems = list_problems(vault, asked.ticket, copy=record.id)[1] if record.size and record.size.problems else []
        session.bar.clear()
        value = {**of_copy(record), "problem_list": [of_problem(problem) for problem in problems]}
        files = count_text(record.size.files, "file") if record.size else ""
        size = size_text(record.size.content_bytes if record.size else None)
        lines = [f"{asked.ticket} holds {files}, {size}, until {when_text(record.due_at)}."]
        lines += [
            f"  {problem.kind.value}: {one_line(name_text(problem.path))} {problem.detail}" for problem in problems
        ]
        if record.is_incomplete:
            lines.append("The copy is incomplete: see the list. The customer's original is not touched.")
        session.output.give(value, *lines)
    return Exit.INCOMPLETE if record.is_incomplete else Exit.DONE


def _ls(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        listing = list_files(vault, asked.ticket, name_bytes(asked.path), copy=asked.copy)
        rows = [
            (
                f"{item.mode & 0o7777:04o}",
                "" if item.kind is NodeKind.FOLDER else size_text(item.size),
                name_text(item.name) + _SIGNS[item.kind] + (f" -> {name_text(item.target)}" if item.target else ""),
            )
            for item in listing.names
        ]
        lines = table(("Mode", "Size", "Name"), rows)
        session.output.give([of_listed(item) for item in listing.names], *(lines if rows else ["The folder is empty."]))
    return Exit.DONE


def _cat(session: Session, asked: argparse.Namespace) -> int:
    """Bytes that do not go to a screen leave the sealed copy: they are entered as an escape."""
    descriptor = sys.stdout.fileno()
    if os.isatty(descriptor):
        session.bar.silence()
    with session.unlocked() as vault:
        read_file(
            vault,
            asked.ticket,
            name_bytes(asked.path),
            write_raw,
            session.monitor,
            copy=asked.copy,
            escapes_to=way_out_of(descriptor),
        )
        sys.stdout.buffer.flush()
    return Exit.DONE


def _put(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        record, size = put_file(
            vault, asked.ticket, name_bytes(asked.path), _input_of(session), session.monitor, copy=asked.copy
        )
        session.bar.clear()
        value = {"id": record.id, "ticket": asked.ticket, "path": asked.path, "size": size}
        session.output.give(value, f"Wrote {size_text(size)} to {asked.path}.")
    return Exit.DONE


def _input_of(session: Session) -> Callable[[int], bytes]:
    """Reads standard input. Where the system can wait for input and look up at times, Ctrl+C is heard meanwhile."""
    if sys.platform == "win32":
        return sys.stdin.buffer.read
    descriptor = sys.stdin.fileno()

    def read(size: int) -> bytes:
        while not select.select([descriptor], [], [], _SECONDS_BETWEEN_LOOKS)[0]:
            session.monitor.check()
        return os.read(descriptor, size)

    return read


def _rm(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        record, _ = remove_file(vault, asked.ticket, name_bytes(asked.path), copy=asked.copy)
        value = {"id": record.id, "ticket": asked.ticket, "path": asked.path}
        session.output.give(value, f"Removed {asked.path} from the copy. The customer's original is not touched.")
    return Exit.DONE


def _problems(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        _, found = list_problems(vault, asked.ticket, copy=asked.copy)
        lines = table(
            ("Problem", "Path", "Detail"),
            [(problem.kind.value, name_text(problem.path), problem.detail) for problem in found],
        )
        session.output.give([of_problem(problem) for problem in found], *(lines if found else ["Everything arrived."]))
    return Exit.DONE


def _check(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        record, report = check_copy(vault, asked.ticket, session.monitor, copy=asked.copy)
        session.bar.clear()
        lines = [f"Damaged: {one_line(name_text(item.path))} ({item.reason})" for item in report.damaged]
        read = f"{count_text(report.files, 'file')}, {size_text(report.content_bytes)}"
        lines.append(f"Checked {read}: {count_text(len(report.damaged), 'file')} damaged.")
        session.output.give(of_check(record, report), *lines)
    return Exit.INCOMPLETE if report.damaged else Exit.DONE
