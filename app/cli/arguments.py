"""The words and options that `bailee` understands."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn, TypeAlias

from app.cli.session import Session

Command = Callable[[Session, argparse.Namespace], int]


class UsageError(Exception):
    """The command line was not understood; `usage` says how it goes."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.usage = usage


class _Parser(argparse.ArgumentParser):
    """Leaves it to `main` to say what was wrong."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message, self.format_usage())


Group: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001 - it has no other name
"""A command that has commands of its own."""


class Commands:
    """Collects commands with their options. Options for all commands stand before the command, or after it."""

    def __init__(self, version: str) -> None:
        self.parser = _Parser(
            prog="bailee",
            description="Encrypted working copies of customers' data, held for a ticket and wiped with proof.",
            allow_abbrev=False,
        )
        self.parser.add_argument("--version", action="version", version=f"bailee {version}")
        _add_common(self.parser, is_top=True)
        self._top = self.parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    def group(self, name: str, about: str) -> "Group":
        """A command that has commands of its own."""
        parser = self._top.add_parser(name, help=about, description=about, allow_abbrev=False)
        return parser.add_subparsers(dest="subcommand", metavar="COMMAND", required=True)

    def add(
        self,
        name: str,
        run: Command,
        about: str,
        *,
        within: "Group | None" = None,
    ) -> argparse.ArgumentParser:
        """One command."""
        parser = (within or self._top).add_parser(name, help=about, description=about, allow_abbrev=False)
        parser.set_defaults(run=run)
        _add_common(parser, is_top=False)
        return parser


def _add_common(parser: argparse.ArgumentParser, *, is_top: bool) -> None:
    def default(value: object) -> object:
        return value if is_top else argparse.SUPPRESS

    parser.add_argument("--json", action="store_true", default=default(value=False), help="one JSON value as output")
    parser.add_argument(
        "--passphrase-fd", type=int, metavar="N", default=default(None), help="read the passphrase from descriptor N"
    )
    parser.add_argument(
        "--home", type=Path, metavar="FOLDER", default=default(None), help="home folder (else BAILEE_HOME)"
    )


def with_ticket(parser: argparse.ArgumentParser, *, with_copy: bool = True) -> argparse.ArgumentParser:
    """Add the ticket that a command is about, and which of its copies where it has several."""
    parser.add_argument("ticket", metavar="TICKET", help="number of the ticket")
    if with_copy:
        parser.add_argument("--copy", metavar="ID", default=None, help="which copy, where the ticket has several")
    return parser
