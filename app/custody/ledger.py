"""The ledger: one line for everything that happened to copies and keys, each carrying the hash of the one before.

It outlives every wipe and every key, so it lies in a file of its own, in clear, and holds ids, hashes and counts
only: no names, no paths, no personal data.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from app.crypto.canonical import Json, parse_object, to_canonical
from app.crypto.fields import Fields
from app.disk.append import AppendFile
from app.disk.failures import translated
from app.disk.locks import FileLock
from app.disk.reading import RandomReader
from app.errors import FileMissing, LedgerDamaged
from app.ports import Clock

NO_HASH = "0" * 64
_HASH_BYTES = 32
_LONGEST_LINE_BYTES = 1 << 20


class Event(Enum):
    """What can stand in the ledger."""

    VAULT_CREATED = "vault.created"
    CHECKOUT_BEGUN = "checkout.begun"
    CHECKOUT_ABANDONED = "checkout.abandoned"
    COPY_HELD = "copy.held"
    COPY_CHANGED = "copy.changed"
    COPY_DAMAGED = "copy.damaged"
    COPY_MENDED = "copy.mended"
    COPY_CLOSING = "copy.closing"
    COPY_KEPT = "copy.kept"
    ESCAPE = "copy.escape"
    WIPE_INTENDED = "wipe.intended"
    WIPE_TAKEN_BACK = "wipe.taken-back"
    KEY_DESTROYED = "key.destroyed"
    COPY_CLEARED = "copy.cleared"
    COPY_WIPED = "copy.wiped"


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """How long the ledger is and the hash of its last line, in hex. Size 0 goes with NO_HASH."""

    size: int
    hash: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `facts` are ids, hashes, counts and times."""

    number: int
    at: datetime
    event: str
    previous: str
    facts: Mapping[str, Json]
    hash: str


EMPTY = LedgerHead(0, NO_HASH)


@dataclass(frozen=True, slots=True)
class _Tail:
    """The last whole line of the file: what it makes the head, which line it follows, and where it ends."""

    head: LedgerHead
    previous: str
    end: int


