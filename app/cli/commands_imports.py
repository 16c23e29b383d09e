"""The command that brings a dump or a database file into a copy that is there."""

import argparse
from typing import TYPE_CHECKING

from app.cli.arguments import Commands, with_ticket
from app.cli.exits import Exit
from app.cli.output import count_text, one_line, size_text
from app.cli.session import Session
from app.cli.shapes import name_bytes, name_text, of_problem
from app.operations.import_dump import import_dump

if TYPE_CHECKING:
    from app.crypto.canonical import Json


def add_to(commands: Commands) -> None:
    """Add the command of this module."""
    parser = with_ticket(commands.add("import", _import, "Bring an SQL dump or a database file into a copy."))
    parser.add_argument(
        "file", metavar="FILE", help="SQL text as SQLite's .dump writes it, an SQLite or SQLCipher file"
    )
    parser.add_argument("name", nargs="?", default="", metavar="NAME", help="path of the new database in the copy")
    parser.add_argument(
        "--password-fd", type=int, default=None, metavar="N", help="read the file's password from descriptor N"
    )


def _import(session: Session, asked: argparse.Namespace) -> int:
    with session.unlocked() as vault:
        record, done = import_dump(
            vault,
            asked.ticket,
            asked.file,
            session.monitor,
            ask=session.password_of,
            name=name_bytes(asked.name),
            copy=asked.copy,
        )
        session.bar.clear()
        path = name_text(done.path)
        value: dict[str, Json] = {
            "id": record.id,
            "ticket": asked.ticket,
            "path": path,
            "size": done.size_bytes,
            "statements": done.run.statements if done.run else None,
            "rows": done.run.rows if done.run else None,
            "problems": [of_problem(problem) for problem in done.problems],
        }
        ran = f", {count_text(done.run.rows, 'row')}" if done.run else ""
        lines = [f"{one_line(path)} is in the copy: {size_text(done.size_bytes)}{ran}."]
        lines += [f"  {problem.kind.value}: {problem.detail}" for problem in done.problems]
        session.output.give(value, *lines)
    return Exit.INCOMPLETE if done.problems else Exit.DONE
