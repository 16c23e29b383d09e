"""`bailee`: reads the command line, runs one command, and says what went wrong if it did."""

import hashlib
import logging
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

from app.bootstrap import tool_version
from app.cli import (
    commands_changes,
    commands_custody,
    commands_databases,
    commands_imports,
    commands_masking,
    commands_register,
    commands_tickets,
    commands_work,
)
from app.cli.arguments import Commands, UsageError
from app.cli.exits import Exit, exit_of
from app.cli.output import Output, one_line
from app.cli.passphrases import Passphrases
from app.cli.session import Doors, Session
from app.cli.words import words_for
from app.disk.failures import known
from app.disk.process import discard_output, fill_missing_streams, harden
from app.errors import BaileeError, Cancelled, DumpRefused, StatementFailed
from app.settings import Home


def main(arguments: Sequence[str] | None = None, *, doors: Doors | None = None) -> int:
    """Run one command; its exit code, as in docs/cli.md. `doors` are the ways into a vault, where not the usual."""
    fill_missing_streams()
    harden()
    given = sys.argv[1:] if arguments is None else list(arguments)
    _show_what_the_terminal_cannot()
    try:
        code = _run(given, doors or Doors())
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
        return Exit.FAILED
    except OSError as error:
        discard_output()
        return _explain(known(error, "standard output"), Output(as_json=False))
    return code


_COMMANDS = (
    commands_register,
    commands_tickets,
    commands_work,
    commands_databases,
    commands_imports,
    commands_changes,
    commands_masking,
    commands_custody,
)


def _run(given: Sequence[str], doors: Doors) -> int:
    commands = Commands(tool_version())
    for module in _COMMANDS:
        module.add_to(commands)
    try:
        asked = commands.parser.parse_args(given)
    except UsageError as error:
        return _explain_usage(error, Output(as_json="--json" in given))
    output = Output(as_json=asked.json and asked.command != "cat")
    home = Home(asked.home.absolute()) if asked.home else Home.default()
    database_passwords = Passphrases(getattr(asked, "password_fd", None), "--password-fd")
    session = Session(home, output, Passphrases(asked.passphrase_fd), doors, database_passwords)
    try:
        return int(asked.run(session, asked))
    except UsageError as error:
        return _explain_usage(error, output)
    except BaileeError as error:
        return _explain(error, output)
    except KeyboardInterrupt:
        return _explain(Cancelled(), output)
    except BrokenPipeError:
        raise
    except Exception as bug:  # noqa: BLE001 - the one place where a bug is told from an expected failure
        return _report_bug(bug, output)


def _show_what_the_terminal_cannot() -> None:
    """A name that the encoding of the terminal does not know is shown with escapes; it is no reason to fail."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _explain(error: BaileeError, output: Output) -> int:
    words = words_for(error)
    output.give_error(error.code, type(error).__name__, str(error), words.next_step)
    if isinstance(error, Cancelled):
        output.aside(f"Stopped. {words.means}")
    else:
        output.aside(f"bailee: {words.happened} [{error.code}: {error}]", words.means, words.next_step)
        if isinstance(error, (DumpRefused, StatementFailed)) and error.said and sys.stderr.isatty():
            # It may repeat what is in the database, so it goes to somebody's eyes and nowhere else.
            output.aside(f"The database says: {one_line(error.said)}")
    return exit_of(error)


def _explain_usage(error: UsageError, output: Output) -> int:
    next_step = "See `bailee --help`."
    output.give_error("usage", type(error).__name__, str(error), next_step)
    output.aside(error.usage.rstrip(), f"bailee: {error}", next_step)
    return Exit.USAGE


def _report_bug(bug: Exception, output: Output) -> int:
    """A fault of Bailee's own: a short code for support, and the traceback, which holds no customer data."""
    trace = "".join(traceback.format_tb(bug.__traceback__))
    code = hashlib.sha256(trace.encode()).hexdigest()[:8]
    logging.getLogger(__name__).debug("bug", exc_info=bug)
    next_step = "What was committed is safe; `bailee recover` ends what was begun."
    output.give_error(code, type(bug).__name__, "a fault of Bailee", next_step)
    output.aside(f"{trace}{type(bug).__name__}", f"bailee: this is a fault of Bailee, code {code}. {next_step}")
    return Exit.BUG