class Ledger:
    """The ledger of one vault.

    `anchor` reads what the register knows of the ledger and `note` tells it of a new head: whoever cuts the file
    must also roll back the register, and later the checkpoints left with tickets.
    """

    def __init__(
        self,
        path: Path,
        clock: Clock,
        *,
        anchor: Callable[[], LedgerHead] = lambda: EMPTY,
        note: Callable[[LedgerHead], None] = lambda _: None,
    ) -> None:
        self.path = path
        self._clock = clock
        self._anchor = anchor
        self._note = note

    def append(self, event: Event, **facts: Json) -> LedgerHead:
        """Add a line; it is on the medium on return. A line that a crash left unfinished is dropped first.

        Where the last line is not the one that the register knows, or the one after it, the new line follows what the
        register knows, so that the gap shows.
        """
        with FileLock(self.path.with_name("ledger.lock"), what="the ledger"):
            file = self._open()
            try:
                tail = self._tail()
                if tail.end < file.size:
                    file.cut(tail.end)
                head = self._to_follow(tail)
                line = to_canonical(
                    {
                        "n": head.size + 1,
                        "at": self._clock.now().isoformat(),
                        "event": event.value,
                        "prev": head.hash,
                        "facts": dict(facts),
                    }
                )
                file.append(line + b"\n")
                file.sync()
            finally:
                file.close()
            head = LedgerHead(head.size + 1, hashlib.sha256(line).hexdigest())
            self._note(head)
        return head

    def head(self) -> LedgerHead:
        """The present end, by the last line alone; `entries` verifies. Changes nothing: another may be appending."""
        return self._tail().head

    def entries(self) -> Iterator[Entry]:
        """Every line from the first on, verified one by one. Raises LedgerDamaged at the first that does not fit.

        A last line without its end, left by a crash, does not count.
        """
        previous = EMPTY
        for line in self._lines():
            entry = _parse(line, previous)
            previous = LedgerHead(entry.number, entry.hash)
            yield entry

    def verify(self) -> LedgerHead:
        """Verify every line, and that what the register knows is there; the head. Raises LedgerDamaged."""
        known = self._anchor()
        head = EMPTY
        for entry in self.entries():
            head = LedgerHead(entry.number, entry.hash)
            if head.size == known.size and head.hash != known.hash:
                raise LedgerDamaged(entry=head.size, reason="not the line that the register knows")
        if head.size < known.size:
            raise LedgerDamaged(entry=known.size, reason="lines are missing at the end")
        return head

    def _open(self) -> AppendFile:
        try:
            return AppendFile.open(self.path)
        except FileMissing:
            return AppendFile.create(self.path)

    def _to_follow(self, tail: _Tail) -> LedgerHead:
        """The head that the next line is to follow."""
        known = self._anchor()
        # A crash may have come between a line and the note of it in the register.
        is_one_ahead = tail.head.size == known.size + 1 and tail.previous == known.hash
        return tail.head if not known.size or is_one_ahead else known

    def _tail(self) -> _Tail:
        """The last whole line; a part of a line behind it does not count."""
        piece, start = self._last_piece()
        end = piece.rfind(b"\n")
        if end < 0:
            return _Tail(EMPTY, "", start)
        line = piece[piece.rfind(b"\n", 0, end) + 1 : end]
        try:
            fields = Fields(parse_object(line))
            number, previous = fields.whole("n", least=1), fields.hex("prev", _HASH_BYTES)
        except ValueError as error:
            # Appending goes on all the same: wiping must not depend on a proof of something else. The anchor tells.
            known = self._anchor()
            if not known.size:
                raise LedgerDamaged(entry=0, reason="its last line cannot be read") from error
            return _Tail(known, "", start + end + 1)
        return _Tail(LedgerHead(number, hashlib.sha256(line).hexdigest()), previous, start + end + 1)

    def _last_piece(self) -> tuple[bytes, int]:
        """The end of the file, long enough to hold the last line, and where it begins."""
        try:
            reader = RandomReader(self.path)
        except FileMissing:
            return b"", 0
        try:
            with translated(self.path):
                size = self.path.stat().st_size
            start = max(0, size - 2 * _LONGEST_LINE_BYTES)
            buffer = memoryview(bytearray(size - start))
            return bytes(buffer[: reader.read_into(start, buffer)]), start
        finally:
            reader.close()

    def _lines(self) -> Iterator[bytes]:
        try:
            with translated(self.path), self.path.open("rb") as file:
                while line := file.readline(_LONGEST_LINE_BYTES):
                    if line.endswith(b"\n"):
                        yield line[:-1]
                    elif file.read(1):
                        # Longer than any line: whoever reads it says so and reads no further.
                        yield line
        except FileMissing:
            return


def _parse(line: bytes, previous: LedgerHead) -> Entry:
    number = previous.size + 1
    try:
        fields = Fields(parse_object(line))
        found = fields.whole("n", least=1)
        at = datetime.fromisoformat(fields.text("at"))
        event, before = fields.text("event"), fields.hex("prev", _HASH_BYTES)
        facts = fields.object("facts").values()
        fields.finish()
        is_formed = line == to_canonical(parse_object(line))
    except (ValueError, RecursionError) as error:
        raise LedgerDamaged(entry=number, reason=f"cannot be read: {error}") from error
    if found > number:
        raise LedgerDamaged(entry=number, reason=f"lines are missing before line {found}")
    if found < number or before != previous.hash:
        raise LedgerDamaged(entry=number, reason="does not follow the line before")
    if not is_formed:
        raise LedgerDamaged(entry=number, reason="is not in the form it was written in")
    return Entry(number, at, event, before, facts, hashlib.sha256(line).hexdigest())
