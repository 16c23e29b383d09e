"""Cuts the text of a dump into statements while it is read, in bounded memory, and knows the line of each."""

import codecs
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from app.databases.console.statements import split, split_ended
from app.errors import DumpRefused

LONGEST_STATEMENT: Final = 10_000_000
"""Characters; SQLite's own limit is set to as many bytes."""
_BLOCK_BYTES: Final = 64 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_TEXT: Final = "it is no text in UTF-8 or UTF-16"


@dataclass(frozen=True, slots=True)
class DumpStatement:
    """One statement, the line it begins in, counted from 1, and how many bytes of the dump were read for it."""

    text: str
    line: int
    read_bytes: int


def dump_statements(read: Callable[[int], bytes]) -> Iterator[DumpStatement]:
    """The statements of the text that `read` gives, until it gives nothing. Raises DumpRefused.

    What is read at a time doubles as long as a statement does not end, so that no text is looked at often.
    """
    text = _Text(read)
    pending, line, amount = "", 1, _BLOCK_BYTES
    while block := text.next(amount):
        pending += block
        end = 0
        for statement in split_ended(pending):
            line += pending.count("\n", end, statement.offset)
            yield DumpStatement(statement.text, line, text.read_bytes)
            line += statement.text.count("\n")
            end = statement.end
        pending = pending[end:]
        amount = _BLOCK_BYTES if end else amount * 2
        if len(pending) > LONGEST_STATEMENT:
            raise DumpRefused(number=line, reason=f"a statement is longer than {LONGEST_STATEMENT:,} characters")
    for last in split(pending):
        yield DumpStatement(last.text, line + pending.count("\n", 0, last.offset), text.read_bytes)


class _Text:
    """Decodes what is read. A character that is cut in two waits for its rest."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self._read = read
        self._decoder: codecs.IncrementalDecoder | None = None
        self._lines = 1
        self.read_bytes = 0

    def next(self, amount: int) -> str:
        """Some more text; nothing at the end."""
        while data := self._read(amount):
            self.read_bytes += len(data)
            text = self._decoded(data, is_end=False)
            if text:
                return text
        return self._decoded(b"", is_end=True)

    def _decoded(self, data: bytes, *, is_end: bool) -> str:
        if self._decoder is None:
            mark, encoding = next(((m, e) for m, e in _MARKS if data.startswith(m)), (b"", "utf-8"))
            data = data.removeprefix(mark)
            self._decoder = codecs.getincrementaldecoder(encoding)()
        try:
            text = self._decoder.decode(data, is_end)
        except UnicodeDecodeError as error:
            sound = data[: error.start].count(b"\n")
            # Not `from` it: that error carries the text itself.
            raise DumpRefused(number=self._lines + sound, reason=_NOT_TEXT) from None
        if "\0" in text:
            line = self._lines + text.count("\n", 0, text.index("\0"))
            raise DumpRefused(number=line, reason=_NOT_TEXT)
        self._lines += text.count("\n")
        return text
