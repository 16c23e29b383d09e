"""What changed in a copy since its checkout: names, and what SQL did inside databases."""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.arguments import Commands, UsageError, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, one_line, size_text, table, writing_out
from app.cli.session import Session
from app.cli.shapes import name_bytes, name_text, of_change, of_handed
from app.cli.standard_output import way_out_of, write_raw
from app.copies.changes import Change
from app.databases.comparing.change_summary import summary
from app.databases.comparing.comparing import ChangeForm
from app.databases.comparing.table_changes import Alteration, DatabaseChanges
from app.errors import Cancelled
from app.operations.export_changes import export_changes, plan_export_changes
from app.operations.revert_change import revert_changes
from app.operations.revert_table import revert_table
from app.operations.show_changes import show_changes
from app.operations.table_changes import export_table_changes, show_table_changes

if TYPE_CHECKING:
    from app.crypto.canonical import Json


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    parser = with_ticket(commands.add("changes", _changes, "Show what changed in a copy since its checkout."))
    parser.add_argument("database", nargs="?", default="", metavar="DB", help="only what SQL changed in this database")
    parser.add_argument(
        "--as",
        dest="form",
        choices=[form.value for form in ChangeForm],
        default=None,
        help="write the changed rows of DB to standard output: a script for SQLite, one for the server, or CSV",
    )
    parser = with_ticket(commands.add("revert", _revert, "Make a path of a copy what it was at the checkout."))
    parser.add_argument("path", metavar="PATH")
    parser.add_argument("--table", default="", metavar="NAME", help="only the rows of this table of the database PATH")
    parser = with_ticket(commands.add("export-changes", _export_changes, "Write what changed into a new folder."))
    parser.add_argument("--to", required=True, metavar="FOLDER", help="the folder in which a new one is made")


def _changes(session: Session, asked: argparse.Namespace) -> int:
    if asked.form and not asked.database:
        message = "--as needs a DB"
        raise UsageError(message, "usage: bailee changes TICKET DB --as FORM\n")
    if asked.form:
        return _export(session, asked)
    if asked.database:
        return _of_database(session, asked)
    with session.unlocked() as vault:
        _, found = show_changes(vault, asked.ticket, session.monitor, copy=asked.copy)
        session.bar.clear()
        lines = table(("Change", "Was", "Is", "Path"), [_row(change) for change in found.files])
        for path, inside in found.databases.items():
            lines += [f"In {one_line(name_text(path))}:", *_database_lines(inside)]
        value = [
            {
                **of_change(change),
                "database": summary(found.databases[change.path]) if change.path in found.databases else None,
            }
            for change in found.files
        ]
        session.output.give(value, *(lines if found.files else ["Nothing was changed."]))
    return Exit.DONE


def _revert(session: Session, asked: argparse.Namespace) -> int:
    if asked.table:
        return _revert_table(session, asked)
    with session.unlocked() as vault:
        path = name_bytes(asked.path)
        record, reverted = revert_changes(vault, asked.ticket, [path], session.monitor, copy=asked.copy)
        session.bar.clear()
        value = {
            "id": record.id,
            "ticket": asked.ticket,
            "path": asked.path,
            "reverted": [of_change(change) for change in reverted.changes],
        }
        count = len(reverted.changes)
        done = f"Took back {count_text(count, 'change')}. {one_line(asked.path)} is what it was at the checkout."
        session.output.give(value, done if count else "Nothing was changed there.")
    return Exit.DONE


def _revert_table(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        path = name_bytes(asked.path)
        record, done = revert_table(vault, asked.ticket, path, asked.table, session.monitor, copy=asked.copy)
        session.bar.clear()
        counts = {"added": done.rows.added, "edited": done.rows.edited, "deleted": done.rows.deleted}
        value: dict[str, Json] = {
            "id": record.id,
            "ticket": asked.ticket,
            "path": asked.path,
            "table": asked.table,
            "rows": {**counts},
            "run": done.run or None,
        }
        lines = ["Nothing was changed there."]
        if done.run:
            told = ", ".join(f"{count:,} {what}" for what, count in counts.items() if count)
            lines = [
                f"Took back {told}. The rows of {one_line(asked.table)} are what they were at the checkout.",
                f"Take that back with: bailee undo-sql {asked.ticket} {asked.path}",
            ]
        session.output.give(value, *lines)
    return Exit.DONE


def _export_changes(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        plan = plan_export_changes(vault, asked.ticket, Path(asked.to), copy=asked.copy)
        report = export_changes(vault, plan, session.monitor)
        session.bar.clear()
        missing = [name_text(path) for path, _ in report.missing]
        value = {
            "id": report.record.id,
            "ticket": asked.ticket,
            "folder": None if report.folder is None else str(report.folder),
            "is_complete": report.is_complete,
            "written": [of_handed(one) for one in report.written],
            "missing": missing,
            "remarks": list(report.remarks),
        }
        files = count_text(len(report.written), "file")
        lines = [f"Wrote {files} to {report.folder}." if report.folder else "There was nothing to write."]
        lines += [f"  not in the script: {one_line(remark)}" for remark in report.remarks]
        lines += [f"  not written: {one_line(path)}" for path in missing]
        session.output.give(value, *lines)
        if isinstance(report.stopped_by, Cancelled):
            return Exit.CANCELLED
        if report.stopped_by is not None:
            raise report.stopped_by
    return Exit.DONE if report.is_complete else Exit.INCOMPLETE


def _row(change: Change) -> tuple[str, str, str, str]:
    was = f" (was {name_text(change.old_path)})" if change.old_path != change.path else ""
    return (
        change.kind.value,
        size_text(change.old_size),
        size_text(change.new_size),
        name_text(change.path) + was,
    )


def _of_database(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        path = name_bytes(asked.database)
        _, found = show_table_changes(vault, asked.ticket, path, session.monitor, copy=asked.copy)
        session.bar.clear()
        session.output.give(summary(found), *_database_lines(found))
    return Exit.DONE


def _database_lines(found: DatabaseChanges) -> Iterator[str]:
    is_same = True
    for change in found.tables:
        is_same = False
        rows = change.rows
        counts = "" if rows is None else f": {rows.added:,} added, {rows.edited:,} edited, {rows.deleted:,} deleted"
        shape = "" if change.alteration is Alteration.SAME else f" ({change.alteration.value})"
        yield f"  table {one_line(change.name)}{shape}{counts}"
    for other in found.objects:
        is_same = False
        yield f"  {other.kind} {one_line(other.name)} {other.alteration.value}"
    for setting in found.settings:
        is_same = False
        yield f"  {setting.name} from {setting.before} to {setting.now}"
    if is_same:
        yield "  No row and no table differs from the checkout."


def _export(session: Session, asked: argparse.Namespace) -> int:
    descriptor = sys.stdout.fileno()
    if os.isatty(descriptor):
        session.bar.silence()
    with session.unlocked() as vault:
        _, left_out = export_table_changes(
            vault,
            asked.ticket,
            name_bytes(asked.database),
            ChangeForm(asked.form),
            write_raw,
            session.monitor,
            copy=asked.copy,
            escapes_to=way_out_of(descriptor),
        )
        with writing_out():
            sys.stdout.buffer.flush()
        session.bar.clear()
        if left_out:
            session.output.aside(f"Left out: {count_text(len(left_out), 'thing')}.", *(f"  {one}" for one in left_out))
    return Exit.INCOMPLETE if left_out else Exit.DONE
