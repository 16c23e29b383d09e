"""What a command prints: lines for people, or one JSON value."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from typing import TextIO

from app.crypto.canonical import Json
from app.disk.failures import known

_STEP = 1000
_UNITS = ("B", "kB", "MB", "GB", "TB", "PB")


class Output:
    """Prints either text or JSON, never both on standard output."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr

    def give(self, value: Json, *lines: str) -> None:
        """The result of a command: `value` as JSON, or `lines` as text."""
        text = json.dumps(value, ensure_ascii=True, indent=2) if self.as_json else "\n".join(map(printable, lines))
        with writing_out():
            self._out.write(text + "\n")

    def give_error(self, code: str, name: str, message: str, next_step: str) -> None:
        """In the place of a result, where that is JSON; for people there is `aside`."""
        if self.as_json:
            error = {"error": {"code": code, "name": name, "message": message, "next": next_step}}
            # The failure may be that nothing can be written; it is said on standard error in any case.
            with suppress(OSError):
                self._out.write(json.dumps(error, ensure_ascii=True, indent=2) + "\n")

    def aside(self, *lines: str) -> None:
        """Something a person should know that is not the result: on standard error."""
        # Where standard error cannot be written to, there is nobody left to tell.
        with suppress(OSError):
            for line in lines:
                self._err.write(printable(line) + "\n")


@contextmanager
def writing_out() -> Iterator[None]:
    """Inside this block a failure to write is an expected one, except that of a reader who has gone."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise known(error, "standard output") from error


def printable(text: str, *, keep: str = "\n\t") -> str:
    """Text that a terminal shows as it is: control characters and lone surrogates become escapes."""
    return "".join(
        character if character.isprintable() or character in keep else ascii(character)[1:-1] for character in text
    )


def one_line(text: str) -> str:
    """Text from outside on one line of ours, so that a name cannot pass for another line."""
    return printable(text, keep="")


def indented(text: str) -> str:
    """Text of several lines, the later ones set in, so that none can pass for a line of its own."""
    return "\n    ".join(one_line(line) for line in text.strip().splitlines())


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as they need to be."""
    shown = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(len(row[at]) for row in [list(header), *shown]) for at in range(len(header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in [header, *shown]]
    return [line.rstrip() for line in lines]


def size_text(size: int | None) -> str:
    """A size in decimal units: 1 GB is 10^9 bytes."""
    if size is None:
        return ""
    value, unit = float(size), 0
    while value >= _STEP and unit < len(_UNITS) - 1:
        value, unit = value / _STEP, unit + 1
    return f"{size} B" if unit == 0 else f"{value:.1f} {_UNITS[unit]}"


def when_text(at: datetime | None) -> str:
    """A time as the people here read it."""
    if at is None:
        return ""
    local, today = at.astimezone(), datetime.now(UTC).astimezone().date()
    return local.strftime("%H:%M:%S" if local.date() == today else "%d %b %Y %H:%M")


def count_text(number: int, one: str, more: str | None = None) -> str:
    """A number with its noun."""
    return f"{number:,} {one if number == 1 else more or one + 's'}"
