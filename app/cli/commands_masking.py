"""Commands that help to write a masking policy, before anything is taken."""

import argparse
import sys

from app.cli.arguments import Commands
from app.cli.database_source import wish_of, with_database_source
from app.cli.exits import Exit
from app.cli.output import one_line, table
from app.cli.result_layouts import shown_cell
from app.cli.session import Session
from app.databases.intake import TablesWanted
from app.errors import InputRefused, SourceRefused
from app.operations.find_database import find_database
from app.operations.mask_preview import draft_mask, preview_mask
from app.unlocked.vault import Unlocked


def add_to(commands: Commands) -> None:
    """Add the commands of this module."""
    group = commands.group("mask", "Write and try out masking policies.")
    parser = commands.add("draft", _draft, "Write a first policy, from names and samples of columns.", within=group)
    with_database_source(parser).add_argument("--customer", default="", metavar="NUMBER", help="whose policy it is")
    parser = commands.add("preview", _preview, "Show some rows before and after masking, on a screen.", within=group)
    with_database_source(parser)


def _draft(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        policy = draft_mask(_wanted(session, vault, asked), asked.customer)
        session.bar.clear()
        session.output.give({"policy": policy}, policy.rstrip("\n"))
    return Exit.DONE


def _preview(session: Session, asked: argparse.Namespace) -> int:
    """What it shows is customer data that belongs to no copy yet, so it goes to somebody's eyes and nowhere else."""
    if asked.json or not sys.stdout.isatty():
        raise InputRefused(field="mask preview", reason="it shows data in clear, and only on a terminal")
    with session.unlocked() as vault:
        preview = preview_mask(_wanted(session, vault, asked))
        session.bar.clear()
        lines: list[str] = []
        for column in preview.columns:
            lines.append(f"{one_line(column.table)}.{one_line(column.column)}: {column.kind.value}")
            pairs = zip(column.before, column.after, strict=True)
            lines += [
                f"  {row}" for row in table(("Before", "After"), [tuple(map(shown_cell, pair)) for pair in pairs])
            ]
        lines += [f"Note: {note}" for note in preview.notes]
        lines += [
            f"Looks personal and is not masked: {one_line(title)}.{one_line(name)}"
            for title, name in preview.overlooked
        ]
        session.output.give(None, *(lines or ["Nothing would be masked."]))
    return Exit.DONE


def _wanted(session: Session, vault: Unlocked, asked: argparse.Namespace) -> TablesWanted:
    found = find_database(vault, asked.source, wish_of(asked, by_table=True), session.password_of)
    if not isinstance(found, TablesWanted):
        raise SourceRefused(source=asked.source, reason="not a database")
    return found
