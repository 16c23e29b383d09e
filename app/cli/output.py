"""What a command prints: lines for people, or one JSON value."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TextIO

from app.crypto.canonical import Json

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
        if self.as_json:
            self._out.write(json.dumps(value, ensure_ascii=True, indent=2) + "\n")
        else:
            for line in lines:
                self._out.write(printable(line) + "\n")

    def give_error(self, code: str, name: str, message: str, next_step: str) -> None:
        """In the place of a result, where that is JSON; for people there is `aside`."""
        if self.as_json:
            self.give({"error": {"code": code, "name": name, "message": message, "next": next_step}})

    def aside(self, *lines: str) -> None:
        """Something a person should know that is not the result: on standard error."""
        for line in lines:
            self._err.write(printable(line) + "\n")


def printable(text: str) -> str:
    """Text that a terminal shows as it is: control characters and lone surrogates become escapes."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else ascii(character)[1:-1] for character in text
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Columns as wide as they need to be."""
    shown = [[printable(cell) for cell in row] for row in rows]
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
